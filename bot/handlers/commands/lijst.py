"""lijst REF, with his list attached or typed below: it is used as the specialist's."""

from __future__ import annotations

from bot.core.decision import Retry
from bot.core.traject.stages import COLLECTS
from bot.core.traject.value import Traject
from bot.handlers.shared.lists import context_of
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed, left_over, not_understood
from bot.handlers.steering.taking import a_traject
from bot.lists import respondents

WORDS = ("lijst", "list")
USAGE = "lijst REF (met de lijst als bijlage of eronder)"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """The mail is read once more, as a list by her word; the specialist gets the answer that he would have got."""
    about = a_traject(words, desk)
    if isinstance(about, Done):
        return about
    if rest := left_over(about.rest):
        return not_understood(rest, USAGE)
    traject = about.traject
    if traject.stage not in COLLECTS:
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    if not desk.attached or (desk.files and not desk.typed and not _holds_list(traject, desk)):
        return failed("command.no-list", ref=traject.ref)
    return done("command.list-taken", traject, (Retry(desk.attached, traject.ref, by_her=True),))


def _holds_list(traject: Traject, desk: Desk) -> bool:
    """Whether anybody stands in the files."""
    documents = tuple(one for a in desk.files for one in (a.document, *(part for _, part in a.document.parts)))
    return bool(respondents("", documents, context_of(traject, desk.ctx)).rows)

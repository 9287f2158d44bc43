"""Somebody writes that he left, moved or is ill for long, or that a colleague did, or died."""

from __future__ import annotations

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.core.context import Context
from bot.core.decision import Decision
from bot.core.mail.message import Automatic, InboundMail
from bot.core.mail.signs import GONE
from bot.core.people import names
from bot.core.people.names import Likeness
from bot.core.traject.value import Person, Respondent
from bot.core.words.gone import gone_in, named_gone
from bot.core.world import Role, World
from bot.handlers.shared.departed import colleagues_gone, confirmed, departed

INTENT = "question"


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """A respondent's own word, of whom an answer is still awaited; or a word about one who is listed by name."""
    return mail.automatic is Automatic.NO and _whom(mail, case) is not None


def by_itself(alone: Alone) -> bool:
    """Whoever it is."""
    return alone.mail.automatic is Automatic.NO and GONE in alone.mail.signs


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """Put before her; meanwhile nobody writes to the address."""
    person = _whom(mail, case)
    assert person is not None
    if case.by_her:
        return confirmed(case.traject, case.respondent or person, ctx, INTENT)
    return departed(mail, case.traject, person, world, ctx, INTENT)


def _whom(mail: InboundMail, case: TrajectCase) -> Respondent | None:
    if case.role is not Role.RESPONDENT or case.respondent is None:
        return None
    about = case.respondent if GONE in mail.signs else _colleague(mail, case) or _by_family(mail, case)
    return about if about is not None and about.id not in case.traject.answered() else None


def _by_family(mail: InboundMail, case: TrajectCase) -> Respondent | None:
    """The first of those whose last name stands there, where no whole name does."""
    return None if named_gone(mail.new_text) else next(iter(colleagues_gone(mail, case)), None)


def _colleague(mail: InboundMail, case: TrajectCase) -> Respondent | None:
    """The one whom the words name, when that is somebody listed; whoever else they name is hers to read."""
    if by_name := named_gone(mail.new_text):
        found = {one.id: one for name in by_name if (one := _listed_as(name, case))}
        return next(iter(found.values())) if len(found) == 1 else None
    said = [f" {names.folded(sentence)} " for sentence in gone_in(mail.new_text)]
    listed = [(r, names.folded(r.name)) for r in case.traject.respondents if not r.removed]
    named = [r for r, name in listed if " " in name and any(f" {name} " in sentence for sentence in said)]
    return named[0] if len(named) == 1 else None


def _listed_as(name: str, case: TrajectCase) -> Respondent | None:
    """By the whole name, else by the last name, where nobody else of the traject could be meant."""
    traject = case.traject
    people: tuple[Respondent | Person, ...] = (*(r for r in traject.respondents if not r.removed), traject.specialist)
    last = f" {names.folded(name)}"
    for fits in (
        [p for p in people if names.same_person(name, p.name) is Likeness.SAME],
        [p for p in people if names.same_person(name, p.name) is not Likeness.DIFFERENT],
        [p for p in people if f" {names.folded(p.name)}".endswith(last)],
    ):
        if fits:
            return fits[0] if len(fits) == 1 and isinstance(fits[0], Respondent) else None
    return None

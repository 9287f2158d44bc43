"""formulier REF ADRES, with a scan attached: a form that came by post or by hand."""

from __future__ import annotations

from bot.core.decision import Retry
from bot.core.traject.stages import COLLECTS
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed, left_over, not_understood
from bot.handlers.steering.of_another import reference_of
from bot.handlers.steering.taking import a_person, a_traject

WORDS = ("formulier", "form")
USAGE = "formulier REF respondent-adres (met het formulier als bijlage)"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED
_BETWEEN = frozenset(("van", "from", "of", "by"))


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """By her word it counts as that respondent's, whatever is in it; the mail goes to the traject's folder."""
    about = a_traject(words, desk)
    if isinstance(about, Done):
        return about
    traject = about.traject
    if traject.stage not in COLLECTS:
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    said = tuple(word for word in about.rest if word.casefold() not in _BETWEEN)
    if not left_over(said):
        return failed("command.missing", what="respondent")
    person = a_person(said, traject)
    if isinstance(person, Done):
        return person
    if person is None:
        return failed("command.no-such-person", ref=traject.ref, who=" ".join(said))
    if rest := left_over(person.rest):
        return not_understood(rest, USAGE)
    if not desk.attached:
        return failed("command.no-form", ref=traject.ref, address=person.person.address or person.person.name)
    if other := reference_of(desk.files, traject):
        return failed("command.form-of-another", ref=traject.ref, file=other[0], of=other[1])
    again = Retry(desk.attached, traject.ref, person.person.id, by_her=True, counts=True)
    return done("command.form-by-post", traject, (again,), name=person.person.name)

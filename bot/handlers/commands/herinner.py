"""herinner REF [adres]: a reminder now, to one respondent or to all who have not answered."""

from __future__ import annotations

from bot.core.due.by_hand import ByHand, remind
from bot.core.due.reminders import Questions
from bot.core.people.addresses import key
from bot.core.people.name_words import words as words_of
from bot.core.traject.stages import Stage
from bot.core.traject.value import Traject
from bot.forms.for_traject import questions_as_text
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed, left_over, not_understood
from bot.handlers.steering.taking import a_person, a_traject, in_one_traject

WORDS = ("herinner", "herinnering", "remind")
USAGE = "herinner REF [adres]"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED
_BETWEEN = words_of("iedereen allemaal nog een keer nogmaals opnieuw again everybody everyone once more")


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """It takes the place of the next one; absences, the days between two reminders and the maximum hold."""
    words = tuple(w for w in words if w.casefold() not in _BETWEEN)
    about = a_traject(words, desk) if words or desk.about else failed("command.missing", what="kenmerk")
    if isinstance(about, Done):
        return _by_person_alone(words, desk) or about
    traject = about.traject
    if traject.stage is not Stage.COLLECTING:
        return failed("command.nobody-to-remind", ref=traject.ref, stage=traject.stage)
    if not left_over(about.rest):
        everybody = tuple(r for r in traject.respondents if not r.removed)
        return _done(traject, remind(traject, everybody, desk.ctx, _questions(desk)), "")
    person = a_person(about.rest, traject)
    if isinstance(person, Done):
        return person
    if person is None:
        who = " ".join(about.rest)
        his = {key(a) for a in (traject.specialist.address, *traject.others) if a}
        code = "command.reminded-by-itself" if key(who.strip("<>")) in his else "command.no-such-person"
        return failed(code, ref=traject.ref, who=who)
    if rest := left_over(person.rest):
        return not_understood(rest, USAGE)
    return _done(traject, remind(traject, (person.person,), desk.ctx, _questions(desk)), person.person.name)


def _by_person_alone(words: tuple[str, ...], desk: Desk) -> Done | None:
    """`herinner Piet`: the one traject that is collecting in which somebody is called so."""
    found = in_one_traject(words, desk, frozenset({Stage.COLLECTING}))
    return run((found.ref, *words), desk) if isinstance(found, Traject) else found


def _questions(desk: Desk) -> Questions:
    return lambda traject, person: questions_as_text(traject, person, desk.ctx)


def _done(traject: Traject, made: ByHand, name: str) -> Done:
    reasons = ",".join(f"{why}:{n}" for why, n in made.reasons)
    if not made.mails:
        return failed("command.nobody-reminded", ref=traject.ref, name=name, reasons=reasons)
    return done("command.reminded", traject, made.mails, n=str(len(made.mails)), name=name, reasons=reasons)

"""inzage REF [respondent-adres]: what is kept of the specialist, or of one respondent, for her to send on."""

from __future__ import annotations

from bot.core.course.blocking import ACCESS, answered_by_access
from bot.core.decision import Work
from bot.core.due.destruction import moment, with_room
from bot.core.people.addresses import key
from bot.core.traject.stages import Stage
from bot.core.traject.value import Person, Respondent, Traject
from bot.handlers.commands.koppel import listed
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed, the_traject

WORDS = ("inzage", "access")
USAGE = "inzage REF [respondent-adres]"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """Made after the commit, and put into the traject's folder: nothing of it travels. The request stays open until
    she says that it is answered; where there is none, a destruction that is planned leaves her room to send it.
    """
    if words and "@" in words[0]:
        refs = _where(words[0].strip("<>"), desk)
        if len(refs) != 1:
            return _which(words[0], refs)
        words = (*refs, *words)
    traject = the_traject(words, desk)
    if isinstance(traject, Done):
        return traject
    if traject.stage in (Stage.DESTROYING, Stage.DESTROYED):
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    person = _person(words[1:], traject)
    if person is None:
        return failed("command.no-such-person", ref=traject.ref, who=" ".join(words[1:]))
    identifier = person.id if isinstance(person, Respondent) else ""
    work = Work(ACCESS, f"{traject.ref}/{ACCESS}/{identifier}/{desk.ctx.inbound_id}")
    requests = ",".join(str(q.number) for q in answered_by_access(traject, person, desk))
    going = traject if requests else with_room(traject, desk.ctx)
    at = moment(going, desk.ctx) if going != traject else ""
    name = person.name or person.address
    return done("command.access-begun", going, (work,), name=name, requests=requests, at=at)


def _where(address: str, desk: Desk) -> tuple[str, ...]:
    """The trajects in which an address is known and of which there is anything to show."""
    return tuple(dict.fromkeys(k.ref for k in desk.world.known(address) if desk.traject(k.ref) is not None))


def _which(who: str, refs: tuple[str, ...]) -> Done:
    if not refs:
        return failed("command.no-such-person", ref="", who=who)
    return failed("command.several-trajects", who=who, refs=", ".join(refs))


def _person(words: tuple[str, ...], traject: Traject) -> Person | Respondent | None:
    """The specialist, unless somebody listed is named."""
    his = {key(a) for a in (traject.specialist.address, *traject.others) if a}
    if not words or (len(words) == 1 and key(words[0].strip("<>")) in his):
        return traject.specialist
    return listed(words, traject)

"""inzage REF [respondent-adres]: what is kept of the specialist, or of one respondent, for her to send on."""

from __future__ import annotations

from bot.core.course.blocking import ACCESS, answered_by_access
from bot.core.decision import Work
from bot.core.due.destruction import moment, with_room
from bot.core.people.addresses import key
from bot.core.traject.stages import Stage
from bot.core.traject.value import Person, Respondent, Traject
from bot.handlers.commands.koppel import listed
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed, left_over, not_understood
from bot.handlers.steering.taking import About, Meant, a_person, a_traject, bare_address, in_one_traject, one_address

WORDS = ("inzage", "access")
USAGE = "inzage REF [respondent-adres]"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED
_BETWEEN = frozenset(("van", "voor", "of", "for", "over", "about", "in", "aan", "respondent", "collega", "specialist"))


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """Made after the commit, and put into the traject's folder: nothing of it travels. The request stays open until
    she says that it is answered; where there is none, a destruction that is planned leaves her room to send it.
    """
    about = _about(words, desk)
    if isinstance(about, Done):
        return about
    traject = about.traject
    if traject.stage in (Stage.DESTROYING, Stage.DESTROYED):
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    person = _person(about.rest, traject)
    if isinstance(person, Done):
        return person
    identifier = person.id if isinstance(person, Respondent) else ""
    work = Work(ACCESS, f"{traject.ref}/{ACCESS}/{identifier}/{desk.ctx.inbound_id}")
    requests = ",".join(str(q.number) for q in answered_by_access(traject, person, desk))
    going = traject if requests else with_room(traject, desk.ctx)
    at = moment(going, desk.ctx) if going != traject else ""
    name = person.name or person.address
    return done("command.access-begun", going, (work,), name=name, requests=requests, at=at)


def _about(words: tuple[str, ...], desk: Desk) -> About | Done:
    """The traject that is named, or the only one in which there is anything to show of who is."""
    address = one_address(words)
    if isinstance(address, Done):
        return address
    about = a_traject(words, desk)
    if isinstance(about, About) and (about.named or not address):
        return about
    if not address:
        found = in_one_traject(words, desk, frozenset(Stage))
        return About(found, words) if isinstance(found, Traject) else found or about
    refs = tuple(dict.fromkeys(k.ref for k in desk.world.known(address) if desk.traject(k.ref) is not None))
    if isinstance(about, About) and about.traject.ref in refs:
        return about
    if not refs:
        return failed("command.no-such-person", ref="", who=address)
    if len(refs) > 1:
        return failed("command.several-trajects", who=address, refs=", ".join(refs))
    return a_traject((*refs, *words), desk)


def _person(words: tuple[str, ...], traject: Traject) -> Person | Respondent | Done:
    """The specialist, unless somebody listed is named, who may have been taken off the list."""
    his = {key(a) for a in (traject.specialist.address, *traject.others) if a}
    said = tuple(w for w in words if key(bare_address(w)) not in his and w.casefold() not in _BETWEEN)
    if not left_over(said):
        return traject.specialist
    found = a_person(said, traject)
    if isinstance(found, Meant) and not left_over(found.rest):
        return found.person
    gone = listed(said, traject)
    if gone is not None and (len(said) == 1 or not any("@" in w for w in said)):
        return gone
    if found is None:
        return failed("command.no-such-person", ref=traject.ref, who=" ".join(said))
    return not_understood(left_over(found.rest), USAGE) if isinstance(found, Meant) else found

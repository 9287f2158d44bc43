"""adres REF NIEUW: the specialist is written to at another address from now on."""

from __future__ import annotations

from dataclasses import replace

from bot.core.course.opening import started
from bot.core.decision import Effect
from bot.core.people import addresses, names
from bot.core.people.addresses import key
from bot.core.people.names import Likeness
from bot.core.planning.appointing import settled
from bot.core.questions import HIS_ADDRESS
from bot.core.traject.stages import OPEN, Stage
from bot.core.traject.value import Person, Traject
from bot.core.world import Role
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed, left_over, not_understood
from bot.handlers.steering.taking import a_traject, one_address

WORDS = ("adres", "address")
USAGE = "adres REF nieuw@adres"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED
_BETWEEN = frozenset(("wordt", "is", "naar", "to", "nieuw", "new", "het", "the"))


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """What comes from the former address is still his; what he needs to begin goes to the new one."""
    new = one_address(words)
    if isinstance(new, Done):
        return new
    about = a_traject(tuple(w for w in words if "@" not in w), desk)
    if isinstance(about, Done):
        return about
    traject, ctx = about.traject, desk.ctx
    if not new:
        return failed("command.missing", what="adres")
    if not addresses.is_valid(new, international=True):
        return failed("command.bad-address", address=new)
    if rest := left_over(tuple(w for w in about.rest if w.casefold() not in _BETWEEN)):
        return not_understood(rest, USAGE)
    if traject.stage in (Stage.DESTROYING, Stage.DESTROYED):
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    if key(new) == key(traject.specialist.address):
        return failed("command.same-address", ref=traject.ref, address=new)
    listed = {key(a) for r in traject.respondents for a in (r.address, *r.others) if a}
    if key(new) in listed or ctx.is_ours(new):
        return failed("command.address-of-another", ref=traject.ref, address=new)
    if (other := _of_another(new, traject, desk)) is not None:
        return failed("command.address-elsewhere", address=new, ref=other.ref, name=other.specialist.name)
    before = traject.specialist
    others = tuple(dict.fromkeys(a for a in (*traject.others, before.address) if a and key(a) != key(new)))
    changed = replace(traject, specialist=Person(before.name, new), others=others)
    again: tuple[Effect, ...] = ()
    if traject.stage is Stage.STARTED:
        mail = started(changed, ctx)
        again = (replace(mail, key=ctx.key(changed, mail.view.KIND)),)
    answered = settled(traject, desk.world, frozenset({HIS_ADDRESS}))
    code = "command.address-changed-again" if again else "command.address-changed"
    return done(code, changed, (*answered, *again), name=before.name, address=new)


def _of_another(address: str, traject: Traject, desk: Desk) -> Traject | None:
    """The other traject whose specialist writes from there, where it is open or somebody else's."""
    known = (k.ref for k in desk.world.known(address) if k.role is Role.SPECIALIST and k.ref != traject.ref)
    for other in (t for ref in dict.fromkeys(known) if (t := desk.traject(ref)) is not None):
        alike = names.same_person(other.specialist.name, traject.specialist.name)
        if other.stage in OPEN or alike is not Likeness.SAME:
            return other
    return None

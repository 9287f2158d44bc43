"""stuur-niet ADRES: nobody who reads there is written to any more."""

from __future__ import annotations

from bot.core.people import addresses
from bot.core.people.addresses import key
from bot.core.traject.value import Traject
from bot.core.views import Phrase
from bot.handlers.steering.desk import Confirmed, Desk, Done, failed, left_over, not_understood
from bot.handlers.steering.taking import the_addresses

WORDS = ("stuur-niet", "stuur niet", "stuurniet", "mail niet", "do-not-send", "don't send")
USAGE = "stuur-niet adres"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED
_BETWEEN = frozenset(("aan", "naar", "to", "en", "and", "&", "+"))


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """In every traject that lists the address; what comes from there is still read and counts."""
    there = the_addresses(words)
    if not there:
        return failed("command.missing", what="adres")
    if rest := left_over(tuple(w for w in words if "@" not in w and w.casefold() not in _BETWEEN)):
        return not_understood(rest, USAGE)
    results = list[Done]()
    for said in there:
        results.append(_one(said, desk))
        if not results[-1].done:
            return results[-1]  # of the others nothing is done either
        desk = desk.after(results[-1])
    changed = {t.ref: t for one in results for t in (one.traject, *one.besides) if t is not None}
    refs = ", ".join(changed)
    first, *others = changed.values()
    outcome = Phrase("command.silenced", (("ref", first.ref), ("address", ", ".join(there)), ("refs", refs)))
    return Done(outcome, traject=first, besides=tuple(others))


def _one(said: str, desk: Desk) -> Done:
    """One of them, or why not."""
    if not addresses.is_valid(said, international=True):
        return failed("command.bad-address", address=said)
    known = {k.ref: k for k in desk.world.known(said)}
    there = [t for ref in known if (t := desk.traject(ref)) is not None]
    if any(key(said) in {key(a) for a in (t.specialist.address, *t.others) if a} for t in there):
        return failed("command.is-specialist", address=said, refs=", ".join(t.ref for t in there))
    changed = tuple(after for t in there if (after := _silenced(t, said)) != t)
    if not changed:
        return failed("command.nobody-at" if not there else "command.silent-already", address=said)
    refs = ", ".join(t.ref for t in changed)
    outcome = Phrase("command.silenced", (("ref", changed[0].ref), ("address", said), ("refs", refs)))
    return Done(outcome, traject=changed[0], besides=changed[1:])


def _silenced(traject: Traject, address: str) -> Traject:
    def here(other: str) -> bool:
        return bool(other) and key(other) == key(address)

    return traject.unmailed(r.id for r in traject.respondents if any(here(a) for a in (r.address, *r.others)))

"""Short codes of folders, as decisions mean them and the ledger keeps them; their names are the server's."""

from __future__ import annotations

from collections.abc import Iterable

from bot.core.decision import Decision, Place
from bot.core.traject import reference

INBOX, REVIEW, PARKED = "inbox", "review", "parked"
_CORRESPONDENCE = "/c"


def correspondence(ref: str) -> str:
    """The code of a traject's *Correspondentie*; that of its own folder is its reference."""
    return ref + _CORRESPONDENCE


def is_correspondence(code: str) -> bool:
    """Whether this is some traject's *Correspondentie*."""
    return code.endswith(_CORRESPONDENCE)


def ref_of(code: str) -> str:
    """The traject whose folder this is, or "" for a folder that is nobody's."""
    return reference.normalised(code.removesuffix(_CORRESPONDENCE)) or ""


def code_of(place: Place, ref: str, stays: str) -> str:
    """Where a mail goes; `stays` is where it lies."""
    if place is Place.TRAJECT and ref:
        return ref
    if place is Place.CORRESPONDENCE and ref:
        return correspondence(ref)
    return {Place.REVIEW: REVIEW, Place.PARKED: PARKED, Place.INBOX: INBOX}.get(place, stays)


def filed(decisions: Iterable[Decision], stays: str) -> tuple[str, tuple[str, ...]]:
    """Where a mail goes that several decisions are about, and which other trajects get a copy of it."""
    codes = [code_of(d.place, d.traject.ref if d.traject else "", stays) for d in decisions]
    best = min(codes, key=_rank)
    others = [ref_of(code) for code in codes if code != best and _rank(code) == 0]
    return best, tuple(dict.fromkeys(others))


def _rank(code: str) -> int:
    """A traject's folder outranks *Beoordelen*, which outranks staying."""
    return 0 if ref_of(code) else 1 if code in (REVIEW, PARKED) else 2

"""Short codes of folders, as decisions mean them and the ledger keeps them; their names are the server's."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable

from bot.core.decision import Decision, Place
from bot.core.traject import reference

INBOX, REVIEW, PARKED = "inbox", "review", "parked"
_CORRESPONDENCE = "/c"
_WITHIN = "/f"
_CALLED = "correspondentie"


def correspondence(ref: str) -> str:
    """The code of a traject's *Correspondentie*; that of its own folder is its reference."""
    return ref + _CORRESPONDENCE


def is_correspondence(code: str) -> bool:
    """Whether this is some traject's *Correspondentie*, or a folder within it."""
    return bool(ref_of(code)) and _CORRESPONDENCE in code


def ref_of(code: str) -> str:
    """The traject whose folder this is, or "" for a folder that is nobody's."""
    return reference.normalised(code.partition("/")[0]) or ""


def within(ref: str, path: tuple[str, ...], taken: Collection[str] = ()) -> str:
    """The code of what lies in a traject's folder: its *Correspondentie*, or a folder that she made in either, however
    deep. The ledger keeps no name of hers: three characters stand for the path, others when those are `taken`.
    """
    letters = path[0].casefold() == _CALLED
    if letters and len(path) == 1:
        return correspondence(ref)
    digest = hashlib.sha256("/".join(path).encode()).hexdigest()
    codes = (f"{ref}{_CORRESPONDENCE if letters else _WITHIN}{digest[n : n + 3]}" for n in range(len(digest) - 2))
    return next(code for code in codes if code not in taken)


def made_by_her(code: str) -> bool:
    """Whether this is a folder that she made within a traject's."""
    return code != above(code)


def above(code: str) -> str:
    """The folder of ours that a code is of, or that a folder of hers lies in: the traject's, or *Correspondentie*."""
    ref = ref_of(code)
    return code if not ref else correspondence(ref) if is_correspondence(code) else ref


def code_of(place: Place, ref: str, stays: str) -> str:
    """Where a mail goes; `stays` is where it lies."""
    if place is Place.TRAJECT and ref:
        return ref
    if place is Place.CORRESPONDENCE and ref:
        return correspondence(ref)
    return {Place.REVIEW: REVIEW, Place.PARKED: PARKED, Place.INBOX: INBOX}.get(place, stays)


def filed(decisions: Iterable[Decision], stays: str) -> tuple[str, tuple[str, ...]]:
    """Where a mail goes that several decisions are about, and which other trajects get a copy of it.

    In a folder that she made within that of the traject it stays.
    """
    codes = [code_of(d.place, d.traject.ref if d.traject else "", stays) for d in decisions]
    best = min(codes, key=_rank)
    others = [ref_of(code) for code in codes if code != best and _rank(code) == 0]
    hers = made_by_her(stays) and ref_of(stays) == ref_of(best)
    return stays if hers else best, tuple(dict.fromkeys(others))


def _rank(code: str) -> int:
    """A traject's folder outranks *Beoordelen*, which outranks staying."""
    return 0 if ref_of(code) else 1 if code in (REVIEW, PARKED) else 2

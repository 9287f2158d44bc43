"""Which name goes with which address, where several stand on one line or in one cell: all of them, or a doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.core.people.names import folded, parse
from bot.lists.grids.grid import Entry

_LONGEST = 500  # of more people nobody's address is looked for by surname: the order has to do


def paired(people: Sequence[Entry], mails: Sequence[str]) -> list[Entry]:
    """Every name and every address once; `unsure` where they may not belong together.

    One name with several addresses gives a row each; of several names one address is the one's whose surname is in it.
    """
    if not people or not mails:
        return [*people, *(Entry(address=m) for m in mails)]
    if len(people) == 1:
        return [replace(people[0], address=m) for m in mails]
    if len(people) == len(mails):
        return _each(people, mails)
    if len(mails) == 1:
        owners = [p for p in people if has_surname(p.name, mails[0])]
        owner = owners[0] if len(owners) == 1 else people[-1]
        return [replace(p, address=mails[0], unsure=len(owners) != 1) if p is owner else p for p in people]
    return [replace(p, unsure=True) for p in (*people, *(Entry(address=m) for m in mails))]


def has_surname(name: str, address: str) -> bool:
    """Whether the surname, or a half of a married one, stands in the part before the `@`."""
    local = letters(address.partition("@")[0])
    return any(len(part) > 1 and part in local for part in surnames(name))


def surnames(name: str) -> tuple[str, ...]:
    """`lamdeboer`, `lam` and `deboer` of `Otto Lam-de Boer`."""
    parsed = parse(name)
    whole = parsed.family or parsed.raw
    return tuple(dict.fromkeys(filter(None, (letters(whole), *(letters(half) for half in re.split(r"[-\s]", whole))))))


def letters(text: str) -> str:
    """Only the letters, folded."""
    return re.sub(r"[^a-z]", "", folded(text))


def _each(people: Sequence[Entry], mails: Sequence[str]) -> list[Entry]:
    """By surname where that is clear for all, else in order; a doubt where an address seems to be another's."""
    if len(people) > _LONGEST:
        return [replace(p, address=m) for p, m in zip(people, mails, strict=True)]
    owns = [[i for i, m in enumerate(mails) if has_surname(p.name, m)] for p in people]
    by_name = [found[0] for found in owns if len(found) == 1]
    if len(set(by_name)) == len(people):
        return [replace(p, address=mails[i]) for p, i in zip(people, by_name, strict=True)]
    clash = any(found and place not in found for place, found in enumerate(owns))
    return [replace(p, address=m, unsure=clash) for p, m in zip(people, mails, strict=True)]

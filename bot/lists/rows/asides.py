"""What stands beside the persons of a line and is neither name nor address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.core.people.names import folded, parse
from bot.lists.grids.grid import Entry
from bot.lists.words.withheld import is_withheld

_BETWEEN = re.compile(
    r"[(\[](?:[^()\[\]@]*\s)?(?:via|p\.\s?a\.|t\.\s?a\.\s?v\.|man|vrouw|partner|echtgeno\w+|namens|c/o)\b[^()\[\]@]*[)\]]",
    re.IGNORECASE,
)  # about somebody else
_SEVERAL = re.compile(
    r"\b(?:doen|zijn|hebben|vervallen|hoeven|willen|kunnen|mogen|beide[n]?|allebei|alle|allen|deze|both|all)\b",
    re.IGNORECASE,
)


def beside(chunk: str, found: Sequence[Entry] | None) -> str:
    """What stands in a text before the first of these names."""
    first = found[0].name.split()[:1] if found else []
    place = chunk.find(first[0]) if first else -1
    return chunk if place < 0 else chunk[:place]


def told_beside(people: list[Entry], chunk: str, found: Sequence[Entry] | None) -> list[Entry]:
    """The people, with this text beside the last of them, or beside all when it is about several."""
    text = _BETWEEN.sub(" ", beside(chunk, found)).strip()
    if not people or not re.search(r"[^\W\d_]{2}", text):
        return people
    if is_withheld(text) and _SEVERAL.search(text):
        return [with_aside(p, text) for p in people]
    return [*people[:-1], with_aside(people[-1], text)]


def with_aside(person: Entry, text: str) -> Entry:
    """The person with one more text beside them."""
    return replace(person, aside=f"{person.aside} {text}".strip())


def told_elsewhere(text: str, people: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The people, with what a line without an address says against one by name: `Otto Lam doet niet mee.`"""
    lines = [line for line in text.splitlines() if "@" not in line and is_withheld(line)]
    for line in lines:
        plain = f" {folded(line)} "
        people = tuple(with_aside(p, line.strip()) if _is_in(plain, p.name) else p for p in people)
    return people


def _is_in(plain: str, name: str) -> bool:
    """Whether a name stands in a folded line; a surname of its own behind `mevrouw` or `dr.`"""
    whole, family = folded(name), folded(parse(name).family)
    titled = bool(family) and re.search(
        rf" (?:mevr\w*|mw|dhr|heer|meneer|dr|prof|collega) (?:\w+ ){{0,3}}{re.escape(family)} ", plain
    )
    return (" " in whole and f" {whole} " in plain) or bool(titled)

"""Words that say what stands on a list now and what it is to become: heads of columns, and labels before a colon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from bot.core.people.name_words import words
from bot.core.people.names import folded
from bot.lists.grids.columns import Col, role_of

Row = tuple[str, ...]


class LabelKind(StrEnum):
    """What a column or a line tells, in the order in which rows are read."""

    OLD = "old"
    NEW = "new"
    WHO = "who"


_SAID = {
    LabelKind.OLD: words(
        "oud oude huidig huidige was vorig vorige fout foute foutief verkeerd verkeerde vervalt vervallen weg eruit"
        " eraf verwyderen schrappen af old current previous wrong remove"
    ),
    LabelKind.NEW: words(
        "nieuw nieuwe wordt juist juiste correct correcte goed goede erbij erin toevoegen toe vervanger vervangers"
        " vervanging new right becomes add replacement"
    ),
}
_PHRASES = (
    (
        LabelKind.NEW,
        re.compile(
            r"(?i)^(?:wordt |te )?(?:vervangen|replaced?) (?:door|by|with)\b|^komt (?:er )?bij|^in (?:de )?plaats"
        ),
    ),
    (
        LabelKind.OLD,
        re.compile(r"(?i)^(?:gaat|gaan|moet|kan|valt|haal) (?:er )?(?:weg|af|uit|eruit|eraf)\b|^te vervangen$"),
    ),
)
_PEOPLE = frozenset({None, Col.NAME, Col.FIRST, Col.INITIALS, Col.INFIX, Col.LAST, Col.PERSON, Col.ADDRESS})
_NAMES = frozenset({Col.NAME, Col.LAST, Col.PERSON})
_LABEL = re.compile(r"\s*(?:[-*•]\s*)?([^\W\d_][^:@]{0,30}?)\s*:\s*(\S.*)")
_BESIDE = re.compile(r"(?:\s*(?:[,;/|]|->|=>|→)|\s)\s*(?:en\s+)?(?=(?i:nieuwe?|new|wordt|erin|erbij)\b[^:@]{0,25}:\s)")


def kind_of(cell: str) -> LabelKind | None:
    """Whether a cell or label heads what stands there now, or what comes: by its first word, or its last."""
    if "@" in cell:
        return None
    if found := next((kind for kind, pattern in _PHRASES if pattern.match(cell.strip())), None):
        return found
    said = folded(cell).split()
    for at in (0, -1) if said and len(said) <= 4 else ():
        kind = next((k for k, known in _SAID.items() if said[at] in known), None)
        left = " ".join(said[1:] if at == 0 else said[:-1])
        if kind is not None and (role_of(left) if left else None) in _PEOPLE:
            return kind
    return None


def columns(row: Row) -> Mapping[LabelKind, tuple[int, ...]] | None:
    """Where old, new and the name stand, in a row that heads such a table; a cell without a head goes with the one
    before it.
    """
    kinds = [kind_of(cell) for cell in row]
    if LabelKind.OLD not in kinds or LabelKind.NEW not in kinds or any("@" in cell for cell in row):
        return None
    found: dict[LabelKind, tuple[int, ...]] = dict.fromkeys(LabelKind, ())
    current: LabelKind | None = None
    for n, (cell, kind) in enumerate(zip(row, kinds, strict=True)):
        if (cell and role_of(cell) is not Col.ADDRESS) or kind is not None:
            current = kind  # an address goes with the name before it
        if kind is None and cell and role_of(cell) in _NAMES and not found[LabelKind.WHO]:
            found[LabelKind.WHO] = (n,)
        elif current is not None:
            found[current] = (*found[current], n)
    return found


def unlabelled(row: Row) -> str:
    """A row whose first cell says `Oud` or `Nieuw` as a line with a colon."""
    first, *others = (*(cell for cell in row if cell), "")
    return f"{first.rstrip(' :')}: {', '.join(filter(None, others))}" if kind_of(first.rstrip(" :")) else ""


def pairs(lines: Iterable[str]) -> Iterator[str | list[tuple[str, str]]]:
    """The lines in order, and in the place of those that say old and new by turns the two of each turn."""
    run: list[tuple[LabelKind, str, str]] = []
    empty: list[str] = []
    for line in lines:
        told = _told(line)
        if told:
            run += told
            empty = []
        elif run and not line.strip():
            empty.append(line)
        else:
            yield from _turns(run)
            yield from (*empty, line)
            run, empty = [], []
    yield from _turns(run)


def _told(line: str) -> list[tuple[LabelKind, str, str]]:
    """What each part of a line tells, with the part itself; nothing where a part tells nothing."""
    found = []
    for part in _BESIDE.split(line):
        label = _LABEL.fullmatch(part)
        kind = kind_of(label[1]) if label else None
        if label is None or kind is None:
            return []
        found.append((kind, label[2].strip(), line))
    return found


def _turns(run: list[tuple[LabelKind, str, str]]) -> Iterator[str | list[tuple[str, str]]]:
    kinds = [kind for kind, _, _ in run]
    if not run or len(run) % 2 or kinds[:2] * (len(run) // 2) != kinds or kinds[0] is kinds[1]:
        yield from dict.fromkeys(line for _, _, line in run)
        return
    values = [value for _, value, _ in run]
    turned = kinds[0] is LabelKind.NEW
    yield [(values[n + turned], values[n + (not turned)]) for n in range(0, len(run), 2)]

"""Changes of a list in words: vervang, voeg toe, verwijder, het adres van X is Y."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.core.list_context import ListContext
from bot.core.listed import ListedRespondent
from bot.core.people.addresses import key
from bot.core.people.names import Likeness, folded, same_person
from bot.lists.grids.grid import Entry
from bot.lists.rows.judge import judged
from bot.lists.rows.persons import names, persons
from bot.lists.wishes import Action, Wish, wish
from bot.lists.words.groups import group_of_text, named_group
from bot.lists.words.statements import statements
from bot.lists.words.words import BULLET

__all__ = ["Action", "Correction", "CorrectionProblem", "corrections", "looks_like_correction"]

_LETTER = 30_000  # characters: nobody writes a longer letter about a list
_AROUND = re.compile(
    r"^(?:collega|mijn collega|my colleague|colleague|de heer|mevrouw)\s+|\s+(?:graag|alstublieft|aub|svp|please)$",
    re.IGNORECASE,
)


class CorrectionProblem(StrEnum):
    """Why a wish cannot be carried out as it stands; `row.problem` tells about the row itself."""

    NO_TARGET = "no-target"
    AMBIGUOUS = "ambiguous-target"
    NOTHING_NEW = "nothing-new"


@dataclass(frozen=True, slots=True)
class Correction:
    """One change. `target` is who it is about as typed, `index` their place in the list that was handed in.

    `row` is who comes (add, replace) or the listed one with the new address (address). `plain` marks a line that only
    names someone, without a word that asks for anything.
    """

    action: Action
    target: str = ""
    index: int | None = None
    row: ListedRespondent | None = None
    problem: CorrectionProblem | None = None
    plain: bool = False


def corrections(text: str, context: ListContext, listed: tuple[ListedRespondent, ...]) -> tuple[Correction, ...]:
    """Every change that a letter asks for, in order; what is no change of the list is left out."""
    found: list[Correction] = []
    beside = None  # the words of an "add:" whose persons stand on the lines below
    for statement in statements(text[:_LETTER]):
        plain = BULLET.sub("", statement)
        asked = wish(plain)
        if asked is not None and _holds(asked, listed, context):
            found += _carried_out(asked, listed, context)
            beside = plain if asked.action is Action.ADD and not asked.new else None
        elif beside is not None and (rows := _rows(plain, beside, context, listed)):
            found += [Correction(Action.ADD, row=row) for row in rows]
        else:
            found += _plain(plain, listed, context)
    return tuple(found)


def looks_like_correction(text: str, context: ListContext, listed: tuple[ListedRespondent, ...]) -> bool:
    """Whether a letter asks for changes rather than gives a list: by its verbs, or by nothing but addresses."""
    found = corrections(text, context, listed)
    return any(not c.plain for c in found) or (bool(found) and all(c.action is Action.ADDRESS for c in found))


def _holds(asked: Wish, listed: tuple[ListedRespondent, ...], context: ListContext) -> bool:
    """Whether the words are about the list: "verwijder alles" and "mijn broer is x@y" are not."""
    if asked.action is Action.ADD:
        someone = bool(persons(asked.new, context)) or bool(names(asked.new, context))
        return someone if asked.new else True
    known = _target(asked.old, listed)[1] is not CorrectionProblem.NO_TARGET
    someone = known or bool(names(asked.old, context)) or "@" in asked.old
    return someone or asked.action is Action.REPLACE


def _carried_out(asked: Wish, listed: tuple[ListedRespondent, ...], context: ListContext) -> list[Correction]:
    if asked.action is Action.ADD:
        return [Correction(Action.ADD, row=r) for r in _rows(asked.new, asked.beside, context, listed)]
    if asked.action is Action.REMOVE:
        return [_removed(name, listed) for name in _several(asked.old, listed)]
    index, problem = _target(asked.old, listed)
    old = listed[index] if index is not None else None
    others = tuple(r for i, r in enumerate(listed) if i != index)
    if asked.action is Action.ADDRESS:
        return [Correction(Action.ADDRESS, asked.old, index, _readdressed(old, asked, others, context), problem)]
    rows = _rows(asked.new, asked.beside, context, others, group=old.group if old else "")
    first = rows[0] if rows else None
    missing = None if first else CorrectionProblem.NOTHING_NEW
    more = [Correction(Action.ADD, row=r) for r in rows[1:]]
    return [Correction(Action.REPLACE, asked.old, index, first, problem or missing), *more]


def _removed(name: str, listed: tuple[ListedRespondent, ...]) -> Correction:
    index, problem = _target(name, listed)
    return Correction(Action.REMOVE, name, index, None, problem)


def _rows(
    text: str, beside: str, context: ListContext, listed: tuple[ListedRespondent, ...], group: str = ""
) -> tuple[ListedRespondent, ...]:
    """The persons in a text; their group is theirs, the one named beside them, or the one they come into."""
    found = persons(text, context) or names(text, context)
    around = beside if group_of_text(beside, context)[0] else ""
    trailing = text if not around and named_group(_without_people(text, found), context) else ""
    entries = [
        replace(e, group=e.group or around or (_without_people(trailing, found) if trailing else "")) for e in found
    ]
    kept = [e if e.group or not group else replace(e, group=_label(group, context)) for e in entries]
    return judged(kept, context, listed)


def _without_people(text: str, found: tuple[Entry, ...]) -> str:
    for entry in found:
        text = text.replace(entry.name, " ") if entry.name else text
        text = text.replace(entry.address, " ") if entry.address else text
    return text


def _label(group: str, context: ListContext) -> str:
    return next((g.label_nl for g in context.groups if g.key == group), group)


def _readdressed(
    old: ListedRespondent | None, asked: Wish, others: tuple[ListedRespondent, ...], context: ListContext
) -> ListedRespondent | None:
    name, group = (old.name, old.group) if old else (asked.old, "")
    address = persons(asked.new, context)
    typed = address[0].address if address else asked.new.strip(".,;<>()")
    function = old.function if old else ""
    rows = judged((Entry(name, typed, _label(group, context), function, f"{asked.old} {typed}"),), context, others)
    return replace(rows[0], deduced=old.deduced if old else rows[0].deduced)


def _target(text: str, listed: tuple[ListedRespondent, ...]) -> tuple[int | None, CorrectionProblem | None]:
    """Whom a text means: by address, by number, by name."""
    found = _by_address(text, listed) or _by_number(text, listed) or _by_name(text, listed)
    if len(found) == 1:
        return found[0], None
    return None, CorrectionProblem.AMBIGUOUS if found else CorrectionProblem.NO_TARGET


def _by_address(text: str, listed: tuple[ListedRespondent, ...]) -> list[int]:
    typed = re.search(r"[^\s<>(),;]+@[^\s<>(),;]+", text)
    return [i for i, r in enumerate(listed) if typed and r.address and key(r.address) == key(typed[0])]


def _by_number(text: str, listed: tuple[ListedRespondent, ...]) -> list[int]:
    number = re.fullmatch(r"(?:nummer|nr\.?|no\.?|number|rij|row|regel)\s*(\d{1,3})", text.strip(), re.IGNORECASE)
    return [int(number[1]) - 1] if number and 0 < int(number[1]) <= len(listed) else []


def _by_name(text: str, listed: tuple[ListedRespondent, ...]) -> list[int]:
    name = re.sub(r"\([^)]*\)|<[^>]*>|\S*@\S*", " ", text).strip(" ,;:.'\"")
    name = _AROUND.sub("", name)
    likeness = [same_person(name, r.name) if r.name and folded(name) else Likeness.DIFFERENT for r in listed]
    same = [i for i, x in enumerate(likeness) if x is Likeness.SAME]
    return same or [i for i, x in enumerate(likeness) if x is Likeness.LIKELY]


def _several(text: str, listed: tuple[ListedRespondent, ...]) -> list[str]:
    """`X en Y` are two, unless the whole is one person."""
    if _target(text, listed)[1] is None:
        return [text]
    parts = [p.strip() for p in re.split(r"\s+(?:en|and|&)\s+|[,;]\s*", text) if p.strip()]
    return parts if all(_target(p, listed)[1] is None for p in parts) else [text]


def _plain(text: str, listed: tuple[ListedRespondent, ...], context: ListContext) -> list[Correction]:
    """A line that only names someone: an address for a listed person, or somebody new."""
    found: list[Correction] = []
    people = persons(text, context)
    rows = _rows(text, "", context, listed) if any(entry.name for entry in people) else ()
    for entry in people:
        index = _target(entry.name, listed)[0] if entry.name else None
        if index is not None and key(listed[index].address) != key(entry.address):
            asked = Wish(Action.ADDRESS, entry.name, entry.address)
            found += [replace(c, plain=True) for c in _carried_out(asked, listed, context)]
        elif index is None and entry.name:
            found += [Correction(Action.ADD, row=r, plain=True) for r in rows if key(r.address) == key(entry.address)]
    return found

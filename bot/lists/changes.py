"""A wish becomes changes of those who are listed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from bot.core.list_context import ListContext
from bot.core.listed import ListedRespondent
from bot.core.people.addresses import key
from bot.core.people.names import Likeness, folded, looks_full, same_person, tidy
from bot.lists.grids.grid import Entry
from bot.lists.mentions import mentioned, somebody
from bot.lists.newcomers import readdressed, rows, without_people
from bot.lists.rows.persons import names, persons
from bot.lists.targets import CorrectionProblem, several, target
from bot.lists.wishes import Wish
from bot.lists.wordings import Action
from bot.lists.words.groups import group_of_text, is_group_cell, named_group
from bot.lists.words.words import is_prose, looks_like_name

_SPELT_ALIKE = 0.75
_NEXT = re.compile(
    r"(?i)\b(?:laatste|volgende|extra|nieuwe?|erbij|aanvull\w*|toe\w*|nog|ook|last|next|new|additional)\b"
)
_NEXT_GROUP = re.compile(r"\s*[;,.]\s*(?=[^;:,]{3,60}:)")
_ALL = re.compile(
    r"(?i)(?:(?:het zijn|dit zijn|they are|these are)\s+)?"
    r"(?:allemaal|alle(?:n)?|iedereen|alle namen|de rest|de overigen|all|everybody):?"
    r"(?:\s+(?:zijn|hoort|horen|is|are|belong))?(?:\s+(?:bij|tot|to))?(?:\s+(?:de|het|the))?\s+(?P<group>.+)"
)


@dataclass(frozen=True, slots=True)
class Correction:
    """One change. `target` is who it is about as typed, `index` their place in the list that was handed in.

    `row` is who comes (add, replace) or the listed one as it becomes (address, move, rename). `plain` marks a
    line that only names someone, without a word that asks for anything.
    """

    action: Action
    target: str = ""
    index: int | None = None
    row: ListedRespondent | None = None
    problem: CorrectionProblem | None = None
    plain: bool = False


def holds(asked: Wish, listed: tuple[ListedRespondent, ...], context: ListContext) -> bool:
    """Whether the words are about the list: "verwijder alles" and "mijn broer is x@y" are not."""
    if asked.action is Action.ADD:
        return _brings_somebody(asked, listed, context)
    targets = several(asked.old, listed)
    known = is_of_listed(asked, listed)
    if asked.action is Action.MOVE:
        left = not asked.beside or bool(group_of_text(asked.beside, context)[0])
        return known and left and bool(named_group(asked.new, context)) and is_group_cell(asked.new, context)
    if asked.action is Action.RENAME:
        new = _spelling(asked.new, context)[0]
        other = target(new, listed)[0]
        free = other is None or other == target(asked.old, listed)[0]
        return known and len(targets) == 1 and looks_full(new) and looks_like_name(new) and free
    someone = known or (not asked.loose and (bool(names(asked.old, context)) or "@" in asked.old))
    return someone or (asked.action is Action.REPLACE and not asked.loose)


def is_of_listed(asked: Wish, listed: tuple[ListedRespondent, ...]) -> bool:
    """Whether everyone whom the words are about is listed; of several of one name it is not clear which."""
    targets = several(asked.old, listed)
    known = all(target(name, listed)[1] is not CorrectionProblem.NO_TARGET for name in targets)
    return asked.action is not Action.ADD and bool(asked.old) and known


def _brings_somebody(asked: Wish, listed: tuple[ListedRespondent, ...], context: ListContext) -> bool:
    """Whoever comes is not listed yet, or comes with an address; `mijn secretaresse is …` brings nobody."""
    if not asked.new:
        return True
    found = persons(asked.new, context) or names(asked.new, context)
    listed_already = any(not e.address and target(e.name, listed)[0] is not None for e in found)
    told = not asked.loose or bool(is_group_cell(asked.beside, context) or _NEXT.search(asked.beside))
    nameless = bool(somebody(asked.beside)) and not all(e.name for e in found)
    others = mentioned(f"{asked.beside} {without_people(asked.new, found)}", listed)
    return bool(found) and told and not (listed_already or nameless or others or _spoilt(found, listed))


def carried_out(asked: Wish, listed: tuple[ListedRespondent, ...], context: ListContext) -> list[Correction]:
    """The changes that a wish comes to, each with what stands in its way."""
    if asked.action is Action.ADD:
        return [Correction(Action.ADD, row=r) for r in rows(asked.new, asked.beside, context, listed)]
    if asked.action is Action.REMOVE:
        return [_removed(name, listed) for name in several(asked.old, listed)]
    if asked.action is Action.MOVE:
        group = named_group(asked.new, context)
        return [_moved(name, group, listed) for name in several(asked.old, listed)]
    if asked.action is Action.RENAME and _alike(asked.old, _spelling(asked.new, context)[0]):
        return _renamed(asked, listed, context)
    index, problem = target(asked.old, listed)
    old = listed[index] if index is not None else None
    others = tuple(r for i, r in enumerate(listed) if i != index)
    if asked.action is Action.ADDRESS:
        row = readdressed(old, asked.old, asked.new, others, context)
        return [Correction(Action.ADDRESS, asked.old, index, row, problem)]
    new = rows(asked.new, asked.beside, context, others, group=old.group if old else "")
    first = new[0] if new else None
    missing = None if first else CorrectionProblem.NOTHING_NEW
    if first and old and same_person(first.name, old.name) is Likeness.SAME:
        return [Correction(Action.ADDRESS, asked.old, index, replace(first, group=old.group), problem)]
    more = [Correction(Action.ADD, row=r) for r in new[1:] if problem is None]
    return [Correction(Action.REPLACE, asked.old, index, first, problem or missing), *more]


def regrouped(text: str, listed: tuple[ListedRespondent, ...], context: ListContext) -> list[Correction]:
    """`Vakgenoten: Hanna Kok, Otto Lam`, `allemaal vakgenoten`: the group of people who are listed already."""
    parts = [part.partition(":") for part in _NEXT_GROUP.split(text)]
    if all(colon and "@" not in people and named_group(heading, context) for heading, colon, people in parts):
        told = [(name, named_group(h, context)) for h, _, people in parts for name in several(people.strip(), listed)]
        moved = [_moved(name, group, listed) for name, group in told]
        return moved if all(c.problem is None for c in moved) else []
    if (whole := _ALL.fullmatch(text.strip())) and (group := named_group(whole["group"], context)):
        return [_moved(str(i), group, listed, i) for i, r in enumerate(listed) if not r.group]
    return []


def plain_changes(text: str, listed: tuple[ListedRespondent, ...], context: ListContext) -> list[Correction]:
    """A line that only names someone: an address for a listed person, or somebody new; no sentence about anyone."""
    found: list[Correction] = []
    people = persons(text, context)
    heading, colon, _ = text.partition(":")
    told = is_prose(without_people(text, people)) and not (colon and group_of_text(heading, context)[0])
    others = bool(mentioned(without_people(text, people), listed)) or _spoilt(people, listed)
    told = told or others or not all(e.address for e in people)  # it is not that somebody comes
    new = rows(text, "", context, listed) if any(entry.name for entry in people) and not told else ()
    for entry in people if not told else ():
        index = target(entry.name, listed)[0] if entry.name else None
        if index is not None and key(listed[index].address) != key(entry.address):
            asked = Wish(Action.ADDRESS, entry.name, entry.address)
            found += [replace(c, plain=True) for c in carried_out(asked, listed, context)]
        elif index is None and entry.name and entry.address:
            found += [Correction(Action.ADD, row=r, plain=True) for r in new if key(r.address) == key(entry.address)]
    return found


def _spoilt(people: tuple[Entry, ...], listed: tuple[ListedRespondent, ...]) -> bool:
    """Whether words were taken into a name: `Jan Vis eruit`."""
    known = [f" {name} " for r in listed if " " in (name := folded(r.name))]
    said = [(e.name, f" {folded(e.name)} ") for e in people if e.name]
    return any(any(n in words for n in known) and target(name, listed)[0] is None for name, words in said)


def _moved(name: str, group: str, listed: tuple[ListedRespondent, ...], at: int | None = None) -> Correction:
    index, problem = (at, None) if at is not None else target(name, listed)
    row = replace(listed[index], group=group, problem=None) if index is not None else None
    return Correction(Action.MOVE, row.name if row else name, index, row, problem)


def _renamed(asked: Wish, listed: tuple[ListedRespondent, ...], context: ListContext) -> list[Correction]:
    """Another spelling of the same name; the address stays, unless another is given with it."""
    new, address = _spelling(asked.new, context)
    index, problem = target(asked.old, listed)
    row = replace(listed[index], name=tidy(new)) if index is not None else None
    done = [Correction(Action.RENAME, asked.old, index, row, problem)]
    if row is None or not address or key(address) == key(row.address):
        return done
    others = tuple(r for i, r in enumerate(listed) if i != index)
    return [*done, Correction(Action.ADDRESS, asked.old, index, readdressed(row, new, address, others, context))]


def _spelling(text: str, context: ListContext) -> tuple[str, str]:
    """The name in these words, and the address with it."""
    found = persons(text, context) if "@" in text else ()
    return (found[0].name, found[0].address) if len(found) == 1 else (text, "")


def _alike(old: str, new: str) -> bool:
    """Whether a name is another spelling of the other: a word in common, or nearly one."""
    pairs = [(a, b) for a in folded(old).split() for b in folded(new).split() if len(a) > 1 and len(b) > 1]
    return any(a == b or SequenceMatcher(None, a, b).ratio() >= _SPELT_ALIKE for a, b in pairs)


def _removed(name: str, listed: tuple[ListedRespondent, ...]) -> Correction:
    index, problem = target(name, listed)
    return Correction(Action.REMOVE, name, index, None, problem)

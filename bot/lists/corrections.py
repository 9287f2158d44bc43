"""Changes of a list in words: vervang, voeg toe, verwijder, het adres van X is Y."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from bot.core.list_context import ListContext
from bot.core.listed import ListedRespondent
from bot.core.people.addresses import key
from bot.core.people.names import folded, looks_full, tidy
from bot.lists.grids.grid import Entry
from bot.lists.rows.judge import judged
from bot.lists.rows.persons import names, persons
from bot.lists.targets import CorrectionProblem, several, target
from bot.lists.wishes import LONGEST, Action, Wish, wishes
from bot.lists.words.groups import group_of_text, named_group
from bot.lists.words.statements import statements
from bot.lists.words.words import BULLET

__all__ = ["Action", "Correction", "CorrectionProblem", "corrections", "looks_like_correction"]

_LETTER = 30_000  # characters: nobody writes a longer letter about a list
_SPELT_ALIKE = 0.75
_BEHIND = re.compile(r"\S+@\S+?[)>.,]*\s+((?-i:[A-Z'])[^@]{6,}(?:@\S+)?[^@]*)$")
_WRONG = re.compile(
    r"(?i)\b(?:klopt niet|kloppen niet|fout\w*|onjuist|verkeerd\w*|vergeten|wijzig\w*|verander\w*|vervang\w*|schrap\w*|"
    r"verwijder\w*|toevoeg\w*|in plaats|wrong|incorrect|replace\w*|remove\w*|change\w*)\b"
)
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


@dataclass(frozen=True, slots=True)
class Understood:
    """The changes of one letter in order, and the statements that seem to ask for one but were not understood."""

    changes: tuple[Correction, ...] = ()
    unclear: tuple[str, ...] = ()


def corrections(text: str, context: ListContext, listed: tuple[ListedRespondent, ...]) -> tuple[Correction, ...]:
    """Every change that a letter asks for, in order; what is no change of the list is left out."""
    return understood(text, context, listed).changes


def understood(text: str, context: ListContext, listed: tuple[ListedRespondent, ...]) -> Understood:
    """Every change that a letter asks for, and what seems to ask for one but was not understood."""
    found: list[Correction] = []
    unclear: list[str] = []
    beside, last = None, ""  # the words of an "add:" whose persons stand on the lines below; who was named last
    todo = list(statements(text[:_LETTER]))
    while todo:
        statement = todo.pop(0)
        plain = BULLET.sub("", statement)
        asked = _first(plain, last, listed, context)
        behind = _BEHIND.search(plain) if len(plain) <= LONGEST else None
        if behind and (
            _named(behind[1], listed) or _first(behind[1], last, listed, context)
        ):  # he forgot the full stop
            todo.insert(0, behind[1])
            plain = plain[: behind.start(1)].strip()
            asked = _first(plain, last, listed, context)
        if asked is not None:
            changes = _carried_out(asked, listed, context)
            beside = plain if asked.action is Action.ADD and not asked.new else None
        elif beside is not None and (rows := _rows(plain, beside, context, listed)):
            changes = [Correction(Action.ADD, row=row) for row in rows]
        else:
            changes = _regrouped(plain, listed, context) or _plain(plain, listed, context)
        found += changes
        last = (asked.old if asked is not None else "") or _named(plain, listed) or last
        if any(c.problem is not None for c in changes) or (not changes and _is_about_the_list(plain, listed)):
            unclear.append(statement)
    return Understood(tuple(found), tuple(unclear))


def looks_like_correction(text: str, context: ListContext, listed: tuple[ListedRespondent, ...]) -> bool:
    """Whether a letter asks for changes rather than gives a list: by its verbs, or by nothing but addresses."""
    found = understood(text, context, listed)
    return (
        any(not c.plain for c in found.changes)
        or (bool(found.changes) and all(c.action is Action.ADDRESS for c in found.changes))
        or (not found.changes and any(_WRONG.search(said) and _named(said, listed) for said in found.unclear))
    )


def _first(text: str, last: str, listed: tuple[ListedRespondent, ...], context: ListContext) -> Wish | None:
    """The likeliest wish of a statement that is about this list."""
    return next((w for w in (_meant(w, last) for w in wishes(text)) if _holds(w, listed, context)), None)


def _meant(asked: Wish, last: str) -> Wish:
    """A pronoun stands for whoever was named last."""
    return asked if asked.old or asked.action is Action.ADD else replace(asked, old=last)


def _named(text: str, listed: tuple[ListedRespondent, ...]) -> str:
    """The one listed person whose surname a statement holds, or "" for none or several."""
    words = set(folded(text).split())
    found = [r.name for r in listed if r.name and folded(r.name).split()[-1] in words]
    return found[0] if len(found) == 1 else ""


def _is_about_the_list(text: str, listed: tuple[ListedRespondent, ...]) -> bool:
    """A statement that names an address or something wrong; a question is somebody else's to answer."""
    return not text.endswith("?") and ("@" in text or bool(_WRONG.search(text)))


def _regrouped(text: str, listed: tuple[ListedRespondent, ...], context: ListContext) -> list[Correction]:
    """`Vakgenoten: Hanna Kok, Otto Lam`, `allemaal vakgenoten`: the group of people who are listed already."""
    label, colon, people = text.partition(":")
    if colon and "@" not in people and (group := named_group(label, context)):
        targets = several(people.strip(), listed)
        moved = [_moved(name, group, listed) for name in targets]
        return moved if all(c.problem is None for c in moved) else []
    if (whole := _ALL.fullmatch(text.strip())) and (group := named_group(whole["group"], context)):
        return [_moved(str(i), group, listed, i) for i, r in enumerate(listed) if not r.group]
    return []


def _moved(name: str, group: str, listed: tuple[ListedRespondent, ...], at: int | None = None) -> Correction:
    index, problem = (at, None) if at is not None else target(name, listed)
    row = replace(listed[index], group=group, problem=None) if index is not None else None
    return Correction(Action.MOVE, row.name if row else name, index, row, problem)


def _renamed(asked: Wish, listed: tuple[ListedRespondent, ...]) -> Correction:
    """Another spelling of the same name; the address stays."""
    index, problem = target(asked.old, listed)
    row = replace(listed[index], name=tidy(asked.new)) if index is not None else None
    return Correction(Action.RENAME, asked.old, index, row, problem)


def _alike(old: str, new: str) -> bool:
    """Whether a name is another spelling of the other: a word in common, or nearly one."""
    pairs = [(a, b) for a in folded(old).split() for b in folded(new).split() if len(a) > 1 and len(b) > 1]
    return any(a == b or SequenceMatcher(None, a, b).ratio() >= _SPELT_ALIKE for a, b in pairs)


def _holds(asked: Wish, listed: tuple[ListedRespondent, ...], context: ListContext) -> bool:
    """Whether the words are about the list: "verwijder alles" and "mijn broer is x@y" are not."""
    if asked.action is Action.ADD:
        someone = bool(persons(asked.new, context)) or bool(names(asked.new, context))
        return someone if asked.new else True
    targets = several(asked.old, listed)
    known = all(target(name, listed)[1] is not CorrectionProblem.NO_TARGET for name in targets)
    if asked.action is Action.MOVE:
        return known and bool(named_group(asked.new, context))
    if asked.action is Action.RENAME:
        return known and len(targets) == 1 and looks_full(asked.new)
    someone = known or bool(names(asked.old, context)) or "@" in asked.old
    return someone or asked.action is Action.REPLACE


def _carried_out(asked: Wish, listed: tuple[ListedRespondent, ...], context: ListContext) -> list[Correction]:
    if asked.action is Action.ADD:
        return [Correction(Action.ADD, row=r) for r in _rows(asked.new, asked.beside, context, listed)]
    if asked.action is Action.REMOVE:
        return [_removed(name, listed) for name in several(asked.old, listed)]
    if asked.action is Action.MOVE:
        group = named_group(asked.new, context)
        return [_moved(name, group, listed) for name in several(asked.old, listed)]
    if asked.action is Action.RENAME and _alike(asked.old, asked.new):
        return [_renamed(asked, listed)]
    index, problem = target(asked.old, listed)
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
    index, problem = target(name, listed)
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


def _plain(text: str, listed: tuple[ListedRespondent, ...], context: ListContext) -> list[Correction]:
    """A line that only names someone: an address for a listed person, or somebody new."""
    found: list[Correction] = []
    people = persons(text, context)
    rows = _rows(text, "", context, listed) if any(entry.name for entry in people) else ()
    for entry in people:
        index = target(entry.name, listed)[0] if entry.name else None
        if index is not None and key(listed[index].address) != key(entry.address):
            asked = Wish(Action.ADDRESS, entry.name, entry.address)
            found += [replace(c, plain=True) for c in _carried_out(asked, listed, context)]
        elif index is None and entry.name:
            found += [Correction(Action.ADD, row=r, plain=True) for r in rows if key(r.address) == key(entry.address)]
    return found

"""A mail of ours that shows his list, sent back by the specialist unmarked: nothing it says is taken for his words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.context import Context
from bot.core.list_context import ListContext
from bot.core.mail.machine.copied import ADDRESS, Copied, Span, copied
from bot.core.mail.reply.signature import without_signature
from bot.core.people.addresses import key
from bot.core.people.names import folded
from bot.core.traject.value import Respondent, Traject
from bot.core.views import CorrectionReceived, ListIncomplete, ListReceived
from bot.lists.grids.grid import Entry
from bot.lists.newcomers import without_people
from bot.lists.rows.persons import persons
from bot.lists.words.words import is_prose

_SHOWS_LIST = frozenset({CorrectionReceived.KIND, ListIncomplete.KIND, ListReceived.KIND})
_BETWEEN = r"[^\w@]+"


@dataclass(frozen=True, slots=True)
class Left:
    """What the sender wrote; `differs`: the copy around it says something else than the list says now; `shows`: it says
    something of the list at all.
    """

    text: str
    differs: bool = False
    shows: bool = True


def without_own_list(text: str, traject: Traject, ctx: Context, lists: ListContext) -> Left | None:
    """The text without what an unmarked copy of a mail of ours says; None where it holds none.

    What stands above and below a copy stays, without what signs it. Within it a sentence that no mail of ours has
    stays, and a row that none can have shown: whoever was taken off, moved or given another address may stand so in an
    older mail.
    """
    copy = copied(text, ctx.wording, _values(traject, ctx), [r.name for r in traject.respondents])
    if copy is None:
        return None
    labels = _labels(copy, traject)
    shown = tuple(_shown(copy, traject))
    copy.taken(span for span, _ in shown)
    there, inside = {key(r.address) for r in _present(traject) if r.address}, copy.text[copy.start : copy.end]
    missing = [r for r in _present(traject) if r.address and not _stands_in(r, inside)]
    differs = any(r.removed or _group(labels, span[0]) not in ("", r.group) for span, r in shown)
    older = bool(shown) and (any(r.removed for _, r in shown) or bool(missing))
    between, headed = list[str](), ""
    for at, piece in copy.others():
        people = persons(piece, lists)
        if not people or is_prose(without_people(piece, people)):
            between.append(piece)
        elif row := _his_row(piece, people, traject, older=older, shows=bool(shown)):
            label = next((name for place, _, name in reversed(labels) if place < at), "")
            between += [label, row] if label and label != headed else [row]
            headed = label
        else:
            differs = True
    differs = differs or any(key(a) not in there for told in copy.told for a in ADDRESS.findall(told))
    parts = (_unsigned(copy.above()), *between, _unsigned(copy.below()))
    return Left("\n".join(p for p in parts if p).strip("\n"), differs, shows=bool(shown or copy.told or differs))


def _unsigned(text: str) -> str:
    return "\n".join(without_signature(text.split("\n")))


def _his_row(piece: str, people: tuple[Entry, ...], traject: Traject, *, older: bool, shows: bool) -> str:
    """The row as it is to be read, "" where an older mail of ours may have shown it."""
    if not shows:
        return piece  # no list of ours stands around it
    for entry in people:
        at = [
            r for r in traject.respondents if entry.address and key(entry.address) in map(key, (r.address, *r.others))
        ]
        named = [r for r in traject.respondents if folded(r.name) == folded(entry.name)]
        if older or any(r.removed for r in (*at, *named)) or (named and not at and _had_another(named[0], traject)):
            return ""
        if named and not at and len(people) == 1:
            return f"{entry.name}: {entry.address}"
    return piece


def _had_another(person: Respondent, traject: Traject) -> bool:
    """Whether a mail of ours may have shown this person with the address that was theirs before."""
    return any(s.kind in _SHOWS_LIST and s.at < person.listed_at for s in traject.sent)


def _addresses(person: Respondent) -> set[str]:
    return {key(a) for a in (person.address, *person.others) if a}


def _present(traject: Traject) -> tuple[Respondent, ...]:
    return tuple(r for r in traject.respondents if not r.removed)


def _stands_in(person: Respondent, text: str) -> bool:
    known = {key(a) for a in ADDRESS.findall(text)}
    return key(person.address) in known or re.search(_pattern(person.name), text, re.IGNORECASE) is not None


def _shown(copy: Copied, traject: Traject) -> Iterator[tuple[Span, Respondent]]:
    """The rows of a copy as the list has or had them: name, address and function."""
    for person in traject.respondents:
        for address in (person.address, *person.others) if person.name else ():
            function = f"(?:{_BETWEEN}{_pattern(person.function)})?" if person.function else ""
            row = re.compile(
                rf"(?<!\w){_pattern(person.name)}[^\w@]*(?<![\w.-]){re.escape(address)}{function}(?!\w)", re.I
            )
            yield from ((m.span(), person) for m in row.finditer(copy.text, copy.start, copy.end) if address)


def _labels(copy: Copied, traject: Traject) -> list[tuple[int, str, str]]:
    """Where the name of a group stands, its key and that name."""
    found = [
        (m.start(), g.key, label)
        for g in traject.groups
        for label in (g.label_nl, g.label_en)
        for m in re.finditer(rf"(?<!\w){_pattern(label)}(?!\w)", copy.text, re.IGNORECASE)
    ]
    return sorted(found)


def _group(labels: list[tuple[int, str, str]], at: int) -> str:
    return next((group for place, group, _ in reversed(labels) if place < at), "")


def _pattern(words: str) -> str:
    """The words, however they are wrapped."""
    return _BETWEEN.join(re.escape(w) for w in re.findall(r"[\w@]+", words)) or r"(?!)"


def _values(traject: Traject, ctx: Context) -> tuple[str, ...]:
    """The values that our mails to him say."""
    practice, her = ctx.practice, ctx.practitioner
    functions = (r.function for r in traject.respondents)
    groups = (label for g in traject.groups for label in (g.label_nl, g.label_en))
    own = (practice.name, practice.address, practice.price_normal, practice.price_rush, her.name, traject.ref)
    return (*own, traject.specialist.name, *functions, *groups)

"""The rows that a change brings: who comes, into which group, and who gets another address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.core.list_context import ListContext
from bot.core.listed import ListedRespondent
from bot.lists.grids.grid import Entry
from bot.lists.rows.judge import judged
from bot.lists.rows.persons import names, persons
from bot.lists.words.groups import group_of_text, is_group_cell, named_group

_IN_BRACKETS = re.compile(r"\([^()]*\)")  # one's function, not the group of all
_AMONG = re.compile(
    r"(?:(?:^|,|;|\))\s*(?:en\s+|and\s+|ook\s+)?|\s)(?i:bij|onder|aan|voor|to|with|among)\s+(?P<group>(?:[a-z0-9(][\w()-]*\s*){1,8}?)"
    r"(?=\s*(?::|,|;|$|\.|(?:en|and)\s)|\s+(?:[A-Z]|'t))"
)


def rows(
    text: str, beside: str, context: ListContext, listed: tuple[ListedRespondent, ...], group: str = ""
) -> tuple[ListedRespondent, ...]:
    """The persons in a text; their group is theirs, the one named beside them, or the one they come into."""
    entries: list[Entry] = []
    for part, around in _parts(text, beside if group_of_text(beside, context)[0] else "", context):
        found = persons(part, context) or names(part, context)
        trailing = (
            part if not around and named_group(_IN_BRACKETS.sub(" ", without_people(part, found)), context) else ""
        )
        said = around or (without_people(trailing, found) if trailing else "")
        entries += [replace(e, group=e.group or said) for e in found]
    kept = [e if e.group or not group else replace(e, group=label(group, context)) for e in entries]
    return judged(kept, context, listed)


def _parts(text: str, beside: str, context: ListContext) -> Iterator[tuple[str, str]]:
    """`A, a@x, en bij de artsen B, b@x`: the words of each group, and the group, which stands before or behind them."""
    found = [m for m in _AMONG.finditer(text) if _is_group(m["group"], context)]
    if not found or (len(found) == 1 and not text[found[0].end() :].strip(" ,.;:") and not beside):
        yield text, beside
        return
    before, last = text[: found[0].start()], text[found[-1].end() :].strip(" ,.;:")
    if not beside and "@" in before and not last:  # behind
        start = 0
        for m in found:
            yield text[start : m.start()], m["group"]
            start = m.end()
        return
    if before.strip(" ,.;:"):
        yield before, beside
    ends = [*(m.start() for m in found[1:]), len(text)]
    for m, end in zip(found, ends, strict=True):
        yield text[m.end() : end].strip(" ,:;"), m["group"]


def _is_group(words: str, context: ListContext) -> bool:
    return bool(named_group(words, context)) and is_group_cell(words.strip(), context)


def without_people(text: str, found: tuple[Entry, ...]) -> str:
    """What stands around names and addresses."""
    for entry in found:
        text = text.replace(entry.name, " ") if entry.name else text
        text = text.replace(entry.address, " ") if entry.address else text
    return text


def label(group: str, context: ListContext) -> str:
    """A group as its heading reads."""
    return next((g.label_nl for g in context.groups if g.key == group), group)


def readdressed(
    old: ListedRespondent | None, name: str, words: str, others: tuple[ListedRespondent, ...], context: ListContext
) -> ListedRespondent | None:
    """The one of that name with the address in these words, judged as any row."""
    group, function = (old.group, old.function) if old else ("", "")
    address = persons(words, context)
    typed = address[0].address if address else words.strip(".,;<>()")
    known = old.name if old else name
    entry = Entry(known, typed, label(group, context), function, f"{name} {typed}")
    row = judged((entry,), context, others)[0]
    return replace(row, deduced=old.deduced if old else row.deduced)

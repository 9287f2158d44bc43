"""Lists of respondents, whatever their shape: mail text and documents in, judged rows out."""

from __future__ import annotations

import re

from bot.core.documents import Document
from bot.core.list_context import ListContext
from bot.core.listed import RespondentList
from bot.core.people.addresses import is_valid, key, without_tag
from bot.lists.grids.columns import Col, heads, roles
from bot.lists.grids.grid import Entry
from bot.lists.grids.sources import ListSource, sources
from bot.lists.reading import Shape, read_source, with_discipline
from bot.lists.rows.asides import told_elsewhere
from bot.lists.rows.contrary import is_somebody_to_turn_to
from bot.lists.rows.judge import judged
from bot.lists.rows.merge import merged
from bot.lists.shapes import headed, headless, lines, pasted, side_by_side
from bot.lists.words.groups import group_of_text

__all__ = ["SHAPES", "ListContext", "looks_like_list", "respondents"]

_AT = re.compile(r"[^\s@]\s?(?:@|[(\[{]\s?at\s?[)\]}])\s?[^\s@]", re.IGNORECASE)
SHAPES: tuple[Shape, ...] = (side_by_side, headed, headless, pasted, lines)


_ROWS = 3
_COLUMNS = re.compile(r"[;|\t].*[;|\t]|,.*,")


def respondents(mail_text: str, documents: tuple[Document, ...], context: ListContext) -> RespondentList:
    """Everyone that a mail lists, in order, each row with its problem where it has one; no row is dropped."""
    readings = [read_source(s, SHAPES, context) for s in sources(mail_text, documents, context)]
    entries = told_elsewhere(mail_text, merged(found for found, _ in readings))
    informed = with_discipline(context, entries, mail_text)
    shapes = dict.fromkeys(name for _, names in readings for name in names)
    return RespondentList(judged(entries, informed), "+".join(shapes))


def looks_like_list(mail_text: str, documents: tuple[Document, ...], context: ListContext) -> bool:
    """Whether a mail is a list of respondents or a part of one.

    Two persons with an address suffice, one under a group's name or beside two in columns, or a table with columns
    for name and address.
    """
    found = sources(mail_text, documents, context)
    entries = [e for e in merged(read_source(s, SHAPES, context)[0] for s in found) if not is_somebody_to_turn_to(e)]
    reachable = [e for e in entries if _is_other(e, context)]
    grouped = [e for e in entries if e.group and group_of_text(e.group, context)[0] and (e.address or e.name)]
    named = {key(e.address) for e in reachable}
    beside = [e for e in entries if e.name and _COLUMNS.search(e.as_typed)]
    if reachable and len(beside) >= _ROWS:
        return True
    return len(named) >= 2 or any(e in grouped for e in reachable) or len(grouped) >= 3 or _has_table(found)


def _is_other(entry: Entry, context: ListContext) -> bool:
    """Whether an entry has an address, though with a flaw beside a name, that is neither the specialist's nor ours."""
    own = {key(without_tag(a)) for a in (context.specialist_address, *context.practice_addresses) if a}
    meant = is_valid(entry.address) or (bool(entry.name) and _AT.search(entry.address) is not None)
    return bool(entry.address) and meant and key(without_tag(entry.address)) not in own


def _has_table(found: tuple[ListSource, ...]) -> bool:
    grids = [g for s in found for g in (*s.grids, *s.text) if g.width > 1]
    found_heads = (roles(g.rows[number]) for g in grids for number in heads(g.rows))
    return any(h and Col.ADDRESS in h and set(h) & {Col.NAME, Col.LAST, Col.PERSON} for h in found_heads)

"""Rows of Word tables that are gone: struck out, or deleted while changes were tracked."""

from __future__ import annotations

from collections.abc import Sequence

from bot.readers.shared.marks import is_gone
from bot.readers.shared.xml import Element, attribute, below, children, local

STRIKES = ("strike", "dstrike")


def is_struck(row: Element, left: Sequence[str]) -> bool:
    """Whether the person of a row is struck out; `left` is what its cells still say."""
    return any(local(one) in STRIKES for one in row.iter()) and is_gone(
        [_whole(one) for one in children(row, "tc")], left
    )


def begins_merged(row: Element) -> bool:
    """Whether a cell that goes on in the next rows begins in this one."""
    return any(attribute(one, "val", "continue") == "restart" for one in below(row, "vMerge"))


def _whole(cell: Element) -> str:
    return "".join(str(one.text or "") for one in below(cell, "t"))

"""What of a page nobody sees any more: hidden parts, and what was struck out with a tag, a style or a class."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

_STRUCK = frozenset(("s", "strike", "del"))
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.I)
_THROUGH = re.compile(r"text-decoration[\w-]*\s*:[^;}]*line-through", re.I)
_RULE = re.compile(r"([^{}]{1,500})\{[^{}]*text-decoration[\w-]*\s*:[^;}]*line-through", re.I)
_LONGEST = 200  # characters in a cell of a list; a longer one is a piece of a letter
_CROSSED = re.compile(r"<(?:s|strike|del)[\s>]|line-through", re.I)


def struck_classes(html: str) -> frozenset[str]:
    """The classes whose text the page's own style sheet strikes out."""
    if "line-through" not in html:
        return frozenset()
    return frozenset(name for rule in _RULE.findall(html) for name in re.findall(r"\.([\w-]+)", rule))


def is_crossed_out(html: str) -> bool:
    """Whether anything may be struck out, which the plain text of the same mail does not tell."""
    return bool(_CROSSED.search(html))


def is_unseen(node: LexborNode, struck: frozenset[str]) -> bool:
    """Whether an element is hidden or struck out; `struck` are the page's `struck_classes`."""
    style = attribute(node, "style")
    if node.tag in _STRUCK or (style and (_HIDDEN.search(style) or _THROUGH.search(style))):
        return True
    return bool(struck) and not struck.isdisjoint(attribute(node, "class").split())


def is_struck_row(row: LexborNode, struck: frozenset[str]) -> bool:
    """Whether the first words of a table's row are struck out and no address is left: that person is gone."""
    if row.css_first("table") is not None:
        return False  # a layout, which holds the whole letter
    cells = [(str(cell.text()), _left(cell, struck)) for cell in row.css("td, th")]
    if len(cells) < 2 or any(len(text) > _LONGEST for text, _ in cells):
        return False
    first = next((left for text, left in cells if any(c.isalpha() for c in text)), "-")
    return not first.strip() and not any("@" in left for _, left in cells)


def _left(node: LexborNode, struck: frozenset[str]) -> str:
    if node.tag == "-text":
        return node.text_content or ""
    if is_unseen(node, struck):
        return ""
    left, child = "", node.first_child
    while child is not None:
        left += _left(child, struck)
        child = child.next
    return left


def attribute(node: LexborNode, name: str) -> str:
    """An attribute's value, "" when it has none."""
    return (node.attributes.get(name) or "") if node.attributes else ""

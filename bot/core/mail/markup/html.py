"""HTML to plain text as a reader sees it: tables as tab separated lines, quotations with ">", lists with marks."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.core.mail.markup import links
from bot.core.mail.markup.page_text import PageText
from bot.core.mail.markup.struck import attribute, is_crossed_out, is_struck_row, is_unseen, struck_classes

MAX_HTML = 2_000_000
MAX_NODES = 200_000
MAX_DEPTH = 500
_WIDEST = 200  # columns of a table that are kept apart

_SKIPPED = frozenset(("script", "style", "head", "title", "template", "noscript", "svg", "object", "iframe", "select"))
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "footer"),
        *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section"),
        *("table", "tbody", "tfoot", "thead", "tr", "ul"),
    )
)
_SPACED = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "pre", "dl"))
# Elements that end by themselves do not nest, so they do not count for the depth.
_FLAT = frozenset(
    (
        *("br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base", "embed", "source"),
        *("p", "li", "td", "th", "tr", "dt", "dd", "option", "tbody"),
    )
)
_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)")


def to_text(html: str) -> str:
    """The visible text; remote content is never fetched, scripts, hidden and struck-out parts are left out (h71)."""
    html = html[:MAX_HTML].replace("\x00", "")
    if _depth(html) > MAX_DEPTH:
        html = re.sub(r"<[^>]*>", " ", html)
    root = LexborHTMLParser(html).body
    out = PageText(crossed=is_crossed_out(html), struck=struck_classes(html))
    if root is not None:
        _walk(root, out)
    out.fresh()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(out.lines)).strip("\n")


def cell_text(cell: LexborNode, struck: frozenset[str]) -> str:
    """What a table's cell says, on one line; `struck` are the page's `struck_classes`."""
    out = PageText(struck=struck, cells=1)
    for one in _children(cell):
        _walk(one, out)
    return "".join(out.current).strip()


def _depth(html: str) -> int:
    """How deep the elements nest at most; the parser needs quadratic time for deep nesting."""
    deepest = depth = 0
    for closing, name in _TAG.findall(html):
        if name.lower() not in _FLAT:
            depth = depth - 1 if closing else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _walk(root: LexborNode, out: PageText) -> None:
    """Visits every node without recursion, because hostile HTML nests deeper than Python can."""
    stack: list[tuple[LexborNode, bool]] = [(root, True)]
    for _ in range(2 * MAX_NODES):
        if not stack:
            return
        node, entering = stack.pop()
        if not entering:
            _leave(node, out)
        elif node.tag == "-text":
            out.write(node.text_content or "")
        elif _enter(node, out):
            stack.append((node, False))
            stack.extend((child, True) for child in reversed(_children(node)))


def _children(node: LexborNode) -> list[LexborNode]:
    found = []
    child = node.first_child
    while child is not None:
        found.append(child)
        child = child.next
    return found


def _enter(node: LexborNode, out: PageText) -> bool:
    """Writes what stands before the content; False when there is nothing to visit."""
    tag = node.tag or ""
    if tag in _SKIPPED or tag[:1] in ("-", "!") or is_unseen(node, out.struck):
        return False
    if tag == "br":
        out.newline()
        return False
    if tag in ("td", "th"):
        _cell(node, out)
    elif tag in _BLOCKS:
        out.blank() if tag in _SPACED else out.fresh()
    if tag == "table":
        out.spans.append({})
    elif tag == "tr":
        out.gone = out.crossed and is_struck_row(node, out.struck)
        reaching = sum(1 for left in out.reaching().values() if left > 0)
        out.rows.append([len([c for c in _children(node) if c.tag in ("td", "th")]) + reaching, 0])
    elif tag == "a":
        out.mention = links.is_mention(_text_of(node)) and bool(links.behind(attribute(node, "href")))
    elif tag in ("ol", "ul"):
        out.numbers.append(0 if tag == "ol" else -1)
    elif tag == "li":
        out.write(_mark(out))
    out.quoted += tag == "blockquote" and _is_quotation(node)
    out.pre += tag == "pre"
    return True


def _leave(node: LexborNode, out: PageText) -> None:
    tag = node.tag or ""
    if tag in ("td", "th"):
        out.cells -= out.data.pop()
        out.spanning = False
        out.current += ["\t"] * (out.wide.pop() - 1)
    if tag in _BLOCKS:
        out.blank() if tag in _SPACED else out.fresh()
    if tag == "table":
        out.spans.pop()
    elif tag == "tr":
        out.end_row(out.rows.pop()[1])
        out.gone = False
    elif tag == "a":
        out.mention = False
        shown = _text_of(node) or ("…" if node.css_first("img") is not None else "")
        out.write(links.unseen(shown, attribute(node, "href")))
    elif tag in ("ol", "ul"):
        out.numbers.pop()
    out.quoted -= tag == "blockquote" and _is_quotation(node)
    out.pre -= tag == "pre"


def _cell(node: LexborNode, out: PageText) -> None:
    row = out.rows[-1] if out.rows else [1, 0]
    data = row[0] > 1 and _is_data(node)
    out.skip_reached(row, data)
    if not data:
        out.fresh()
    elif row[1]:
        out.current.append("\t")
    wide, high = span(node, "colspan"), span(node, "rowspan")
    out.reaching().update((row[1] + n, high - 1) for n in range(wide if high > 1 else 0))
    row[1] += wide
    out.spanning = high > 1
    out.data.append(data)
    out.wide.append(wide if data and row[1] < _WIDEST else 1)
    out.cells += data


def span(cell: LexborNode, name: str) -> int:
    """How many rows or columns a cell takes; an absurd number is 1."""
    told = attribute(cell, name)
    return int(told) if told.isascii() and told.isdigit() and 0 < int(told[:4]) <= 100 and len(told) < 4 else 1


def _is_data(node: LexborNode) -> bool:
    """A cell of a table with data: layout tables hold other tables or whole paragraphs."""
    return node.css_first("table, ul, ol, blockquote") is None and len(node.css("p, div, br")) < 6


def _is_quotation(node: LexborNode) -> bool:
    # Outlook and word processors indent with <blockquote style="margin: ...">: that is layout, not quotation.
    style = attribute(node, "style").replace(" ", "").lower()
    told = "quote" in attribute(node, "class").lower() or attribute(node, "type").lower() == "cite"
    return told or "margin:00040px" not in style


def _text_of(node: LexborNode) -> str:
    return str(node.text(strip=True))


def _mark(out: PageText) -> str:
    if not out.numbers or out.numbers[-1] < 0:
        return "- "
    out.numbers[-1] += 1
    return f"{out.numbers[-1]}. "

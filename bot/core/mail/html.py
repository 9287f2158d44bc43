"""HTML to plain text as a reader sees it: tables as tab separated lines, quotations with ">", lists with marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_HTML = 2_000_000
MAX_NODES = 200_000
MAX_DEPTH = 500

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
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.I)
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u200b\ufeff]+")


@dataclass(slots=True)
class _Output:
    """The text so far: finished lines, the line at hand, and how deep in quotations we are."""

    lines: list[str] = field(default_factory=list)
    current: list[str] = field(default_factory=list)
    quoted: int = 0
    cells: int = 0
    pre: int = 0
    rows: list[list[int]] = field(default_factory=list)
    data: list[bool] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)

    def write(self, text: str) -> None:
        """Adds words to the line at hand."""
        if self.pre:
            first, *rest = text.split("\n")
            self.current.append(first)
            for line in rest:
                self.newline()
                self.current.append(line)
            return
        words = _SPACE.sub(" ", text)
        if not self.current or self.current[-1].endswith((" ", "\t")):
            words = words.lstrip(" ")
        if words:
            self.current.append(words)

    def newline(self) -> None:
        """Ends the line, even when it is empty; inside a table cell a line end is a space."""
        if self.cells:
            self.write(" ")
            return
        self.lines.append("> " * self.quoted + "".join(self.current).rstrip())
        self.current = []

    def fresh(self) -> None:
        """Makes sure that we stand at the start of a line."""
        if "".join(self.current).strip():
            self.newline()
        elif not self.cells:
            self.current = []

    def blank(self) -> None:
        """Makes sure that an empty line stands above."""
        self.fresh()
        if not self.cells and self.lines and self.lines[-1].strip("> "):
            self.newline()


def to_text(html: str) -> str:
    """The visible text; remote content is never fetched, scripts and hidden parts are left out (h71)."""
    html = html[:MAX_HTML].replace("\x00", "")
    if _depth(html) > MAX_DEPTH:
        html = re.sub(r"<[^>]*>", " ", html)
    root = LexborHTMLParser(html).body
    out = _Output()
    if root is not None:
        _walk(root, out)
    out.fresh()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(out.lines)).strip("\n")


def _depth(html: str) -> int:
    """How deep the elements nest at most; the parser needs quadratic time for deep nesting."""
    deepest = depth = 0
    for closing, name in _TAG.findall(html):
        if name.lower() not in _FLAT:
            depth = depth - 1 if closing else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _walk(root: LexborNode, out: _Output) -> None:
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


def _enter(node: LexborNode, out: _Output) -> bool:
    """Writes what stands before the content; False when there is nothing to visit."""
    tag = node.tag or ""
    if tag in _SKIPPED or tag[:1] in ("-", "!") or _HIDDEN.search(_attribute(node, "style")):
        return False
    if tag == "br":
        out.newline()
        return False
    if tag in ("td", "th"):
        _cell(node, out)
    elif tag in _BLOCKS:
        out.blank() if tag in _SPACED else out.fresh()
    if tag == "tr":
        out.rows.append([len([c for c in _children(node) if c.tag in ("td", "th")]), 0])
    elif tag in ("ol", "ul"):
        out.numbers.append(0 if tag == "ol" else -1)
    elif tag == "li":
        out.write(_mark(out))
    out.quoted += tag == "blockquote" and _is_quotation(node)
    out.pre += tag == "pre"
    return True


def _leave(node: LexborNode, out: _Output) -> None:
    tag = node.tag or ""
    if tag in ("td", "th"):
        out.cells -= out.data.pop()
    if tag in _BLOCKS:
        out.blank() if tag in _SPACED else out.fresh()
    if tag == "tr":
        out.rows.pop()
    elif tag in ("ol", "ul"):
        out.numbers.pop()
    out.quoted -= tag == "blockquote" and _is_quotation(node)
    out.pre -= tag == "pre"


def _cell(node: LexborNode, out: _Output) -> None:
    row = out.rows[-1] if out.rows else [1, 0]
    data = row[0] > 1 and _is_data(node)
    if not data:
        out.fresh()
    elif row[1]:
        out.current.append("\t")
    row[1] += 1
    out.data.append(data)
    out.cells += data


def _is_data(node: LexborNode) -> bool:
    """A cell of a table with data: layout tables hold other tables or whole paragraphs."""
    return node.css_first("table, ul, ol, blockquote") is None and len(node.css("p, div, br")) < 6


def _is_quotation(node: LexborNode) -> bool:
    # Outlook and word processors indent with <blockquote style="margin: ...">: that is layout, not quotation.
    style = _attribute(node, "style").replace(" ", "").lower()
    told = "quote" in _attribute(node, "class").lower() or _attribute(node, "type").lower() == "cite"
    return told or "margin:00040px" not in style


def _attribute(node: LexborNode, name: str) -> str:
    return (node.attributes.get(name) or "") if node.attributes else ""


def _mark(out: _Output) -> str:
    if not out.numbers or out.numbers[-1] < 0:
        return "- "
    out.numbers[-1] += 1
    return f"{out.numbers[-1]}. "

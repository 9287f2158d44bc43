"""Where in a text the addresses stand, well written or not."""

from __future__ import annotations

import re

_LINKED = re.compile(r"(\S*)\s*[<\[]mailto:\s*([^>\]\s?]*)[^>\]\s]*[>\]]", re.IGNORECASE)
_MENTION = re.compile(r"(?<!\S)@(?=[^\s@<]+(?:\s[^\s@<]+){0,5}\s?[<\[]mailto:)", re.IGNORECASE)
_BEHIND = re.compile(r"(.*\S)\s*<([^<>@\s]+@[^<>@\s]+)>", re.DOTALL)
_MARKDOWN = re.compile(r"\[([^\]\n]*)\]\((?:mailto:)?([^)\s]*@[^)\s]*)\)", re.IGNORECASE)
_QUOTED = re.compile(r"([\"'“”‘’])([^\"“”\n<>@]{2,80}?)([\"'“”‘’])(?=\s*[<(\[])")
_ENDLESS = re.compile(r"(\S{320})\S+")  # no address is longer, and a search in it would take quadratic time
COMMA = "\ue000"  # a comma inside a quoted display name, which separates nobody

_PART = r"[^\s<>()\[\]{},;:\"|“”]"
_LOCAL = _PART.replace("|", "|/")  # `vakgenoot/Hanna Kok/h.kok@…`
_ADDRESS = re.compile(
    rf"<\s*(?P<angle>[^<>\n]*@[^<>\n]*)>"
    rf"|(?P<plain>{_LOCAL}*@{_PART}+)"
    rf"|(?P<spaced>[\w.+\-]+(?: @ ?|@ )[\w\-]+(?:\.[\w\-]+)+)"
    rf"|(?P<at>[\w.+\-]+\s?(?:\(at\)|\[at\]|\{{at\}})\s?[\w.\-]+)"
    rf"|(?P<open>[\w.+\-]+@)(?=[\s;,|>)]|$)"
    rf"|(?<![\w@.\-/])(?P<atless>(?!www\.)[\w+\-][\w.+\-]+\.(?:nl|com|org|net|eu|example|test))(?![\w@.\-/])",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """A line without what mail programs add around addresses: `<mailto:…>`, Markdown links, bold, quoted names."""
    text = _ENDLESS.sub(r"\1…", text)
    text = _MARKDOWN.sub(lambda m: m[2] if "@" in m[1] or not m[1] else f"{m[1]} <{m[2]}>", text)
    text = _LINKED.sub(_unlinked, _MENTION.sub("", text)) if "mailto:" in text.lower() else text
    text = re.sub(r"(?i)\bmailto:", "", text)
    text = re.sub(r"\*\*|__|`|(?<!\w)\*(?=\w)|(?<=[\w:.)])\*(?!\w)", "", text)
    return _QUOTED.sub(lambda m: m[2].replace(",", COMMA), text)


def _unlinked(link: re.Match[str]) -> str:
    """`p@z<mailto:p@z>` is written twice; `Kok<mailto:h@z>` only once."""
    return link[1] if "@" in link[1] else f"{link[1]} <{link[2]}>"


def once_linked(row: tuple[str, ...]) -> tuple[str, ...]:
    """The row without the address behind the link of a name, when that address has a cell of its own."""
    if sum("@" in cell for cell in row) < 2:
        return row
    bare = {cell.strip("<> ").lower() for cell in row}
    found = (_BEHIND.fullmatch(cell) if "<" in cell else None for cell in row)
    return tuple(m[1] if m and m[2].lower() in bare else cell for m, cell in zip(found, row, strict=True))


def addresses(text: str) -> tuple[tuple[int, int, str], ...]:
    """(start, end, address as typed) of everything that is or should be an address, in order."""
    found = []
    for match in _ADDRESS.finditer(text):
        group = match.lastgroup or "plain"
        raw = match[group]
        kept = raw.strip().rstrip(".'’*_-").lstrip("'‘*")
        end = match.end() if group == "angle" else match.end() - (len(raw) - len(raw.rstrip(".'’*_-")))
        if kept.strip("@"):
            found.append((match.start(), end, kept))
    return tuple(found)

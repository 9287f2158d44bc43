"""What somebody typed, freed of quotation marks and of the line breaks that a mail program put in."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"^[ \t]*(?:[>|][ \t]*)+")
_PREFACE = re.compile(r"^\[[^\]\d\n]{2,40}\][ \t]*")
_BULLET = re.compile(r"^(?:[-•*–]|\d+[.)])\s")
_CLOSING = re.compile(
    r"""
    ^[ \t>*_-]{0,9}
    (?: (?:met\s{1,9})?(?:vriendelijke|hartelijke|collegiale|beste)\s{1,9}groet(?:en)? | groet(?:en|jes)? | m\.?v\.?g\.?
      | (?:kind|best|warm)\s{1,9}(?:regards|wishes) | regards | yours\s{1,9}sincerely )
    \b [^\n]{0,20} $
    | ^--[ ]?$
    """,
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
_WRAPPED_FROM = 60


def typed(text: str) -> str:
    """The text as typed: a line that a program wrapped is joined again, lists and paragraphs stay."""
    lines = [_PREFACE.sub("", _QUOTED.sub("", line).strip(" \t\u200b")) for line in text.split("\n")]
    out: list[str] = []
    for previous, line in zip(["", *lines], lines, strict=False):
        if out and line and len(previous) >= _WRAPPED_FROM and not _BULLET.match(line):
            out[-1] = f"{out[-1]} {line}"
        else:
            out.append(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(out)).strip()


def without_closing(text: str) -> str:
    """The text up to a greeting or the mark of a signature."""
    match = _CLOSING.search(text)
    return text[: match.start()].rstrip() if match else text

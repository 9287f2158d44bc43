"""What somebody typed, freed of quotation marks and of the line breaks that a mail program put in."""

from __future__ import annotations

import re
from collections.abc import Iterable

_QUOTED = re.compile(r"^[ \t]*(?:[>|][ \t]*)+")
_PREFACE = re.compile(r"^\[[^\]\d\n]{2,40}\][ \t]*")
_BULLET = re.compile(r"^(?:[-•*–]|\d+[.)])\s")
_CLOSING = re.compile(
    r"""
    ^[ \t>*_-]{0,9}
    (?: (?:(?:met|hele)\s{1,9})?(?:zeer\s{1,9})?(?:vriendelijke|hartelijke|collegiale|beste|lieve|warme|veel)
        \s{1,9}groet(?:en|jes)?
      | groet(?:en|jes)? | m\.?v\.?g\.? | vr\.?\s?gr\.? | gr\.? | hoogachtend | mvrgr
      | (?:with\s{1,9})?(?:kind|kindest|best|warm)\s{1,9}(?:regards|wishes) | regards | (?:yours\s{1,9})?sincerely
      | cheers )
    (?![\w]) (?!\s(?:aan|van|en|to|from)\b) [^\n\d?@]{0,60} $
    | ^--[ ]?$
    """,
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
_TITLE = r"(?:(?:dr|drs|prof|ir|mr|mw|dhr)\.?\s+){0,3}"
_PARTICLE = r"(?:\s+(?:van|de|den|der|het|ten|ter|'t|el|von|du|la)){0,3}"
_NAMED = re.compile(rf"{_TITLE}[A-Z][\w.'’-]*{_PARTICLE}(?:\s+[A-Z][\w.'’-]*){{1,3}}")
_NAME = re.compile(r"[^\W\d_]{2,}")
_SIGNED = re.compile(r"[-–—\s]{0,5}[A-Z][^\n\d:;?!]{1,60}")
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


def unprompted(text: str, prompts: Iterable[str]) -> str:
    """Without a prompt in the middle of which it was typed."""
    for words in (prompt.split() for prompt in prompts):
        for at in range(1, len(words)):
            before, behind = " ".join(words[:at]) + " ", " " + " ".join(words[at:])
            if len(text) > len(before) + len(behind) and text.startswith(before) and text.endswith(behind):
                return text[len(before) : len(text) - len(behind)].strip()
    return text


def names_in(sender: str) -> frozenset[str]:
    """The words of a name and an address, in small letters."""
    return frozenset(one.casefold() for one in _NAME.findall(sender))


def without_closing(text: str, signed: frozenset[str] = frozenset()) -> str:
    """The text up to a greeting, the mark of a signature, or a last paragraph that is a name card.

    Also without a last line of nothing but the names that `signed` it.
    """
    match = _CLOSING.search(text)
    text = text[: match.start()].rstrip() if match else text
    above, gap, last = text.rpartition("\n")
    if gap and (names := names_in(last)) and names <= signed and _SIGNED.fullmatch(last.strip()):
        return above.rstrip()
    above, gap, last = text.rpartition("\n\n")
    return above.rstrip() if gap and _is_card(last.strip().split("\n")) else text


def _is_card(lines: list[str]) -> bool:
    """A person's name, with a few short lines below it that are no sentences."""
    short = all(len(line.split()) <= 6 and not line.rstrip().endswith((".", "!", "?", ":")) for line in lines)
    return len(lines) <= 6 and short and _NAMED.fullmatch(lines[0].split(",")[0].strip()) is not None

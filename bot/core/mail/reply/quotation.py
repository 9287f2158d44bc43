"""What the writer of a mail added: the body without quotation and signature; in doubt a line stays."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.core.mail.reply.attribution import between_arrows, candidates, introduction
from bot.core.mail.reply.footer import is_sent_from
from bot.core.mail.reply.signature import without_signature

MAX_LINES = 10_000
_MARKED = re.compile(r"[ \t]{0,3}(?:>|&gt;)")
_BROKEN = re.compile(r"[a-zà-ÿ]")
WRAPPED_AT = 66


def new_text(text: str) -> str:
    """The lines that the writer typed: above, below and between the quoted ones."""
    return _joined(without_signature(segment) for segment in _unquoted(text))


def unquoted_text(text: str) -> str:
    """The lines that are not quoted, signatures and all: an unmarked copy of a mail has one in the middle."""
    return _joined(_unquoted(text))


def _unquoted(text: str) -> list[list[str]]:
    return _segments([line.rstrip("\r") for line in text.split("\n")[:MAX_LINES]])


def _joined(parts: Iterable[list[str]]) -> str:
    return "\n\n".join(part for part in ("\n".join(lines).strip() for lines in parts) if part)


def parted(text: str) -> tuple[str, str]:
    """The text above the first quotation, and the rest with its introduction: "" when nothing is quoted."""
    lines = text.split("\n")[:MAX_LINES]
    introducing = candidates(lines)
    at = next((n for n, line in enumerate(lines) if _begins_quotation(lines, n, introducing[n])), len(lines))
    return "\n".join(lines[:at]), "\n".join(lines[at:])


def _begins_quotation(lines: list[str], at: int, may_introduce: bool) -> bool:
    line = lines[at]
    introduced = may_introduce and line.strip() and introduction(lines, at)
    return bool(_MARKED.match(line) or introduced or between_arrows(lines, at))


def _segments(lines: list[str]) -> list[list[str]]:
    """The runs of unquoted lines, up to a quotation that has no marks (the rest of the mail)."""
    segments: list[list[str]] = [[]]
    introducing = candidates(lines)
    at = 0
    while at < len(lines):
        line = lines[at]
        arrows = between_arrows(lines, at)
        if not arrows and (_MARKED.match(line) or _is_broken_quotation(lines, at)):
            segments.append([])
            at += 1
            continue
        span = arrows or (introduction(lines, at) if introducing[at] and line.strip() else 0)
        if span and not _marked_below(lines, at + span):
            break
        if span:
            segments.append([])
        elif is_sent_from(line) and any(x.strip() for s in segments for x in s) and not _marked_below(lines, at + 1):
            at = _next_introduction(lines, at + 1)
            continue
        else:
            segments[-1].append(line)
        at += max(span, 1)
    return segments


def _next_introduction(lines: list[str], at: int) -> int:
    """Below "sent from my telephone" stands the original, with or without marks: where its marked lines begin."""
    while at < len(lines) and not _MARKED.match(lines[at]) and not introduction(lines, at):
        at += 1
    return at


def _marked_below(lines: list[str], at: int) -> bool:
    """Whether the next line with words carries a quotation mark."""
    for line in lines[at : at + 6]:
        if line.strip():
            return bool(_MARKED.match(line))
    return False


def _is_broken_quotation(lines: list[str], at: int) -> bool:
    """The end of a quoted line that a mail program broke: an answer does not start amid a sentence."""
    if not 0 < at < len(lines) - 1 or not _BROKEN.match(lines[at]):
        return False
    above, below = lines[at - 1], lines[at + 1]
    return bool(_MARKED.match(above) and _MARKED.match(below)) and len(above) >= WRAPPED_AT

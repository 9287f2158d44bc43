"""One Authentication-Results header field (RFC 8601), read so that no stranger's text in it becomes a verdict.

The envelope's sender, a signature's identity and a policy's words are strangers' texts that a server quotes or puts
into a comment, sometimes carelessly. Where a field can be read in two ways nothing in it passes; what fails fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.people.addresses import a_label, small

MAX_VALUE = 10_000
MAX_STATEMENTS = 100
# Possessive, and an open quotation runs to the end: whatever is written, every letter is looked at a few times only.
_OPEN = r'"(?:[^"\\]|\\.?)*+(?:"|\Z)'
_QUOTED = r'"(?:[^"\\]|\\.)*+"'
_PIECE = re.compile(rf'\s+|{_OPEN}|[();]|[^\s"();]+', re.S)
_PLAIN = re.compile(r"\\.|[()]", re.S)
_QUOTING = re.compile(rf"\\.|{_OPEN}|[()]", re.S)
_ID = re.compile(rf' ?({_QUOTED}|[^\s"=]+)(?: 1)? ?', re.S)
_METHOD = re.compile(r' ?([a-z][\w-]*) ?(?:/ ?\d+ ?)?= ?("[a-z]+"|[a-z]+)(?= |$)')
_VALUE = rf'(?:{_QUOTED}|[^\s"])'
_WORD = re.compile(rf" ?(?:([a-z][\w-]* ?\. ?[\w.-]+) ?= ?({_VALUE}*)|{_VALUE}+)", re.S)
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)+")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class MethodResult:
    """One method's result with its properties, in the order given; ASCII letters are small."""

    method: str
    result: str
    properties: tuple[tuple[str, str], ...] = ()

    def names(self, name: str) -> bool:
        """Whether it has this property."""
        return any(name == own for own, _ in self.properties)

    def domain(self, *names: str) -> str:
        """The domain (A-label) that the first of these properties names; "" for none, for two and for nonsense."""
        name = next((name for name in names if self.names(name)), "")
        values = {value for own, value in self.properties if own == name}
        told = a_label(values.pop().rpartition("@")[2].strip(".<>")) if len(values) == 1 else ""
        return told if _HOST.fullmatch(told) else ""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """One field. `server` is its authserv-id in small letters, "" when it names none, None when no id could be that."""

    server: str | None
    results: tuple[MethodResult, ...] = ()


def read(value: str) -> Verdicts:
    """The field's value, unfolded. Never raises."""
    statements, clear = _statements(value[:MAX_VALUE])
    clear = clear and len(value) <= MAX_VALUE and len(statements) <= MAX_STATEMENTS
    named = _ID.fullmatch(statements[0])
    server = _unquoted(named[1]) if named else "" if _METHOD.match(statements[0]) else None
    results = tuple(_results(statements[1:] if named else statements))
    return Verdicts(server, results if clear else tuple(r for r in results if r.result != "pass"))


def _statements(value: str) -> tuple[list[str], bool]:
    """What semicolons outside quotations separate, comments and blanks as one blank; whether it can only be read so."""
    kept: list[list[str]] = [[]]
    clear, at = not _CONTROL.search(value), 0
    while at < len(value) and (found := _PIECE.match(value, at)):
        piece, at = found[0], found.end()
        if piece == "(":
            end = _end(value, at, _PLAIN)
            clear = clear and 0 < end == _end(value, at, _QUOTING)
            piece, at = " ", end or len(value)
        if piece == ";":
            kept.append([])
        elif piece == ")" or (piece[0] == '"' and not re.fullmatch(_QUOTED, piece, re.S)):
            clear = False
        elif not piece.isspace():
            kept[-1].append(piece)
        elif kept[-1][-1:] != [" "]:
            kept[-1].append(" ")
    return [small("".join(pieces)) for pieces in kept], clear


def _end(value: str, start: int, marks: re.Pattern[str]) -> int:
    """Where the comment that was opened before `start` ends (comments nest); 0 when it does not."""
    depth = 1
    for mark in marks.finditer(value, start):
        depth += {"(": 1, ")": -1}.get(mark[0], 0)
        if not depth:
            return mark.end()
    return 0


def _results(statements: list[str]) -> Iterator[MethodResult]:
    for text in statements[:MAX_STATEMENTS]:
        if method := _METHOD.match(text):
            words = _WORD.findall(text, method.end())
            pairs = tuple((name.replace(" ", ""), _unquoted(value)) for name, value in words if name)
            yield MethodResult(method[1], _unquoted(method[2]), pairs)


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1], flags=re.S) if re.fullmatch(_QUOTED, text, re.S) else text

"""Mailboxes of an address header in linear time, with what is wrong with them (RFC 5322, made stricter)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.core.mail.headers import decoded, one_line
from bot.core.mail.message import Address
from bot.core.people.addresses import key

MAX_MAILBOXES = 500
_LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.+[\w!#$%&'*+/=?^`{|}~-]+)*\.?$")
_DOMAIN = re.compile(r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*$")
_LOOSE = re.compile(r"[^\s<>()\[\]\",:;@]{1,64}@[^\s<>()\[\]\",:;@]{1,255}")
_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|\\.|[^\\"(),:;<>]+|.', re.S)


@dataclass(frozen=True, slots=True)
class Mailboxes:
    """The addresses that are usable, and the first defect met."""

    addresses: tuple[Address, ...] = ()
    problem: str = ""


@dataclass(slots=True)
class _Reading:
    """What has been read of the mailbox at hand."""

    phrase: list[str]
    plain: list[str]
    angle: list[str] | None = None
    closed: bool = False
    comment: str = ""
    problem: str = ""


def mailboxes(value: str) -> Mailboxes:
    """Every mailbox in `value`; a group, a second address or stray text is named in `problem`."""
    found: list[Address] = []
    problem, depth, current = "", 0, _Reading([], [])
    for match in _PIECE.finditer(value):
        piece = match[0]
        if piece == "(":
            depth += 1
        elif depth:
            depth -= piece == ")"
            current.comment += piece if depth else ""
        elif _ends(piece, current):
            problem = problem or ("group" if piece in ":;" else "")
            if piece != ":":
                problem = _finish(current, found) or problem
            current = _Reading([], [])
        else:
            _take(current, piece)
        if len(found) >= MAX_MAILBOXES:
            return Mailboxes(tuple(found), "too many addresses")
    problem = _finish(current, found) or problem
    return Mailboxes(tuple(found), problem or ("unclosed comment" if depth else ""))


def _ends(piece: str, current: _Reading) -> bool:
    return piece in (",", ";") if current.closed else piece in (",", ";", ":") and current.angle is None


def _take(current: _Reading, piece: str) -> None:
    if piece == "<" and current.angle is None:
        current.angle = []
    elif piece == ">" and current.angle is not None and not current.closed:
        current.closed = True
    elif current.closed:
        current.problem = current.problem or ("text after the address" if piece.strip() else "")
    elif current.angle is not None:
        current.angle.append(piece)
    elif piece[:1] == '"' and len(piece) > 1:
        current.phrase.append(re.sub(r"\\(.)", r"\1", piece[1:-1]))
    else:
        current.phrase.append(piece)
        current.plain.append(piece)


def _finish(current: _Reading, found: list[Address]) -> str:
    """Adds the mailbox to `found`; answers its defect."""
    plain = "".join(current.plain).strip()
    if current.angle is None:
        if not plain and not current.phrase:
            return current.problem
        spec, name = plain, current.comment
        odd = "quoted address" if len(current.phrase) != len(current.plain) else ""
    else:
        spec, name = "".join(current.angle).strip(), "".join(current.phrase).strip() or current.comment
        stray = "@" in plain and key(plain.strip("'")) != key(spec)
        odd = "an address before the address" if stray else "" if current.closed else "unclosed address"
    if not is_address(spec):
        return current.problem or odd or "no clean address"
    found.append(Address(one_line(decoded(name)), spec))
    return current.problem or odd


def claimed(values: tuple[str, ...]) -> tuple[Address, ...]:
    """Every address that an unclean From may mean, those inside a name or an encoded word included."""
    found: dict[str, Address] = {}
    for value in values[:MAX_MAILBOXES]:
        loose = (Address("", spec) for told in (value, decoded(value)) for spec in _LOOSE.findall(told))
        for address in (*mailboxes(value).addresses, *(one for one in loose if is_address(one.address))):
            found.setdefault(address.key, address)
    return tuple(found.values())[:MAX_MAILBOXES]


def is_address(spec: str) -> bool:
    """A bare addr-spec without quoting, comments, encoded words or odd characters (h6, h8, h50)."""
    local, at, domain = spec.rpartition("@")
    if not at or len(local) > 64 or len(domain) > 255 or "=?" in spec or spec[:1] == "-":
        return False
    return bool(_LOCAL.match(local) and _DOMAIN.match(domain))

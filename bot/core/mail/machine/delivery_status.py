"""The machine-readable part of a delivery report (RFC 3464) and of a complaint (RFC 5965)."""

from __future__ import annotations

import re
from urllib.parse import unquote

from bot.core.mail.headers import decoded, one_line
from bot.core.mail.machine.fault import fault
from bot.core.mail.message import Bounce, BounceKind
from bot.core.mail.structure import MimePart, text
from bot.core.people.addresses import key

MAX_RECIPIENTS = 500
_RECIPIENTS = ("original-recipient", "x-actual-recipient", "final-recipient", "x-original-recipient")
_ACTIONS = (
    ("fail", BounceKind.PERMANENT),
    ("delay", BounceKind.DELAYED),
    ("deliver", BounceKind.DELIVERED),
    ("relay", BounceKind.DELIVERED),
    ("expand", BounceKind.DELIVERED),
)
_NOTIFIED = {"bounce": BounceKind.PERMANENT, "complaint": BounceKind.COMPLAINT, "delivery": BounceKind.DELIVERED}
_NOTIFICATION = re.compile(r'(?i)^\s*\{"(?:notification|event)Type"\s*:\s*"(bounce|complaint|delivery)"')
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_VAGUE = re.compile(r"(?:[45]\.[05]\.0)?")
_BARE = re.compile(r"\"[^\"\s]{1,64}\"@[^\s<>\"(),;:]+|[^\s<>\"(),;:]+@[^\s<>\"(),;:]+")


def delivery_status(part: MimePart, words: str = "") -> tuple[Bounce, ...]:
    """One bounce per recipient of a message/delivery-status part; `words` is what the report tells people."""
    found: dict[str, Bounce] = {}
    for block in re.split(r"\n[ \t]*\n", text(part).strip("\n"))[:MAX_RECIPIENTS]:
        fields = _fields(block)
        address = next((a for a in (bare_address(fields.get(name, "")) for name in _RECIPIENTS) if a), "")
        if address:
            found.setdefault(key(address), _bounce(address, fields, words))
    return tuple(found.values())


def _bounce(address: str, fields: dict[str, str], words: str) -> Bounce:
    """The words for people count only where the fields for machines say nothing."""
    said = fields.get("diagnostic-code", "")
    told = next((t for t in map(_STATUS.search, (fields.get("status", ""), said)) if t), None)
    inner = _STATUS.search(said) or _STATUS.search(words)
    if told and inner and told[1].endswith(".0.0") and inner[1][0] == told[1][0]:
        told = inner
    status, action = told[1] if told else "", fields.get("action", "").lower()
    kind = next((kind for word, kind in _ACTIONS if word in action), None)
    if kind is None:
        kind = BounceKind.DELIVERED if status[:1] == "2" else BounceKind.PERMANENT
    if kind is BounceKind.PERMANENT:
        spoken = said if re.search(r"[A-Za-z]{4}", said) else words if _VAGUE.fullmatch(status) else ""
        kind = fault(status, f"{fields.get('status', '')}\n{spoken}")
    return Bounce(address, kind, status)


def complaint(part: MimePart, returned: tuple[MimePart, ...]) -> tuple[Bounce, ...]:
    """Whom a message/feedback-report is about: its own field, else the recipient of the returned mail."""
    told = re.findall(r"(?im)^(?:original-rcpt-to|removal-recipient):(.*)$", text(part))
    addressed = [value for mail in returned for value in mail.headers.all("to")]
    found = [a for a in map(bare_address, told) if a] or [a for a in map(bare_address, addressed) if a]
    return tuple(Bounce(address, BounceKind.COMPLAINT) for address in dict.fromkeys(found))


def notification(body: str) -> tuple[Bounce, ...]:
    """The JSON that a sending service posts instead of a report (Amazon SNS)."""
    told = _NOTIFICATION.search(body[:2000])
    if told is None:
        return ()
    kind = _NOTIFIED[told[1].lower()]
    if kind is BounceKind.PERMANENT and re.search(r'"bounceType"\s*:\s*"Transient', body):
        kind = BounceKind.TEMPORARY
    about = body.partition('"mail":')[0]
    named = re.findall(r'"emailAddress"\s*:\s*"([^"\s]+@[^"\s]+)"', about) or re.findall(
        r'"recipients"\s*:\s*\["([^"\s]+)"', body
    )
    return tuple(Bounce(address, kind) for address in dict.fromkeys(named))


def bare_address(value: str) -> str:
    """The address in `rfc822;address`, with or without angle brackets; decoded when it is not plain ASCII."""
    kind, semicolon, rest = value.partition(";")
    rest = one_line(decoded(rest if semicolon else kind))
    if semicolon and kind.strip().lower() == "utf-8":
        rest = re.sub(r"\\x\{([0-9A-Fa-f]{2,6})\}", lambda m: chr(min(int(m[1], 16), 0x10FFFF)), rest)
    if "+40" in rest and "@" not in rest:
        rest = unquote(rest.replace("+", "%"))
    bracketed = re.search(r"<([^<>\s]+@[^<>\s]+)>", rest)
    found = _BARE.search(bracketed[1] if bracketed else rest)
    return found[0].strip("'.`") if found else ""


def _fields(block: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in re.sub(r"\n[ \t]+", " ", block).split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    return fields

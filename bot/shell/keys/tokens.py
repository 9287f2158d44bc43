"""Our Message-IDs: each names traject, role and recipient, and proves that we made it."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from bot.core.people.addresses import key
from bot.core.traject.reference import NO_TRAJECT
from bot.core.world import Role, Token
from bot.shell.keys.store import KeyStore

_LETTERS = {Role.SPECIALIST: "s", Role.RESPONDENT: "r", Role.PRACTITIONER: "p", Role.STRANGER: "x"}
_ROLES = {letter: role for role, letter in _LETTERS.items()}
_SHAPE = re.compile(
    r"t\.(?P<ref>T-[0-9A-Z]{5}|-)\.(?P<role>[srpx])\.(?P<respondent>[0-9a-z]*)\.(?P<nonce>[0-9a-f]{16})"
    r"\.(?P<mac>[0-9a-f]{12})\.(?P<fit>[0-9a-f]{8})@\S+"
)


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a mail is for. `respondent` is "" for anyone else."""

    ref: str
    role: Role
    respondent: str
    address: str


def make(keys: KeyStore, addressee: Addressee, domain: str) -> str:
    """A Message-ID without angle brackets (RFC 5322 3.6.4)."""
    nonce = secrets.token_hex(8)
    head = f"t.{addressee.ref or NO_TRAJECT}.{_LETTERS[addressee.role]}.{addressee.respondent}.{nonce}"
    mac = keys.hash("message-id", head)[:12]
    return f"{head}.{mac}.{_fit(keys, nonce, addressee.address)}@{domain}"


def read(keys: KeyStore, message_id: str, sender: str) -> Token | None:
    """What one of our own Message-IDs says; None for anything that we did not make."""
    match = _SHAPE.fullmatch(message_id.strip("<> "))
    if match is None:
        return None
    head = match[0].rsplit("@", 1)[0].rsplit(".", 2)[0]
    if not secrets.compare_digest(keys.hash("message-id", head)[:12], match["mac"]):
        return None
    fits = bool(sender) and secrets.compare_digest(_fit(keys, match["nonce"], sender), match["fit"])
    ref = "" if match["ref"] == NO_TRAJECT else match["ref"]
    return Token(match[0], ref, _ROLES[match["role"]], match["respondent"], fits=fits)


def sealed(keys: KeyStore, message_id: str, text: str) -> str:
    """The text with a check: only we can have written it, and only into the mail with this Message-ID."""
    return f"{text} {keys.hash('sealed', message_id, text)[:16]}"


def _fit(keys: KeyStore, nonce: str, address: str) -> str:
    return keys.hash("recipient", nonce, key(address))[:8]

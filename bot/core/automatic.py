"""Whether a machine wrote this mail, and until when its owner is away (RFC 3834 and the habits of mail systems)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.core.headers import Headers
from bot.core.mail import Automatic


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who or what wrote, and the absence it tells of."""

    automatic: Automatic = Automatic.NO
    away: bool = False
    until: date | None = None


def verdict(headers: Headers, subject: str, text: str, sent: datetime | None) -> Verdict:
    """Headers first, phrases after."""
    told = headers.first("auto-submitted").lower()
    return Verdict(Automatic.AUTO_REPLY if told and not told.startswith("no") else Automatic.NO)

"""What delivery reports say of which address (RFC 3464, 3462, 5965, and the plain text of those who ignore these)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.mail import Bounce
from bot.core.structure import Part


@dataclass(frozen=True, slots=True)
class Report:
    """Whether the mail is a delivery report, and what it reports."""

    recognised: bool = False
    bounces: tuple[Bounce, ...] = ()
    returned_ids: tuple[str, ...] = ()


def report(root: Part, text: str) -> Report:
    """Reads a delivery report; `recognised` is false for any other mail."""
    return Report()

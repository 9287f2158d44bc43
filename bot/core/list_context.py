"""What must be known of a traject to read its list of respondents."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.traject.value import Group


@dataclass(frozen=True, slots=True)
class ListContext:
    """`discipline` is the specialist's own ("cardioloog") or ""; `functions` are (function, group key) of the practice.

    `maximum` is how many respondents are taken; the rows beyond it come back as TOO_MANY.
    """

    groups: tuple[Group, ...]
    specialist_name: str = ""
    specialist_address: str = ""
    discipline: str = ""
    practice_addresses: tuple[str, ...] = ()
    functions: tuple[tuple[str, str], ...] = ()
    maximum: int = 200
    language: str = "nl"

"""What is planned of a conversation: the moments that were offered, and the appointment that stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LASTS = timedelta(minutes=90)
"""How long a conversation takes in a calendar."""


class CalendarAnswer(StrEnum):
    """What his calendar said of the appointment as it stands; "" when it has not."""

    NONE = ""
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TENTATIVE = "tentative"
    COUNTERED = "countered"


OPEN_AGAIN = frozenset({CalendarAnswer.DECLINED, CalendarAnswer.COUNTERED})
"""Answers after which the appointment does not stand until she says so."""


@dataclass(frozen=True, slots=True)
class Planning:
    """`options` are moments that wait for his choice; `starts_at` is the appointment that his calendar knows, None when
    there is none (any more). `uid` and `sequence` are those of the invitation (RFC 5545), kept when it was cancelled.
    `warned`: so many days before the last day she heard what is missing.
    """

    options: tuple[datetime, ...] = ()
    starts_at: datetime | None = None
    uid: str = ""
    sequence: int = -1
    answer: CalendarAnswer = CalendarAnswer.NONE
    warned: int = 0

    @property
    def stands(self) -> datetime | None:
        """When the conversation is, unless he has turned that down."""
        return None if self.answer in OPEN_AGAIN else self.starts_at


NOTHING_PLANNED = Planning()

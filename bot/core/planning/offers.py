"""Which moments a mail of ours offered: its key names them, so that an answer to an older one is told apart."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.core.traject.value import Traject
from bot.core.views import Appointment, AppointmentReminder, DateOptions

OF_APPOINTMENT = frozenset({Appointment.KIND, AppointmentReminder.KIND, DateOptions.KIND})
"""What is written to him about a moment: the same words mean something else in answer to another of these."""
_MINUTE = 60


def named(options: tuple[datetime, ...]) -> str:
    """These moments, as the end of a key: minutes since 1970, short enough for ten of them."""
    return "+".join(f"{int(at.timestamp()) // _MINUTE:x}" for at in options)


def offered_in(key: str) -> tuple[datetime, ...]:
    """The moments that the mail with this key offered, in order; none where it was another mail."""
    *_, kind, moments = ("", *key.split("/"))
    if kind != DateOptions.KIND:
        return ()
    try:
        return tuple(datetime.fromtimestamp(int(one, 16) * _MINUTE, UTC) for one in moments.split("+"))
    except (ValueError, OverflowError, OSError):
        return ()


def older_offers(traject: Traject) -> tuple[tuple[datetime, ...], ...]:
    """What was offered to him in other mails than the last one."""
    keys = (sent.key for sent in traject.sent if sent.kind == DateOptions.KIND and not sent.waiting)
    found = dict.fromkeys(map(offered_in, keys))
    return tuple(options for options in found if options and options != traject.planning.options)

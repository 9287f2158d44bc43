"""A mailbox that cannot be read for an hour: the operator hears it once, by the way that is left."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core.decision import PractitionerMail
from bot.core.people import addresses
from bot.core.views import Phrase, Technical
from bot.shell.ledger.outgoing import outbox
from bot.shell.ledger.outgoing.outbox import Waiting
from bot.shell.operator.health import unread
from bot.shell.round.workshop import Workshop
from bot.shell.smtp.sender import Delivery, Outgoing, Result

HOUR = timedelta(hours=1)


def tell_unread(workshop: Workshop, now: datetime, more: timedelta) -> None:
    """Once for as long as it lasts, from the second hour on, however often the daemon was started anew meanwhile.

    `more` has gone by since the last time that this was said; no clock tells it that may be set, and a laptop that
    slept did not wait. What no server takes now goes with the next round.
    """
    with workshop.book() as book:
        since, lasted = unread(book, now, more)
        key = f"{Technical.KIND}/unread/{since.isoformat()}"
        if lasted < HOUR or outbox.has_key(book, key):
            return
        ctx = workshop.context(now)
        view = Technical(Phrase("technical.unread"), ctx.operator)
        workshop.clerk(book, ctx).write(None, (PractitionerMail(view, key=key),))
        made = outbox.with_key(book, key)
    practice = workshop.settings.practice.address
    mails = [made] if made is not None and addresses.key(made.recipient) != addresses.key(practice) else []
    outgoing = [Outgoing(w.id, practice, w.recipient, w.raw) for w in mails]
    workshop.sender.send_all(outgoing, lambda result: _record(workshop, mails[0], result, now))


def _record(workshop: Workshop, mail: Waiting, result: Result, now: datetime) -> None:
    with workshop.book() as book:
        if result.outcome is Delivery.SENT:
            outbox.sent(book, mail.id, now)
        else:
            outbox.later(book, mail.id, now, str(result.code))

"""Her commands that nobody vouches for: one request for confirmation an hour, with all that came in since the last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.core.decision import Confirm, PractitionerMail
from bot.core.views import ConfirmRequest
from bot.core.world import Role
from bot.handlers.her_word.tally import CONFIRM_WITHIN
from bot.handlers.steering.passing import files_with, without_mail
from bot.shell.ledger import confirmations
from bot.shell.ledger.outgoing import outbox
from bot.shell.ledger.outgoing.outbox import Waiting
from bot.shell.round.workshop import Workshop

HOUR = timedelta(hours=1)


def asks_her(mail: Waiting) -> bool:
    """Whether this asks her to confirm commands."""
    return mail.kind == ConfirmRequest.KIND and mail.role is Role.PRACTITIONER


def one_an_hour(workshop: Workshop, ready: Sequence[Waiting], now: datetime) -> list[Waiting]:
    """The same mails, the requests among them replaced by one; beside one that was tried before, they wait."""
    several = [w for w in ready if asks_her(w)]
    if len(several) < 2:
        return list(ready)
    others = [w for w in ready if w not in several]
    tried = next((w for w in several if w.attempts), None)
    with workshop.book() as book:
        if tried is not None:
            for mail in several:
                if mail is not tried:
                    outbox.later(book, mail.id, now + HOUR, attempt=False)
            return [*others, tried]
        lines, mails = list[str](), list[int]()
        for mail in several:
            if (asked := confirmations.find(book, (mail.message_id,))) is not None and not asked.used:
                lines += asked.lines
                mails += asked.mails
                confirmations.forget(book, asked.token)
            outbox.cancel(book, mail.id, now)
        refs, token, expires = {w.ref for w in several}, book.new_token(), now + CONFIRM_WITHIN
        ref = several[0].ref if len(refs) == 1 else ""
        wanted = tuple(dict.fromkeys(lines))
        shown = tuple(without_mail(line)[0] for line in wanted)
        key = f"confirm/{several[0].id}-{several[-1].id}"
        view = ConfirmRequest(ref, shown, token, expires, files_with(wanted))
        request = PractitionerMail(view, key=key, answers=True, token=token)
        clerk = workshop.clerk(book, workshop.context(now))
        clerk.write(
            book.traject(ref) if ref else None,
            (Confirm(token, wanted, expires, mails=tuple(dict.fromkeys(mails))), request),
        )
        joined = outbox.with_key(book, key)
    return [*others, joined] if joined is not None else others

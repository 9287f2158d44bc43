"""Hands mails over: to the mail server, or into INBOX where no mail server stands between."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from functools import partial

import structlog

from bot.core.errors import OperatorError, TrajectbotError
from bot.core.filing import INBOX
from bot.core.people.addresses import key
from bot.core.views import Technical
from bot.shell.ledger.outgoing.outbox import Waiting
from bot.shell.round.sending.errand import Errand
from bot.shell.round.sending.outcomes import put_into_inbox, record, settle
from bot.shell.smtp.sender import Delivery, Outgoing, Result

log = structlog.get_logger("trajectbot")


def hand_over(ready: list[Waiting], errand: Errand) -> str:
    """Sends them, and records what became of each; what the operator must know."""
    if ready:
        errand.workshop.ledger.mark()
    own = [w for w in ready if _is_own_address(w, errand) or _cannot_be_sent(w, errand)]
    for mail in own:
        errand.tried(mail.id, partial(put_into_inbox, mail, errand), INBOX)
    try:
        trouble = _to_server([w for w in ready if w not in own], errand)
        again = [errand.lighter[w.id] for w in ready if w.id in errand.lighter]
        if again and not trouble:
            trouble = _to_server(again, errand)
    finally:
        errand.queued.clear()
        settle(errand)
    return trouble


def _to_server(mails: list[Waiting], errand: Errand) -> str:
    """Over several connections; when one mail ends that, the others go one by one."""
    by_id, heard = {w.id: w for w in mails}, set[int]()
    settings = errand.workshop.settings

    ledger = errand.workshop.ledger
    plain = not any(w.id in errand.lighter for w in mails)  # of those the whole one is put into INBOX

    def one_commit() -> AbstractContextManager[None]:
        return ledger.gathered() if plain else nullcontext()

    def on_result(result: Result) -> None:
        identifier = int(result.id)
        heard.add(identifier)
        errand.tried(identifier, partial(record, by_id[identifier], result, errand))

    def send(some: list[Waiting]) -> None:
        outgoing = [Outgoing(w.id, settings.practice.address, w.recipient, w.raw) for w in some]
        errand.workshop.sender.send_all(
            outgoing, on_result, per_minute=settings.smtp.max_per_minute, together=one_commit
        )

    try:
        error = errand.room.faults.caught(partial(send, mails))
    except TrajectbotError as trouble:
        error = trouble
    if isinstance(error, OperatorError):
        log.error("smtp", problem=type(error).__name__)
        errand.line = errand.line or Result(0, Delivery.LATER)
        return str(error)
    if isinstance(error, TrajectbotError):
        log.warning("smtp", problem=type(error).__name__)
    elif error is not None:
        for mail in (w for w in mails if w.id not in heard):
            errand.tried(mail.id, partial(send, [mail]))
    return ""


def _cannot_be_sent(mail: Waiting, errand: Errand) -> bool:
    """What tells the operator that mail is refused goes where no mail server stands between."""
    return mail.kind == Technical.KIND and errand.line is not None and not errand.delivered


def _is_own_address(mail: Waiting, errand: Errand) -> bool:
    """What is for her, when her address is the practice's own, is put into INBOX instead."""
    return key(mail.recipient) == key(errand.workshop.settings.practice.address)

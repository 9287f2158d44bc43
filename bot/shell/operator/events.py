"""`events verify`: whether what is on record is whole."""

from __future__ import annotations

from typing import Any

from bot.shell.ledger import events
from bot.shell.ledger.events import Chain
from bot.shell.ledger.ledger import look, none_yet
from bot.shell.settings.frozen import Settings


def verified(settings: Settings) -> Chain:
    """The chain as it stands in the ledger, which is only looked at; OperatorError when there is none."""
    ledger = look(settings)
    if ledger is None:
        raise none_yet(settings)
    try:
        with ledger.book() as book:
            return events.chain(book)
    finally:
        ledger.close()


def as_object(chain: Chain) -> dict[str, Any]:
    """As `events verify --json` tells it."""
    return {"ok": not chain.broken, "events": chain.count, "head": chain.head, "broken": chain.broken}


def in_words(chain: Chain) -> str:
    """The same for a person."""
    if chain.broken:
        return f"Event {chain.broken} does not fit, after {chain.count} that do: it was changed, or one is missing."
    return f"{chain.count} events, all of them whole. The last one's hash: {chain.head or 'none'}"

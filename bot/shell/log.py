"""The log states facts without content: references and numbers, never an address, a subject or a body."""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

ALLOWED = frozenset(
    {"event", "level", "inbound", "intent", "outcome", "outbox", "kind", "code", "ref", "job", "problem"}
    | {"handled", "sent", "unsettled", "seconds"}
)


def only_references(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drops every key that is not known to be free of content; control characters cannot reach the log (h51)."""
    kept = {k: v for k, v in event.items() if k in ALLOWED}
    return {k: v if isinstance(v, int | float) else _printable(str(v)) for k, v in kept.items()}


def _printable(text: str) -> str:
    return text.encode("unicode_escape").decode()[:200]


def configure() -> None:
    """Lines on standard error; libraries below warnings are silent, since some of them log what they carry."""
    logging.getLogger().setLevel(logging.ERROR)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            only_references,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )

"""The log states facts without content: references and numbers, never an address, a subject or a body.

What libraries say reaches it only when asked for, and then as the words that stand in their own source: whatever they
put into those words is shown as a number or not at all, since some of them log what they carry.
"""

from __future__ import annotations

import ast
import logging
import os
import re
import sys
import threading
from collections.abc import Iterator, MutableMapping
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog

ALLOWED = frozenset(
    {"event", "level", "inbound", "intent", "outcome", "outbox", "kind", "code", "ref", "job", "problem"}
    | {"handled", "sent", "unsettled", "seconds"}
)
LEVELS = (logging.ERROR, logging.INFO, logging.DEBUG)
"""Of the libraries, by how often `--verbose` was given; the most is 2."""
_LIMIT = 200
_SQL = re.compile(r"\s*(?:SELECT|INSERT|UPDATE|DELETE|PRAGMA|BEGIN|COMMIT|ROLLBACK|CREATE|DROP|ALTER|WITH)\b")
_PROTOCOL = frozenset(
    re.findall(
        "[A-Z]+",
        "APPEND APPENDUID AUTHENTICATE BAD BODY BODYSTRUCTURE BYE CAPABILITY CLOSE COPY COPYUID CREATE DELETE DONE "
        "EHLO ENABLE EXAMINE EXISTS EXPUNGE FETCH FLAGS HEADER HIGHESTMODSEQ ID IDLE INTERNALDATE LIST LOGIN LOGOUT "
        "LSUB MOVE MYRIGHTS NAMESPACE NO NOOP OK PEEK PERMANENTFLAGS PREAUTH RECENT RENAME SEARCH SELECT STARTTLS "
        "STATUS STORE SUBSCRIBE UID UIDNEXT UIDVALIDITY UNDELETED UNSEEN UNSELECT",
    )
)


def only_references(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drops every key that is not known to be free of content; control characters cannot reach the log (h51)."""
    kept = {k: v for k, v in event.items() if k in ALLOWED}
    return {k: v if isinstance(v, int | float) else _printable(str(v)) for k, v in kept.items()}


def _printable(text: str) -> str:
    return text.encode("unicode_escape").decode()[:_LIMIT]


def configure(verbose: int = 0) -> None:
    """Lines on standard error. Libraries are heard from errors on; with `verbose` 1 from what is worth knowing, with 2
    all that they have, over the line included. An error that nobody caught is told by class and place.
    """
    level = LEVELS[min(verbose, 2)]
    logging.basicConfig(handlers=[_Libraries(level)], level=level, force=True)
    logging.getLogger("sqlalchemy").setLevel(level)  # it sets itself to warnings
    logging.captureWarnings(verbose > 0)
    if level == logging.DEBUG:
        os.environ["PYTHONASYNCIODEBUG"] = "1"  # read by each new event loop
    sys.excepthook = _tell_unforeseen
    threading.excepthook = lambda told: _tell_unforeseen(told.exc_type, told.exc_value, told.exc_traceback)
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


def hears_the_line() -> bool:
    """Whether the dialogue with servers is asked for: it costs time, and is only safe in a log that is told of it."""
    root = logging.getLogger()
    hidden = (handler for handler in root.handlers if isinstance(handler, _Libraries))
    return root.level == logging.DEBUG and any(handler.level == logging.DEBUG for handler in hidden)


class _Libraries(logging.Handler):
    """Writes what a library says without what it put into it."""

    def emit(self, record: logging.LogRecord) -> None:
        """One line; a stream that is gone is nobody's error."""
        raised = record.exc_info[1] if record.exc_info else None
        more = f" raised={type(raised).__name__} in={' '.join(_places(raised.__traceback__))!r}" if raised else ""
        where = f"{Path(record.pathname).name}:{record.lineno}"
        try:
            sys.stderr.write(
                f"library={record.name} level={record.levelname.lower()} at={where} {said(record)!r}{more}\n"
            )
        except (OSError, ValueError):
            return


class _Hidden:
    """In the place of a value; it can be formatted as anything."""

    def __repr__(self) -> str:
        return "…"

    __str__ = __repr__

    def __int__(self) -> int:
        return 0

    def __float__(self) -> float:
        return 0.0


def said(record: logging.LogRecord) -> str:
    """What may be shown of a record: words of the library's source with numbers; SQL, whose values stand apart; of all
    else the words of a protocol.
    """
    words = str(record.msg)
    if words in _constants(record.pathname):
        return _filled(words, record.args)[:_LIMIT]
    if record.name.startswith("sqlalchemy.") and _SQL.match(words) and not set(words) & set("'\"$"):
        return " ".join(words.split())[:_LIMIT]
    known = (word for word in re.findall(r"[A-Z]+", words[: 20 * _LIMIT]) if word in _PROTOCOL)
    return " ".join(("…", *known))[:_LIMIT]


def _filled(words: str, values: Any) -> str:
    try:
        if isinstance(values, dict):
            return words % {name: _shown(value) for name, value in values.items()}
        return words % tuple(map(_shown, values)) if values else words
    except (TypeError, ValueError, KeyError):
        return words


def _shown(value: object) -> object:
    return value if isinstance(value, int | float | None) else _Hidden()


@cache
def _constants(source: str) -> frozenset[str]:
    """The texts that stand in a library's source, whole."""
    try:
        tree = ast.parse(Path(source).read_bytes())
    except (OSError, ValueError, SyntaxError):
        return frozenset()
    return frozenset(n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))


def _places(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        yield f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next


def _tell_unforeseen(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    """Its words may hold what somebody wrote."""
    sys.stderr.write(f"unforeseen {kind.__name__} at {' '.join(_places(trace))}\n")

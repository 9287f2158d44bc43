"""Some mails a server cannot hand over, a damaged file for one: it refuses, or drops the line. They cost no others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from bot.core.errors import TransientError
from bot.shell.imap.errors import ConnectionLostError, RefusedError

Answer = TypeVar("Answer")
Ask = Callable[[Sequence[int]], Sequence[Answer]]
Withheld = dict[int, TransientError]
"""The UIDs of mails that failed alone, each of them twice, and how."""


def apart(ask: Ask[Answer], uids: Sequence[int], line: Callable[[], None], withheld: Withheld) -> Iterator[Answer]:
    """What comes of these mails: asked for together and, where that fails, by halves down to the single one.

    `line` makes a new one when it broke, or raises ConnectionLostError. Where the server refuses every one of several
    it is the folder that it refuses: RefusedError.
    """
    failed: Withheld = {}
    yield from _halves(ask, uids, line, failed, alone=False)
    if len(failed) == len(uids) > 1 and all(isinstance(error, RefusedError) for error in failed.values()):
        raise failed[max(failed)]
    withheld.update(failed)


def _halves(
    ask: Ask[Answer], uids: Sequence[int], line: Callable[[], None], failed: Withheld, *, alone: bool
) -> Iterator[Answer]:
    try:
        answers = ask(uids)
    except (RefusedError, ConnectionLostError) as error:
        line()
        if alone:
            failed[uids[0]] = error
            return
        middle = len(uids) // 2
        for part in (uids[:middle], uids[middle:]):
            if part:
                yield from _halves(ask, part, line, failed, alone=len(part) == 1)
    else:
        yield from answers

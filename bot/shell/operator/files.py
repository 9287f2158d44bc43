"""Files that somebody names on the command line, worked on a few ahead of the one that is wanted."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from bot.core.errors import OperatorError, TrajectbotError

Answer = TypeVar("Answer")
AHEAD = 8


def contents(file: str, most: int) -> bytes:
    """The file's bytes; OperatorError says why there are none. Nothing that it can be makes this wait or grow."""
    try:
        descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as source:
            os.set_blocking(descriptor, True)
            data = source.read(most + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise OperatorError(f"It cannot be read: {reason}.") from error
    if len(data) > most:
        raise OperatorError(f"It is larger than {most // 1_000_000} MB.")
    return data


def in_order(
    files: Iterable[str], work: Callable[[str], Answer], failed: Callable[[str, str], Answer], workers: int
) -> Iterator[Answer]:
    """The answers in the order of the files; whatever goes wrong with one file costs that file only."""
    with ThreadPoolExecutor(workers) as pool:
        waiting: deque[tuple[str, Future[Answer]]] = deque()
        for file in files:
            waiting.append((file, pool.submit(work, file)))
            if len(waiting) > AHEAD:
                yield _settled(*waiting.popleft(), failed)
        while waiting:
            yield _settled(*waiting.popleft(), failed)


def _settled(file: str, future: Future[Any], failed: Callable[[str, str], Any]) -> Any:
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, TrajectbotError):
        return failed(file, error.problem)
    return failed(file, f"It could not be understood ({type(error).__name__}).")

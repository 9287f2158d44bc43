"""What went out is told some at a time, so that it takes one commit and not one each; what did not, at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager

from bot.shell.smtp.values import Delivery, Result

OnResult = Callable[[Result], None]
Together = Callable[[], AbstractContextManager[None]]
TOGETHER, LINGERS = 10, 0.05
"""So many results at most, and seconds: what a server took and nobody knows of yet is sent again after a kill."""


class Bursts:
    """Passes results on in the order in which they came, those that went within a `together`; without one each at once.

    The first is told at once and each burst is twice the one before it at most: when nothing can be written, one mail
    went for nothing and not ten.
    """

    def __init__(self, on_result: OnResult, together: Together | None) -> None:
        self._on_result, self._together = on_result, together
        self._most = 1
        self._went: list[Result] = []
        self._lingering: asyncio.Task[None] | None = None

    def heard(self, result: Result) -> None:
        """One result; raises what telling raised, be it of earlier ones."""
        if result.outcome is not Delivery.SENT or self._together is None:
            self.end()
            self._on_result(result)
            return
        self._went.append(result)
        if len(self._went) >= self._most:
            self.end()
        elif self._lingering is None:
            self._lingering = asyncio.ensure_future(self._linger())

    def end(self) -> None:
        """Tells what is left; raises what telling raised."""
        lingering, self._lingering = self._lingering, None
        if lingering is not None and lingering.done():
            lingering.result()
        elif lingering is not None:
            lingering.cancel()
        self._tell()

    async def _linger(self) -> None:
        await asyncio.sleep(LINGERS)
        self._tell()

    def _tell(self) -> None:
        went, self._went = self._went, []
        if went and self._together is not None:
            with self._together():
                for result in went:
                    self._on_result(result)
            self._most = min(2 * self._most, TOGETHER)

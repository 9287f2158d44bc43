"""Handing mail over to the SMTP server: several connections, a limit per minute, an outcome for every mail."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence

from aiosmtplib import SMTP

from bot.core.errors import OperatorError, TrajectbotError
from bot.shell.servers.endpoints import Proof, SmtpEndpoint
from bot.shell.smtp.bursts import Bursts, OnResult, Together
from bot.shell.smtp.session import close_session, deliver, dial, encrypt, open_session, sign_in, translated
from bot.shell.smtp.values import Delivery, Outgoing, Pace, Result

__all__ = ["Delivery", "Outgoing", "Result", "Sender"]

CONNECTIONS = 3
"""At most; more than most providers allow helps nobody."""
_SERVER_CLOSES = 421


class Sender:
    """Keeps count of what went out in the last minute, so one Sender serves the whole life of the daemon."""

    def __init__(
        self,
        endpoint: SmtpEndpoint,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.endpoint = endpoint
        self._clock, self._sleep, self._pace = clock, sleep, Pace()

    def send_all(
        self,
        messages: Sequence[Outgoing],
        on_result: OnResult,
        connections: int = CONNECTIONS,
        per_minute: int = 30,
        together: Together | None = None,
    ) -> None:
        """Send each mail once; `on_result` hears of each as soon as its outcome is known, in that order. With
        `together` a moment later at most: several mails that went are told within one. What it raises ends the sending.

        Every mail gets exactly one Result. Raises OperatorError at the end when the server cannot be used as it is
        configured; the mails that this concerns were reported as "later". Without mails nothing is connected.
        """
        if messages:
            count = max(1, min(connections, CONNECTIONS, len(messages)))
            asyncio.run(self._send_all(deque(messages), Bursts(on_result, together), count, per_minute))

    async def _send_all(self, queue: deque[Outgoing], bursts: Bursts, connections: int, per_minute: int) -> None:
        workers = (self._work(queue, bursts.heard, per_minute) for _ in range(connections))
        try:
            troubles = [trouble for trouble in await asyncio.gather(*workers) if trouble is not None]
        finally:
            bursts.end()
        while queue:
            bursts.heard(Result(queue.popleft().id, Delivery.LATER, 0, str(troubles[0])))
        for trouble in troubles:
            if isinstance(trouble, OperatorError):
                raise trouble

    async def _work(self, queue: deque[Outgoing], heard: OnResult, per_minute: int) -> TrajectbotError | None:
        """Send from the queue over one connection; answers why it had to give up, if it had to."""
        client: SMTP | None = None
        try:
            while queue:
                try:
                    if client is None or not client.is_connected:
                        client = await open_session(self.endpoint)
                    if not queue:  # the others were faster than our connection
                        return None
                    client, result, trouble = await self._send(client, queue.popleft(), per_minute)
                except TrajectbotError as error:
                    return error
                heard(result)
                if trouble is not None:
                    return trouble
        finally:
            if client is not None:
                await close_session(client)
        return None

    async def _send(self, client: SMTP, mail: Outgoing, per_minute: int) -> tuple[SMTP, Result, TrajectbotError | None]:
        """One mail; when the connection turns out to have died in the meantime, once more over a new one, which may
        not come about.
        """
        if (pause := self._pace.take(self._clock(), per_minute)) > 0:
            await self._sleep(pause)
        result = await deliver(client, mail)
        if result.outcome is Delivery.LATER and result.code in (0, _SERVER_CLOSES):
            await close_session(client)
            try:
                client = await open_session(self.endpoint)
            except TrajectbotError as trouble:
                return client, Result(mail.id, Delivery.LATER, 0, str(trouble)), trouble
            result = await deliver(client, mail)
        return client, result, None

    def probe(self) -> tuple[Proof, ...]:
        """Connect, encrypt, sign in, say hello; sends nothing. After the first failure the rest is not tried."""
        return asyncio.run(self._probe())

    async def _probe(self) -> tuple[Proof, ...]:
        proofs: list[Proof] = []
        client: SMTP | None = None
        what = f"reach {self.endpoint.host} port {self.endpoint.port}"
        try:
            client = await dial(self.endpoint)
            proofs.append(Proof(what, True))
            plain, nobody = self.endpoint.security == "plain", not self.endpoint.username
            encrypted = "stay on this machine, without encryption" if plain else "encrypt the connection"
            signed_in = "talk to it without signing in" if nobody else "sign in"
            for what, step in ((encrypted, encrypt), (signed_in, sign_in), ("talk to it", _hello)):
                await step(client, self.endpoint)
                proofs.append(Proof(what, True))
        except TrajectbotError as trouble:
            proofs.append(Proof(what, False, str(trouble)))
        finally:
            if client is not None:
                await close_session(client)
        return tuple(proofs)


async def _hello(client: SMTP, endpoint: SmtpEndpoint) -> None:
    with translated(f"talking to {endpoint.host}"):
        await client.noop()

"""Handing mail over to the SMTP server: several connections, a limit per minute, an outcome for every mail."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence

from aiosmtplib import SMTP

from bot.core.errors import OperatorError, TrajectbotError
from bot.shell.servers.endpoints import Proof, SmtpEndpoint
from bot.shell.smtp.session import close_session, deliver, dial, encrypt, open_session, sign_in, translated
from bot.shell.smtp.values import Delivery, Outgoing, Pace, Result

__all__ = ["Delivery", "Outgoing", "Result", "Sender"]

OnResult = Callable[[Result], None]
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
        self, messages: Sequence[Outgoing], on_result: OnResult, connections: int = CONNECTIONS, per_minute: int = 30
    ) -> None:
        """Send each mail once; `on_result` hears of each as soon as its outcome is known, in that order.

        Every mail gets exactly one Result. Raises OperatorError at the end when the server cannot be used as it is
        configured; the mails that this concerns were reported as "later". Without mails nothing is connected.
        """
        if messages:
            asyncio.run(
                self._send_all(deque(messages), on_result, min(connections, CONNECTIONS, len(messages)), per_minute)
            )

    async def _send_all(self, queue: deque[Outgoing], on_result: OnResult, connections: int, per_minute: int) -> None:
        workers = (self._work(queue, on_result, per_minute) for _ in range(max(1, connections)))
        troubles = [trouble for trouble in await asyncio.gather(*workers) if trouble is not None]
        while queue:
            on_result(Result(queue.popleft().id, Delivery.LATER, 0, str(troubles[0])))
        for trouble in troubles:
            if isinstance(trouble, OperatorError):
                raise trouble

    async def _work(self, queue: deque[Outgoing], on_result: OnResult, per_minute: int) -> TrajectbotError | None:
        """Send from the queue over one connection; answers why it had to give up, if it had to."""
        client: SMTP | None = None
        try:
            while queue:
                if client is None or not client.is_connected:
                    client = await open_session(self.endpoint)
                if not queue:  # the others were faster than our connection
                    return None
                client = await self._send(client, queue.popleft(), on_result, per_minute)
        except TrajectbotError as trouble:
            return trouble
        finally:
            if client is not None:
                await close_session(client)
        return None

    async def _send(self, client: SMTP, mail: Outgoing, on_result: OnResult, per_minute: int) -> SMTP:
        """One mail; when the connection turns out to have died in the meantime, once more over a new one."""
        if (pause := self._pace.take(self._clock(), per_minute)) > 0:
            await self._sleep(pause)
        result = await deliver(client, mail)
        if result.outcome is Delivery.LATER and result.code in (0, _SERVER_CLOSES):
            await close_session(client)
            try:
                client = await open_session(self.endpoint)
            except TrajectbotError as trouble:
                on_result(Result(mail.id, Delivery.LATER, 0, str(trouble)))
                raise
            result = await deliver(client, mail)
        on_result(result)
        return client

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

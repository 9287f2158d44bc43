"""What a mail is and whose: judged by itself here, by the ledger in bot.shell.operator.explain_with_ledger."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol

from bot.core.mail.message import InboundMail
from bot.core.traject.rules import Safeguards
from bot.explain.mails import explained

if TYPE_CHECKING:
    from bot.shell.settings.frozen import Settings


class Judge(Protocol):
    """Turns mails into the objects of `explain --json`; `most_bytes` is the largest mail that is read."""

    most_bytes: int

    def explained(self, file: str, mail: InboundMail) -> dict[str, Any]:
        """One object."""

    def close(self) -> None:
        """No more mails come."""


def judge(settings: Settings | None) -> Judge:
    """The one who knows most: the ledger, where there is one."""
    now = datetime.now(UTC)
    if settings is None:
        return Stranger(now)
    # Late: settings and ledger bring libraries that half a second goes into.
    from bot.shell.operator.explain_with_ledger import by_ledger

    return by_ledger(settings, now)


class Stranger:
    """Knows no practice and no trajects: says what each mail itself shows."""

    most_bytes = Safeguards().max_message_mb * 1_000_000

    def __init__(self, now: datetime) -> None:
        self.today = now.date()

    def explained(self, file: str, mail: InboundMail) -> dict[str, Any]:
        """By nothing but the mail."""
        # Late: the reading children start meanwhile.
        from bot.association.alone import Alone
        from bot.explain.alone import by_itself

        return explained(file, mail, by_itself(Alone(mail, self.today)))

    def close(self) -> None:
        """Nothing was opened."""

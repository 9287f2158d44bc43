"""What a mail is and whose: judged by itself here, by the ledger in bot.shell.operator.insider."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol

from bot.core.mail.message import Automatic, InboundMail
from bot.core.traject.rules import Safeguards
from bot.explain.alone import Alone, intent
from bot.explain.mails import Judgement, explained

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
    from bot.shell.operator.insider import insider

    return insider(settings, now)


class Stranger:
    """Knows no practice and no trajects: says what each mail itself shows."""

    most_bytes = Safeguards().max_message_mb * 1_000_000

    def __init__(self, now: datetime) -> None:
        self.today = now.date()

    def explained(self, file: str, mail: InboundMail) -> dict[str, Any]:
        """By nothing but the mail."""
        return explained(file, mail, by_itself(Alone(mail, self.today)))

    def close(self) -> None:
        """Nothing was opened."""


def by_itself(alone: Alone) -> Judgement:
    """The judgement of a mail that belongs to nobody known."""
    name = intent(alone)
    if alone.mail.automatic is not Automatic.NO:
        return Judgement(name)
    return Judgement(name, references=alone.clues.references, forms=alone.clues.forms, rows=alone.rows(name))

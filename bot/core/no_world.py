"""The world of somebody who knows no traject: every question about it is answered with nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bot.core.traject.value import Outcome, Traject
from bot.core.world import Confirmation, Known, NumberedQuestion, Token


class NoWorld:
    """Implements `bot.core.world.World`; what it is asked to make up is a placeholder that fits nothing."""

    def traject(self, ref: str) -> Traject | None:
        """None is known."""
        return None

    def known(self, address: str) -> tuple[Known, ...]:
        """Nobody is."""
        return ()

    def open_trajects(self) -> tuple[Traject, ...]:
        """There are none."""
        return ()

    def planned(self) -> tuple[Traject, ...]:
        """There are none."""
        return ()

    def destroyed_at(self, ref: str) -> datetime | None:
        """None was."""
        return None

    def destroyed_since(self, since: datetime) -> tuple[str, ...]:
        """None was."""
        return ()

    def tokens(self, message_ids: tuple[str, ...], sender: str) -> tuple[Token, ...]:
        """We made none of these."""
        return ()

    def question(self, number: int) -> NumberedQuestion | None:
        """Nothing was asked."""
        return None

    def questions(self, ref: str | None = None) -> tuple[NumberedQuestion, ...]:
        """Nothing was asked."""
        return ()

    def asked_in(self, message_ids: tuple[str, ...]) -> tuple[NumberedQuestion, ...]:
        """No mail of ours is known."""
        return ()

    def confirmation(self, tokens: tuple[str, ...]) -> Confirmation | None:
        """Nothing waits for her word."""
        return None

    def is_gone(self, inbound_id: int) -> bool:
        """None was ever there."""
        return False

    def outcome(self, inbound_id: int, ref: str) -> Outcome | None:
        """No mail was handled."""
        return None

    def received_at(self, inbound_id: int) -> datetime:
        """None was ever taken in."""
        return datetime.min.replace(tzinfo=UTC)

    def doubtful(self, ref: str) -> tuple[int, ...]:
        """No mail was put aside."""
        return ()

    def mailed_since(self, kind: str, address: str, since: datetime) -> bool:
        """Nothing was sent."""
        return False

    def back_on(self) -> date | None:
        """She is there."""
        return None

    def followed(self, address: str) -> tuple[str, ...]:
        """Nobody is."""
        return ()

    def took_part(self, address: str) -> bool:
        """Nobody did."""
        return False

    def held(self) -> int:
        """Nothing is."""
        return 0

    def new_reference(self) -> str:
        """A reference whose check does not hold."""
        return "T-00001"

    def new_identifier(self) -> str:
        """Nobody's."""
        return ""

    def new_token(self) -> str:
        """None that could be answered."""
        return ""

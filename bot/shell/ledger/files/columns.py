"""What a column holds where the database has no type for it: an instant, a reference."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, String, TypeDecorator

from bot.core.traject.reference import NO_TRAJECT


class Instant(TypeDecorator[datetime]):
    """An aware datetime, stored as UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without a time zone cannot be stored.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite forgets the zone: it is UTC."""
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


class Ref(TypeDecorator[str]):
    """A reference; "" is none, which is stored as a mark of its own."""

    impl = String(7)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The empty text becomes the mark."""
        return NO_TRAJECT if value == "" else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """And the mark becomes the empty text."""
        return "" if value == NO_TRAJECT else value

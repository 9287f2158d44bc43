"""One transaction on the ledger, as the tables' modules take it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from bot.core.people.addresses import key
from bot.core.traject.rules import TrajectRules
from bot.shell.keys.store import PRACTICE, KeyStore
from bot.shell.ledger.gathering.kept import Kept


@dataclass(slots=True)
class Transaction:
    """A connection that is written to, the keys that open what it holds, and the rules by traject type."""

    connection: Connection
    keys: KeyStore
    rules: Mapping[str, TrajectRules]
    event_head: str | None = field(default=None, kw_only=True)  # of the chain of events, once it is known
    kept: Kept = field(default_factory=Kept, kw_only=True)

    def under(self, ref: str) -> str:
        """The key that what belongs to this traject is encrypted with."""
        return ref if ref and self.keys.get(ref) else PRACTICE

    def address_hash(self, address: str) -> str:
        """How an address is looked up."""
        return self.keys.hash("address", key(address))

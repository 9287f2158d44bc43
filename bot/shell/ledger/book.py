"""One transaction on the ledger: what the core may ask of it, and what a decision writes to it."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import bindparam, delete, insert, select

from bot.core.people.addresses import key
from bot.core.traject import reference
from bot.core.traject.stages import OPEN, Stage
from bot.core.traject.value import Outcome, Traject
from bot.core.world import Confirmation, Known, NumberedQuestion, Role, Token
from bot.shell.keys import tokens
from bot.shell.keys.store import PRACTICE
from bot.shell.ledger import confirmations, dispositions, expiry, inbound, locations, questions, tables, trajects
from bot.shell.ledger.gone import tombstones
from bot.shell.ledger.outgoing import outbox
from bot.shell.ledger.transaction import Transaction

_ALPHABET = reference.ALPHABET
AWAY = "away_until"
"""The fact that says on which day she is back."""
_RELEASED = "mass_send_released"
_GONE = (Stage.DESTROYED,)


_c, _m = tables.contact.c, tables.meta.c
_KNOWN = select(_c.ref, _c.role, _c.respondent).where(_c.address_h == bindparam("hash")).order_by(_c.ref, _c.role)
_META = select(_m.value).where(_m.name == bindparam("called"))


@dataclass(slots=True)
class Book(Transaction):
    """A transaction that remembers which trajects it loaded, and which of them were not written since; implements
    `bot.core.world.World`.
    """

    loaded: dict[str, Traject] = field(default_factory=dict)
    _stored: dict[str, Traject] = field(default_factory=dict)

    # -- what the core asks --------------------------------------------------------------------------------------

    def traject(self, ref: str) -> Traject | None:
        """The traject with this reference; None when there is none, or it is destroyed."""
        if ref not in self.loaded:
            loaded = (self.kept.get(ref) or trajects.load(self, ref)) if self.keys.get(ref) else None
            if loaded is None or loaded.stage in _GONE:
                return None
            self.kept.put(loaded)
            self.loaded[ref] = self._stored[ref] = loaded
        return self.loaded[ref]

    def save(self, traject: Traject, due: datetime | None) -> None:
        """Writes what changed since it was loaded; `due` is when it must be asked again."""
        kept = self.kept.get(traject.ref)
        trajects.save(self, traject, self._stored.get(traject.ref), due)
        if kept is not None and _same_people(kept, traject):
            self.kept.put(replace(traject, valid=kept.valid, sent=kept.sent))
        self.loaded[traject.ref] = self._stored[traject.ref] = traject

    def has(self, traject: Traject) -> None:
        """From now on the traject is this one; a new one is written, so that it has a key, a known one with `save`."""
        if traject.ref not in self._stored:
            self.save(traject, None)
        self.loaded[traject.ref] = traject

    def name(self, ref: str) -> str:
        """The specialist's name; "" when there is no such traject."""
        if ref in self.loaded:
            return self.loaded[ref].specialist.name
        return trajects.name(self, ref) if self.keys.get(ref) else ""

    def reload(self, ref: str) -> None:
        """Forgets what was loaded: an outcome was added behind the traject's back."""
        self.loaded.pop(ref, None)
        self._stored.pop(ref, None)
        self.kept.clear()

    def known(self, address: str) -> tuple[Known, ...]:
        """Where an address is known."""
        if not address:
            return ()
        rows = self.connection.execute(_KNOWN, {"hash": self.address_hash(address)})
        return tuple(Known(r.ref, Role(r.role), r.respondent) for r in rows)

    def open_trajects(self) -> tuple[Traject, ...]:
        """All that are not stopped or destroyed, oldest first."""
        return self.trajects_in(OPEN)

    def trajects_in(self, stages: frozenset[Stage]) -> tuple[Traject, ...]:
        """Those in one of these stages, oldest first."""
        return tuple(t for ref in trajects.refs_in(self, stages) if (t := self.traject(ref)))

    def planned(self) -> tuple[Traject, ...]:
        """Those whose destruction is planned and has not begun."""
        return tuple(t for ref in trajects.planned(self) if (t := self.traject(ref)) is not None)

    def destroyed_at(self, ref: str) -> datetime | None:
        """When this traject was destroyed, or when that began, once no key is left to read it with."""
        at = trajects.destroyed_at(self, ref)
        return at if at is not None or self.keys.get(ref) else trajects.destroying_since(self, ref)

    def destroyed_since(self, since: datetime) -> tuple[str, ...]:
        """The trajects that were destroyed since then, the last one first, a few at most."""
        return trajects.destroyed_since(self, since)

    def tokens(self, message_ids: tuple[str, ...], sender: str) -> tuple[Token, ...]:
        """Those of these Message-IDs that we made."""
        found = (t for m in message_ids if (t := tokens.read(self.keys, m, sender)))
        return tuple(replace(t, kind=kind, key=key) for t in found for kind, key in (outbox.named(self, t.message_id),))

    def question(self, number: int) -> NumberedQuestion | None:
        """One question, open or closed."""
        return questions.get(self, number)

    def questions(self, ref: str | None = None) -> tuple[NumberedQuestion, ...]:
        """The open ones."""
        return questions.open_ones(self, ref)

    def asked_in(self, message_ids: tuple[str, ...]) -> tuple[NumberedQuestion, ...]:
        """Those of the first of these mails that put any."""
        found = (outbox.questions_of(self, message_id) for message_id in message_ids)
        numbers = next((numbers for numbers in found if numbers), ())
        return tuple(q for number in numbers if (q := questions.get(self, number)) is not None)

    def confirmation(self, wanted: tuple[str, ...]) -> Confirmation | None:
        """What one of these tokens, or of these Message-IDs, asks her to confirm."""
        return confirmations.find(self, wanted)

    def outcome(self, inbound_id: int, ref: str) -> Outcome | None:
        """The valid outcome of a mail for a traject."""
        return dispositions.outcome(self, inbound_id, ref)

    def is_gone(self, inbound_id: int) -> bool:
        """Whether a mail was seen where it belongs and lies nowhere any more."""
        return locations.is_gone(self, inbound_id)

    def received_at(self, inbound_id: int) -> datetime:
        """When the server took a mail in."""
        return inbound.received_at(self, inbound_id)

    def doubtful(self, ref: str) -> tuple[int, ...]:
        """The mails that are doubtful for this traject."""
        return dispositions.doubtful(self, ref)

    def mailed_since(self, kind: str, address: str, since: datetime) -> bool:
        """Whether a mail of this kind was put in the outbox for this address since then."""
        o = tables.outbox.c
        found = select(o.id).where(o.kind == kind, o.recipient_h == self.address_hash(address), o.created_at >= since)
        return self.connection.execute(found.limit(1)).first() is not None

    def back_on(self) -> date | None:
        """The day on which she is back; None when that has come."""
        found = self.meta(AWAY)
        return date.fromisoformat(found) if found else None

    def followed(self, address: str) -> tuple[str, ...]:
        """The destroyed trajects whose specialist, at this address, is still written to."""
        wanted = key(address)
        found = ((one.ref, self.meta_sealed(expiry.DESTROYED + one.ref) or {}) for one in expiry.remembered(self))
        return tuple(ref for ref, told in found if wanted and key(told.get("address", "")) == wanted)

    def took_part(self, address: str) -> bool:
        """Whether this address had to do with a traject that was destroyed, as long as that is known."""
        return bool(tombstones.known(self, address)) or bool(self.followed(address))

    def held(self) -> int:
        """How many mails the mass-send guard holds."""
        return len(outbox.held(self))

    def new_reference(self) -> str:
        """A reference that is not in use, its key made."""
        while True:
            ref = reference.make(secrets.choice)
            if trajects.stage_of(self, ref) is None:
                return ref

    def new_identifier(self) -> str:
        """Ten random characters."""
        return secrets.token_hex(5)

    def new_token(self) -> str:
        """Twelve characters of the reference's alphabet: 60 bits."""
        return "".join(secrets.choice(_ALPHABET) for _ in range(12))

    # -- what the shell asks -------------------------------------------------------------------------------------

    def meta(self, name: str) -> str | None:
        """A fact about the installation."""
        return self.connection.execute(_META, {"called": name}).scalar()

    def set_meta(self, name: str, value: str) -> None:
        """Written once."""
        self.connection.execute(insert(tables.meta).values(name=name, value=value))

    def drop_meta(self, name: str) -> None:
        """No longer a fact."""
        self.connection.execute(delete(tables.meta).where(tables.meta.c.name == name))

    def meta_sealed(self, name: str) -> dict[str, str] | None:
        """A fact that is kept under the practice key."""
        value = self.meta(name)
        if value is None:
            return None
        kept: dict[str, str] = json.loads(self.keys.unseal(PRACTICE, f"meta/{name}", bytes.fromhex(value)))
        return kept

    def set_meta_sealed(self, name: str, value: dict[str, str]) -> None:
        """Written once, under the practice key."""
        self.set_meta(name, self.keys.seal(PRACTICE, f"meta/{name}", json.dumps(value)).hex())

    def release_held(self) -> None:
        """She has said so: what the mass-send guard holds goes, and is not counted again."""
        self.drop_meta(_RELEASED)
        self.set_meta(_RELEASED, str(outbox.release(self)))

    def released(self) -> int:
        """The number of the newest mail that went with that word."""
        return int(self.meta(_RELEASED) or 0)

    def destroyed(self, ref: str) -> bool:
        """Whether this traject was destroyed."""
        return trajects.stage_of(self, ref) in set(_GONE)


def _same_people(before: Traject, after: Traject) -> bool:
    """Whether it stands in the ledger just as it is: else who else reminds them must be read too."""
    people = [(t.stage, t.respondents, t.others, t.specialist) for t in (before, after)]
    return people[0] == people[1]

"""What every decision may know besides the mail and the traject: the moment, the practice and its rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.core.calendar import Calendar
from bot.core.mail.machine.echo import NO_WORDING, Wording
from bot.core.people.addresses import key, without_tag
from bot.core.traject.reference import NO_TRAJECT
from bot.core.traject.rules import Practice, Practitioner, Safeguards, TrajectRules
from bot.core.traject.value import Traject


@dataclass(frozen=True, slots=True)
class Context:
    """`now` is aware; `inbound_id` is 0 in a tick; `rules` is by traject type and always holds "ifms";
    `operator` is the address that technical notices go to, "" for hers; `wording` is what our own mails say.
    """

    now: datetime
    practice: Practice
    practitioner: Practitioner
    rules: Mapping[str, TrajectRules]
    safeguards: Safeguards
    calendar: Calendar
    inbound_id: int = 0
    operator: str = ""
    wording: Wording = NO_WORDING

    @property
    def today(self) -> date:
        """The practice's calendar day."""
        return self.now.astimezone(ZoneInfo(self.practice.timezone)).date()

    def is_ours(self, address: str) -> bool:
        """Whether it is the practice's address or hers, with a tag too: nobody else has it."""
        bare = key(without_tag(address))
        return self.practitioner.writes_from(bare) or bare == key(without_tag(self.practice.address))

    def rules_of(self, traject: Traject) -> TrajectRules:
        """The rules of this traject's type, or the default type's when that is gone from the configuration."""
        return self.rules.get(traject.type) or next(iter(self.rules.values()))

    def key(self, traject: Traject | None, kind: str, *more: str) -> str:
        """The key of a mail that answers the mail at hand: a second try makes no second mail."""
        return "/".join(("in", str(self.inbound_id), traject.ref if traject else NO_TRAJECT, kind, *more))

    @property
    def one_address(self) -> bool:
        """Whether she has only the practice's address."""
        return key(self.practitioner.address) == key(self.practice.address)

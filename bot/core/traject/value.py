"""A traject as a value: who takes part, what came in (derived from the valid outcomes), what was sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from bot.core.traject.planning import NOTHING_PLANNED, Planning
from bot.core.traject.stages import Stage, check_move

DEFAULT_TYPE = "ifms"
"""The kind of traject that is meant where none is named."""


class Outcome(StrEnum):
    """What became of one mail for one traject; the latest one of a mail and a traject is valid."""

    FORM = "form"
    FORM_FOR_EYES = "form-for-eyes"
    FORM_EMPTY = "form-empty"
    FORM_UNREADABLE = "form-unreadable"
    LIST = "list"
    DOCUMENT = "document"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    AWAY = "away"
    PROMISED = "promised"
    BOUNCED = "bounced"
    COMMAND = "command"
    ENQUIRY = "enquiry"
    REREGISTERED = "reregistered"
    DOUBTFUL = "doubtful"
    DISMISSED = "dismissed"
    TAKEN_BACK = "taken-back"
    FILED = "filed"
    IGNORED = "ignored"
    DUPLICATE = "duplicate"
    LEFT_ALONE = "left-alone"
    PARKED = "parked"
    OWN = "own"


COUNTING = frozenset({Outcome.FORM, Outcome.FORM_FOR_EYES})
GONE = "gone"
"""The detail of a mail that says that its writer is not there any more; it waits for her, and holds meanwhile."""
ANSWERING = ":answer"
"""The end of the detail of a failure of a mail that answered somebody. She sees it; for the specialist it is as if that
mail had not been sent, until one fails that goes whoever answered: he must not hear that there was something to answer.
"""
GIVEN = ":given"
"""The end of the detail of a mail that says so and gives another address, which waits for her: he is asked for none."""
_WAITING = frozenset({Outcome.AWAY, Outcome.PROMISED, Outcome.DOUBTFUL})
"""Their `detail` may be the last day on which nobody is reminded."""
_NO_MAIL = "no-mail/"
_TAKEN_OFF = "taken-off/"
WITH_DOCUMENTS = frozenset({Outcome.DOCUMENT, Outcome.LIST})
"""Their `detail` names the kinds of documents that came along."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of respondents. `words` are synonyms by which a list may name it, `functions` those of its members."""

    key: str
    label_nl: str
    label_en: str
    invite_minimum: int = 5
    invite_advised: int = 10
    return_minimum: int = 5
    report_floor: int = 4
    words: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """The group's name as a reader sees it."""
        return self.label_en if language == "en" else self.label_nl


@dataclass(frozen=True, slots=True)
class Person:
    """A name and an address (which may be empty)."""

    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Respondent:
    """One listed colleague. `address` is "" when the list gave none; `others` are second addresses.

    `by_her`: listed by her word, so that nobody may be told that the specialist gave the name.
    """

    id: str
    name: str
    address: str
    group: str
    listed_at: datetime
    function: str = ""
    others: tuple[str, ...] = ()
    silent: bool = False
    removed: bool = False
    by_her: bool = False


@dataclass(frozen=True, slots=True)
class Disposition:
    """The valid outcome of one mail for this traject. `detail` depends on the outcome (a date, a document's kind)."""

    inbound_id: int
    outcome: Outcome
    at: datetime
    respondent: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A mail of this traject that was put in the outbox; `step` numbers the reminders of one recipient.

    One that is `waiting` has not left yet, and may never; `left_at` is when it did.
    """

    kind: str
    at: datetime
    respondent: str = ""
    step: int = 0
    key: str = ""
    waiting: bool = False
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Traject:
    """Everything the core needs to know of one traject. `employed`: the specialist is in somebody's employ, else
    self-employed; `registered_until` is the last day of the current registration, `big_number` that of the specialist,
    "" where they are not known. `no_followups`: he does not want to be written to about a next cycle.
    `told`: codes of what she heard once, of whom she said that no mail may go to, and whom she took off the list.
    """

    ref: str
    specialist: Person
    opened_at: datetime
    stage: Stage
    stage_since: datetime
    groups: tuple[Group, ...]
    type: str = DEFAULT_TYPE
    language: str = "nl"
    rush: bool = False
    respondents: tuple[Respondent, ...] = ()
    valid: tuple[Disposition, ...] = ()
    sent: tuple[Sent, ...] = ()
    resume: Stage | None = None
    paused_until: date | None = None
    approved: bool = False
    waived: tuple[str, ...] = ()
    conversation_before: date | None = None
    held_on: date | None = None
    reregistered_on: date | None = None
    ask_again_on: date | None = None
    hold: str = ""
    destroy_at: datetime | None = None
    destroy_confirmed_at: datetime | None = None
    employed: bool = False
    big_number: str = ""
    registered_until: date | None = None
    no_followups: bool = False
    told: tuple[str, ...] = ()
    others: tuple[str, ...] = field(default=())
    elsewhere: tuple[Sent, ...] = ()
    """The last reminder that each respondent got for another traject."""
    planning: Planning = NOTHING_PLANNED

    def moved(self, to: Stage, at: datetime) -> Traject:
        """The traject in another stage; raises IllegalMove."""
        check_move(self.stage, to)
        return self if to is self.stage else replace(self, stage=to, stage_since=at)

    def group(self, key: str) -> Group | None:
        """The group with this key."""
        return next((g for g in self.groups if g.key == key), None)

    def respondent(self, identifier: str) -> Respondent | None:
        """The respondent with this identifier."""
        return next((r for r in self.respondents if r.id == identifier), None)

    def of_group(self, key: str) -> tuple[Respondent, ...]:
        """Everyone listed in a group and not removed."""
        return tuple(r for r in self.respondents if r.group == key and not r.removed)

    def answered(self) -> frozenset[str]:
        """Who has a form that counts; a removed respondent's answer is kept."""
        return frozenset(v.respondent for v in self.valid if v.outcome in COUNTING and v.respondent)

    def declined(self) -> frozenset[str]:
        """Who let us know that they will not answer; whoever took an answer back and promised another will."""
        taken = {v.respondent: v for v in sorted(self.valid, key=_said) if v.outcome is Outcome.WITHDRAWN}
        promised = {v.respondent: v for v in sorted(self.valid, key=_said) if v.outcome is Outcome.PROMISED}
        gone = (who for who, v in taken.items() if who not in promised or _said(promised[who]) < _said(v))
        return self._with(Outcome.DECLINED) | frozenset(who for who in gone if who)

    def undeliverable(self) -> frozenset[str]:
        """Whose address failed for good, or is said to reach nobody any more; for her eyes."""
        failed = (v for v in self.valid if v.respondent and _fails(v))
        return frozenset(v.respondent for v in failed if self._address_still_fails(v))

    def unreachable(self) -> frozenset[str]:
        """Those of them of whom the specialist may hear it, and who are not reminded any more."""
        failed = (v for v in self.valid if v.respondent and _fails(v) and not v.detail.endswith(ANSWERING))
        return frozenset(v.respondent for v in failed if self._address_still_fails(v))

    def gave_another(self) -> frozenset[str]:
        """Those of them who, as far as is known, are at another address that she may take over."""
        failed = {v.respondent: v for v in self.valid if v.respondent and _fails(v)}
        return frozenset(who for who, v in failed.items() if v.detail.endswith(GIVEN))

    def _address_still_fails(self, failed: Disposition) -> bool:
        r = self.respondent(failed.respondent)
        return r is not None and r.listed_at <= failed.at

    def away_until(self, identifier: str) -> date | None:
        """The last day on which a respondent is not reminded: of the latest absence, promise or mail to be opened."""
        days = (_day(v.detail) for v in self.valid if v.outcome in _WAITING and v.respondent == identifier)
        return max((day for day in days if day), default=None)

    def is_unmailed(self, identifier: str) -> bool:
        """Whether she said that no mail goes to this respondent: no thanks and no answer either (`stuur-niet`)."""
        person = self.respondent(identifier)
        return person is not None and person.silent and f"{_NO_MAIL}{identifier}" in self.told

    def unmailed(self, identifiers: Iterable[str]) -> Traject:
        """The traject in which no mail goes to these respondents any more."""
        who = frozenset(identifiers)
        people = tuple(replace(r, silent=True) if r.id in who else r for r in self.respondents)
        codes = (f"{_NO_MAIL}{r.id}" for r in people if r.id in who)
        return replace(self, respondents=people, told=tuple(dict.fromkeys((*self.told, *codes))))

    def mailed_again(self, identifier: str) -> Traject:
        """The traject in which mail may go to this respondent again."""
        return replace(self, told=tuple(code for code in self.told if code != f"{_NO_MAIL}{identifier}"))

    def taken_off(self, identifier: str) -> Traject:
        """The traject in which this respondent is not listed any more, by her word."""
        people = tuple(replace(r, removed=True) if r.id == identifier else r for r in self.respondents)
        return replace(self, respondents=people, told=tuple(dict.fromkeys((*self.told, f"{_TAKEN_OFF}{identifier}"))))

    def taken_off_by_her(self) -> tuple[Respondent, ...]:
        """Whom she took off the list, and nobody put on it again."""
        return tuple(r for r in self.respondents if r.removed and f"{_TAKEN_OFF}{r.id}" in self.told)

    def listed_again(self, identifier: str) -> Traject:
        """The traject in which it is forgotten that she took this respondent off the list."""
        return replace(self, told=tuple(code for code in self.told if code != f"{_TAKEN_OFF}{identifier}"))

    def reminded_elsewhere(self, identifier: str) -> datetime | None:
        """When a respondent was last reminded for another traject."""
        return next((s.at for s in self.elsewhere if s.respondent == identifier), None)

    def documents(self) -> frozenset[str]:
        """The kinds of documents that came from the specialist."""
        kinds = (v.detail.split(",") for v in self.valid if v.outcome in WITH_DOCUMENTS)
        return frozenset(kind for several in kinds for kind in several if kind)

    def returned(self, group: Group) -> int:
        """How many forms count for a group."""
        answered = self.answered()
        return sum(1 for r in self.respondents if r.group == group.key and r.id in answered)

    def complete(self, group: Group) -> bool:
        """Whether a group has its return minimum."""
        return self.returned(group) >= group.return_minimum

    def awaited(self, group: Group) -> tuple[Respondent, ...]:
        """Those of a group who may still answer and can be reached."""
        out = self.answered() | self.declined() | self.unreachable()
        return tuple(r for r in self.of_group(group.key) if r.id not in out and r.address)

    def _with(self, outcome: Outcome) -> frozenset[str]:
        return frozenset(v.respondent for v in self.valid if v.outcome is outcome and v.respondent)


def _said(v: Disposition) -> tuple[datetime, bool, int]:
    """When it was said, in order; a form that went at that moment says nothing by itself."""
    return v.at, not v.detail or v.outcome is not Outcome.WITHDRAWN, v.inbound_id


def _fails(v: Disposition) -> bool:
    if v.outcome is Outcome.BOUNCED:
        return v.detail.startswith("permanent")
    return v.outcome is Outcome.DOUBTFUL and v.detail.removesuffix(ANSWERING).removesuffix(GIVEN) == GONE


def _day(detail: str) -> date | None:
    try:
        return date.fromisoformat(detail)
    except ValueError:
        return None

"""A practice, a traject of Jan Bakker, and a clock to walk through its days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from bot.core.calendar import Calendar
from bot.core.context import Context
from bot.core.decision import Effect, Mail, PractitionerMail, RespondentMail, SpecialistMail
from bot.core.due.tick import due, next_due_at, with_sent
from bot.core.traject.rules import Practice, Practitioner, Safeguards, TrajectRules
from bot.core.traject.stages import Stage
from bot.core.traject.value import Disposition, Group, Outcome, Person, Respondent, Traject

REF = "T-7KQFK"
ZONE = ZoneInfo("Europe/Amsterdam")
CALENDAR = Calendar("Europe/Amsterdam")
ONE_GROUP = (Group("vakgenoten", "Collega's van dezelfde discipline", "Colleagues of the same discipline"),)
QUARTER = timedelta(minutes=15)
Change = Callable[[Traject], Traject]


def local(text: str) -> datetime:
    """`2026-11-04 09:00` on the practice's clock, as a moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


def context(now: str | datetime, rules: TrajectRules | None = None, calendar: Calendar = CALENDAR) -> Context:
    """The context of a tick."""
    return Context(
        now=local(now) if isinstance(now, str) else now,
        practice=Practice("Praktijk Voorbeeld", "info@praktijk.example", timezone=calendar.timezone),
        practitioner=Practitioner("dr. A. de Vries", "a.devries@praktijk.example"),
        rules={"ifms": rules or TrajectRules()},
        safeguards=Safeguards(),
        calendar=calendar,
    )


def people(
    n: int, group: str = "vakgenoten", listed: str = "2026-11-04 09:00", start: int = 1
) -> tuple[Respondent, ...]:
    """Respondents `r1`, `r2` and so on."""
    numbers = range(start, start + n)
    return tuple(Respondent(f"r{i}", f"Collega {i}", f"c{i}@ziekenhuis.example", group, local(listed)) for i in numbers)


def traject(stage: Stage = Stage.COLLECTING, since: str = "2026-11-04 09:00", **more: object) -> Traject:
    """Jan's traject; one group of five unless told otherwise, all documents waived so that only forms are awaited."""
    base = Traject(
        ref=REF,
        specialist=Person("Jan Bakker", "j.bakker@ziekenhuis.example"),
        opened_at=local("2026-11-03 10:00"),
        stage=stage,
        stage_since=local(since),
        groups=ONE_GROUP,
        waived=("self_evaluation", "pop"),
    )
    return replace(base, **{"respondents": people(5), **more})  # type: ignore[arg-type]


_IDS = count(1)


def came(outcome: Outcome, respondent: str = "", at: str | datetime = "2026-11-05 12:00", detail: str = "") -> Change:
    """The traject once a mail with this outcome has come in."""
    moment = local(at) if isinstance(at, str) else at
    number = next(_IDS)
    return lambda t: replace(t, valid=(*t.valid, Disposition(number, outcome, moment, respondent, detail)))


def answered(*respondents: str) -> Change:
    """The traject once these have answered."""
    return combined(*(came(Outcome.FORM, r) for r in respondents))


def combined(*changes: Change) -> Change:
    """Several changes as one."""

    def change(before: Traject) -> Traject:
        for one in changes:
            before = one(before)
        return before

    return change


def questions(traject: Traject, respondent: Respondent) -> str:
    """A questionnaire, for whom it is."""
    return f"1. Hoe werkt {traject.specialist.name} samen? ({respondent.id})"


def mails(effects: Iterable[Effect]) -> tuple[Mail, ...]:
    """Only the mails."""
    return tuple(e for e in effects if isinstance(e, SpecialistMail | RespondentMail | PractitionerMail))


@dataclass(frozen=True, slots=True)
class Walk:
    """What happened on a walk through time: each effect with its moment, and the traject at the end."""

    said: tuple[tuple[datetime, Effect], ...]
    traject: Traject

    @property
    def mails(self) -> tuple[tuple[str, str], ...]:
        """Local moment and key of each mail, sorted."""
        found = ((at, m) for at, e in self.said for m in mails((e,)))
        return tuple(
            sorted((f"{at.astimezone(ZONE):%Y-%m-%d %H:%M}", m.key.removeprefix(f"{REF}/")) for at, m in found)
        )


def walked(
    traject: Traject,
    moments: Iterable[datetime],
    script: Mapping[datetime, Change] | None = None,
    rules: TrajectRules | None = None,
    calendar: Calendar = CALENDAR,
) -> Walk:
    """A tick at each of these moments; what the script says for a moment happens just before it."""
    said: list[tuple[datetime, Effect]] = []
    for now in moments:
        traject = (script or {}).get(now, lambda t: t)(traject)
        traject, effects = due(traject, context(now, rules, calendar), questions)
        traject = with_sent(traject, effects, now)
        said += ((now, effect) for effect in effects)
    return Walk(tuple(said), traject)


def called(
    traject: Traject,
    start: datetime,
    end: datetime,
    script: Mapping[datetime, Change] | None = None,
    rules: TrajectRules | None = None,
    calendar: Calendar = CALENDAR,
) -> Walk:
    """As the daemon walks: a tick only when `next_due_at` says so; it never calls twice for one moment."""
    said: list[tuple[datetime, Effect]] = []
    now, waiting = start, sorted(m for m in script or {} if start <= m < end)
    while now < end:
        while waiting and waiting[0] == now:
            traject = (script or {})[waiting.pop(0)](traject)
        called_at = next_due_at(traject, context(now, rules, calendar))
        if called_at is not None and called_at <= now:
            step = walked(traject, (now,), None, rules, calendar)
            said, traject = [*said, *step.said], step.traject
            called_at = next_due_at(traject, context(now, rules, calendar))
            assert called_at is None or called_at > now, "it calls again for the same moment"
        now = min([m for m in (called_at, *waiting[:1]) if m is not None], default=end)
    return Walk(tuple(said), traject)


def quarters(start: datetime, end: datetime) -> Iterator[datetime]:
    """Every quarter of an hour from `start` up to `end`."""
    while start < end:
        yield start
        start += QUARTER


def mornings(first: str, last: str, clock: str = "08:30") -> Iterator[datetime]:
    """One local time of each day, both days included."""
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    while day <= end:
        yield local(f"{day} {clock}")
        day += timedelta(1)

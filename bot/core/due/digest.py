"""The practitioner's overview: what asks for her decision, what is new, what is due; None when there is nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from datetime import date, datetime

from bot.core.context import Context
from bot.core.course.advance import counts, label, missing_documents
from bot.core.due.alike import gathered, gathered_enquiries, lines_shown, told
from bot.core.due.planning import upcoming_planning
from bot.core.due.reminders import Upcoming, upcoming
from bot.core.due.retention import upcoming_retention
from bot.core.due.rush import days_left
from bot.core.due.years.followups import upcoming_followups
from bot.core.planning.appointing import MAY_BE_PLANNED
from bot.core.traject.stages import Stage
from bot.core.traject.value import Traject
from bot.core.views import (
    AppointmentReminder,
    DestructionReminder,
    Digest,
    DocumentsReminder,
    Enquiry,
    FollowupCycle,
    FollowupYearly,
    MoreRespondentsNeeded,
    OpenQuestion,
    Phrase,
    ReregistrationQuestion,
    RespondentReminder,
    TrajectLine,
)

NEWS = "news."
WORDS = ("news.form-words", "news.more-words")
"""Somebody wrote what nobody read: beside a form, or beside a refusal and the like."""
PROBLEM = "problem."
_UNDER_WAY = frozenset({Stage.STARTED, Stage.COLLECTING, Stage.READY, Stage.PLANNED, Stage.PAUSED})
_GONE = frozenset({Stage.DESTROYING, Stage.DESTROYED})
_BEFORE_READY = frozenset({Stage.REQUESTED, Stage.STARTED, Stage.COLLECTING, Stage.PAUSED})
_NEAR_DAYS, _CLOSING_DAYS = 60, 180
_LATER = frozenset({DestructionReminder.KIND, FollowupYearly.KIND, FollowupCycle.KIND})


@dataclass(frozen=True, slots=True)
class Fact:
    """A recorded Note: `ref` is "" when it concerns no traject."""

    at: datetime
    ref: str
    code: str
    values: tuple[tuple[str, str], ...] = ()


def make(
    nominal: datetime,
    events: Iterable[Fact],
    questions: Iterable[OpenQuestion],
    enquiries: Iterable[Enquiry],
    trajects: Iterable[Traject],
    problems: Iterable[Phrase],
    ctx: Context,
    *,
    asked_anew: bool = False,
) -> Digest | None:
    """The digest of a nominal moment: the caller passes the events since the previous one and what is open; what was
    recorded after `nominal` is left for the next. Events are news of a traject (`news.*`), problems (`problem.*`), or
    only for the log; news of a traject that is not passed is not shown. A traject has a line when it is under way or
    something is new about it. Without news, and nothing `asked_anew` since the previous one, what is still open is
    shown on the first working day of the week.
    """
    on = ctx.calendar.day(nominal)
    events = tuple(e for e in events if e.at <= nominal)
    there = tuple(trajects)
    living = {t.ref for t in there if t.stage not in _GONE}
    failed = ((e.code, _with_ref(e, living)) for e in events if e.code.startswith(PROBLEM))
    asked = gathered((q for q in questions if q.since <= on), there)
    enquired = gathered_enquiries(e for e in enquiries if e.since <= on)
    wrong = (*problems, *told(failed, "problem.more"))
    lines, more = lines_shown(tuple(_lines(there, events, ctx)), len(asked), len(enquired), len(wrong))
    digest = Digest(on, asked, enquired, lines, wrong, more)
    new = asked_anew or digest.problems or any(line.news for line in lines)
    still = (digest.questions or digest.enquiries) and ctx.calendar.week_opening(on) == on
    return digest if new or still else None


def line(traject: Traject, ctx: Context, news: tuple[Phrase, ...] = ()) -> TrajectLine:
    """One traject as a digest and the answer to `status` show it."""
    return TrajectLine(
        ref=traject.ref,
        name=traject.specialist.name,
        stage=traject.stage.value,
        groups=() if traject.stage in _GONE else counts(traject, ctx.practice.language),
        missing=_missing(traject, ctx),
        at=traject.planning.stands if traject.stage in MAY_BE_PLANNED else None,
        left=days_left(traject, ctx),
        due=tuple(_due(traject, ctx)),
        news=news,
    )


def _lines(trajects: tuple[Traject, ...], events: tuple[Fact, ...], ctx: Context) -> Iterator[TrajectLine]:
    by_ref: defaultdict[str, list[Fact]] = defaultdict(list)
    for event in events:
        if event.code.startswith(NEWS):
            by_ref[event.ref].append(event)
    for traject in trajects:
        of_it = by_ref[traject.ref]
        news = told(((e.code, _readable(e, traject, ctx)) for e in of_it if e.code not in WORDS), "news.more")
        news = (*_written(of_it, traject), *news)
        if news or traject.stage in _UNDER_WAY:
            yield line(traject, ctx, news)


def _written(events: list[Fact], traject: Traject) -> Iterator[Phrase]:
    """Who wrote what nobody read, in one line each, and first: none of them may be left out for want of room."""
    for code in WORDS:
        if people := tuple(dict.fromkeys(_called(e, traject) for e in events if e.code == code)):
            yield Phrase(code, (("names", ", ".join(people)),))


def _called(event: Fact, traject: Traject) -> str:
    """The name of the respondent whom it is about."""
    person = traject.respondent(dict(event.values).get("respondent", ""))
    return person.name if person is not None else "?"


def _readable(event: Fact, traject: Traject, ctx: Context) -> tuple[tuple[str, str], ...]:
    """An event's values in words: a group's key as its label; a respondent's identifier as group and address."""
    values = dict(event.values)
    identifier = values.pop("respondent", None)
    respondent = traject.respondent(identifier or "")
    if event.code == "news.bounced":
        values["address"] = respondent.address if respondent else traject.specialist.address
    elif identifier is not None or "group" in values:
        key = respondent.group if respondent else values.get("group", "")
        values["group"] = label(traject.group(key), ctx)
    return tuple(values.items())


def _with_ref(event: Fact, living: Set[str]) -> tuple[tuple[str, str], ...]:
    """Its values, and whether its traject is gone: then the mail that it tells of may lie nowhere any more."""
    gone = "yes" if event.ref and event.ref not in living else ""
    return tuple({"ref": event.ref, "gone": gone, **dict(event.values)}.items())


def _missing(traject: Traject, ctx: Context) -> tuple[str, ...]:
    if traject.stage not in _BEFORE_READY:
        return ()
    nobody = all(r.removed for r in traject.respondents)
    return (*(("list",) if nobody else ()), *missing_documents(traject, ctx))


def _due(traject: Traject, ctx: Context) -> Iterator[Phrase]:
    if traject.destroy_at is not None:
        yield Phrase("due.destruction-planned", (("on", ctx.calendar.day(traject.destroy_at).isoformat()),))
        return
    if traject.stage is Stage.PAUSED and traject.paused_until:
        on = ctx.calendar.next_working_day(max(traject.paused_until, ctx.today))
        yield Phrase("due.resume", (("on", on.isoformat()),))
    if traject.registered_until and traject.stage in _UNDER_WAY and _nears(traject.registered_until, ctx.today):
        yield Phrase("due.window-closes", (("on", traject.registered_until.isoformat()),))
    opening = ctx.calendar.next_window(ctx.now, ctx.rules_of(traject).window)
    soon = (*upcoming_planning(traject, ctx), *upcoming_retention(traject, ctx), *upcoming_followups(traject, ctx))
    for item in (*upcoming(traject, ctx, ctx.calendar.day(opening)), *soon):
        if not _is_far_off(item, ctx.today):
            yield _phrase(item, traject)


def _is_far_off(item: Upcoming, today: date) -> bool:
    """What is years away as a rule is said only when it comes near."""
    return item.kind in _LATER and (item.on - today).days > _NEAR_DAYS


def _nears(ends: date, today: date) -> bool:
    """The registration ends so soon that the conversation must be held in time."""
    return (ends - today).days <= _CLOSING_DAYS


def _phrase(item: Upcoming, traject: Traject) -> Phrase:
    on = ("on", item.on.isoformat())
    if item.kind == RespondentReminder.KIND:
        return Phrase("due.reminder", (("n", str(item.n)), on))
    if item.kind == AppointmentReminder.KIND:
        return Phrase("due.appointment-reminder", (on,))
    if item.kind == DocumentsReminder.KIND:
        return Phrase("due.list", (on,)) if traject.stage is Stage.STARTED else Phrase("due.documents", (on,))
    if item.kind == MoreRespondentsNeeded.KIND:
        return Phrase("due.more-respondents", (on,))
    if item.kind in (FollowupYearly.KIND, FollowupCycle.KIND):
        return Phrase("due.followup" if item.kind == FollowupYearly.KIND else "due.followup-cycle", (on,))
    if item.kind == ReregistrationQuestion.KIND:
        return Phrase("due.reregistration-question", (on,))
    return Phrase("due.destruction", (on,))

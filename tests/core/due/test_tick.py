"""Nothing is scheduled, everything is asked: calling when `next_due_at` says so is as good as asking each quarter."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.trajects import (
    CALENDAR,
    QUARTER,
    REF,
    ZONE,
    Change,
    Walk,
    answered,
    called,
    came,
    combined,
    context,
    local,
    mails,
    people,
    quarters,
    questions,
    traject,
    walked,
)

from bot.core.calendar import Calendar
from bot.core.decision import Note, PractitionerMail, Work
from bot.core.due.tick import due, next_due_at, with_sent
from bot.core.traject.rules import DEFAULT_GROUPS, TrajectRules, Window
from bot.core.traject.stages import Stage
from bot.core.traject.value import Outcome, Traject

PAUSED = traject(Stage.PAUSED, "2026-11-06 10:00", resume=Stage.COLLECTING, paused_until=date(2026, 11, 20))


def test_a_pause_ends_on_its_day_and_the_latest_step_goes_out() -> None:
    walk = called(PAUSED, local("2026-11-06 10:00"), local("2026-11-26 00:00"))
    assert walk.traject.stage is Stage.COLLECTING
    assert (walk.traject.resume, walk.traject.paused_until) == (None, None)
    assert walk.traject.stage_since == local("2026-11-20 08:30")
    assert Counter((at[:10], key[-1]) for at, key in walk.mails) == {("2026-11-20", "2"): 5, ("2026-11-25", "3"): 5}
    assert [e for _, e in walk.said if isinstance(e, Note)] == [
        Note("news.resumed"), Note("reminded", (("n", "5"),)), Note("reminded", (("n", "5"),))
    ]  # fmt: skip


def test_what_came_in_during_a_pause_may_be_enough() -> None:
    walk = called(answered("r1", "r2", "r3", "r4", "r5")(PAUSED), local("2026-11-06 10:00"), local("2026-11-26 00:00"))
    assert walk.traject.stage is Stage.READY
    assert walk.mails == (("2026-11-20 08:30", "progress/ready/vakgenoten"),)
    assert [e.kind for _, e in walk.said if isinstance(e, Work)] == ["dossier", "ready"]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        pytest.param(PAUSED, "2026-11-19 12:00", id="not yet"),
        pytest.param(PAUSED, "2026-11-21 12:00", id="not on a Saturday"),
        pytest.param(replace(PAUSED, paused_until=None), "2027-03-01 10:00", id="until she says so"),
        pytest.param(replace(PAUSED, resume=None), "2027-03-01 10:00", id="where to is not on record"),
        pytest.param(replace(PAUSED, stage=Stage.STOPPED, hold="klacht"), "2026-12-01 10:00", id="stopped meanwhile"),
    ],
)
def test_a_pause_goes_on(before: Traject, now: str) -> None:
    assert due(before, context(now), questions) == (before, ())


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        pytest.param(traject(), "2026-11-04 09:00", "2026-11-11 08:30", id="the first reminder"),
        pytest.param(traject(), "2026-11-11 09:00", "2026-11-11 09:00", id="now"),
        pytest.param(traject(), "2026-11-11 18:00", "2026-11-12 08:30", id="too late for today"),
        pytest.param(traject(rush=True), "2026-11-04 09:00", "2026-11-09 08:30", id="after the weekend"),
        pytest.param(PAUSED, "2026-11-06 10:00", "2026-11-20 08:30", id="the end of a pause"),
        pytest.param(PAUSED, "2026-11-22 10:00", "2026-11-23 08:30", id="the end of a pause that was missed"),
        pytest.param(
            came(Outcome.AWAY, "r1", detail="2026-11-20")(traject(respondents=people(1))),
            "2026-11-05 12:00",
            "2026-11-16 08:30",
            id="an absence, and a list that is too short",
        ),
        pytest.param(traject(waived=("pop",), respondents=people(1, listed="2026-11-09 09:00")), "2026-11-09 09:00",
                     "2026-11-11 08:30", id="the documents come first"),
    ],
)  # fmt: skip
def test_next_due_at(before: Traject, now: str, expected: str) -> None:
    assert next_due_at(before, context(now)) == local(expected)


def test_asked_twice_it_says_the_same_and_what_was_sent_is_not_said_again() -> None:
    ctx = context("2026-11-11 08:30")
    after, effects = due(traject(), ctx, questions)
    assert due(traject(), ctx, questions) == (after, effects)
    sent = with_sent(after, effects, ctx.now)
    assert [(s.kind, s.respondent, s.step) for s in sent.sent] == [
        ("respondent-reminder", f"r{i}", 1) for i in range(1, 6)
    ]
    assert due(sent, ctx, questions) == (sent, ())


# -- the property -------------------------------------------------------------------------------------------------


def keeps_the_hours(walk: Walk, rules: TrajectRules, calendar: Calendar) -> bool:
    """G6: to specialists and respondents in the window only; to her on working days from the time of her digest on."""
    found = [(at, mail) for at, effect in walk.said for mail in mails((effect,))]
    hers = [at for at, mail in found if isinstance(mail, PractitionerMail)]
    others = [at for at, mail in found if not isinstance(mail, PractitionerMail)]
    return all(calendar.in_window(at, rules.window) for at in others) and all(
        calendar.is_working_day(calendar.day(at)) and calendar.local(at).time() >= time(7, 30) for at in hers
    )


def same_both_ways(
    start: Traject,
    first: datetime,
    last: datetime,
    script: dict[datetime, Change],
    rules: TrajectRules,
    calendar: Calendar = CALENDAR,
) -> Walk:
    """Walks through the same time twice, asking each quarter and calling when it is due."""
    asking = walked(start, quarters(first, last), script, rules, calendar)
    calling = called(start, first, last, script, rules, calendar)
    assert calling.mails == asking.mails
    assert calling.said == asking.said
    assert calling.traject == asking.traject
    assert keeps_the_hours(asking, rules, calendar)
    keys = [mail.key for _, effect in asking.said for mail in mails((effect,))]
    assert len(keys) == len(set(keys)), "something was sent twice"
    return asking


def test_half_a_year_with_both_changes_of_the_clock_christmas_and_easter() -> None:
    start = traject(
        Stage.COLLECTING,
        "2026-10-12 16:00",
        opened_at=local("2026-10-10 10:00"),
        groups=DEFAULT_GROUPS[:2],
        respondents=(*people(3, listed="2026-10-12 16:00"), *people(3, "artsen", "2026-10-23 09:00", start=11)),
        waived=("pop",),
    )
    script = {
        local("2026-10-21 11:00"): answered("r1"),
        local("2026-10-26 09:15"): came(Outcome.AWAY, "r11", "2026-10-26 09:15", "2026-12-27"),
        local("2026-11-05 13:00"): combined(came(Outcome.DECLINED, "r2", "2026-11-05 13:00"), answered("r3")),
        local("2026-12-01 08:00"): lambda t: replace(t, respondents=(*t.respondents, *people(2, listed="2026-12-01 08:00", start=4))),
        local("2026-12-16 10:00"): lambda t: replace(
            t.moved(Stage.PAUSED, local("2026-12-16 10:00")), resume=Stage.COLLECTING, paused_until=date(2027, 1, 9)
        ),
        local("2027-03-01 20:00"): lambda t: t.moved(Stage.HELD, local("2027-03-01 20:00")),
        local("2027-03-28 03:00"): lambda t: t.moved(Stage.STOPPED, local("2027-03-28 03:00")),
    }  # fmt: skip
    walk = same_both_ways(start, local("2026-10-12 16:00"), local("2027-05-01 00:00"), script, TrajectRules())
    kinds = Counter(key.split("/")[0] for _, key in walk.mails)
    assert set(kinds) == {
        "respondent-reminder", "documents-reminder", "more-respondents-needed", "destruction-reminder"
    }  # fmt: skip
    assert max(Counter(key.rpartition("/")[0] for _, key in walk.mails if key.startswith("respondent")).values()) <= 6


STARTS = st.sampled_from(["2026-10-09 13:00", "2026-12-04 17:15", "2027-03-12 08:30", "2027-04-20 07:45"])
RULES = st.sampled_from(
    [
        TrajectRules(),
        TrajectRules(reminder_days=(1, 2, 3, 10), reminder_repeat_days=2, reminder_max=7),
        TrajectRules(reminder_days=(5,), reminder_repeat_days=30, reminder_max=2, destruction_ask_after_days=20),
        TrajectRules(reminder_days=(), reminder_max=3, window=Window(time(0), time(23, 59)), max_retention_days=33),
        TrajectRules(reminder_max=0, window=Window(time(13, 45), time(14)), destruction_repeat_days=3),
    ]
)
WHO = st.sampled_from(["r1", "r2", "r3", "r11"])
STAGES = st.sampled_from([s for s in Stage if s not in (Stage.PAUSED, Stage.REQUESTED)])
DAYS = st.integers(0, 45)


@st.composite
def changes(draw: st.DrawFn) -> tuple[timedelta, str, str, int, Stage]:
    kind = draw(
        st.sampled_from(["form", "declined", "away", "bounced", "renewed", "pause", "stage", "approve", "later"])
    )
    return draw(st.integers(0, 40 * 96)) * QUARTER, kind, draw(WHO), draw(DAYS), draw(STAGES)


def change(at: datetime, kind: str, who: str, days: int, stage: Stage) -> Change:
    later = at.astimezone(ZONE).date() + timedelta(days)
    simple = {
        "form": came(Outcome.FORM, who, at),
        "declined": came(Outcome.DECLINED, who, at),
        "bounced": came(Outcome.BOUNCED, who, at, "permanent:5.1.1"),
        "away": came(Outcome.AWAY, who, at, later.isoformat()),
        "approve": lambda t: replace(t, approved=not t.approved),
        "later": lambda t: replace(t, ask_again_on=later),
        "stage": lambda t: replace(t, stage=stage, stage_since=at, resume=None, paused_until=None),
        "pause": lambda t: replace(t, stage=Stage.PAUSED, stage_since=at, resume=Stage.COLLECTING, paused_until=later),
        "renewed": lambda t: replace(
            t, respondents=tuple(replace(r, listed_at=at) if r.id == who else r for r in t.respondents)
        ),
    }
    return simple[kind]


@settings(max_examples=8, deadline=None)
@given(STARTS, RULES, st.booleans(), st.integers(0, 3), st.integers(0, 2), st.lists(changes(), max_size=6))
def test_calling_when_due_is_as_good_as_asking_each_quarter(
    begin: str,
    rules: TrajectRules,
    rush: bool,
    n: int,
    others: int,
    drawn: list[tuple[timedelta, str, str, int, Stage]],
) -> None:
    first = local(begin)
    start = traject(
        Stage.COLLECTING if n else Stage.STARTED,
        begin,
        opened_at=first,
        rush=rush,
        groups=tuple(replace(g, return_minimum=2) for g in DEFAULT_GROUPS[:2]),
        respondents=(*people(n, listed=begin), *people(others, "artsen", begin, start=11)),
        waived=(),
    )
    script = {first + after: change(first + after, *what) for after, *what in drawn}
    walk = same_both_ways(start, first, first + timedelta(45), script, rules)
    assert all(
        key.startswith(("respondent", "documents", "more", "rereg", "destruction", "ready", "progress", "right"))
        for _, key in walk.mails
    )


@settings(max_examples=4, deadline=None)
@given(st.sampled_from(["2026-04-20T10:00", "2026-10-26T10:00"]), st.integers(0, 22), st.booleans())
def test_where_clocks_change_on_working_days_too(begin: str, hour: int, rush: bool) -> None:
    """Cairo: put forward at midnight before a Friday, back at the end of a Thursday."""
    cairo = Calendar("Africa/Cairo")
    rules = TrajectRules(
        reminder_days=(1, 2, 3, 4), reminder_days_rush=(2, 3), window=Window(time(hour), time(hour, 45))
    )
    first = cairo.at(date.fromisoformat(begin[:10]), time(10))
    start = traject(
        since=begin, opened_at=first, rush=rush, respondents=tuple(replace(r, listed_at=first) for r in people(1))
    )
    walk = same_both_ways(replace(start, stage_since=first), first, first + timedelta(14), {}, rules, cairo)
    assert walk.mails
    assert all(key.startswith(("respondent-reminder", "more-")) for _, key in walk.mails)
    assert walk.traject.ref == REF

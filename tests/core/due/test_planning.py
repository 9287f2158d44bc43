"""What is due about the conversation: his reminder, that there is no date yet, that the last day comes near."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.trajects import (
    REF,
    ZONE,
    Change,
    Walk,
    answered,
    called,
    combined,
    context,
    local,
    mails,
    quarters,
    questions,
    traject,
    walked,
)
from support.world import SmallWorld

from bot.core.decision import Ask
from bot.core.due.planning import due_planning
from bot.core.due.rush import days_left
from bot.core.due.tick import due, with_sent
from bot.core.planning.appointing import appointed, called_off
from bot.core.traject.planning import CalendarAnswer, Planning
from bot.core.traject.stages import Stage
from bot.core.traject.value import Sent, Traject
from bot.core.views import Appointment, AppointmentMade

TEN = Planning(starts_at=local("2026-12-10 14:00"), uid="u", sequence=0)
FULL = combined(answered("r1", "r2", "r3", "r4", "r5"))


def planned(planning: Planning = TEN, made: str = "2026-11-24 10:00", **more: object) -> Traject:
    sent = (Sent("appointment", local(made), key=f"{REF}/appointment/0/his"),)
    return FULL(traject(Stage.PLANNED, made, planning=planning, sent=sent, **more))


@pytest.mark.parametrize(
    ("start", "on"),
    [
        pytest.param(planned(), ("2026-12-08 08:30",), id="two working days before"),
        pytest.param(
            planned(replace(TEN, starts_at=local("2026-12-14 09:00"))), ("2026-12-10 08:30",), id="over a weekend"
        ),
        pytest.param(
            planned(replace(TEN, starts_at=local("2026-12-29 09:00"))), ("2026-12-24 08:30",), id="over a holiday"
        ),
        pytest.param(planned(made="2026-12-08 12:00"), (), id="made that very day"),
        pytest.param(planned(replace(TEN, answer=CalendarAnswer.DECLINED)), (), id="declined"),
        pytest.param(planned(replace(TEN, answer=CalendarAnswer.COUNTERED)), (), id="another time proposed"),
        pytest.param(planned(replace(TEN, answer=CalendarAnswer.ACCEPTED)), ("2026-12-08 08:30",), id="accepted"),
        pytest.param(planned(replace(TEN, starts_at=None)), (), id="called off"),
        pytest.param(replace(planned(), stage=Stage.STOPPED), (), id="stopped"),
        pytest.param(replace(planned(), stage=Stage.PAUSED), (), id="paused"),
        pytest.param(replace(planned(), stage=Stage.HELD), (), id="held already"),
    ],
)
def test_he_is_reminded_once_two_working_days_before(start: Traject, on: tuple[str, ...]) -> None:
    walk = called(start, local("2026-12-08 12:00") if not on else start.stage_since, local("2026-12-30 00:00"))
    reminders = [at for at, key in walk.mails if key.startswith("appointment-reminder/")]
    assert tuple(reminders) == on


def test_an_appointment_that_was_moved_is_reminded_of_anew() -> None:
    moved: Change = lambda t: replace(  # noqa: E731
        t,
        planning=replace(TEN, starts_at=local("2026-12-17 14:00"), sequence=1),
        sent=(*t.sent, Sent("appointment", local("2026-12-09 10:00"), key=f"{REF}/appointment/1/his")),
    )
    walk = called(planned(), local("2026-11-24 10:00"), local("2026-12-20 00:00"), {local("2026-12-09 10:00"): moved})
    reminders = [(at, key) for at, key in walk.mails if key.startswith("appointment-reminder/")]
    assert reminders == [("2026-12-08 08:30", "appointment-reminder/0"), ("2026-12-15 08:30", "appointment-reminder/1")]


@pytest.mark.parametrize("seed", range(40))
def test_he_is_promised_a_reminder_or_told_at_once_what_to_bring(seed: int) -> None:
    rng = random.Random(seed)
    now = local("2026-11-30 09:00") + timedelta(hours=rng.randrange(24 * 20))
    at = now + timedelta(minutes=rng.randrange(30, 60 * 24 * 9))
    start = FULL(traject(Stage.READY, "2026-11-24 10:00", waived=rng.choice(((), ("pop",)))))
    after, effects = appointed(start, at, SmallWorld(()), context(now))
    his = next(m.view for m in mails(effects) if isinstance(m.view, Appointment))
    made = (Sent(Appointment.KIND, now, key=f"{REF}/appointment/{after.planning.sequence}/his"),)
    walk = called(replace(after, sent=(*after.sent, *made)), now, at + timedelta(1))
    reminded = any(key.startswith("appointment-reminder/") for _, key in walk.mails)
    assert his.last != reminded
    assert not his.missing or (his.last and set(his.missing).isdisjoint(start.waived))


@pytest.mark.parametrize("on", ["2026-12-08", "2026-12-10"])
def test_where_the_conversation_was_held_before_only_the_calendar_is_put_right(on: str) -> None:
    held = replace(planned(), stage=Stage.HELD, held_on=date.fromisoformat(on))
    _, effects = due_planning(held, context("2026-12-10 09:00"))
    views = [m.view for m in mails(effects)]
    assert [type(v) for v in views] == [Appointment, AppointmentMade]
    assert {v.held_on for v in views if isinstance(v, Appointment | AppointmentMade)} == {date.fromisoformat(on)}
    _, effects = called_off(planned(), context("2026-12-08 09:00"))
    assert {m.view.held_on for m in mails(effects) if isinstance(m.view, Appointment | AppointmentMade)} == {None}


def of_kind(walk: Walk, kind: str) -> list[str]:
    return [at for at, key in walk.mails if key.startswith(f"{kind}/")]


@pytest.mark.parametrize(
    ("more", "days"),
    [
        pytest.param({}, ["2026-12-08", "2026-12-22", "2027-01-07"], id="ten working days, no holidays"),
        pytest.param({"rush": True}, ["2026-11-26", "2026-11-30", "2026-12-02"], id="two in a hurry"),
        pytest.param({"planning": replace(TEN, answer=CalendarAnswer.DECLINED)}, ["2026-12-08"], id="declined"),
        pytest.param(
            {"sent": (Sent("date-options", local("2026-12-01 10:00")),)},
            ["2026-12-15", "2026-12-30"],
            id="from what he was offered",
        ),
    ],
)
def test_ready_is_told_again_while_there_is_no_date(more: dict[str, object], days: list[str]) -> None:
    start = FULL(traject(Stage.READY, "2026-11-24 10:00", **more))
    walk = called(start, local("2026-11-24 10:00"), local("2027-01-20 00:00"))
    assert of_kind(walk, "ready")[: len(days)] == [f"{day} 07:30" for day in days]


@pytest.mark.parametrize("stage", sorted(set(Stage) - {Stage.READY}))
def test_ready_is_told_again_in_no_other_stage(stage: Stage) -> None:
    start = FULL(traject(stage, "2026-11-24 10:00"))
    assert of_kind(called(start, local("2026-11-24 10:00"), local("2027-01-20 00:00")), "ready") == []


def warned(walk: Walk) -> list[tuple[str, dict[str, str]]]:
    asked = ((at, e) for at, e in walk.said if isinstance(e, Ask) and e.kind == "conversation-near")
    return [(f"{at.astimezone(ZONE):%Y-%m-%d %H:%M}", dict(e.what.values)) for at, e in asked]


BEFORE = date(2026, 12, 18)
IN_TIME = replace(TEN, starts_at=local("2026-12-17 14:00"))


@pytest.mark.parametrize(
    ("start", "days"),
    [
        pytest.param(traject(conversation_before=BEFORE), ["12-11", "12-16"], id="seven and two days before"),
        pytest.param(traject(conversation_before=date(2026, 12, 14)), ["12-07", "12-11"], id="never later: two before is a Saturday"),
        pytest.param(FULL(traject(Stage.READY, conversation_before=BEFORE)), ["12-11", "12-16"], id="no date yet"),
        pytest.param(planned(IN_TIME, conversation_before=BEFORE), [], id="all well"),
        pytest.param(planned(replace(IN_TIME, starts_at=local("2026-12-18 09:00")), conversation_before=BEFORE), ["12-11", "12-16"], id="planned too late"),
        pytest.param(traject(conversation_before=BEFORE, planning=IN_TIME), ["12-11", "12-16"], id="planned, but forms are missing"),
        pytest.param(traject(Stage.PAUSED, conversation_before=BEFORE), ["12-11", "12-16"], id="paused"),
        pytest.param(traject(Stage.STOPPED, conversation_before=BEFORE), [], id="stopped"),
        pytest.param(traject(Stage.HELD, conversation_before=BEFORE), [], id="held"),
        pytest.param(traject(conversation_before=BEFORE, opened_at=local("2026-12-14 10:00")), ["12-16"], id="started in that week"),
        pytest.param(traject(), [], id="no last day"),
    ],
)  # fmt: skip
def test_the_last_day_is_watched(start: Traject, days: list[str]) -> None:
    walk = called(start, max(start.opened_at, local("2026-12-01 00:00")), local("2027-01-01 00:00"))
    assert [at for at, _ in warned(walk)] == [f"2026-{day} 07:30" for day in days]


def test_she_hears_what_is_missing() -> None:
    start = traject(conversation_before=BEFORE, waived=("pop",))
    (_, said), _ = warned(called(start, local("2026-12-01 00:00"), local("2027-01-01 00:00")))
    assert (said["groups"], said["missing"], said["n"]) == ("Collega's van dezelfde discipline", "self_evaluation", "7")


def test_after_an_outage_only_the_latest_warning_comes() -> None:
    start = traject(conversation_before=BEFORE)
    walk = called(start, local("2026-12-17 09:00"), local("2027-01-01 00:00"))
    assert [(at, said["n"]) for at, said in warned(walk)] == [("2026-12-17 09:00", "1")]


@pytest.mark.parametrize("seed", range(12))
def test_the_daemon_misses_nothing_that_a_tick_each_quarter_says(seed: int) -> None:
    """Whatever is planned: what the daemon says when it is called is what somebody says who looks all the time."""
    start = list(_some_trajects())[seed]
    begin, end = local("2026-12-01 00:00"), local("2026-12-21 00:00")
    all_the_time = walked(start, quarters(begin, end))
    assert called(start, begin, end).mails == all_the_time.mails
    assert warned(called(start, begin, end)) == warned(all_the_time)


def _some_trajects() -> Iterator[Traject]:
    for days in range(4):
        at = local("2026-12-07 14:00") + timedelta(3 * days)
        for more in ({}, {"conversation_before": BEFORE}, {"conversation_before": BEFORE, "rush": True}):
            stage = Stage.READY if days == 3 else Stage.PLANNED
            yield FULL(traject(stage, "2026-11-30 10:00", planning=replace(TEN, starts_at=at), **more))


@pytest.mark.parametrize(
    ("more", "now", "left"),
    [
        pytest.param({"rush": True}, "2026-11-10 09:00", "14", id="three weeks from the start"),
        pytest.param({"rush": True, "conversation_before": BEFORE}, "2026-12-11 09:00", "7", id="a day that was named"),
        pytest.param({"rush": True}, "2026-11-24 09:00", "0", id="over"),
        pytest.param({"conversation_before": BEFORE}, "2026-12-11 09:00", None, id="no hurry"),
        pytest.param({"rush": True, "stage": Stage.HELD}, "2026-11-10 09:00", None, id="held"),
    ],
)
def test_the_days_that_are_left(more: dict[str, object], now: str, left: str | None) -> None:
    said = days_left(replace(traject(), **more), context(now))  # type: ignore[arg-type]
    assert (dict(said.values)["n"] if said else None) == left


def passed(walk: Walk) -> list[tuple[str, list[str]]]:
    asked = ((at, e) for at, e in walk.said if isinstance(e, Ask) and e.kind == "conversation-passed")
    return [(f"{at.astimezone(ZONE):%m-%d %H:%M}", [p.command for p in e.proposals]) for at, e in asked]


HELD = [f"gesprek {REF} 2026-12-10", f"afspraak {REF} vervalt", "negeer NR"]


@pytest.mark.parametrize(
    ("start", "asked"),
    [
        pytest.param(planned(), [("12-14 07:30", HELD)], id="two working days after"),
        pytest.param(replace(planned(), stage=Stage.COLLECTING), [("12-14 07:30", HELD)], id="while forms are awaited"),
        pytest.param(replace(planned(), hold="klacht"), [("12-14 07:30", HELD)], id="held back from destruction"),
        pytest.param(planned(replace(TEN, answer=CalendarAnswer.DECLINED)), [], id="declined"),
        pytest.param(planned(replace(TEN, starts_at=None)), [], id="called off"),
        pytest.param(replace(planned(), stage=Stage.HELD), [], id="held already"),
        pytest.param(replace(planned(), stage=Stage.STOPPED), [], id="stopped"),
        pytest.param(replace(planned(), told=("passed/0",)), [], id="asked before"),
    ],
)
def test_she_is_asked_once_whether_a_conversation_was_held(start: Traject, asked: list[tuple[str, list[str]]]) -> None:
    walk = called(start, local("2026-12-10 12:00"), local("2027-02-01 00:00"))
    assert passed(walk) == asked


def test_of_an_appointment_that_was_moved_she_is_asked_anew() -> None:
    moved: Change = lambda t: replace(  # noqa: E731
        t, planning=replace(TEN, starts_at=local("2026-12-17 14:00"), sequence=1)
    )
    walk = called(planned(), local("2026-12-10 12:00"), local("2027-01-20 00:00"), {local("2026-12-15 09:00"): moved})
    assert [at for at, _ in passed(walk)] == ["12-14 07:30", "12-21 07:30"]


def test_a_destruction_calls_an_appointment_off_first_and_waits_for_those_mails() -> None:
    at = local("2026-12-01 08:30")
    start = replace(planned(), destroy_at=at, destroy_confirmed_at=local("2026-11-29 10:00"))
    first, effects = due(start, context("2026-12-01 08:30"), questions)
    assert [m.view.KIND for m in mails(effects)] == ["appointment", "appointment"]
    assert (first.stage, first.planning.starts_at) == (Stage.PLANNED, None)
    sent = with_sent(first, effects, at)
    leaving = replace(sent, sent=tuple(replace(s, waiting=s.key.endswith("/his") and s.at == at) for s in sent.sent))
    waits, nothing = due(leaving, context("2026-12-01 08:40"), questions)
    assert (waits.stage, nothing) == (Stage.PLANNED, ())
    assert due(leaving, context("2026-12-02 08:40"), questions)[0].stage is Stage.DESTROYING  # a line that stays down
    assert due(sent, context("2026-12-01 08:40"), questions)[0].stage is Stage.DESTROYING
    over = replace(start, planning=replace(TEN, starts_at=local("2026-11-20 14:00")))
    assert due(over, context("2026-12-01 08:30"), questions)[0].stage is Stage.DESTROYING

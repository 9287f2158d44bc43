"""The question about re-registration and the reminder to destroy, until it is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.trajects import REF, Change, called, context, local, mails, mornings, questions, traject, walked

from bot.core.decision import PractitionerMail, SpecialistMail
from bot.core.due.retention import destruction_reminder, due_retention
from bot.core.due.tick import due, next_due_at
from bot.core.traject.rules import TrajectRules
from bot.core.traject.stages import Stage
from bot.core.traject.value import Sent, Traject
from bot.core.views import DestructionReminder, Phrase, Proposal, ReregistrationQuestion

HELD = traject(Stage.HELD, "2026-12-10 20:00", held_on=date(2026, 12, 10))
TOLD = replace(HELD, told=("report-awaited",))
REGISTERED = traject(
    Stage.REREGISTERED, "2027-06-11 15:00", held_on=date(2026, 12, 10), reregistered_on=date(2027, 6, 4)
)
STOPPED = traject(Stage.STOPPED, "2026-11-20 18:30")


def test_180_days_after_the_conversation_he_is_asked() -> None:
    (mail,) = due_retention(HELD, context("2027-06-08 08:30"))
    assert isinstance(mail, SpecialistMail)
    assert mail.view == ReregistrationQuestion(REF, "Jan Bakker", date(2026, 12, 10))
    assert (mail.key, mail.step) == (f"{REF}/reregistration-question/1", 1)


@pytest.mark.parametrize(
    "clock",
    [
        pytest.param("2027-06-07 12:00", id="a day early"),
        pytest.param("2027-06-08 08:29", id="a minute early"),
        pytest.param("2027-06-08 17:30", id="in the evening"),
        pytest.param("2027-06-12 10:00", id="on Saturday"),
    ],
)
def test_he_is_not_asked(clock: str) -> None:
    assert due_retention(HELD, context(clock)) == ()


def named(day: date) -> Change:
    return lambda t: replace(t, ask_again_on=day)


def moved(stage: Stage, at: str) -> Change:
    return lambda t: replace(t, stage=stage, stage_since=local(at))


@pytest.mark.parametrize(
    ("start", "script", "expected"),
    [
        pytest.param(HELD, {}, ("2027-06-08", "2027-07-08", "2027-08-09"), id="monthly, on working days, three times"),
        pytest.param(
            HELD,
            {local("2027-06-09 10:00"): named(date(2027, 9, 15))},
            ("2027-06-08", "2027-09-15", "2027-10-15"),
            id="he named a day",
        ),
        pytest.param(
            HELD,
            {local("2027-06-09 10:00"): named(date(2027, 6, 19))},
            ("2027-06-08", "2027-06-21", "2027-07-21"),
            id="he named a Saturday nearby",
        ),
        pytest.param(
            HELD,
            {local("2027-06-20 10:00"): moved(Stage.REPORTED, "2027-06-20 10:00")},
            ("2027-06-08", "2027-07-08"),
            id="the report changes nothing",
        ),
        pytest.param(
            HELD, {local("2027-06-09 10:00"): moved(Stage.REREGISTERED, "2027-06-09 10:00")}, ("2027-06-08",), id="answered"
        ),
        pytest.param(replace(HELD, held_on=None), {}, ("2027-06-08", "2027-07-08"), id="the day is not on record"),
        pytest.param(replace(HELD, hold="klacht"), {}, (), id="held back"),
    ],
)  # fmt: skip
def test_days_of_the_question(start: Traject, script: dict[object, Change], expected: tuple[str, ...]) -> None:
    walk = called(start, local("2026-12-11 09:00"), local("2027-12-01 00:00"), script)  # type: ignore[arg-type]
    found = [(at, key) for at, key in walk.mails if key.startswith("rereg")]
    wanted = [(f"{day} 08:30", f"reregistration-question/{step}") for step, day in enumerate(expected, 1)]
    assert found[: len(wanted)] == wanted
    assert wanted or not found


def test_after_an_outage_he_is_asked_once() -> None:
    assert [at for at, _ in walked(HELD, mornings("2027-08-20", "2027-09-21")).mails] == [
        "2027-08-20 08:30", "2027-09-20 08:30"
    ]  # fmt: skip


def test_the_reminder_to_destroy() -> None:
    (mail,) = due_retention(REGISTERED, context("2027-06-11 16:00"))
    assert isinstance(mail, PractitionerMail)
    assert mail.view == DestructionReminder(
        REF,
        "Jan Bakker",
        date(2026, 12, 10),
        Phrase("destruction.reregistered", (("on", "2027-06-04"),)),
        (Proposal(f"vernietig {REF}"),),
    )
    assert (mail.key, mail.step) == (f"{REF}/destruction-reminder/1", 1)
    assert (mail,) == destruction_reminder(REGISTERED, context("2027-06-11 16:00"))


@pytest.mark.parametrize(
    ("start", "expected", "reason"),
    [
        pytest.param(
            STOPPED, ("2026-11-20 18:30", "2026-12-21 07:30", "2027-01-20 07:30"), "stopped", id="stopped, at once"
        ),
        pytest.param(
            replace(STOPPED, stage_since=local("2026-11-21 12:00")),
            ("2026-11-23 07:30", "2026-12-23 07:30"),
            "stopped",
            id="on a Saturday",
        ),
        pytest.param(
            replace(STOPPED, stage_since=local("2026-11-23 03:00")), ("2026-11-23 07:30",), "stopped", id="at night"
        ),
        pytest.param(
            traject(opened_at=local("2021-12-01 09:00"), approved=True),
            ("2026-11-30 07:30", "2026-12-07 07:30", "2026-12-14 07:30"),
            "retention",
            id="too long, every week",
        ),
        pytest.param(
            traject(Stage.PAUSED, opened_at=local("2021-12-01 09:00")), ("2026-11-30 07:30",), "retention", id="paused"
        ),
        pytest.param(
            traject(Stage.PLANNED, opened_at=local("2020-12-01 09:00"), held_on=date(2021, 12, 2)),
            ("2026-12-01 07:30",),
            "retention",
            id="counted from the conversation",
        ),
        pytest.param(replace(STOPPED, hold="klacht"), (), "", id="held back"),
        pytest.param(replace(STOPPED, stage=Stage.DESTROYED), (), "", id="destroyed"),
        pytest.param(replace(STOPPED, stage=Stage.DESTROYING), (), "", id="being destroyed"),
    ],
)
def test_moments_of_the_reminder(start: Traject, expected: tuple[str, ...], reason: str) -> None:
    begin = max(start.stage_since, local("2026-11-20 00:00"))
    walk = called(start, begin, local("2027-02-01 00:00"))
    assert tuple(at for at, _ in walk.mails)[: len(expected)] == expected
    reasons = [m.view.reason.code for _, e in walk.said for m in mails((e,)) if isinstance(m.view, DestructionReminder)]
    assert set(reasons) == ({f"destruction.{reason}"} if expected else set())


def test_it_goes_on_until_it_is_done_and_a_new_reason_is_told_at_once() -> None:
    started_long_ago = traject(
        Stage.HELD, opened_at=local("2021-01-01 09:00"), held_on=date(2021, 11, 20), no_followups=True
    )
    script = {
        local("2026-11-25 14:00"): moved(Stage.REREGISTERED, "2026-11-25 14:00"),
        local("2027-02-10 10:00"): moved(Stage.DESTROYING, "2027-02-10 10:00"),
    }
    weekly = (
        "2026-12-02", "2026-12-09", "2026-12-16", "2026-12-23", "2026-12-30",
        "2027-01-06", "2027-01-13", "2027-01-20", "2027-01-27", "2027-02-03", "2027-02-10",
    )  # fmt: skip
    walk = called(
        replace(started_long_ago, ask_again_on=date(2028, 1, 1)),
        local("2026-11-18 00:00"),
        local("2027-06-01 00:00"),
        script,
    )
    assert walk.mails == (
        ("2026-11-19 07:30", "destruction-reminder/1"),
        ("2026-11-25 14:00", "destruction-reminder/2"),
        *((f"{day} 07:30", f"destruction-reminder/{step}") for step, day in enumerate(weekly, 3)),
    )


def test_other_days() -> None:
    rules = TrajectRules(destruction_ask_after_days=0, destruction_repeat_days=1)
    walk = called(HELD, local("2026-12-10 20:00"), local("2026-12-16 00:00"), rules=rules)
    assert [at for at, _ in walk.mails] == ["2026-12-11 08:30", "2026-12-14 08:30", "2026-12-15 08:30"]


@pytest.mark.parametrize(
    ("start", "now", "expected"),
    [
        pytest.param(HELD, "2026-12-11 09:00", "2026-12-24 07:30", id="held: her report"),
        pytest.param(TOLD, "2026-12-11 09:00", "2027-06-08 08:30", id="held: the day of the question"),
        pytest.param(replace(TOLD, ask_again_on=date(2028, 5, 1), no_followups=True), "2027-06-10 09:00", "2028-05-01 08:30", id="the day he named"),
        pytest.param(REGISTERED, "2027-06-11 15:00", "2027-06-11 15:00", id="at once"),
        pytest.param(STOPPED, "2026-11-20 05:00", "2026-11-20 07:30", id="in the morning"),
        pytest.param(replace(HELD, hold="klacht"), "2026-12-11 09:00", None, id="held back"),
        pytest.param(replace(HELD, stage=Stage.DESTROYED), "2026-12-11 09:00", None, id="destroyed"),
        pytest.param(traject(Stage.PLANNED), "2026-12-11 09:00", "2031-11-03 07:30", id="planned: only the limit"),
    ],
)  # fmt: skip
def test_next_due_at(start: Traject, now: str, expected: str | None) -> None:
    assert next_due_at(start, context(now)) == (local(expected) if expected else None)


def test_nothing_is_said_twice_on_one_day() -> None:
    once = replace(REGISTERED, sent=(Sent("destruction-reminder", local("2027-06-11 15:00"), step=1),))
    assert due(once, context("2027-06-11 16:00"), questions) == (once, ())


@pytest.mark.parametrize("stage", [Stage.REREGISTERED, Stage.STOPPED])
def test_past_the_limit_she_is_asked_every_week_and_told_why(stage: Stage) -> None:
    there = traject(
        stage, "2026-10-20 09:00", opened_at=local("2021-10-01 09:00"), held_on=date(2021, 12, 2), no_followups=True
    )
    walk = called(there, local("2026-10-20 09:00"), local("2026-12-20 00:00"))
    assert [at for at, _ in walk.mails] == [
        "2026-10-20 09:00", "2026-11-19 07:30", "2026-12-01 07:30", "2026-12-08 07:30", "2026-12-15 07:30"
    ]  # fmt: skip
    views = [m.view for _, e in walk.said for m in mails((e,)) if isinstance(m.view, DestructionReminder)]
    assert [v.limit for v in views] == [None, None, *[date(2026, 12, 1)] * 3]

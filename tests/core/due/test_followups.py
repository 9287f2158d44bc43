"""The years after a conversation: on which day what is written, and when it stops."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from support.trajects import REF, Change, called, context, local, traject

from bot.core.decision import Ask, SpecialistMail
from bot.core.due.years.followups import Followed, cycle_day, due_followups, followup, later, window
from bot.core.due.years.silence import due_silence
from bot.core.traject.stages import Stage
from bot.core.traject.value import Sent
from bot.core.views import FollowupCycle, FollowupYearly

HELD_ON = date(2026, 12, 10)
DONE = traject(
    Stage.REREGISTERED, "2027-06-11 15:00", held_on=HELD_ON, reregistered_on=date(2027, 6, 4), told=("report-awaited",)
)
HELD = traject(Stage.HELD, "2026-12-10 20:00", held_on=HELD_ON)


def refused(t: object) -> object:
    return replace(t, no_followups=True)  # type: ignore[type-var]


@pytest.mark.parametrize(
    ("start", "script", "expected"),
    [
        pytest.param(
            DONE,
            {},
            ("2027-12-10 08:30 yearly/1", "2028-12-11 08:30 yearly/2", "2029-12-10 08:30 yearly/3", "2030-12-10 08:30 cycle/1"),
            id="each year, then the cycle, on working days",
        ),
        pytest.param(DONE, {local("2027-12-11 09:00"): refused}, ("2027-12-10 08:30 yearly/1",), id="his word ends it"),
        pytest.param(replace(DONE, hold="klacht"), {}, (), id="held back"),
        pytest.param(replace(DONE, stage=Stage.STOPPED), {}, (), id="stopped"),
        pytest.param(replace(DONE, held_on=None), {}, (), id="no conversation on record"),
    ],
)  # fmt: skip
def test_the_days(start: object, script: dict[object, Change], expected: tuple[str, ...]) -> None:
    walk = called(start, local("2027-06-11 15:00"), local("2032-01-01 00:00"), script)  # type: ignore[arg-type]
    found = tuple(f"{at} {key.removeprefix('followup-')}" for at, key in walk.mails if key.startswith("followup"))
    assert found == expected


def test_after_an_outage_only_the_latest_is_written() -> None:
    (mail,) = due_followups(DONE, context("2028-12-12 09:00"))
    assert isinstance(mail, SpecialistMail)
    assert mail.view == FollowupYearly(REF, "Jan Bakker", HELD_ON, 2)
    later_on = replace(DONE, sent=(Sent(FollowupYearly.KIND, local("2028-12-12 09:00"), key=mail.key),))
    assert due_followups(later_on, context("2028-12-13 09:00")) == ()
    assert due_followups(DONE, context("2029-04-02 09:00")) == ()


@pytest.mark.parametrize("clock", ["2027-12-09 12:00", "2027-12-10 08:29", "2027-12-10 17:30", "2027-12-11 10:00"])
def test_not_before_its_day_nor_out_of_hours(clock: str) -> None:
    assert due_followups(DONE, context(clock)) == ()


@pytest.mark.parametrize(
    ("ends", "day"),
    [
        pytest.param(None, "2030-12-10", id="not known"),
        pytest.param("2027-05-01", "2030-12-10", id="long before"),
        pytest.param("2031-03-01", "2031-03-01", id="not before the registration has ended"),
        pytest.param("2031-11-30", "2031-06-10", id="with half a year left at least"),
    ],
)
def test_the_day_of_the_cycle(ends: str | None, day: str) -> None:
    until = date.fromisoformat(ends) if ends else None
    assert cycle_day(Followed(REF, "Jan", HELD_ON, until)).isoformat() == day


def test_what_the_cycle_tells() -> None:
    known = Followed(REF, "Jan", HELD_ON, date(2027, 5, 1))
    mail = followup(known, frozenset(), context("2030-12-10 09:00"))
    assert mail is not None
    assert mail.view == FollowupCycle(REF, "Jan", HELD_ON, date(2031, 12, 10), date(2027, 5, 1), date(2032, 5, 1))


def test_whatever_the_days_he_hears_of_the_cycle_once_in_time_and_never_in_vain() -> None:
    """Random conversations and registrations: the cycle comes once, with room left, and never on a day that is none."""
    rng = Random(7)
    for _ in range(300):
        held = date(2020, 1, 1) + timedelta(rng.randrange(4000))
        ends = held + timedelta(rng.randrange(1, 5 * 366)) if rng.random() < 0.6 else None
        day = cycle_day(Followed(REF, "Jan", held, ends))
        assert later(held, 4) <= day <= later(held, 5) - timedelta(183)
        if ends is not None and ends <= later(held, 5) - timedelta(183):
            assert day >= ends
        first, last = window(ends) if ends else (held, held)
        assert first <= last


def test_on_the_29th_of_february() -> None:
    assert later(date(2028, 2, 29), 1) == date(2029, 2, 28)
    assert later(date(2028, 2, 29), 4) == date(2032, 2, 29)


def test_ten_working_days_after_the_conversation_she_is_asked_for_the_report_once() -> None:
    walk = called(HELD, local("2026-12-10 20:00"), local("2027-05-01 00:00"))
    assert [(f"{at:%Y-%m-%d %H:%M}", e.kind) for at, e in walk.said if isinstance(e, Ask)] == [
        ("2026-12-24 06:30", "report-awaited")
    ]
    sent = replace(HELD, sent=(Sent("report", local("2026-12-17 10:00")),))
    assert due_silence(sent, context("2027-01-04 09:00")) == (sent, ())


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        pytest.param({}, ["2027-06-08", "2027-07-08", "2027-08-09"], id="180 days after the conversation"),
        pytest.param({"registered_until": date(2028, 4, 30)}, ["2028-05-01", "2028-05-31", "2028-06-30"], id="when the registration has ended"),
    ],
)  # fmt: skip
def test_who_is_silent_is_asked_three_times_and_then_she_hears_it(change: dict[str, object], asked: list[str]) -> None:
    start = replace(HELD, told=("report-awaited",), **change)  # type: ignore[arg-type]
    walk = called(start, local("2026-12-10 20:00"), local("2029-01-01 00:00"))
    assert [at[:10] for at, key in walk.mails if key.startswith("rereg")] == asked
    (told,) = [(at, e) for at, e in walk.said if isinstance(e, Ask)]
    assert told[1].kind == "reregistration-silent"
    assert told[0] > local(f"{asked[-1]} 09:00") + timedelta(28)


def test_another_day_begins_the_asking_anew() -> None:
    start = replace(HELD, told=("report-awaited",))
    later_on: Change = lambda t: replace(t, ask_again_on=date(2028, 5, 1))  # noqa: E731
    walk = called(start, local("2026-12-10 20:00"), local("2029-01-01 00:00"), {local("2027-12-01 10:00"): later_on})
    assert [at[:10] for at, key in walk.mails if key.startswith("rereg")] == [
        "2027-06-08", "2027-07-08", "2027-08-09", "2028-05-01", "2028-05-31", "2028-06-30"
    ]  # fmt: skip
    assert len([e for _, e in walk.said if isinstance(e, Ask)]) == 2

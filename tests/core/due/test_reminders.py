"""Who is reminded when: the story's dates, weekends and holidays, absence, outage, pause and the last step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.trajects import (
    ONE_GROUP,
    REF,
    Change,
    answered,
    called,
    came,
    combined,
    context,
    local,
    mails,
    mornings,
    people,
    questions,
    traject,
    walked,
)  # fmt: skip

from bot.core.decision import Ask, Enclosed, RespondentMail, SpecialistMail
from bot.core.due.reminders import due_reminders, still_wanted
from bot.core.due.shortage import name_days, names_asked, shortage
from bot.core.due.waiting import waits
from bot.core.traject.rules import DEFAULT_GROUPS, TrajectRules
from bot.core.traject.stages import Stage
from bot.core.traject.value import Disposition, Outcome, Sent, Traject
from bot.core.views import MoreRespondentsNeeded, RespondentReminder

ONE = traject(respondents=people(1))
RUSH = replace(ONE, rush=True)


def reminders(*days: str, kind: str = "respondent-reminder/r1") -> tuple[tuple[str, str], ...]:
    return tuple((f"{day} 08:30", f"{kind}/{step}") for step, day in enumerate(days, 1))


def only(kind: str, found: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((at, key) for at, key in found if key.startswith(kind))


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        pytest.param(
            ONE,
            ("2026-11-11", "2026-11-18", "2026-11-25", "2026-12-02", "2026-12-09", "2026-12-16"),
            id="weekly and six times",
        ),
        pytest.param(
            RUSH,
            ("2026-11-09", "2026-11-11", "2026-11-13", "2026-11-16", "2026-11-19", "2026-11-23"),
            id="rush: day 3 is a Saturday, day 6 keeps its distance",
        ),
        pytest.param(
            replace(ONE, respondents=people(1, listed="2026-11-18 23:50")),
            ("2026-11-25", "2026-12-02", "2026-12-09", "2026-12-16", "2026-12-23", "2026-12-30"),
            id="listed just before midnight",
        ),
        pytest.param(
            replace(ONE, respondents=people(1, listed="2026-12-04 12:00")),
            ("2026-12-11", "2026-12-18", "2026-12-28", "2027-01-04", "2027-01-11", "2027-01-18"),
            id="Christmas and new year",
        ),
        pytest.param(
            replace(ONE, respondents=people(1, listed="2026-10-20 00:10")),
            ("2026-10-27", "2026-11-03", "2026-11-10", "2026-11-17", "2026-11-24", "2026-12-01"),
            id="over the end of summer time",
        ),
        pytest.param(
            replace(ONE, respondents=people(1, listed="2027-03-22 09:00")),
            ("2027-03-30", "2027-04-05", "2027-04-12", "2027-04-19", "2027-04-26", "2027-05-03"),
            id="over its beginning, Easter Monday",
        ),
    ],
)
def test_days_of_the_reminders(start: Traject, expected: tuple[str, ...]) -> None:
    first, last = local("2026-10-20 00:00"), local("2027-05-20 00:00")
    found = called(start, max(first, start.respondents[0].listed_at), last).mails
    assert only("respondent-reminder", found) == reminders(*expected)


@pytest.mark.parametrize(
    ("clock", "n"),
    [
        pytest.param("2026-11-10 17:29", 0, id="the evening before"),
        pytest.param("2026-11-11 08:29", 0, id="a minute early"),
        pytest.param("2026-11-11 08:30", 5, id="at half past eight"),
        pytest.param("2026-11-11 17:29", 5, id="the last minute"),
        pytest.param("2026-11-11 17:30", 0, id="not in the evening"),
        pytest.param("2026-11-12 03:00", 0, id="not at night"),
        pytest.param("2026-11-14 11:00", 0, id="not on Saturday"),
        pytest.param("2026-12-25 11:00", 0, id="not at Christmas"),
    ],
)
def test_only_in_the_window_of_a_working_day(clock: str, n: int) -> None:
    assert len(due_reminders(traject(), context(clock), questions)) == n


def test_the_mail_carries_the_form_and_the_questions() -> None:
    (mail,) = due_reminders(ONE, context("2026-11-11 08:30"), questions)
    assert isinstance(mail, RespondentMail)
    assert mail.view == RespondentReminder(
        REF, "Collega 1", "Jan Bakker", "1. Hoe werkt Jan Bakker samen? (r1)", step=1, first=True
    )
    assert (mail.respondent, mail.key, mail.step) == ("r1", f"{REF}/respondent-reminder/r1/1", 1)
    assert mail.enclosed == (Enclosed.WORD_FORM,)


@pytest.mark.parametrize(
    ("sent_at", "first"),
    [
        pytest.param("2026-11-05 09:00", False, id="they had a mail"),
        pytest.param("2026-11-03 09:00", True, id="only at the address that was wrong"),
    ],
)
def test_the_first_mail_says_so(sent_at: str, first: bool) -> None:
    before = replace(ONE, sent=(Sent("form-empty", local(sent_at), "r1"),))
    (mail,) = mails(due_reminders(before, context("2026-11-11 08:30"), questions))
    assert isinstance(mail.view, RespondentReminder)
    assert mail.view.first is first


def changed(**fields: object) -> Change:
    return lambda t: replace(t, respondents=tuple(replace(r, **fields) for r in t.respondents))  # type: ignore[arg-type]


def moved(stage: Stage) -> Change:
    return lambda t: replace(t, stage=stage)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(answered("r1"), id="answered"),
        pytest.param(came(Outcome.FORM_FOR_EYES, "r1"), id="answered for her eyes"),
        pytest.param(came(Outcome.DECLINED, "r1"), id="declined"),
        pytest.param(came(Outcome.WITHDRAWN, "r1"), id="withdrew"),
        pytest.param(came(Outcome.BOUNCED, "r1", detail="permanent:5.1.1"), id="bounced for good"),
        pytest.param(came(Outcome.AWAY, "r1", detail="2026-11-11"), id="away today"),
        pytest.param(changed(removed=True), id="removed"),
        pytest.param(changed(silent=True), id="not to be written to"),
        pytest.param(changed(address=""), id="without an address"),
        pytest.param(changed(group="elders"), id="in a group that is gone"),
        pytest.param(lambda t: replace(t, approved=True), id="she decided that it is enough"),
        pytest.param(moved(Stage.STARTED), id="no list yet"),
        pytest.param(moved(Stage.PAUSED), id="paused"),
        pytest.param(moved(Stage.READY), id="ready"),
        pytest.param(moved(Stage.PLANNED), id="planned"),
        pytest.param(moved(Stage.HELD), id="held"),
        pytest.param(moved(Stage.STOPPED), id="stopped"),
    ],
)
def test_who_is_not_reminded(change: Change) -> None:
    after = change(replace(ONE, opened_at=local("2026-11-04 09:00")))
    wanted = still_wanted(after, "respondent-reminder", "r1", context("2026-11-11 08:30"))
    effects = due_reminders(after, context("2026-11-11 08:30"), questions)
    assert not [m for m in mails(effects) if isinstance(m, RespondentMail)]
    assert wanted is bool(after.away_until("r1"))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(came(Outcome.BOUNCED, "r1", detail="temporary:4.2.2"), id="bounced for now"),
        pytest.param(came(Outcome.FORM_EMPTY, "r1"), id="sent an empty form"),
        pytest.param(came(Outcome.FORM_UNREADABLE, "r1"), id="sent an unreadable form"),
        pytest.param(came(Outcome.AWAY, "r1", detail="2026-11-10"), id="back today"),
    ],
)
def test_who_is_reminded_all_the_same(change: Change) -> None:
    after = change(ONE)
    assert len(due_reminders(after, context("2026-11-11 08:30"), questions)) == 1
    assert still_wanted(after, "respondent-reminder", "r1", context("2026-11-11 08:30"))


def test_a_complete_group_is_left_in_peace() -> None:
    """The other group, which is short, goes on."""
    two = traject(groups=DEFAULT_GROUPS[:2], respondents=(*people(7), *people(5, "artsen", start=11)))
    after = answered("r1", "r2", "r3", "r4", "r5")(two)
    (*found,) = mails(due_reminders(after, context("2026-11-11 08:30"), questions))
    assert [m.respondent for m in found if isinstance(m, RespondentMail)] == ["r11", "r12", "r13", "r14", "r15"]


@pytest.mark.parametrize(
    ("until", "told", "expected"),
    [
        pytest.param(
            "2026-11-20", "2026-11-05 12:00", (("2026-11-23", 2), ("2026-11-30", 3), ("2026-12-07", 4)),
            id="the story: away up to and including Friday, the step that was due on Monday",
        ),
        pytest.param(
            "2026-11-20", "2026-11-11 12:00", (("2026-11-11", 1), ("2026-11-23", 2), ("2026-11-30", 3)),
            id="told by the answer to the first reminder",
        ),
        pytest.param("2026-11-10", "2026-11-05 12:00", (("2026-11-11", 1), ("2026-11-18", 2)), id="back in time"),
        pytest.param("2026-11-13", "2026-11-05 12:00", (("2026-11-16", 1), ("2026-11-23", 2), ("2026-11-30", 3)), id="back after a weekend"),
        pytest.param("2026-12-24", "2026-11-05 12:00", (("2026-12-28", 6),), id="back after Christmas: only the last"),
    ],
)  # fmt: skip
def test_absence(until: str, told: str, expected: tuple[tuple[str, int], ...]) -> None:
    script = {local(told): came(Outcome.AWAY, "r1", told, until)}
    found = called(ONE, local("2026-11-04 09:00"), local("2027-01-01 00:00"), script).mails
    wanted = tuple((f"{day} 08:30", f"respondent-reminder/r1/{step}") for day, step in expected)
    assert only("respondent-reminder", found)[: len(wanted)] == wanted


@pytest.mark.parametrize(
    ("up", "expected"),
    [
        pytest.param("2026-11-19", (("2026-11-19", 2), ("2026-11-25", 3)), id="a day late: the next one on its day"),
        pytest.param("2026-11-24", (("2026-11-24", 2), ("2026-11-30", 3)), id="six days late: the next one waits"),
        pytest.param("2026-12-03", (("2026-12-03", 4), ("2026-12-09", 5)), id="weeks late: only the latest"),
        pytest.param("2027-06-01", (("2027-06-01", 6),), id="months late: only the last"),
    ],
)
def test_after_an_outage_only_the_latest_goes_out(up: str, expected: tuple[tuple[str, int], ...]) -> None:
    days = (*mornings("2026-11-04", "2026-11-11"), *mornings(up, "2027-07-01"))
    found = only("respondent-reminder", walked(ONE, days).mails)
    wanted = (("2026-11-11", 1), *expected)
    assert found[: len(wanted)] == tuple((f"{d} 08:30", f"respondent-reminder/r1/{s}") for d, s in wanted)


def test_rush_after_an_outage_keeps_two_days() -> None:
    found = walked(RUSH, mornings("2026-11-12", "2026-11-20")).mails
    expected = (("2026-11-12", 2), ("2026-11-16", 4), ("2026-11-19", 5))
    assert only("respondent-reminder", found) == tuple(
        (f"{d} 08:30", f"respondent-reminder/r1/{s}") for d, s in expected
    )


def test_a_clock_set_back_repeats_nothing() -> None:
    after = walked(ONE, mornings("2026-11-04", "2026-11-25")).traject
    again = walked(after, mornings("2026-11-04", "2026-11-25"))
    assert again.mails == ()


def test_a_corrected_address_is_counted_anew_but_six_is_all() -> None:
    corrected = {local("2026-11-20 10:00"): changed(listed_at=local("2026-11-20 10:00"), address="new@x.example")}
    found = called(ONE, local("2026-11-04 09:00"), local("2027-02-01 00:00"), corrected).mails
    expected = ("2026-11-11", "2026-11-18", "2026-11-27", "2026-12-04", "2026-12-11", "2026-12-18")
    assert only("respondent-reminder", found) == reminders(*expected)


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        pytest.param(TrajectRules(reminder_days=(1, 6, 11), reminder_max=3), ("11-05", "11-10", "11-16"), id="every five days"),
        pytest.param(TrajectRules(reminder_days=(), reminder_repeat_days=10, reminder_max=2), ("11-16", "11-24"), id="none named"),
        pytest.param(TrajectRules(reminder_max=1), ("11-11",), id="one is enough"),
        pytest.param(TrajectRules(reminder_max=0), (), id="none at all"),
    ],
)  # fmt: skip
def test_other_rules(rules: TrajectRules, expected: tuple[str, ...]) -> None:
    found = called(ONE, local("2026-11-04 09:00"), local("2027-01-01 00:00"), rules=rules).mails
    assert only("respondent-reminder", found) == reminders(*(f"2026-{day}" for day in expected))


@pytest.mark.parametrize(
    ("stage", "fields", "missing"),
    [
        pytest.param(Stage.STARTED, {"waived": ()}, ("list", "self_evaluation", "pop"), id="everything"),
        pytest.param(Stage.STARTED, {}, ("list",), id="only the list"),
        pytest.param(Stage.COLLECTING, {"waived": ()}, ("self_evaluation", "pop"), id="documents"),
        pytest.param(Stage.COLLECTING, {"waived": ("pop",)}, ("self_evaluation",), id="without POP"),
    ],
)
def test_the_specialist_is_reminded_too(stage: Stage, fields: dict[str, object], missing: tuple[str, ...]) -> None:
    before = traject(stage, **{"respondents": (), **fields})
    found = mails(due_reminders(before, context("2026-11-11 09:00"), questions))
    (mail,) = [m for m in found if m.view.KIND == "documents-reminder"]
    assert isinstance(mail, SpecialistMail)
    assert (mail.view.missing, mail.key) == (missing, f"{REF}/documents-reminder/{stage}/1")  # type: ignore[union-attr]
    assert still_wanted(before, "documents-reminder", "", context("2026-11-11 09:00"))


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(traject(), id="waived"),
        pytest.param(came(Outcome.DOCUMENT, detail="self_evaluation,pop")(traject(waived=())), id="come in"),
        pytest.param(traject(Stage.PAUSED, waived=()), id="paused"),
        pytest.param(traject(Stage.READY, waived=()), id="ready"),
    ],
)
def test_nothing_awaited_from_him(before: Traject) -> None:
    found = mails(due_reminders(before, context("2026-11-11 09:00"), questions))
    assert not [m for m in found if m.view.KIND == "documents-reminder"]
    assert not still_wanted(before, "documents-reminder", "", context("2026-11-11 09:00"))


def test_his_reminders_count_anew_in_the_next_stage_and_end() -> None:
    start = traject(Stage.STARTED, "2026-11-03 10:00", waived=(), respondents=())
    listed = {
        local("2026-11-12 10:00"): lambda t: replace(
            t.moved(Stage.COLLECTING, local("2026-11-12 10:00")), respondents=people(5)
        )
    }
    found = called(start, local("2026-11-03 10:00"), local("2027-03-01 00:00"), listed).mails
    assert only("documents-reminder", found) == (
        ("2026-11-10 08:30", "documents-reminder/started/1"),
        *reminders("2026-11-19", "2026-11-26", "2026-12-03", "2026-12-10", "2026-12-17", "2026-12-24",
                   kind="documents-reminder/collecting"),
    )  # fmt: skip


def test_coming_back_to_a_stage_makes_no_second_first_step() -> None:
    start = traject(since="2026-11-04 09:00", waived=("pop",), respondents=people(5))
    script = {
        local("2026-11-12 10:00"): lambda t: t.moved(Stage.PAUSED, local("2026-11-12 10:00")),
        local("2026-11-20 10:00"): lambda t: t.moved(Stage.COLLECTING, local("2026-11-20 10:00")),
    }
    found = called(start, local("2026-11-04 09:00"), local("2026-12-06 00:00"), script).mails
    assert only("documents-reminder", found) == reminders(
        "2026-11-11", "2026-11-27", "2026-12-04", kind="documents-reminder/collecting"
    )


def test_reminders_spent() -> None:
    """She decides, he is asked for names, weekly; a lower minimum ends it."""
    start = traject(respondents=people(6))
    three = {local("2026-11-10 09:00"): answered("r1", "r2", "r3")}
    lowered = {local("2027-01-14 10:00"): lambda t: replace(t, groups=(replace(t.groups[0], return_minimum=3),))}
    walk = called(start, local("2026-11-04 09:00"), local("2027-03-01 00:00"), {**three, **lowered})
    assert only("more-respondents", walk.mails) == (
        ("2026-12-28 08:30", "more-respondents-needed/vakgenoten//1"),
        ("2027-01-04 08:30", "more-respondents-needed/vakgenoten//2"),
        ("2027-01-11 08:30", "more-respondents-needed/vakgenoten//3"),
    )
    (ask,) = [e for _, e in walk.said if isinstance(e, Ask)]
    assert (ask.kind, ask.key) == ("reminders-spent", f"{REF}/reminders-spent/vakgenoten")
    assert ask.what.values == (("label", "Collega's van dezelfde discipline"),)
    assert [p.command for p in ask.proposals] == [
        f"akkoord {REF}", f"meer namen {REF} vakgenoten", "negeer NR"
    ]  # three is below the floor  # fmt: skip
    view = next(m.view for _, e in walk.said for m in mails((e,)) if m.view.KIND == MoreRespondentsNeeded.KIND)
    assert view == MoreRespondentsNeeded(REF, "Jan Bakker", (ONE_GROUP[0].label_nl,), ())


def test_new_names_give_new_hope_and_then_a_new_question() -> None:
    named = {
        local("2026-12-29 10:00"): lambda t: replace(
            t, respondents=(*t.respondents, *people(1, listed="2026-12-29 10:00", start=9))
        )
    }
    walk = called(traject(), local("2026-11-04 09:00"), local("2027-02-28 00:00"), named)
    assert [at for at, _ in only("more-respondents", walk.mails)][:2] == ["2026-12-28 08:30", "2027-02-22 08:30"]
    assert [e.key for _, e in walk.said if isinstance(e, Ask)] == [
        f"{REF}/reminders-spent/vakgenoten", f"{REF}/reminders-spent/vakgenoten"
    ]  # fmt: skip


def test_after_waiting_she_is_asked_once_more_and_he_is_asked_as_ever() -> None:
    """Whatever she answers the second time: of this shortage she has heard."""

    def she_waits(t: Traject) -> Traject:
        return waits(t, t.groups[0], context("2026-12-28 10:00"))[0]

    script = {local("2026-12-28 10:00"): she_waits, local("2027-01-05 09:00"): she_waits}
    start = traject(respondents=people(6))
    usual = called(start, local("2026-11-04 09:00"), local("2027-03-01 00:00"), {})
    walk = called(start, local("2026-11-04 09:00"), local("2027-03-01 00:00"), script)
    first, second, *last = [at for at, e in walk.said if isinstance(e, Ask)]
    assert (first, second) == (local("2026-12-28 08:30"), local("2027-01-04 07:30"))
    assert last == [at for at, e in usual.said if isinstance(e, Ask)][1:]
    assert walk.mails == usual.mails


def test_what_came_while_she_waited_is_not_asked_about() -> None:
    script = {
        local("2026-12-28 10:00"): lambda t: waits(t, t.groups[0], context("2026-12-28 10:00"))[0],
        local("2026-12-30 09:00"): answered("r1", "r2", "r3", "r4", "r5"),
    }
    walk = called(traject(respondents=people(6)), local("2026-11-04 09:00"), local("2027-03-01 00:00"), script)
    assert len([e for _, e in walk.said if isinstance(e, Ask)]) == 1


LOST = combined(*(came(Outcome.DECLINED, r) for r in ("r1", "r2")), answered("r3", "r4", "r5"))
NAMELESS = traject(respondents=tuple(replace(r, address="") for r in people(5)))


@pytest.mark.parametrize(
    ("before", "on"),
    [
        pytest.param(LOST(traject()), "2026-11-09", id="nobody left to wait for: on Monday"),
        pytest.param(traject(respondents=()), "2026-11-16", id="a group with nobody in it: after a week"),
        pytest.param(NAMELESS, "2026-11-16", id="no addresses: after a week"),
        pytest.param(replace(NAMELESS, rush=True), "2026-11-09", id="the same in a rush"),
        pytest.param(traject(respondents=tuple(replace(r, silent=True) for r in people(5))), "2026-12-07", id="silent"),
        pytest.param(
            combined(*(came(Outcome.AWAY, f"r{i}", detail="2027-09-01") for i in range(1, 6)))(traject()),
            "2026-12-28",
            id="away for a year: the time of all reminders",
        ),
        pytest.param(replace(RUSH, respondents=people(5)), "2026-11-30", id="spent in a rush"),
    ],
)
def test_when_a_group_is_given_up(before: Traject, on: str) -> None:
    walk = called(before, local("2026-11-04 18:00"), local("2027-01-20 00:00"))
    asked = only("more-respondents", walk.mails)
    assert asked[0][0] == f"{on} 08:30"
    assert "vakgenoten" in asked[0][1]
    assert len(asked) <= TrajectRules().reminder_max
    assert [e for _, e in walk.said if isinstance(e, Ask)] != []


def test_two_spent_groups_share_one_mail() -> None:
    two = traject(groups=DEFAULT_GROUPS[:2], respondents=())
    walk = called(two, local("2026-11-04 09:00"), local("2026-11-20 00:00"))
    assert [key for _, key in walk.mails] == ["more-respondents-needed/vakgenoten+artsen//1"]
    assert len([e for _, e in walk.said if isinstance(e, Ask)]) == 2


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(combined(), 0, id="five who may answer"),
        pytest.param(came(Outcome.DECLINED, "r1"), 1, id="one declined"),
        pytest.param(came(Outcome.BOUNCED, "r1", detail="permanent:5.1.1"), 1, id="one bounced"),
        pytest.param(combined(came(Outcome.DECLINED, "r1"), answered("r2", "r3")), 1, id="others answered"),
        pytest.param(combined(*(came(Outcome.DECLINED, f"r{i}") for i in range(1, 6))), 5, id="all declined"),
        pytest.param(lambda t: replace(t, respondents=people(9)), 0, id="more than enough"),
    ],
)
def test_shortage(change: Change, expected: int) -> None:
    assert shortage(change(traject()), ONE_GROUP[0]) == expected


DECLINED = came(Outcome.DECLINED, "r1")(traject())


def earlier(groups: str, at: str, number: int = 1) -> Traject:
    key = f"{REF}/more-respondents-needed/{groups}/{number}"
    return replace(DECLINED, sent=(Sent("more-respondents-needed", local(at), key=key),))


@pytest.mark.parametrize(
    ("before", "on"),
    [
        pytest.param(DECLINED, "2026-11-16", id="a name short: the first working day of next week"),
        pytest.param(traject(), "", id="enough who may answer"),
        pytest.param(earlier("/vakgenoten", "2026-11-09 08:30"), "2026-11-16", id="asked this week"),
        pytest.param(earlier("/vakgenoten", "2026-11-16 08:30"), "2026-11-23", id="asked on that Monday"),
        pytest.param(replace(DECLINED, approved=True), "", id="she decided that it is enough"),
        pytest.param(replace(DECLINED, stage=Stage.READY), "", id="ready"),
        pytest.param(replace(DECLINED, stage=Stage.PAUSED), "", id="paused"),
    ],
)
def test_when_names_are_asked_for(before: Traject, on: str) -> None:
    days = [str(day) for _, day in name_days(before, context("2026-11-10 12:00"), date(2026, 11, 10))]
    assert days == ([on] if on else [])


def test_names_are_asked_for_so_many_times_and_then_she_decides() -> None:
    start = replace(DECLINED, respondents=tuple(replace(r, silent=True) for r in DECLINED.respondents))
    walk = called(start, local("2026-11-10 12:00"), local("2027-06-01 00:00"))
    asked = only("more-respondents", walk.mails)
    assert len(asked) == TrajectRules().reminder_max
    assert {date.fromisoformat(at[:10]).weekday() for at, _ in asked} <= {0, 1}
    assert [e.kind for _, e in walk.said if isinstance(e, Ask)] != []


def test_he_never_hears_who_declined_nor_how_many_are_missing_h96() -> None:
    monday = context("2026-11-16 09:00")
    two = combined(came(Outcome.DECLINED, "r2"), came(Outcome.DECLINED, "r5"))(traject())
    (found,), (other,) = mails(names_asked(DECLINED, monday)), mails(names_asked(two, monday))
    assert (found.view, found.key) == (other.view, other.key)


@pytest.mark.parametrize(
    ("before", "kind", "expected"),
    [
        pytest.param(DECLINED, "more-respondents-needed", True, id="names, while a group is incomplete"),
        pytest.param(
            answered("r1", "r2", "r3", "r4", "r5")(traject()), "more-respondents-needed", False, id="complete"
        ),
        pytest.param(replace(DECLINED, stage=Stage.PAUSED), "more-respondents-needed", False, id="names, paused"),
        pytest.param(traject(Stage.HELD), "reregistration-question", True, id="held"),
        pytest.param(traject(Stage.REREGISTERED), "reregistration-question", False, id="answered meanwhile"),
        pytest.param(traject(Stage.HELD, ask_again_on=date(2027, 5, 1)), "reregistration-question", False, id="later"),
        pytest.param(traject(Stage.HELD, hold="zaak"), "reregistration-question", False, id="held back"),
        pytest.param(traject(Stage.REREGISTERED), "destruction-reminder", True, id="to be destroyed"),
        pytest.param(traject(Stage.DESTROYED), "destruction-reminder", False, id="destroyed"),
        pytest.param(traject(Stage.DESTROYED), "destroyed", True, id="another kind"),
        pytest.param(traject(), "invitation", True, id="an invitation"),
    ],
)
def test_still_wanted(before: Traject, kind: str, expected: bool) -> None:
    assert still_wanted(before, kind, "r1", context("2026-11-11 08:30")) is expected


def test_an_answer_that_was_taken_back_is_awaited_again() -> None:
    back = replace(traject(), valid=(Disposition(7, Outcome.TAKEN_BACK, local("2026-11-10 12:00"), "r1"),))
    assert len(due_reminders(back, context("2026-11-11 08:30"), questions)) == 5

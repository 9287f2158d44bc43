"""The same words again: to another offer they say something else, and so does a calendar that names another moment."""

from __future__ import annotations

import pytest
from support.calendars import apple, google, outlook
from support.servers.smtp import Received
from support.stories.appointment import answer, calendar_part, event, planned, said
from support.stories.dialogue import ready
from support.stories.phone import Phone, buttons
from support.stories.practice import JAN, SHE, Practice

HIM = f"Jan Bakker <{JAN}>"
SECRETARY = "Marga Visser <secr.cardio@ziekenhuis.example>"


def to_his_calendar(p: Practice) -> list[str]:
    """The moments of all invitations that he got, in UTC."""
    return [str(event(r)["DTSTART"].to_ical(), "ascii") for r in p.sent("appointment", JAN)]


@pytest.mark.parametrize("words", ["Ja, graag.", "1", "Prima, tot dan."])
def test_the_same_yes_to_another_offer_on_one_day_invites_him_again(practice_run: Practice, words: str) -> None:
    p = practice_run
    opened = ready(p)
    for hour, moment in enumerate(("2026-12-10 14:00", "2026-12-14 10:00", "2026-12-16 11:00")):
        p.command(f"plan {opened.ref} {moment}")
        p.round(f"2026-11-24 {10 + hour}:00")
        p.reply(p.sent("date-options", JAN)[-1], HIM, words)
        p.round(f"2026-11-24 {10 + hour}:20")
    assert to_his_calendar(p) == ["20261210T130000Z", "20261214T090000Z", "20261216T100000Z"]
    assert [event(r)["SEQUENCE"] for r in p.sent("appointment", JAN)] == [0, 1, 2]
    assert all(calendar_part(r).get_param("method") == "REQUEST" for r in p.sent("appointment", JAN))


def test_the_same_yes_to_the_same_offer_invites_nobody_again(practice_run: Practice) -> None:
    p = practice_run
    opened = ready(p)
    p.command(f"plan {opened.ref} 2026-12-10 14:00")
    p.round("2026-11-24 10:00")
    for minute in (10, 20, 30):
        p.reply(p.sent("date-options", JAN)[0], HIM, "Ja, graag.")
        p.round(f"2026-11-24 10:{minute}")
    assert to_his_calendar(p) == ["20261210T130000Z"]
    assert not p.sent("decision-needed", SHE)


def test_the_same_words_about_another_appointment_are_asked_about_anew(practice_run: Practice) -> None:
    p = practice_run
    opened = planned(p)
    p.reply(p.sent("appointment", JAN)[-1], HIM, "Kan het een uur later?")
    p.round("2026-11-24 11:00")
    p.reply(p.sent("appointment", JAN)[-1], HIM, "Kan het een uur later?")
    p.round("2026-11-24 11:10")
    assert len(p.sent("decision-needed", SHE)) == 1
    p.command(f"afspraak {opened.ref} 2026-12-17 15:00")
    p.round("2026-11-24 11:20")
    p.reply(p.sent("appointment", JAN)[-1], HIM, "Kan het een uur later?")
    p.round("2026-11-24 11:30")
    assert "de afspraak van donderdag 17 december 2026 om 15:00 uur" in said(p.sent("decision-needed", SHE)[-1])
    assert len(p.sent("decision-needed", SHE)) == 2


@pytest.mark.parametrize("written", [outlook, google, apple])
def test_a_calendar_that_proposes_another_moment_is_asked_about_anew(practice_run: Practice, written: object) -> None:
    """The question about the moment that he took back is no longer there."""
    assert callable(written)
    p = practice_run
    planned(p)
    for hour, start in enumerate(("20261217T140000Z", "20261218T090000Z", "20261218T090000Z")):
        counter = written("TENTATIVE", f"DTSTART:{start}", 0, "COUNTER").replace("20261109T", f"2026112{hour}T")
        answer(p, p.sent("appointment", JAN)[0], counter, "COUNTER")
        p.round(f"2026-11-24 {11 + hour}:00")
    first, second = p.sent("decision-needed", SHE)
    assert buttons(first)[0][0] == "Afspraak op donderdag 17 december, 15:00 uur"
    assert buttons(second)[0][0] == "Afspraak op vrijdag 18 december, 10:00 uur"
    with p.app.workshop.book() as book:
        (question,) = book.questions()
    assert question.number == 2
    Phone(p).reply(second, "ja, vrijdag")
    p.round("2026-11-24 14:00")
    assert to_his_calendar(p)[-1] == "20261218T090000Z"


def test_a_calendar_that_declines_after_it_proposed_leaves_one_question(practice_run: Practice) -> None:
    p = practice_run
    planned(p)
    invited: Received = p.sent("appointment", JAN)[0]
    answer(p, invited, outlook("TENTATIVE", "DTSTART:20261217T140000Z", 0, "COUNTER"), "COUNTER")
    p.round("2026-11-24 11:00")
    answer(p, invited, outlook("DECLINED", sequence=0))
    p.round("2026-11-24 11:10")
    with p.app.workshop.book() as book:
        assert [q.kind for q in book.questions()] == ["calendar-declined"]


def test_his_secretary_proposes_twice_and_the_last_moment_is_the_one_asked_about(practice_run: Practice) -> None:
    p = practice_run
    planned(p)
    for hour, start in enumerate(("20261217T140000Z", "20261218T090000Z")):
        counter = google("TENTATIVE", f"DTSTART:{start}", 0, "COUNTER")
        answer(p, p.sent("appointment", JAN)[0], counter, "COUNTER", SECRETARY)
        p.round(f"2026-11-24 {11 + hour}:00")
    with p.app.workshop.book() as book:
        (question,) = book.questions()
    assert ("new", "2026-12-18T10:00:00+01:00") in question.what.values

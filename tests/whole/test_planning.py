"""A conversation is planned by mail, over real IMAP and SMTP: her command, his choice, both calendars."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
from support.calendars import apple, google, outlook
from support.stories.appointment import answer, calendar_part, event, planned, said
from support.stories.dialogue import collecting, ready
from support.stories.phone import Phone
from support.stories.practice import INFO, JAN, SHE, Practice, decoded, enclosures, parsed

from bot.shell.operator.status import overview


def stage(p: Practice) -> str:
    return str(json.loads(next(iter(overview(p.settings, None, datetime.now(UTC), as_json=True))))["stage"])


def test_she_offers_he_chooses_and_both_calendars_know(practice_run: Practice) -> None:
    p = practice_run
    opened = ready(p)
    p.reply(p.sent("ready", SHE)[0], f"A. de Vries <{SHE}>", "plan donderdag 10 dec 14.00 of vrijdag 11 dec half tien")
    p.round("2026-11-24 10:00")
    (offer,) = p.sent("date-options", JAN)
    assert "1. donderdag 10 december 2026 om 14:00 uur" in said(offer)
    assert "2. vrijdag 11 december 2026 om 09:30 uur" in said(offer)
    p.reply(offer, f"Jan Bakker <{JAN}>", "De eerste graag.\n\nVerstuurd vanaf mijn iPhone")
    p.round("2026-11-24 11:00")
    his, hers = (p.sent("appointment", to)[0] for to in (JAN, SHE))
    assert event(his)["DTSTART"].to_ical() == event(hers)["DTSTART"].to_ical() == b"20261210T130000Z"
    assert (event(his)["SEQUENCE"], event(his)["UID"]) == (0, event(hers)["UID"])
    assert event(his)["ORGANIZER"] == f"mailto:{INFO}"
    assert (event(his)["ATTENDEE"], event(his)["ATTENDEE"].params["RSVP"]) == (f"mailto:{JAN}", "TRUE")
    assert event(hers)["ATTENDEE"] == f"mailto:{SHE}"
    assert SHE not in str(event(his).to_ical())
    assert [n for n in enclosures(parsed(his)) if n.endswith(".ics")] == [f"Uitnodiging {opened.ref}.ics"]
    kinds = [part.get_content_type() for part in parsed(his).walk()]
    assert kinds == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    assert stage(p) == "planned"


def test_none_of_these_is_put_before_her_with_a_button_for_each(practice_run: Practice) -> None:
    p = practice_run
    opened = ready(p)
    p.command(f"plan {opened.ref} 2026-12-10 14:00; 2026-12-11 09:30")
    p.round("2026-11-24 10:10")
    p.reply(p.sent("date-options", JAN)[0], f"Jan Bakker <{JAN}>", "Helaas, geen van deze momenten lukt.")
    p.round("2026-11-24 11:00")
    (asked,) = p.sent("decision-needed", SHE)
    buttons = unquote(said(asked).replace(" ", ""))
    assert f"subject=afspraak {opened.ref} 2026-12-11 09:30" in buttons
    assert "Afspraak op vrijdag 11 december, 09:30 uur" in said(asked)
    p.command(f"afspraak {opened.ref} 2026-12-11 09:30")
    p.round("2026-11-24 12:00")
    assert [k for k in p.kinds(JAN) if k == "appointment"] == ["appointment"]
    p.round("2026-11-25 07:30")
    assert "geen van de voorgestelde momenten" not in said(p.sent("digest", SHE)[-1]).casefold()  # it is settled


def test_his_calendar_declines_she_moves_and_he_accepts(practice_run: Practice) -> None:
    p = practice_run
    opened = planned(p)
    answer(p, p.sent("appointment", JAN)[0], outlook("DECLINED", sequence=0))
    p.round("2026-11-24 11:00")
    assert stage(p) == "ready"
    assert "de uitnodiging is geweigerd" in said(p.sent("decision-needed", SHE)[-1])
    p.command(f"afspraak {opened.ref} donderdag 17 dec 14u")
    p.round("2026-11-24 12:00")
    first, moved = p.sent("appointment", JAN)
    assert (event(moved)["UID"], event(moved)["SEQUENCE"]) == (event(first)["UID"], 1)
    assert "verzet naar" in decoded(parsed(moved)["Subject"])
    answer(p, moved, google("ACCEPTED", sequence=1))
    p.round("2026-11-24 13:00")
    assert stage(p) == "planned"
    sent = len(p.sent())
    answer(p, moved, google("DECLINED", sequence=0))  # late, to the first one
    p.round("2026-11-24 14:00")
    assert (stage(p), len(p.sent())) == ("planned", sent)


def test_his_calendar_proposes_and_one_tap_agrees(practice_run: Practice) -> None:
    p = practice_run
    opened = planned(p)
    counter = apple("TENTATIVE", "DTSTART;TZID=Europe/Amsterdam:20261217T150000", 0, "COUNTER")
    answer(p, p.sent("appointment", JAN)[0], counter, "COUNTER")
    p.round("2026-11-24 11:00")
    asked = p.sent("decision-needed", SHE)[-1]
    assert "stelt voor: donderdag 17 december 2026 om 15:00 uur" in said(asked)
    p.mail(f"A. de Vries <{SHE}>", f"afspraak {opened.ref} 2026-12-17 15:00")
    p.round("2026-11-24 12:00")
    assert event(p.sent("appointment", JAN)[-1])["DTSTART"].to_ical() == b"20261217T140000Z"


def test_it_is_called_off_by_afspraak_and_by_stop(practice_run: Practice) -> None:
    p = practice_run
    opened = planned(p)
    p.command(f"afspraak {opened.ref} vervalt")
    p.round("2026-11-24 11:00")
    for to in (JAN, SHE):
        made, off = p.sent("appointment", to)
        assert calendar_part(off).get_param("method") == "CANCEL"
        assert (event(off)["UID"], event(off)["SEQUENCE"], event(off)["STATUS"]) == (event(made)["UID"], 1, "CANCELLED")
    assert stage(p) == "ready"
    p.command(f"afspraak {opened.ref} 2026-12-11 09:30")
    p.round("2026-11-24 12:00")
    p.command(f"stop {opened.ref}")
    p.round("2026-11-24 13:00")
    assert [event(r)["SEQUENCE"] for r in p.sent("appointment", JAN)] == [0, 1, 2, 3]
    assert event(p.sent("appointment", JAN)[-1])["STATUS"] == "CANCELLED"


CALLS_OFF = (
    "Ik moet helaas afzeggen.",
    "Kan het een uur later?",
    "Toch liever een andere dag, ik ben verhinderd.",
    "Sorry, something came up: I need to cancel.",
    "Ik kan 10 december niet.",
)


@pytest.mark.parametrize("words", CALLS_OFF)
@pytest.mark.parametrize("quoted", [True, False])
def test_what_he_writes_about_the_appointment_is_asked_about_as_such(
    practice_run: Practice, words: str, quoted: bool
) -> None:
    p = practice_run
    opened = planned(p)
    (made,) = p.sent("appointment", JAN)
    if quoted:
        p.reply(made, f"Jan Bakker <{JAN}>", words)
    else:
        p.mail(f"Jan Bakker <{JAN}>", f"Afspraak {opened.ref}", words)
    p.round("2026-11-24 11:00")
    asked = said(p.sent("decision-needed")[-1])
    assert "over de afspraak van donderdag 10 december 2026 om 14:00 uur" in asked
    assert "Afspraak vervalt" in asked
    assert stage(p) == "planned"
    p.command(f"afspraak {opened.ref} vervalt")
    p.round("2026-11-24 12:00")
    with p.app.workshop.book() as book:
        assert not [q for q in book.questions(opened.ref) if q.kind == "about-appointment"]
    assert stage(p) == "ready"


def test_he_is_reminded_and_a_conversation_that_was_held_before_is_taken_out_of_the_calendars(
    practice_run: Practice,
) -> None:
    p = practice_run
    opened = planned(p)
    p.round("2026-12-08 08:30")
    (reminder,) = p.sent("appointment-reminder", JAN)
    assert "portfolio" in said(reminder)
    p.command(f"gesprek {opened.ref} vandaag")
    p.round("2026-12-08 18:00")
    assert event(p.sent("appointment", JAN)[-1])["STATUS"] == "CANCELLED"
    p.round("2026-12-10 09:00")
    assert len(p.sent("appointment-reminder")) == 1


def test_her_own_calendar_gets_no_list_of_commands(practice_run: Practice) -> None:
    p = practice_run
    planned(p)
    sent = len(p.sent())
    answer(p, p.sent("appointment", SHE)[0], google("ACCEPTED", sequence=0), sender=f"A. de Vries <{SHE}>")
    p.round("2026-11-24 11:00")
    assert len(p.sent()) == sent


def test_a_rush_traject_shows_the_days_left_in_every_notice(practice_run: Practice) -> None:
    p = practice_run
    p.command(f"start {JAN} Jan Bakker spoed gesprek vóór 2026-11-20")
    p.round("2026-11-03 10:00")
    assert "Spoed: nog 17 dagen, het gesprek moet vóór vrijdag 20 november plaatsvinden." in said(
        p.sent("command-result", SHE)[-1]
    )
    assert "Spoed" not in said(p.sent("traject-started", JAN)[-1])
    p.round("2026-11-13 07:30")
    asked = said(p.sent("decision-needed", SHE)[-1])
    assert "Het gesprek moet vóór 20 november 2026 plaatsvinden, over 7 dagen. Er is nog geen afspraak." in asked
    assert asked.count("Spoed: nog 7 dagen") == 1


def test_a_destruction_calls_it_off_in_both_calendars_before_all_is_gone(practice_run: Practice) -> None:
    p = practice_run
    opened = planned(p)
    p.command(f"vernietig {opened.ref}")
    p.round("2026-11-24 11:00")
    p.reply(p.sent("destruction-confirm", SHE)[0], f"A. de Vries <{SHE}>", "ja")
    p.round("2026-11-24 11:10")
    assert len(p.sent("appointment", JAN)) == 1  # there are days left to think
    p.round("2026-11-26 08:30")
    assert [event(p.sent("appointment", to)[-1])["STATUS"] for to in (JAN, SHE)] == ["CANCELLED", "CANCELLED"]
    assert stage(p) == "planned"
    p.round("2026-11-26 08:40")
    assert stage(p) == "destroyed"
    assert p.kinds(JAN)[-2:] == ["appointment", "destroyed"]


def test_an_appointment_that_passed_is_asked_about_and_one_tap_answers(practice_run: Practice) -> None:
    p = practice_run
    planned(p)
    p.round("2026-12-14 07:30")
    (asked,) = p.sent("decision-needed", SHE)
    assert "De afspraak was op donderdag 10 december 2026 om 14:00 uur. Is het gesprek gevoerd?" in said(asked)
    Phone(p).tap(asked, "Gesprek gevoerd")
    p.round("2026-12-14 09:00")
    assert stage(p) == "held"
    p.round("2026-12-16 09:00")
    assert len(p.sent("decision-needed", SHE)) == 1
    with p.app.workshop.book() as book:
        assert [q.kind for q in book.questions()] == []


def test_what_her_command_sends_to_him_never_waits_for_a_cap(practice_run: Practice) -> None:
    p = practice_run
    opened = planned(p)
    for hour in range(9, 18):
        before = len(p.sent("appointment", JAN))
        p.command(f"afspraak {opened.ref} 2026-12-{hour + 1} {hour}:00")
        p.round(f"2026-11-24 {hour + 2}:10")
        assert len(p.sent("appointment", JAN)) == before + 1, hour
    p.command(f"afspraak {opened.ref} vervalt")
    p.round("2026-11-24 20:30")
    assert event(p.sent("appointment", JAN)[-1])["STATUS"] == "CANCELLED"


@pytest.mark.parametrize("new", [False, True], ids=["in reply", "new"])
@pytest.mark.parametrize(
    "said_by_him",
    [
        "Het gesprek van 10 december kan helaas niet doorgaan. Mijn POP stuur ik volgende week.",
        "Ik stuur mijn POP volgende week. En 10 december lukt me toch niet.",
        "Helaas verhinderd op de 10e. Ik kom er volgende week op terug.",
        "Ik ben 10 december verhinderd. Peer Dekker is vervangen door Ko Kraan, k.kraan@ziekenhuis.example, cardioloog.",
        "Vrijdag 11 december 10:00 zou mij beter uitkomen. Graag toevoegen: Ko Kraan, k.kraan@ziekenhuis.example, cardioloog.",
    ],
)
def test_what_he_says_of_the_appointment_is_asked_about_beside_the_rest(
    practice_run: Practice, said_by_him: str, new: bool
) -> None:
    p = practice_run
    opened = collecting(p)
    p.command(f"afspraak {opened.ref} 2026-12-10 14:00")
    p.round("2026-11-24 10:30")
    invited = p.sent("appointment", JAN)[-1]
    if new:
        p.mail(f"Jan Bakker <{JAN}>", f"Bericht [{opened.ref}]", said_by_him)
    else:
        p.reply(invited, f"Jan Bakker <{JAN}>", said_by_him)
    p.round("2026-11-24 11:00")
    with p.app.workshop.book() as book:
        asked = [q.what.code for q in book.questions(opened.ref)]
    assert "about-appointment" in asked, asked


def test_what_is_not_about_the_appointment_asks_nothing(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.command(f"afspraak {opened.ref} 2026-12-10 14:00")
    p.round("2026-11-24 10:30")
    for minute, words in enumerate(("Mijn POP stuur ik volgende week.", "Dank u wel!"), 10):
        p.mail(f"Jan Bakker <{JAN}>", f"Bericht [{opened.ref}]", words)
        p.round(f"2026-11-24 11:{minute}")
    with p.app.workshop.book() as book:
        assert [q.what.code for q in book.questions(opened.ref)] == []


@pytest.mark.parametrize("below", ["{}", "\n{}", "Beste bot,\n\n{}\n\nGroet, Anna"])
def test_a_list_of_one_person_is_a_list(practice_run: Practice, below: str) -> None:
    p = practice_run
    opened = collecting(p)
    p.mail(
        f"A. de Vries <{SHE}>",
        f"lijst {opened.ref}",
        below.format("Nico Noord, n.noord@ziekenhuis.example, cardioloog"),
    )
    p.round("2026-11-24 11:00")
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
    assert traject is not None
    assert "Nico Noord" in {r.name for r in traject.respondents}

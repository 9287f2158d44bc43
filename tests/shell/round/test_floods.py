"""What is sent stays within its caps: answers, repetitions, confirmations, and masses that nobody asked for."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from support.paper import PaperPractice, paper_practice
from support.stories.dialogue import ALL, Opened, collecting, send_form
from support.stories.people import DOCTORS, OTHERS, PEERS, fill, scores
from support.stories.practice import JAN, SHE, at, kind_of, parsed, text_of

from bot.core.questions import MASS_SEND

MASS = len(ALL) + 1
"""A reminder for each respondent, and one for the specialist."""
HER = f"A. de Vries <{SHE}>"


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[PaperPractice]:
    """A practice in which nothing has happened yet."""
    with paper_practice(tmp_path) as p:
        yield p


@pytest.fixture
def few(tmp_path: Path) -> Iterator[PaperPractice]:
    """A practice that holds more than five unasked mails at once."""
    with paper_practice(tmp_path, more="mass_send_limit = 5") as p:
        yield p


def hand_in(
    p: PaperPractice, opened: Opened, person: tuple[str, str, str], score: str, body: str = "Zie bijlage."
) -> None:
    name, address, _ = person
    p.mail(f"{name} <{address}>", "Formulier", body, ("f.docx", fill(opened.form, scores(score=score))))


def held(p: PaperPractice) -> int:
    with p.app.workshop.book() as book:
        return book.held()


# -- answers -----------------------------------------------------------------------------------------------------------


def test_a_bot_that_answers_every_thanks_with_its_form_is_thanked_once(paper: PaperPractice) -> None:
    """Whatever it alters: Date, Message-ID, subject, the number of its ticket."""
    opened = collecting(paper)
    name, address, _ = PEERS[0]
    form = ("f.docx", fill(opened.form, scores()))
    for day in range(120):
        paper.mail(f"{name} <{address}>", f"Re: melding {day}", f"Ticket #{5000 + day}: bijgaand.", form)
        paper.round_at(at("2026-11-05 10:00") + timedelta(days=day))
    assert Counter(paper.kinds(address))["form-received"] == 1
    told = [text_of(parsed(r)).count("dezelfde mail kwam opnieuw") for r in paper.sent("digest")]
    assert 1 <= sum(told) <= 5


def test_a_person_who_sends_a_new_form_is_thanked_again(paper: PaperPractice) -> None:
    opened = collecting(paper)
    for hour, score in enumerate("2345"):
        hand_in(paper, opened, PEERS[0], score)
        paper.round(f"2026-11-05 1{hour}:00")
    assert paper.kinds(PEERS[0][1]).count("form-received") == 4


def test_answers_over_the_cap_are_recorded_and_not_sent_not_even_later(paper: PaperPractice) -> None:
    opened = collecting(paper)
    for number, score in zip(range(8), itertools.cycle("12345"), strict=False):
        name, address, _ = PEERS[0]
        form = fill(opened.form, scores(f"Uitleg {'abcdefgh'[number]}.", score))
        paper.mail(f"{name} <{address}>", "Formulier", "", ("f.docx", form))
    paper.round("2026-11-05 10:00")
    assert paper.kinds(PEERS[0][1]).count("form-received") == 6
    paper.round("2026-11-06 09:00")
    assert paper.kinds(PEERS[0][1]).count("form-received") == 6
    assert "het maximum aan antwoorden op één dag is bereikt" in text_of(parsed(paper.sent("digest")[-1]))
    hand_in(paper, opened, PEERS[0], "5", "Toch nog één.")
    paper.round("2026-11-06 10:00")
    assert paper.kinds(PEERS[0][1]).count("form-received") == 7


def test_the_same_question_is_a_question_again_after_a_day_of_silence(paper: PaperPractice) -> None:
    collecting(paper)
    for when in ("2026-11-05 09:00", "2026-11-05 11:00", "2026-11-12 09:00", "2026-11-19 09:00"):
        paper.mail(f"Jan Bakker <{JAN}>", "Stand", "Hoe staat het ermee?")
        paper.round(when)
    answered = [parsed(r)["Date"][5:11] for r in paper.sent("progress", JAN) if parsed(r)["In-Reply-To"]]
    assert answered == ["05 Nov", "12 Nov", "19 Nov"]


def test_who_asks_each_week_at_the_same_hour_is_answered_each_week(paper: PaperPractice) -> None:
    """Also in the week in which the clock is put forward, and that has an hour less."""
    collecting(paper)
    for week in range(24):
        paper.now = at("2026-11-11 08:40") + timedelta(weeks=week)
        paper.mail(f"Jan Bakker <{JAN}>", "Stand", "Hoe staat het ermee?")
        paper.round_at(paper.now)
    assert sum(parsed(r)["In-Reply-To"] is not None for r in paper.sent("progress", JAN)) == 24


def test_a_helpdesk_that_nobody_recognises_is_asked_about_once(paper: PaperPractice) -> None:
    collecting(paper)
    name, address, _ = PEERS[1]
    for day in range(30):
        paper.mail(f"{name} <{address}>", f"Zaak {day}", f"Wij pakken zaak [{day}] van {day + 1} december op.")
        paper.round_at(at("2026-11-05 10:00") + timedelta(days=day))
    assert len(paper.sent("decision-needed")) == 1
    assert paper.kinds(address).count("form-received") == 0


# -- confirmations -----------------------------------------------------------------------------------------------------


def test_unproved_commands_are_asked_about_once_an_hour_and_none_is_dropped(paper: PaperPractice) -> None:
    paper.authenticated = False
    for minute in range(0, 60, 5):
        paper.mail(HER, f"start s{minute}@z.example Piet Nummer{minute}")
        paper.round(f"2026-11-03 10:{minute:02}")
    assert len(paper.sent("confirm-request")) == 1
    paper.round("2026-11-03 11:00")
    first, second = paper.sent("confirm-request")
    assert "s0@z.example" in text_of(parsed(first))
    assert all(f"s{minute}@z.example" in text_of(parsed(second)) for minute in range(5, 60, 5))
    paper.reply(second, HER, "ja")
    paper.round("2026-11-03 11:05")
    assert len(paper.sent("traject-started")) == 11
    paper.reply(first, HER, "ja")
    paper.round("2026-11-03 11:10")
    assert len(paper.sent("traject-started")) == 12


# -- masses ------------------------------------------------------------------------------------------------------------


def a_mass(p: PaperPractice) -> Opened:
    """Everybody is due for a reminder in one round."""
    opened = collecting(p)
    p.round("2026-11-11 10:00")
    return opened


def test_a_mass_waits_for_her_word_and_answers_go_on(few: PaperPractice) -> None:
    opened = a_mass(few)
    assert held(few) == MASS
    assert not few.sent("respondent-reminder")
    (asked,) = few.sent("decision-needed")
    said = text_of(parsed(asked))
    assert f"{MASS} mails" in said
    assert "11 november 2026" in said
    send_form(few, opened, PEERS[0])
    assert few.round("2026-11-11 10:05").held == MASS
    assert few.kinds(PEERS[0][1]) == ["form-received"]
    assert len(few.sent("decision-needed")) == 1


def test_her_word_lets_it_go_but_for_what_is_no_longer_wanted(few: PaperPractice) -> None:
    opened = a_mass(few)
    send_form(few, opened, PEERS[0])
    few.round("2026-11-11 10:05")
    few.reply(few.sent("decision-needed")[0], HER, "verstuur")
    few.round("2026-11-11 10:10")
    assert len(few.sent("respondent-reminder")) == len(ALL) - 1
    assert held(few) == 0
    result = text_of(parsed(few.sent("command-result")[-1]))
    assert "verstuur" in result
    assert "Gedaan." in result
    few.round("2026-11-12 10:00")
    assert len(few.sent("respondent-reminder")) == len(ALL) - 1


def test_released_at_night_it_goes_in_the_morning_and_is_not_held_again(few: PaperPractice) -> None:
    a_mass(few)
    few.command("verstuur")
    few.round("2026-11-11 23:00")
    assert not few.sent("respondent-reminder")
    few.round("2026-11-12 08:30")
    assert len(few.sent("respondent-reminder")) == len(ALL)


def test_dismissed_it_keeps_waiting_and_what_comes_due_later_goes(few: PaperPractice) -> None:
    opened = a_mass(few)
    with few.app.workshop.book() as book:
        (number,) = (q.number for q in book.questions() if q.kind == MASS_SEND)
    few.command(f"negeer {number}")
    few.round("2026-11-11 10:10")
    few.command("status")
    few.round("2026-11-11 10:15")
    assert held(few) == MASS
    assert f"Er wachten {MASS} mails" in text_of(parsed(few.sent("command-result")[-1]))
    for person in (*PEERS[:5], *DOCTORS[:5], *OTHERS[:5]):
        send_form(few, opened, person)
    few.round("2026-11-18 09:00")
    assert few.kinds(JAN).count("documents-reminder") == 1
    few.command("send")
    few.round("2026-11-18 09:10")
    assert held(few) == 0
    assert few.kinds(JAN).count("documents-reminder") == 1
    assert not few.sent("respondent-reminder")


def test_without_anything_held_the_command_says_so(few: PaperPractice) -> None:
    few.command("verstuur")
    few.round("2026-11-03 10:00")
    assert "Er worden geen mails vastgehouden" in text_of(parsed(few.sent("command-result")[0]))


def test_unproved_it_is_confirmed_first(few: PaperPractice) -> None:
    a_mass(few)
    few.authenticated = False
    few.command("verstuur")
    few.round("2026-11-11 11:00")
    assert not few.sent("respondent-reminder")
    few.reply(few.sent("confirm-request")[0], HER, "ja")
    few.round("2026-11-11 11:05")
    assert len(few.sent("respondent-reminder")) == len(ALL)


def test_the_overview_counts_what_left_and_not_what_is_held(few: PaperPractice) -> None:
    a_mass(few)
    few.round("2026-11-12 07:30")
    assert "herinneringen verstuurd" not in text_of(parsed(few.sent("digest")[-1]))
    few.command("verstuur")
    few.round("2026-11-12 10:00")
    few.round("2026-11-13 07:30")
    assert f"herinneringen verstuurd: {len(ALL)}" in text_of(parsed(few.sent("digest")[-1]))


def test_each_line_of_hers_is_answered_also_in_a_subject_alone(paper: PaperPractice) -> None:
    for number, words in enumerate(("verstuur maar niets", "niet versturen", "verstuur morgen", "verstuur 5")):
        paper.command(words)
        paper.round(f"2026-11-03 10:0{number}")
    assert len(paper.sent("command-result")) == 4


def test_a_usual_day_is_no_mass(paper: PaperPractice) -> None:
    a_mass(paper)
    assert len(paper.sent("respondent-reminder")) == len(ALL)
    assert {kind_of(r) for r in paper.sent(to=SHE)} <= {"command-result", "digest"}

"""A respondent's word that somebody is gone is about whom it names, and never about the sender then."""

from __future__ import annotations

from support.stories.dialogue import Opened, collecting
from support.stories.people import DOCTORS, OTHERS, PEERS
from support.stories.practice import JAN, SHE, Practice, parsed, text_of

JONG, VOS = DOCTORS[0], DOCTORS[5]


def codes(p: Practice, opened: Opened) -> list[str]:
    with p.app.workshop.book() as book:
        return [q.what.code for q in book.questions(opened.ref)]


def says(p: Practice, person: tuple[str, str, str], text: str) -> None:
    p.mail(f"{person[0]} <{person[1]}>", "Re: verzoek", text)


def test_who_is_named_is_not_written_to_and_the_sender_is(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    says(p, JONG, "Arts Vos werkt hier niet meer.")
    p.round("2026-11-05 10:00")
    assert codes(p, opened) == ["gone"]
    for told in (p.sent("decision-needed", SHE), p.sent("more-respondents-needed", JAN)):
        words = [text_of(parsed(r)) for r in told]
        assert len(words) == 1
        assert VOS[1] in words[0]
    assert JONG[1] not in text_of(parsed(p.sent("more-respondents-needed", JAN)[0]))
    p.round("2026-11-11 10:00")
    reminded = {r.recipient for r in p.sent("respondent-reminder")}
    assert (JONG[1] in reminded, VOS[1] in reminded) == (True, False)


def test_whoever_else_is_named_is_hers_to_read(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    says(p, JONG, "Klaas Vaak werkt hier niet meer.")
    says(p, PEERS[0], "Jan Bakker werkt hier niet meer.")
    says(p, OTHERS[0], "Mijn collega Arts Kok is overleden.")
    says(p, OTHERS[1], "Ik werk hier niet meer, Arts Peters is mijn opvolger.")
    p.round("2026-11-05 10:00")
    assert codes(p, opened) == ["question-from-respondent", "question-from-respondent", "gone", "gone"]
    (told,) = p.sent("more-respondents-needed", JAN)
    words = text_of(parsed(told))
    assert [a for _, a, _ in (JONG, PEERS[0], DOCTORS[4], OTHERS[0], OTHERS[1], DOCTORS[2]) if a in words] == [
        DOCTORS[4][1],
        OTHERS[1][1],
    ]


def test_a_contact_in_the_specialist_s_sentence_is_no_row_of_his_list(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.mail(f"Jan Bakker <{JAN}>", "Bericht", "Voor vragen over de planning: Marieke Post, planning@ziekenhuis.example.")
    p.round("2026-11-05 10:00")
    assert codes(p, opened) == ["question-from-specialist"]
    assert p.sent("list-incomplete", JAN) == []

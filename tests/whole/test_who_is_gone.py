"""A respondent's word that somebody is gone is about whom it names, and never about the sender then."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.servers.dovecot import Dovecot
from support.servers.smtp import StartSmtp
from support.stories.dialogue import Opened, collecting
from support.stories.people import DOCTORS, OTHERS, PEERS, fill, scores
from support.stories.practice import JAN, SHE, Practice, parsed, practice, text_of
from support.twins import normal

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


SMIT = PEERS[2]
FATES = ("silent", "answered", "declined")
SAYINGS = (
    (JONG, "Peer Smit is met pensioen en krijgt deze mail niet meer. Ik vul hem volgende week in.", {}),
    (JONG, "Peer Smit werkt hier niet meer.", {}),
    (JONG, "Peer Smit werkt hier niet meer. Zijn nieuwe adres is p.smit@kliniek.example.", {}),
    (SMIT, "Ik werk niet meer bij het ziekenhuis. Dit adres wordt niet gelezen.", {"Auto_Submitted": "auto-replied"}),
)


def hears(p: Practice, doing: str, said: tuple[tuple[str, str, str], str, dict[str, str]]) -> list[tuple[str, bytes]]:
    """What he gets in two weeks where Smit did this, and the word came that Smit is gone."""
    opened, (name, address, _) = collecting(p), SMIT
    if doing == "answered":
        p.mail(f"{name} <{address}>", "Feedback", "Hierbij.", ("f.docx", fill(opened.form, scores("Prettig."))))
    if doing == "declined":
        p.mail(f"{name} <{address}>", "Re: verzoek", "Ik doe niet mee.")
    p.round("2026-11-04 12:00")
    (who, whose, _), words, headers = said
    p.mail(f"{who} <{whose}>", "Re: verzoek", words, **headers)
    for day in ("04 12:20", "05 09:00", "09 09:00", "11 09:00", "16 09:00"):
        p.round(f"2026-11-{day}")
    mails = [parsed(one) for one in p.sent(to=JAN)]
    return [(str(one["X-Trajectbot"]), normal(one).replace(opened.ref.encode(), b"T-XXXXX")) for one in mails]


@pytest.mark.parametrize("said", SAYINGS, ids=lambda said: said[1])
def test_the_specialist_hears_that_somebody_is_gone_whoever_answered(
    said: tuple[tuple[str, str, str], str, dict[str, str]], tmp_path: Path, dovecot: Dovecot, start_smtp: StartSmtp
) -> None:
    heard = []
    for doing in FATES:
        folder = tmp_path / doing
        folder.mkdir()
        with practice(folder, dovecot.account(), start_smtp()) as p:
            heard.append(hears(p, doing, said))
    assert [[kind for kind, _ in one] for one in heard[1:]] == [[kind for kind, _ in heard[0]]] * 2
    assert heard[1:] == [heard[0]] * 2


BOS = PEERS[5]
NEW = "w.bos@kliniek.example"


@pytest.mark.parametrize(
    ("who", "words", "given"),
    [
        (BOS, f"Ik werk niet meer in dit ziekenhuis, maar wil wel graag invullen; mijn nieuwe adres is {NEW}.", True),
        (BOS, f"Ik werk hier niet meer. Ik ben nu bereikbaar op {NEW}.", True),
        (BOS, f"I no longer work at this hospital. My new address is {NEW}.", True),
        (JONG, f"Peer Bos werkt hier niet meer. Zijn nieuwe adres is {NEW}.", True),
        (BOS, f"Ik werk hier niet meer. Mijn opvolger is Kim Tol, {NEW}.", False),
        (BOS, "Ik werk hier niet meer.", False),
        (JONG, f"Peer Bos ({BOS[1]}) werkt hier niet meer.", False),
    ],
)
def test_the_new_address_of_whom_is_gone_is_offered_to_her(
    practice_run: Practice, who: tuple[str, str, str], words: str, given: bool
) -> None:
    p = practice_run
    opened = collecting(p)
    says(p, who, words)
    p.round("2026-11-05 10:00")
    assert "gone" in codes(p, opened)
    line = f"respondent {opened.ref} + {BOS[0]}, {NEW}, vakgenoten"
    told = text_of(parsed(p.sent("decision-needed", SHE)[0]))
    assert (line in " ".join(told.split()), bool(p.sent("more-respondents-needed", JAN))) == (given, not given)
    if not given:
        return
    p.command(line)
    p.round("2026-11-05 12:00")
    for day in ("11", "12", "13"):
        p.round(f"2026-11-{day} 10:00")
    reminded = [r.recipient for r in p.sent("respondent-reminder")]
    assert (NEW in reminded, BOS[1] in reminded) == (True, False)
    assert "gone" not in codes(p, opened)

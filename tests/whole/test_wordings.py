"""What people mean in the words that they choose."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime

import pytest
from PIL import Image
from support.stories.dialogue import collecting, start
from support.stories.people import DOCTORS, PEERS, bounce_of
from support.stories.practice import JAN, Practice, parsed

from bot.shell.operator.status import overview

STRANGER = "Onbekende Persoon <onbekend@elders.example>"


def state(p: Practice) -> dict:
    return json.loads(next(iter(overview(p.settings, None, datetime.now(UTC), as_json=True))))


def returned(p: Practice) -> list[int]:
    return [g["received"] for g in state(p)["groups"]]


def photo() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((800, 1000), 60).save(out, "JPEG")
    return out.getvalue()


def orders(p: Practice, line: str, when: str) -> None:
    p.command(line)
    p.round(when)


@pytest.mark.parametrize("group", ["niet-artsen", "niet_artsen", "Niet artsen", '"Medewerkers die geen arts zijn"'])
def test_a_group_may_be_spelt_in_many_ways(practice_run: Practice, group: str) -> None:
    p = practice_run
    opened = start(p)
    orders(p, f"minimum {opened.ref} {group} 4", "2026-11-03 11:00")
    assert [g["minimum"] for g in state(p)["groups"]] == [5, 5, 4]


@pytest.mark.parametrize(
    "words",
    [
        "nee",
        "Wilt u mij van de lijst halen? Ik doe niet mee.",
        "Ik ben niet de juiste persoon hiervoor.",
        "Bedankt voor het verzoek, maar ik moet helaas afzien van deelname.",
        "Helaas moet ik u laten weten dat ik geen feedback kan geven over collega Bakker.",
        "I'm afraid I cannot help with this.",
    ],
)
def test_a_decline_in_plain_words_is_one(practice_run: Practice, words: str) -> None:
    p = practice_run
    collecting(p)
    name, address, _ = DOCTORS[2]
    p.mail(f"{name} <{address}>", "Re: feedback", words)
    p.round("2026-11-05 10:00")
    assert p.kinds(address) == ["decline-received"]
    assert [g["declined"] for g in state(p)["groups"]] == [0, 1, 0]


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Ingevuld formulier van Peer van den Berg", ""),
        ("Formulier voor dokter Bakker", "Zie bijlage."),
        ("feedback", "Hierbij mijn feedback over collega Bakker."),
    ],
)
def test_a_scan_counts_however_it_is_announced(practice_run: Practice, subject: str, body: str) -> None:
    p = practice_run
    collecting(p)
    name, address, _ = PEERS[1]
    p.mail(f"{name} <{address}>", subject, body, ("scan.jpg", photo()))
    p.round("2026-11-05 10:00")
    assert p.kinds(address) == ["form-received"]
    assert returned(p) == [1, 0, 0]


@pytest.mark.parametrize(
    "words",
    [
        "Ik ben tot en met 20 november afwezig.",
        "Ik ben op dit moment niet aanwezig. Maandag 23 november ben ik er weer.",
        "I am out of the office until November 20th with limited access to e-mail.",
        "Wegens verlof lees ik mijn mail niet. Vanaf 23 november ben ik weer bereikbaar.",
    ],
)
def test_an_absence_puts_off_the_reminder(practice_run: Practice, words: str) -> None:
    p = practice_run
    collecting(p)
    name, address, _ = PEERS[2]
    p.mail(f"{name} <{address}>", "Automatisch antwoord: feedback", words, Auto_Submitted="auto-replied")
    p.round("2026-11-09 10:00")
    p.round("2026-11-11 08:30")
    p.round("2026-11-20 10:00")
    assert p.kinds(address) == []
    p.round("2026-11-23 08:30")
    assert p.kinds(address) == ["respondent-reminder"]


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("Vraag", "Collega, ik ben volgend jaar aan de beurt voor herregistratie. Zouden we kunnen bellen?"),
        ("IFMS", "Hallo, ik wil graag IFMS doen. Groet, Ali"),
        ("Request", "I am due for re-registration next year and would like to do an IFMS. Could we call?"),
    ],
)
def test_an_enquiry_may_be_worded_in_many_ways(practice_run: Practice, subject: str, words: str) -> None:
    p = practice_run
    p.mail("Ali el Amrani <a.elamrani@ziekenhuis.example>", subject, words)
    p.round("2026-11-02 09:10")
    assert p.kinds("a.elamrani@ziekenhuis.example") == ["intake-received"]


@pytest.mark.parametrize(
    "words",
    [
        "piet.devries@ziekenhuis.example",
        "Het juiste adres is piet.devries@ziekenhuis.example",
        "Peer de Vries: piet.devries@ziekenhuis.example",
    ],
)
def test_the_right_address_of_whom_he_was_asked_about(practice_run: Practice, words: str) -> None:
    p = practice_run
    collecting(p)
    p.round("2026-11-11 09:00")
    failed = p.sent("respondent-reminder", PEERS[0][1])[0]
    p.account.append(bounce_of(parsed(failed), PEERS[0][1]))
    p.round("2026-11-11 10:00")
    assert state(p)["groups"][0]["undeliverable"] == 1
    p.reply(p.sent("more-respondents-needed", JAN)[-1], f"Jan Bakker <{JAN}>", words)
    p.round("2026-11-12 10:00")
    assert state(p)["groups"][0]["undeliverable"] == 0
    assert state(p)["decisions"] == []
    p.round("2026-11-19 09:00")
    assert p.kinds("piet.devries@ziekenhuis.example") == ["respondent-reminder"]

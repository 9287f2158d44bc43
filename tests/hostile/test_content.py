"""Injections, broken MIME and hostile files: one outcome each, and nothing of theirs in what we send (C, D, E)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as date_of
from email.message import Message
from pathlib import Path

import pytest
from support.hostile.aftermath import VICTIMS, Hostile, Scene, check, headers_of, only_to_people_of_the_traject, scene
from support.hostile.content import CATALOGUE, without
from support.hostile.loops import AWAY
from support.servers.dovecot import Dovecot
from support.stories.people import respondent_sheet
from support.stories.practice import INFO, JAN, SHE, Practice, parsed, text_of

from bot.core.traject.value import Outcome

EXPECTED = {
    "from", "to", "subject", "date", "message-id", "mime-version", "content-type", "auto-submitted", "x-trajectbot",
    "x-auto-response-suppress", "in-reply-to", "references", "content-transfer-encoding",
}  # fmt: skip


@pytest.fixture(scope="module")
def aftermath(tmp_path_factory: pytest.TempPathFactory, dovecot: Dovecot, certificates: Path) -> Iterator[Scene]:
    """The whole catalogue in one round, a good form at its end, and the digest of the next day."""
    with scene(tmp_path_factory.mktemp("content"), dovecot, certificates) as played:
        for hostile in CATALOGUE:
            played.deliver(hostile.case, hostile.build(played, hostile.case))
        name, address, _ = VICTIMS[-1]
        played.deliver("good", played.p.write(f"{name} <{address}>", "Formulier", "", played.form()))
        played.play("2026-11-05 10:00")
        yield played


@pytest.mark.parametrize("hostile", [pytest.param(h, id=h.case) for h in CATALOGUE])
def test_each_has_its_outcome_place_and_answers(aftermath: Scene, hostile: Hostile) -> None:
    check(aftermath, hostile)


def test_the_good_mail_among_them_counts(aftermath: Scene) -> None:
    assert aftermath.counted(VICTIMS[-1])
    assert aftermath.place("good") == "traject"


def test_nobody_unknown_is_written_to(aftermath: Scene) -> None:
    enquirers = {"jan@kliniek.example", "els@kliniek.example"}
    assert {r.recipient for r in aftermath.p.sent("intake-received")} == enquirers
    assert only_to_people_of_the_traject(aftermath, *enquirers)
    assert aftermath.kinds_to(JAN) == []


@pytest.mark.parametrize("kind", ["intake-received", "form-received", "form-unreadable", "decision-needed", "digest"])
def test_h36_our_mails_carry_our_headers_and_no_others(aftermath: Scene, kind: str) -> None:
    mails = aftermath.p.sent(kind)
    assert mails
    assert all(headers_of(r) <= EXPECTED for r in mails)
    assert not any(b"\nBcc" in r.raw for r in mails)


def html_of(message: Message) -> str:
    """The HTML part."""
    payload = next(p for p in message.walk() if p.get_content_type() == "text/html").get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode()


def test_h41_what_strangers_call_themselves_stays_text(aftermath: Scene) -> None:
    aftermath.p.round("2026-11-06 07:30")
    digest = parsed(aftermath.p.sent("digest")[-1])
    html = html_of(digest)
    assert "<img src=x" not in html
    assert 'href="http://kwaad.example' not in html
    said = re.sub(r"T-[0-9A-Z]{5}", "", text_of(digest))  # a reference may hold any digits
    assert "49" not in said.split("kliniek")[0]
    assert aftermath.kinds_to(SHE).count("digest") >= 1


@pytest.fixture
def quiet(tmp_path: Path, dovecot: Dovecot, certificates: Path) -> Iterator[Scene]:
    """A traject with its list, and nothing else yet."""
    with scene(tmp_path, dovecot, certificates) as played:
        yield played


HOSTILE_ROWS = (
    ("h37 Regel\neinde", "regel\r\nRCPT TO:<dief@elders.example>@ziekenhuis.example", "cardioloog"),
    ("{{ 7*7 }} {% raise %} Krul", "krul@ziekenhuis.example", "cardioloog"),
    ("<script>alert(1)</script> Haak", "haak@ziekenhuis.example", "cardioloog"),
    ("[klik](http://kwaad.example) Link", "link@ziekenhuis.example", "cardioloog"),
    ("Optie Streep", "-oQ/tmp/x@ziekenhuis.example", "cardioloog"),
    ("Hoek Teken", "hoek@ziekenhuis.example> X", "cardioloog"),
    ("=cmd|'/c calc'!A1", "formule@ziekenhuis.example", "cardioloog"),
    ("Sean O'Brien", "o'brien%s@ziekenhuis.example", "cardioloog"),
    ("Jan Bakker", JAN, "cardioloog"),
    ("De Praktijk", INFO, "cardioloog"),
    ("Kees Tagger", JAN.replace("@", "+kees@"), "cardioloog"),
)  # fmt: skip


def test_h37_h40_h41_h50_h52_h79_h99_rows_of_a_list_stay_data(quiet: Scene) -> None:
    raw = quiet.p.write(f"Jan Bakker <{JAN}>", "Aanvulling", "", ("l.xlsx", respondent_sheet(*HOSTILE_ROWS)))
    quiet.deliver("h99", raw)
    quiet.play("2026-11-05 10:00")
    listed = {r.address for r in quiet.traject().respondents} - {v[1] for v in VICTIMS}
    assert {"krul@ziekenhuis.example", "haak@ziekenhuis.example", "o'brien%s@ziekenhuis.example"} <= listed
    assert not listed & {JAN, INFO, JAN.replace("@", "+kees@")}
    assert not any("\n" in a or a.startswith("-") or ">" in a or " " in a for a in listed)
    shown = next(r for r in quiet.sent() if r.recipient == JAN)
    assert "{{ 7*7 }}" in text_of(parsed(shown))
    html = html_of(parsed(shown))
    assert "<script>" not in html
    assert 'href="http://kwaad.example' not in html
    assert quiet.kinds_to(SHE).count("decision-needed") == 1
    quiet.deliver("h52", quiet.p.write("Sean O'Brien <o'brien%s@ziekenhuis.example>", "Formulier", "", quiet.form()))
    quiet.p.account.append(quiet.delivered["h52"])
    quiet.p.round("2026-11-05 11:00")
    assert quiet.outcome("h52") is Outcome.FORM
    assert quiet.kinds_to("o'brien%s@ziekenhuis.example") == ["form-received"]


def test_h39_a_name_makes_no_folder_elsewhere(practice_run: Practice) -> None:
    before = {"INBOX"}
    practice_run.command('start els@kliniek.example ../../Els/"*%\\ {{ 7*7 }} De\u202e Wit')
    practice_run.round("2026-11-03 10:00")
    made = set(practice_run.account.folders()) - before
    assert all(folder == "IFMS" or folder.startswith("IFMS/") for folder in made)
    of_traject = [f for f in made if f.startswith("IFMS/Trajecten/") and not f.endswith("Correspondentie")]
    assert len(of_traject) == 1
    assert of_traject[0].count("/") == 2
    assert not set(of_traject[0]) & set('*%"\\')


def test_h70_an_absence_is_counted_from_our_own_clock(quiet: Scene) -> None:
    absences = {
        "2099": "Thu, 31 Dec 2099 23:59:59 +0000",
        "1970": "Thu, 01 Jan 1970 00:00:00 +0000",
        "none": "gisteren",
    }
    for case, date in absences.items():
        name, address, _ = quiet.victim(case)
        raw = quiet.p.write(f"{name} <{address}>", "Afwezig", AWAY, Auto_Submitted="auto-replied")
        quiet.deliver(case, without(b"date", f"Date: {date}".encode())(raw))
    quiet.play("2026-11-05 10:00")
    traject = quiet.traject()
    for case in absences:
        person = next(r for r in traject.respondents if r.address == quiet.victims[case][1])
        assert traject.away_until(person.id) == date_of(2026, 11, 20), case


def test_h69_h90_asked_once_and_the_latest_supersedes(quiet: Scene) -> None:
    name, address, _ = VICTIMS[0]
    for number, form in enumerate(
        (quiet.opened.form, quiet.opened.form, quiet.form("Eerste")[1], quiet.form("Tweede")[1])
    ):
        quiet.deliver(
            f"h90-{number}", quiet.p.write(f"{name} <{address}>", f"Formulier {number}", "", ("f.docx", form))
        )
    damaged = quiet.p.write(f"{name} <{address}>", "Formulier stuk", "", ("f.docx", quiet.form()[1][:3000]))
    quiet.deliver("h90-damaged", damaged)
    both = [("oud.docx", quiet.opened.form), ("nieuw.docx", quiet.form("Samen")[1])]
    name, address, _ = VICTIMS[1]
    quiet.deliver("h90-both", quiet.p.write(f"{name} <{address}>", "Twee formulieren", "", *both))
    quiet.play("2026-11-05 10:00")
    kinds = quiet.kinds_to(VICTIMS[0][1])
    assert sorted(kinds) == ["form-empty", "form-received", "form-received", "form-unreadable"]
    assert quiet.counted(VICTIMS[0])
    assert quiet.kinds_to(VICTIMS[1][1]) == ["form-received"]
    traject = quiet.traject()
    assert sum(traject.returned(g) for g in traject.groups) == 2

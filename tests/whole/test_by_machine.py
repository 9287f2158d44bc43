"""A form that a list or a device sends from an address that nobody knows waits for her, where it points to a traject."""

from __future__ import annotations

import pytest
from support.stories.dialogue import Opened, collecting
from support.stories.people import PEERS, fill, scores
from support.stories.practice import Practice, parsed

from bot.core.world import NumberedQuestion

BOS = PEERS[5]
LIST, DEVICE = "'Peer Bos' via Staf <staf@ziekenhuis.example>", "MFP 3e verdieping <mfp@ziekenhuis.example>"
HEADERS = {
    "a list": {"List_Id": "<staf.ziekenhuis.example>", "Reply_To": BOS[1]},
    "precedence": {"Precedence": "list"},
    "bulk": {"Precedence": "bulk"},
    "unsubscribe": {"List_Unsubscribe": "<https://x.example/u>"},
    "device": {"Auto_Submitted": "auto-generated"},
}
POINTS = ("form", "subject", "thread")


def questions(p: Practice, opened: Opened) -> tuple[NumberedQuestion, ...]:
    with p.app.workshop.book() as book:
        return book.questions(opened.ref)


def counted(p: Practice, opened: Opened) -> int:
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
        assert traject is not None
        return len(traject.answered())


@pytest.mark.parametrize("points", POINTS)
def test_it_is_asked_about_and_lies_in_review(practice_run: Practice, points: str) -> None:
    p = practice_run
    opened = collecting(p)
    scan = ("scan.pdf", b"%PDF-1.4 no pages")
    for name, headers in HEADERS.items():
        file = ("f.docx", fill(opened.form, scores(name))) if points == "form" or name != "device" else scan
        more = {"In_Reply_To": str(parsed(opened.started)["Message-ID"])} if points == "thread" else {}
        subject = f"Scan [{opened.ref}]" if points == "subject" else "Scan"
        p.mail(DEVICE if name == "device" else LIST, subject, "Zie bijlage.", file, **headers, **more)
    p.round("2026-11-05 10:00")
    asked = questions(p, opened)
    assert [q.what.code for q in asked] == ["unknown-sender"] * len(HEADERS)
    assert (counted(p, opened), len(p.folder("IFMS/Beoordelen"))) == (0, len(HEADERS))
    tied = [q.proposals[0].command.endswith(BOS[1]) for q in asked]
    assert tied == [name != "device" for name in HEADERS]
    p.command(f"telt {asked[0].number} {opened.ref} {BOS[1]}")
    p.round("2026-11-05 11:00")
    assert (counted(p, opened), len(questions(p, opened))) == (1, len(HEADERS) - 1)


def test_what_points_to_no_traject_or_holds_no_form_stays_where_it_is(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    away = f"Automatisch antwoord: [{opened.ref}] feedback"
    p.mail("Balie <balie@elders.example>", away, "Ik ben afwezig tot 20 november.", ("folder.pdf", b"%PDF-1.4 x"))
    p.mail(LIST, "Nieuwsbrief", "Lees de nieuwsbrief.", List_Id="<nieuws.ziekenhuis.example>")
    p.mail(DEVICE, "Scan", "Zie bijlage.", ("brief.docx", b"x"), Auto_Submitted="auto-generated")
    p.round("2026-11-05 10:00")
    assert questions(p, opened) == ()
    assert len(p.folder("INBOX")) == 3


def test_a_scan_that_a_device_sends_in_a_listed_person_s_name_is_asked_about(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.mail(f"{BOS[0]} <{BOS[1]}>", "Scan", "", ("scan.pdf", b"%PDF-1.4 no pages"), Auto_Submitted="auto-generated")
    p.round("2026-11-05 10:00")
    assert [q.what.code for q in questions(p, opened)] == ["sent-by-machine"]

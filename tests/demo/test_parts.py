"""The demo's own tools: filled-in forms, bounces, the folder it writes to, and the verdict that must see a leak."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.core.documents import Read as HowRead
from bot.core.mail.message import Automatic, BounceKind
from bot.core.mail.parse import parse
from bot.demo import archive, filling, writing
from bot.demo.answers import CANARY, answers, labelled
from bot.demo.archive import Ending
from bot.demo.cast import COLLEAGUES, SPECIALIST, Player
from bot.demo.page import page
from bot.demo.timeline import WIDTH, Timeline
from bot.demo.verdict import Finding, confidential, considerate
from bot.demo.world import Happening, local
from bot.demo.writing import ReadMail
from bot.forms import filled, filled_text
from bot.forms.questionnaires import catalogue
from bot.forms.questionnaires.header import FormHeader
from bot.forms.writers import sheet, word
from bot.forms.writers.text import write as questions
from bot.readers import read as opened

HEADER = FormHeader(
    "T-7KQFK", "Willem Terpstra", "dr. M. van Loon", "Praktijk Het Baken", "info@hetbaken.example", "kort",
    ("Collega's", "Artsen", "Anderen"),
)  # fmt: skip
NOW = local("2026-11-11 08:30")


def mail(subject: str, body: str, sender: Player = COLLEAGUES[0], at: datetime = NOW) -> ReadMail:
    return ReadMail(writing.letter(sender, at, subject, body).as_bytes())


def event(read: ReadMail, kind: str, address: str, *, incoming: bool = False, at: datetime = NOW) -> Happening:
    return Happening(1, at, incoming, address, address, kind, "does something", read)


def test_a_word_form_filled_in_by_label_is_read_back() -> None:
    blank = word.write(catalogue.questionnaire("ifms360"), HEADER, "nl")
    said = labelled(answers(COLLEAGUES[0]), uw_naam="Pieter de Vries")
    assert set(said) <= set(filling.fields_of(blank))
    document = opened(filling.filled_form(blank, said), "formulier.docx")
    form = filled(document)
    assert document.read is HowRead.OK
    assert form is not None
    assert (form.name, form.filled) == ("Pieter de Vries", sum(map(bool, said.values())) - 1)


@pytest.mark.parametrize("below", [False, True])
def test_answers_between_the_quoted_questions_are_read_back(below: bool) -> None:
    text = questions(catalogue.questionnaire("ifms360"), HEADER, "nl", only_questions=True)
    said = {n: ("4", f"Over {n}.") for n in range(1, 8)} | {10: ("", "Een briefje.")}
    answered = filling.answered_between(text, said, below=below)
    form = filled_text(answered, "")
    assert form is not None
    assert form.filled == 15
    assert ("> Score: 4" in answered) is not below


def test_the_list_is_filled_in_below_its_headings() -> None:
    empty = sheet.write(HEADER, "nl")
    assert filling.groups_offered(empty) == HEADER.groups
    full = load_workbook(io.BytesIO(filling.filled_list(empty, [("A. Bos", "a@bos.example", "arts", "Artsen")])))
    assert [c.value for c in full.worksheets[0][2]] == ["A. Bos", "a@bos.example", "arts", "Artsen"]


@pytest.mark.parametrize(
    ("write", "automatic"),
    [
        pytest.param(lambda to: writing.bounce(to, "x@y.example", NOW), Automatic.BOUNCE, id="bounce"),
        pytest.param(
            lambda to: writing.out_of_office(to, COLLEAGUES[0], NOW, "20 november 2026"),
            Automatic.AUTO_REPLY,
            id="away",
        ),
        pytest.param(lambda to: writing.reply(to, COLLEAGUES[0], NOW, "Dank."), Automatic.NO, id="a person"),
    ],
)
def test_machines_write_like_machines(write: Callable[[ReadMail], EmailMessage], automatic: Automatic) -> None:
    found = parse(write(mail("Feedback", "Wilt u?")).as_bytes(), opened)
    assert found.automatic is automatic


def test_a_bounce_names_the_address_and_the_mail() -> None:
    sent = mail("Feedback", "Wilt u?")
    found = parse(writing.bounce(sent, "x@y.example", NOW).as_bytes(), opened)
    assert [(b.address, b.kind) for b in found.bounces] == [("x@y.example", BounceKind.PERMANENT)]
    assert found.returned_ids == (sent.header("Message-ID").strip("<>"),)


def test_the_buttons_of_a_mail_are_read() -> None:
    text = "Start traject (stuur: mailto:info@hetbaken.example?subject=start%20a%40b.example%20Jan%20Bos)"
    assert mail("Overzicht", text).commands == ("start a@b.example Jan Bos",)


@pytest.mark.parametrize(
    ("address", "good"),
    [
        pytest.param(SPECIALIST.address, False, id="leaks to the specialist"),
        pytest.param(COLLEAGUES[1].address, False, id="leaks to another respondent"),
        pytest.param("m.vanloon@hetbaken.example", True, id="is hers to read"),
    ],
)
def test_the_verdict_sees_a_leak(address: str, good: bool) -> None:
    form = event(mail("formulier", f"Een {CANARY} briefje."), "form", COLLEAGUES[0].address, incoming=True)
    sent = event(mail("stand", f"Iemand schreef: {CANARY}."), "progress", address)
    found = [f for f in confidential([form, sent], {}) if "no word of" in f.words]
    assert [f.good for f in found] == [good]


@pytest.mark.parametrize(
    ("at", "good"),
    [
        pytest.param("2026-11-11 08:30", True, id="Wednesday morning"),
        pytest.param("2026-11-11 08:29", False, id="a minute early"),
        pytest.param("2026-11-14 10:00", False, id="Saturday"),
    ],
)
def test_the_verdict_sees_a_reminder_at_an_odd_hour(at: str, good: bool) -> None:
    reminder = event(mail("Herinnering", "Wilt u?"), "respondent-reminder", COLLEAGUES[0].address, at=local(at))
    assert next(f for f in considerate([reminder]) if "office hours" in f.words).good is good


def test_an_earlier_demo_is_replaced_but_nothing_else_of_the_folder(tmp_path: Path) -> None:
    first = event(mail("een", "1"), "form", COLLEAGUES[0].address, incoming=True)
    archive.prepare(tmp_path)
    archive.leave(tmp_path, Ending((first,), {"dossier.pdf": b"%PDF"}, [{"stage": "ready"}]))
    (tmp_path / "notes.txt").write_text("mine")
    archive.prepare(tmp_path)
    assert sorted(f.name for f in tmp_path.iterdir()) == [".trajectbot-demo", "notes.txt"]


def test_a_mail_cannot_break_out_of_the_page() -> None:
    nasty = mail("</script><script>alert(1)</script>", "<!-- </script> & <b>")
    shown = page((("mails/1.eml", event(nasty, "form", COLLEAGUES[0].address)),), ())
    assert "<script>alert" not in shown
    assert shown.count("</script>") == 2


@pytest.mark.parametrize("colour", [True, False])
def test_a_line_fits_the_terminal(colour: bool) -> None:
    out = io.StringIO()
    long = event(mail("Herinnering: " + "feedback " * 20, "x"), "more-respondents-needed", "a" * 60 + "@b.example")
    Timeline(colour=colour, out=out).show([long])
    plain = out.getvalue()
    assert ("\x1b[" in plain) is colour
    for code in ("0", "1", "2", "32"):
        plain = plain.replace(f"\x1b[{code}m", "")
    assert max(map(len, plain.splitlines())) <= WIDTH


def test_what_is_not_good_is_handed_back() -> None:
    wrong = Finding(False, "it rained")
    shown = event(mail("een", "1"), "form", COLLEAGUES[0].address)
    timeline = Timeline(out=io.StringIO())
    assert timeline.closing((Finding(True, "sun"), wrong), (shown,), 1.0, Path("out")) == (wrong,)

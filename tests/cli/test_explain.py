"""`explain` on files, as a user calls it: what each mail is, one object a line, and never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from support.shell_command import HOME, invoked, trajectbot
from support.stories.people import fill, scores, sheet

from bot.forms.questionnaires import catalogue
from bot.forms.questionnaires.header import FormHeader
from bot.forms.writers import word

HEADER = FormHeader("T-7KQFK", "Jan Bakker", "dr. A. de Vries", "Praktijk", "info@praktijk.example", "vijf jaar")
FIELDS = {
    "file": str, "intent": str, "automatic": bool, "sender": str, "authenticated": bool, "traject": str,
    "respondent": str, "group": str, "evidence": list, "bounces": list, "until": str, "new_text": str,
    "attachments": list, "respondents": list, "corrections": list, "form": (dict, type(None)),
    "calendar": (dict, type(None)), "problem": str,
}  # fmt: skip
PIET, JAN = "Piet de Vries <p.devries@ziekenhuis.example>", "Jan Bakker <j.bakker@ziekenhuis.example>"
LIST = [
    ["Naam", "E-mail", "Functie"],
    ["Kees Bos", "k.bos@z.example", "cardioloog"],
    ["An Vos", "a.vos@z.example", "aios"],
]
REPORT = b"""From: MAILER-DAEMON@mx.example
To: info@praktijk.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

It did not work.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; k.bos@z.example
Action: failed
Status: 5.1.1
--b--
"""
ANSWER = b"""BEGIN:VCALENDAR
METHOD:REPLY
BEGIN:VEVENT
UID:7@praktijk.example
ATTENDEE;PARTSTAT=DECLINED:mailto:j.bakker@ziekenhuis.example
END:VEVENT
END:VCALENDAR
"""


def mail(sender: str, subject: str, body: str, *files: tuple[str, bytes], **headers: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "info@praktijk.example", subject
    message["Date"], message["Message-ID"] = "Mon, 02 Nov 2026 09:10:00 +0100", "<1@ziekenhuis.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


def calendar_answer() -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = JAN, "info@praktijk.example", "Geweigerd: IFMS-gesprek"
    message.set_content("Jan Bakker heeft de uitnodiging geweigerd.")
    message.add_alternative(ANSWER, maintype="text", subtype="calendar", params={"method": "REPLY"})
    return bytes(message)


def mails() -> dict[str, bytes]:
    form = word.write(catalogue.questionnaire("ifms360"), HEADER, "nl")
    own = word.write(catalogue.questionnaire("selfevaluation"), HEADER, "nl")
    return {
        "form": mail(PIET, "Formulier", "Zie bijlage.", ("f.docx", fill(form, scores("Heel goed.")))),
        "list": mail(JAN, "Lijst respondenten", "Hierbij.\n\n-- \nJan Bakker\ncardioloog", ("lijst.xlsx", sheet(LIST))),
        "correction": mail(JAN, "Lijst", "Vervang Kees Bos door S. el Amrani, s.elamrani@z.example."),
        "decline": mail(PIET, "Re: [T-7KQFK] Feedback", "Helaas lukt het mij niet."),
        "withdrawal": mail(PIET, "Re: [T-7KQFK] Feedback", "Ik trek mijn formulier in."),
        "intake": mail(JAN, "IFMS", "Ik wil graag een IFMS-traject bij u doen. Kunt u mij bellen?"),
        "document": mail(JAN, "Stukken", "Zie bijlage.", ("z.docx", fill(own, scores("Ik luister.")))),
        "away": mail(PIET, "Afwezig", "Ik ben tot en met 20 november afwezig.", Auto_Submitted="auto-replied"),
        "bounce": REPORT,
        "calendar": calendar_answer(),
        "reregistered": mail(JAN, "Herregistratie", "Ja, mijn herregistratie is vorige week gelukt."),
        "not-yet": mail(JAN, "Re: Herregistratie [T-7KQFK]", "Dat wordt pas in mei 2028."),
        "question": mail(PIET, "[T-7KQFK]", "Mag het ook op papier worden gedaan door mij?"),
        "newsletter": mail("Blad <blad@v.example>", "Nieuws", "Nieuws.", List_Id="<a.v.example>", Precedence="bulk"),
        "other": mail("An <an@v.example>", "Dinsdag", "Zullen we dinsdag lunchen?\n\nan@v.example, bo@v.example"),
        "steering": mail(PIET, "Re: x", "Rood \x1b[31m en \u2028 een regel.", ("\u202efdp.exe", b"hallo")),
        "two-senders": b"From: a@x.example\nFrom: b@x.example\nSubject: x\n\nhallo\n",
        "nothing": b"",
        "noise": bytes(range(256)) * 40,
    }


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """All of them in one call, with what cannot be read among them; by name, "" is the whole answer."""
    folder = tmp_path_factory.mktemp("mails")
    files = {name: f"{name}.eml" for name in mails()}
    for name, raw in mails().items():
        (folder / files[name]).write_bytes(raw)
    (folder / "folder").mkdir()
    os.mkfifo(folder / "pipe")
    os.symlink("loop", folder / "loop")
    (folder / os.fsdecode(b"caf\xe9.eml")).write_bytes(mails()["decline"])
    files |= {"missing": "missing.eml", "folder": "folder", "pipe": "pipe", "loop": "loop", "endless": "/dev/zero"}
    order = [*files.values(), os.fsdecode(b"caf\xe9.eml"), files["form"]]
    done = trajectbot("explain", "--json", *order, folder=folder, LC_ALL="C")
    lines = done.stdout.decode("utf-8").split("\n")
    objects = [json.loads(line) for line in lines[:-1]]
    return {"": (done, order, objects)} | {name: objects[order.index(file)] for name, file in files.items()}


def test_one_valid_line_a_file_in_the_order_given(told: dict[str, Any]) -> None:
    done, order, objects = told[""]
    assert [o["file"] for o in objects] == order
    assert done.stderr == b""
    assert done.returncode == 1
    assert len(done.stdout.decode().splitlines()) == len(order)


def test_every_field_is_always_there(told: dict[str, Any]) -> None:
    for answer in told[""][2]:
        assert list(answer) == list(FIELDS)
        assert all(isinstance(answer[name], kind) for name, kind in FIELDS.items()), answer


@pytest.mark.parametrize(
    ("name", "intent"),
    [
        pytest.param("form", "form", id="a Word form"),
        pytest.param("list", "respondent-list", id="a workbook"),
        pytest.param("correction", "list-correction", id="a change in words"),
        pytest.param("decline", "decline", id="a decline"),
        pytest.param("withdrawal", "withdrawal", id="a withdrawal"),
        pytest.param("intake", "intake", id="an enquiry"),
        pytest.param("document", "document", id="a self-evaluation"),
        pytest.param("away", "auto-reply", id="an absence, h25"),
        pytest.param("bounce", "bounce", id="a delivery report, h26"),
        pytest.param("calendar", "calendar-reply", id="an answer of a calendar"),
        pytest.param("reregistered", "reregistered", id="the seintje"),
        pytest.param("not-yet", "reregistered", id="no seintje yet"),
        pytest.param("question", "question", id="only a reference"),
        pytest.param("newsletter", "unknown", id="a newsletter, h29"),
        pytest.param("other", "unknown", id="other people's business"),
        pytest.param("two-senders", "unknown", id="two From headers, h4"),
    ],
)
def test_what_a_mail_is_without_a_configuration(told: dict[str, Any], name: str, intent: str) -> None:
    assert told[name]["intent"] == intent
    assert told[name]["problem"] == ""
    assert told[name]["traject"] == ""


def test_a_form_says_what_is_in_it(told: dict[str, Any]) -> None:
    form = told["form"]["form"]
    assert (form["questionnaire"], form["filled"]) == ("ifms360", 8)
    assert form["answers"]["samenwerking.score"] == "4"
    assert told["form"]["attachments"] == [{"name": "f.docx", "format": "docx", "read": "ok"}]
    assert "names T-7KQFK" in told["form"]["evidence"]


def test_a_list_says_who_is_on_it(told: dict[str, Any]) -> None:
    rows = [(r["name"], r["address"], r["group"], r["function"]) for r in told["list"]["respondents"]]
    assert rows == [
        ("Kees Bos", "k.bos@z.example", "vakgenoten", "cardioloog"),
        ("An Vos", "a.vos@z.example", "artsen", "aios"),
    ]
    assert {r["name"] for r in told["correction"]["respondents"]} == {"S. el Amrani"}


def test_the_rest_is_said_too(told: dict[str, Any]) -> None:
    assert told["bounce"]["bounces"] == [{"address": "k.bos@z.example", "kind": "permanent", "status": "5.1.1"}]
    assert told["bounce"]["automatic"] is True
    assert told["away"]["until"] == "2026-11-20"
    assert told["calendar"]["calendar"] == {
        "method": "REPLY", "partstat": "DECLINED", "attendee": "j.bakker@ziekenhuis.example", "uid": "7@praktijk.example",
    }  # fmt: skip
    assert told["decline"]["new_text"] == "Helaas lukt het mij niet."
    assert told["decline"]["sender"] == "p.devries@ziekenhuis.example"
    assert told["two-senders"]["sender"] == ""
    assert "sender: several From headers" in told["two-senders"]["evidence"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("missing", "No such file", id="missing"),
        pytest.param("folder", "Is a directory", id="a folder"),
        pytest.param("loop", "symbolic links", id="a link to itself"),
        pytest.param("endless", "larger than 40 MB", id="h68 endless"),
        pytest.param("pipe", "no header of a mail", id="a pipe that nobody writes to"),
        pytest.param("nothing", "no header of a mail", id="an empty file"),
        pytest.param("noise", "no header of a mail", id="noise"),
    ],
)
def test_what_cannot_be_understood_has_a_problem(told: dict[str, Any], name: str, words: str) -> None:
    assert words in told[name]["problem"]
    assert told[name]["intent"] == "unknown"


def test_words_for_people_never_steer_a_terminal_h51(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(mails()["steering"])
    (tmp_path / "b.eml").write_bytes(mails()["form"])
    done = invoked("explain", str(tmp_path / "a.eml"), str(tmp_path / "b.eml"))
    shown = done.stdout
    assert done.exit_code == 0
    assert not {"\x1b", "\u202e"} & set(shown)
    assert "form, from p.devries@ziekenhuis.example" in shown
    assert "attached: f.docx (docx, ok)" in shown


def test_a_reader_that_goes_away_gets_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(mails()["decline"])
    command = f'"{sys.executable}" -P -m bot explain --json ' + "a.eml " * 50 + "| head -c 1"
    environ = {**os.environ, "PYTHONPATH": str(HOME)}
    done = subprocess.run(command, shell=True, cwd=tmp_path, env=environ, capture_output=True, timeout=600, check=False)
    assert done.stdout == b"{"
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("config", "status", "words"),
    [
        pytest.param(None, 0, "no trajects are known", id="named but not there"),
        pytest.param('[practice]\nname = "x"\n', 2, "practice.address: is missing", id="wrong"),
    ],
)
def test_a_configuration_that_was_named(tmp_path: Path, config: str | None, status: int, words: str) -> None:
    (tmp_path / "a.eml").write_bytes(mails()["decline"])
    if config is not None:
        (tmp_path / "x.toml").write_text(config)
    done = invoked("--config", str(tmp_path / "x.toml"), "explain", str(tmp_path / "a.eml"))
    assert done.exit_code == status
    assert words in done.stderr


@pytest.mark.parametrize("command", ["explain", "read", "init", "preview", "forms"])
def test_every_command_helps_with_an_example(command: str) -> None:
    done = invoked(command, "--help")
    assert done.exit_code == 0
    assert f"Example: trajectbot {command}" in done.stdout

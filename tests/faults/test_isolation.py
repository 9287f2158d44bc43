"""What fails once costs that one thing: it is told once, everything else of the round happens, the next round does it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.mails import one_line
from support.servers.dovecot import Account, Dovecot
from support.servers.proxy import Proxy
from support.servers.smtp import SmtpServer
from support.small_mails import WHEN, small_mail
from support.stories.people import PEERS, respondent_sheet
from support.stories.practice import JAN, SHE, Practice, at, parsed, practice, text_of
from support.stories.scenes import LISTED, MORE, answers, begins, lists, opened

from bot.app import App, Summary
from bot.shell.imap.mailbox import Mailbox
from bot.shell.jobs.runner import KINDS
from bot.shell.ledger import jobs
from bot.shell.letters.stationery import Stationery

OTHER = "p.smit@elders.example"


class Unforeseen(Exception):
    """Of a class that nobody knows."""


class Faulty(Stationery):
    """Cannot write mails of these kinds to these people ("" is anybody)."""

    kind, to = "", ""

    def letter(self, view: Any, to: Any, *rest: Any, **more: Any) -> Any:
        if self.kind == view.KIND and self.to in ("", to.address):
            raise Unforeseen(view.KIND)
        return super().letter(view, to, *rest, **more)


@pytest.fixture
def small(tmp_path: Path, account: Account, smtp_server: SmtpServer) -> Iterator[Practice]:
    with practice(tmp_path, account, smtp_server, more=MORE) as running:
        yield running


def faulty(p: Practice, kind: str, to: str = "") -> None:
    """From now on this mail cannot be made; `kind` "" ends that."""
    made = Faulty(p.app.workshop.stationery.templates, p.app.workshop.ledger.keys)
    made.kind, made.to = kind, to
    p.app = App(replace(p.app.workshop, stationery=made))


def two_trajects(p: Practice) -> None:
    begins(p)
    p.command(f"start {OTHER} Piet Smit")
    p.round()


def told(p: Practice, words: str) -> int:
    """How many mails to her say so."""
    return sum(words in one_line(text_of(parsed(r))) for r in p.sent(to=SHE))


def test_a_tick_that_fails_stops_no_other(small: Practice) -> None:
    p = small
    two_trajects(p)
    faulty(p, "documents-reminder", JAN)
    for minute in (30, 31, 32):
        summary = p.round(f"2026-11-11 09:{minute}")
        assert "tick" in summary.trouble
    assert [r.recipient for r in p.sent("documents-reminder")] == [OTHER]
    p.round("2026-11-12 07:30")
    assert told(p, "kon niet worden gedaan") == 1
    faulty(p, "")
    assert p.round("2026-11-12 09:00").trouble == ""
    assert [r.recipient for r in p.sent("documents-reminder")] == [OTHER, JAN]


def test_a_digest_that_fails_stops_nothing_and_is_told_by_itself(small: Practice) -> None:
    p = small
    two_trajects(p)
    faulty(p, "digest")
    p.mail("Ali el Amrani <ali@ziekenhuis.example>", "IFMS", "Ik wil graag een IFMS-traject volgen. Kunnen we bellen?")
    for minute in (30, 31, 32):
        assert "digest" in p.round(f"2026-11-04 07:{minute}").trouble
    assert p.kinds("ali@ziekenhuis.example") == ["intake-received"]
    assert told(p, "Het overzicht kon niet worden gemaakt (fout: Unforeseen)") == 1
    faulty(p, "")
    p.round("2026-11-04 07:33")
    assert len(p.sent("digest")) == 1


def test_a_job_that_fails_stops_nothing(small: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    p = small
    two_trajects(p)

    def fails(*arguments: object) -> None:
        raise Unforeseen

    with p.app.workshop.book() as book:
        jobs.add(book, "dossier", "d", opened(p, JAN).ref, p.now)
    monkeypatch.setitem(KINDS, "dossier", fails)
    p.mail("Ali el Amrani <ali@ziekenhuis.example>", "IFMS", "Ik wil graag een IFMS-traject volgen. Kunnen we bellen?")
    for minute in range(7):
        assert "dossier" in p.round(f"2026-11-03 11:0{minute}").trouble
    assert p.kinds("ali@ziekenhuis.example") == ["intake-received"]
    p.round("2026-11-04 07:30")
    p.round("2026-11-05 07:30")
    assert told(p, "kon niet worden gemaakt") == 1
    monkeypatch.undo()
    assert p.round("2026-11-05 07:31").trouble == ""
    assert [m["X-Trajectbot"] for m in p.folder(f"IFMS/Trajecten/{opened(p, JAN).ref} Jan Bakker")].count(
        "dossier"
    ) == 1


def test_a_template_that_fails_parks_its_mail_alone(small: Practice) -> None:
    p = small
    begins(p)
    p.round()
    lists(p)
    p.round()
    faulty(p, "form-received")
    answers(p)
    for minute in (0, 1, 2):
        p.round(f"2026-11-05 10:0{minute}")
    assert [r.recipient for r in p.sent("decline-received")] == [PEERS[1][1]]
    assert len(p.sent("incident", SHE)) == 1
    assert len(p.folder("IFMS/Geparkeerd")) == 1


def test_a_recipient_that_breaks_the_sender_stops_no_other(small: Practice) -> None:
    p = small
    sender = p.app.workshop.sender
    send_all = sender.send_all

    def breaks(messages: Any, *rest: Any, **more: Any) -> None:
        if any(m.recipient == JAN for m in messages):
            raise Unforeseen
        send_all(messages, *rest, **more)

    sender.send_all = breaks  # type: ignore[method-assign]
    begins(p)
    summary = p.round()
    assert p.kinds() == ["command-result"]
    assert summary.unsettled == 1
    sender.send_all = send_all  # type: ignore[method-assign]
    p.round()
    assert sorted(p.kinds()) == ["command-result", "traject-started"]


# -- folders that the server refuses -------------------------------------------------------------------------------


class Refusing:
    """A proxy's two ends: commands that match get NO from the server, which sees a NOOP instead."""

    def __init__(self, pattern: bytes, answer: bytes) -> None:
        self._pattern, self._answer, self._tags = re.compile(pattern), answer, set[bytes]()

    def from_client(self, line: bytes) -> bytes:
        tag = line.partition(b" ")[0]
        if not self._pattern.search(line):
            return line
        self._tags.add(tag)
        return tag + b" NOOP\r\n"

    def from_server(self, line: bytes) -> bytes:
        tag = line.partition(b" ")[0]
        if tag in self._tags and b" OK " in line:
            return tag + b" " + self._answer + b"\r\n"
        return line


def round_through(p: Practice, dovecot: Dovecot, refusing: Refusing, now: str = "") -> Summary:
    p.now = p.now if not now else p.now.replace(hour=int(now[:2]), minute=int(now[3:]))
    with (
        Proxy(dovecot.host, dovecot.imap_port, refusing.from_server, refusing.from_client) as line,
        Mailbox(p.account.endpoint(port=line.port)) as mailbox,
    ):
        return p.app.round(mailbox, p.now)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b"NO [SERVERBUG] Internal error", id="SERVERBUG"),
        pytest.param(b"NO [NOPERM] Permission denied", id="NOPERM"),
        pytest.param(b"BAD Invalid mailbox", id="BAD"),
    ],
)
def test_one_folder_that_is_refused_stops_nobody(small: Practice, dovecot: Dovecot, answer: bytes) -> None:
    p = small
    two_trajects(p)
    ref, p.now = opened(p, JAN).ref, at("2026-11-04 09:00")
    sheet = ("lijst.xlsx", respondent_sheet(*LISTED))
    p.reply(opened(p, JAN).started, f"Jan Bakker <{JAN}>", "Hierbij de lijst.", sheet)
    refusing = Refusing(rb"(?:MOVE|APPEND|SELECT|EXAMINE|CREATE) .*" + ref.encode(), answer)
    for time in ("09:00", "09:01", "09:02"):
        summary = round_through(p, dovecot, refusing, time)
        assert ref in summary.trouble
    assert len(p.sent("list-received", JAN)) == 1
    assert len(p.sent("technical", SHE)) == 1
    assert ref in text_of(parsed(p.sent("technical")[0]))
    assert p.round().trouble == ""
    assert len(p.sent("list-received", JAN)) == 1


@pytest.mark.parametrize(
    ("pattern", "folder"),
    [
        pytest.param(rb'"[^"]*[{^&]', "T-XXXXX Zoe Bakker x", id="ASCII is taken"),
        pytest.param(rb'"[^"]*T-.{5} ', "T-XXXXX", id="only the reference is taken"),
    ],
)
def test_a_name_that_is_refused_falls_back(small: Practice, dovecot: Dovecot, pattern: bytes, folder: str) -> None:
    p = small
    begins(p)
    p.command(f"start {OTHER} Zoë Bakker {{x}}")
    refusing = Refusing(rb"(?:LIST|CREATE|SELECT|EXAMINE) .*" + pattern, b"NO [CANNOT] Bad name")
    round_through(p, dovecot, refusing)
    summary = round_through(p, dovecot, refusing)
    ref = opened(p, OTHER).ref
    assert f"IFMS/Trajecten/{folder.replace('T-XXXXX', ref)}/Correspondentie" in p.account.folders()
    assert summary.trouble == ""


def test_a_name_that_is_refused_for_the_moment_is_asked_for_again(small: Practice, dovecot: Dovecot) -> None:
    p = small
    begins(p)
    p.command(f"start {OTHER} Zoë Bakker")
    busy = Refusing(rb"CREATE .*T-.{5} ", b"NO [UNAVAILABLE] Later")
    assert "UNAVAILABLE" not in round_through(p, dovecot, busy).trouble
    assert not any("T-" in folder for folder in p.account.folders())
    assert p.round().trouble == ""
    assert sum(folder.endswith(" Zo&AOs- Bakker") for folder in p.account.folders()) == 1


def test_a_folder_open_for_reading_only_is_left_before_append(account: Account, dovecot: Dovecot) -> None:
    """As Courier has it: APPEND is refused while a folder is open by EXAMINE."""
    state = {"open": b""}

    class Courier(Refusing):
        def from_client(self, line: bytes) -> bytes:
            verb = line.split(b" ")[1].strip().upper() if line.count(b" ") else b""
            if verb in (b"EXAMINE", b"SELECT", b"UNSELECT", b"CLOSE"):
                state["open"] = verb
            if verb == b"APPEND" and state["open"] == b"EXAMINE":
                return super().from_client(line)
            return line

    courier = Courier(rb"APPEND", b"NO Current box is selected READ-ONLY.")
    with (
        Proxy(dovecot.host, dovecot.imap_port, courier.from_server, courier.from_client) as line,
        Mailbox(account.endpoint(port=line.port)) as mailbox,
    ):
        mailbox.scan("INBOX")
        mailbox.append("INBOX", small_mail("een"), WHEN, seen=False)
    assert len(account.mails()) == 1


# -- the line that sends -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["answers", "data_answers"])
@pytest.mark.parametrize(
    "answer",
    [
        "550 5.7.1 No",
        "550 5.4.5 Daily limit exceeded",
        "550 5.7.0 No",
        "554 No",
        "552 5.3.4 Too big",
        "550 5.1.1 Unknown",
    ],
)
def test_what_is_for_her_is_never_dropped(small: Practice, where: str, answer: str) -> None:
    p = small
    setattr(p.smtp.recorder, where, {SHE: answer})
    begins(p)
    p.round()
    for hour in (12, 14, 16):
        p.round(f"2026-11-03 {hour}:00")
    setattr(p.smtp.recorder, where, {})
    p.round("2026-11-03 18:00")
    there = [m["X-Trajectbot"] for m in p.folder("INBOX")]
    assert (p.kinds(SHE) + there).count("command-result") == 1


@pytest.mark.parametrize(
    "answer", ["552 5.3.4 Message size exceeds fixed limit", "552 Message too large", "550 5.2.3 No"]
)
def test_a_mail_too_large_goes_without_its_attachments_and_says_so(small: Practice, answer: str) -> None:
    p = small
    begins(p)
    p.smtp.recorder.data_answers = TooLarge(p, answer)
    p.round()
    (started,) = p.sent("traject-started", JAN)
    assert "zonder bijlagen verstuurd" in one_line(text_of(parsed(started)))
    assert parsed(started).get_content_type() == "multipart/alternative"
    (filed,) = (m for m in p.folder(r"IFMS/Trajecten/T-.*/Correspondentie") if m["X-Trajectbot"] == "traject-started")
    assert filed.get_content_type() == "multipart/mixed"
    assert filed["Message-ID"] == parsed(started)["Message-ID"]
    p.round("2026-11-04 07:30")
    assert told(p, "was te groot voor de mailserver") == 1


class TooLarge(dict[str, str]):
    """Refuses the first mail to anybody but her: the whole one."""

    def __init__(self, p: Practice, answer: str) -> None:
        self.answer, self.left = answer, 1

    def get(self, key: str, default: str | None = None) -> str | None:  # type: ignore[override]
        if key == SHE or not self.left:
            return default
        self.left -= 1
        return self.answer


# -- the steps between ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "name"),
    [
        pytest.param("bot.shell.round.looking.sync", "recognise", id="a mail cannot be put on record"),
        pytest.param("bot.app", "ask_about_missing", id="what is missing cannot be asked about"),
        pytest.param("bot.shell.round.sending.sent_copies", "_kept", id="a copy cannot be filed"),
    ],
)
def test_a_step_that_fails_is_told_and_made_up_for(
    small: Practice, where: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything else of the round happens, and it never says that all is done."""
    p = small
    two_trajects(p)

    def fails(*arguments: object, **more: object) -> None:
        raise Unforeseen

    monkeypatch.setattr(f"{where}.{name}", fails)
    p.mail("Ali el Amrani <ali@ziekenhuis.example>", "IFMS", "Ik wil graag een IFMS-traject volgen. Kunnen we bellen?")
    p.now = at("2026-11-11 09:30")
    for _ in range(2):
        assert "Unforeseen" in p.round().trouble
    assert sorted(r.recipient for r in p.sent("documents-reminder")) == [JAN, OTHER]
    monkeypatch.undo()
    p.round()
    assert p.round() == Summary()
    assert p.kinds("ali@ziekenhuis.example") == ["intake-received"]
    for ref in (opened(p, JAN).ref, opened(p, OTHER).ref):
        filed = [m["X-Trajectbot"] for m in p.folder(f"IFMS/Trajecten/{ref} .*/Correspondentie")]
        assert filed.count("documents-reminder") == 1


def test_a_refused_address_that_cannot_be_settled_is_settled_later(
    small: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    p = small
    two_trajects(p)

    def fails(*arguments: object, **more: object) -> None:
        raise Unforeseen

    monkeypatch.setattr("bot.shell.round.sending.refusals.settle", fails)
    p.smtp.recorder.answers = {OTHER: "550 5.1.1 User unknown"}
    summary = p.round("2026-11-11 09:30")
    assert summary.unsettled == 1
    assert [r.recipient for r in p.sent("documents-reminder")] == [JAN]
    monkeypatch.undo()
    p.round("2026-11-11 11:30")
    assert p.round("2026-11-11 11:31") == Summary()
    assert len(p.sent("undeliverable", SHE)) == 1

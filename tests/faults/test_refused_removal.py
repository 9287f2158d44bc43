"""A mail server that will not remove a mail: what passes is tried for a day and told at once, what does not is certified."""

from __future__ import annotations

import imaplib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pypdf import PdfReader
from support.servers.dovecot import Account, Dovecot
from support.servers.proxy import Proxy
from support.servers.smtp import SmtpServer
from support.stories.practice import SHE, Practice, at, enclosures, parsed, practice, text_of
from support.stories.scenes import MORE, answers, begins, lists, opened

from bot.shell.imap.errors import NotAllowedError, RefusedError, is_final, translated
from bot.shell.imap.mailbox import Mailbox


@pytest.mark.parametrize(
    ("code", "final"),
    [
        pytest.param("[NOPERM] ", True, id="NOPERM"),
        pytest.param("[CANNOT] ", True, id="CANNOT"),
        pytest.param("[OVERQUOTA] ", False, id="OVERQUOTA"),
        pytest.param("[INUSE] ", False, id="INUSE"),
        pytest.param("[UNAVAILABLE] ", False, id="UNAVAILABLE"),
        pytest.param("[LIMIT] ", False, id="LIMIT"),
        pytest.param("[SERVERBUG] ", False, id="SERVERBUG"),
        pytest.param("[EXPUNGEISSUED] ", False, id="EXPUNGEISSUED"),
        pytest.param("", False, id="no code"),
    ],
)
def test_a_refusal_is_final_or_passes_by_its_code(code: str, final: bool) -> None:
    with pytest.raises((NotAllowedError, RefusedError)) as raised, translated("removing mails from x"):
        raise imaplib.IMAP4.error(f"{code}Not now")
    assert is_final(raised.value) is final


@dataclass
class Refusing:
    """Refuses UID EXPUNGE in some folders, with a code each."""

    codes: dict[str, str]
    _open: str = ""
    _refused: dict[bytes, str] = field(default_factory=dict)

    def from_client(self, line: bytes) -> bytes:
        if chosen := re.match(rb'\S+ (?:SELECT|EXAMINE) "?([^"\r\n]*)"?', line):
            self._open = chosen[1].decode()
        if (code := self.codes.get(self._open)) and (asked := re.match(rb"(\S+) UID EXPUNGE ", line)):
            self._refused[asked[1]] = code
            return asked[1] + b" NOOP\r\n"
        return line

    def from_server(self, line: bytes) -> bytes:
        tag = line.partition(b" ")[0]
        code = self._refused.pop(tag, None)
        return line if code is None else tag + f" NO [{code}] Not now\r\n".encode()


@dataclass
class Story:
    """A traject with copies in two folders, destroyed through a server that refuses."""

    p: Practice
    proxy: Proxy
    refusing: Refusing

    def round(self, when: str) -> bytes:
        """What was said to the server in it."""
        self.p.now, before = at(when), len(self.proxy.sent)
        with Mailbox(self.p.account.endpoint("plain", port=self.proxy.port)) as mailbox:
            self.p.app.round(mailbox, self.p.now)
        return self.proxy.sent[before:]

    @property
    def told(self) -> list[str]:
        return [" ".join(text_of(parsed(r)).split()) for r in self.p.sent("destruction-delayed", SHE)]

    def certified(self) -> str:
        (pdf, text) = enclosures(parsed(self.p.sent("destroyed-certificate", SHE)[0])).items()
        assert (pdf[0].rpartition(".")[2], text[0].rpartition(".")[2]) == ("pdf", "txt")
        assert "aangetroffen" in " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf[1])).pages)
        return text[1].decode()

    @property
    def lives(self) -> bool:
        with self.p.app.workshop.book() as book:
            return book.keys.get(opened(self.p).ref) is not None


@pytest.fixture
def story(tmp_path: Path, dovecot: Dovecot, account: Account, smtp_server: SmtpServer) -> Iterator[Story]:
    refusing = Refusing({"Vol": "OVERQUOTA", "Gedeeld": "NOPERM"})
    with (
        practice(tmp_path, account, smtp_server, more=MORE) as p,
        Proxy(dovecot.host, dovecot.imap_port, refusing.from_server, refusing.from_client) as proxy,
    ):
        for scene in (begins, lists, answers):
            scene(p)
            p.round()
        ref = opened(p).ref
        with account.connect() as client:
            client.select(f'"IFMS/Trajecten/{ref} Jan Bakker"')
            for name in ("Vol", "Gedeeld"):
                client.create(name)
                client.copy("1", name)
        told = Story(p, proxy, refusing)
        p.command(f"vernietig {ref}")
        told.round("2026-11-09 10:00")
        p.reply(p.sent("destruction-confirm", SHE)[-1], f"A. de Vries <{SHE}>", "ja")
        told.round("2026-11-09 10:10")
        yield told


def test_what_passes_is_told_at_once_and_finished_later(story: Story) -> None:
    assert [("Vol: 1 mail" in one, "Gedeeld" in one) for one in story.told] == [(True, False)]
    assert "10 november 2026 om 10:10" in story.told[0]
    assert (story.p.sent("destroyed-certificate"), story.lives) == ([], True)
    said = story.round("2026-11-09 10:12")
    assert (said.count(b"UID EXPUNGE"), said.count(b"IN-REPLY-TO"), len(story.told)) == (1, 0, 1)
    story.refusing.codes.pop("Vol")
    story.round("2026-11-09 12:00")
    text = story.certified()
    assert not story.lives
    assert re.search(r"map Gedeeld\. Verwijderd: 0; Daarna aangetroffen: 1", text)
    assert re.search(r"map Vol\. Verwijderd: 1; Daarna aangetroffen: niets", text)
    assert story.p.account.mails("Vol") == []
    assert len(story.told) == 1
    story.round("2026-11-10 12:00")
    story.refusing.codes.pop("Gedeeld")
    said = story.round("2026-11-11 11:59")
    assert (said.count(b"UID EXPUNGE"), len(story.p.account.mails("Gedeeld"))) == (0, 1)
    story.round("2026-11-11 12:00")
    story.round("2026-11-12 12:00")
    assert story.p.account.mails("Gedeeld") == []
    (finished,) = story.p.sent("destruction-finished", SHE)
    assert "- Gedeeld" in text_of(parsed(finished))


def test_after_a_day_the_certificate_says_what_is_left(story: Story) -> None:
    story.round("2026-11-10 10:09")
    assert story.p.sent("destroyed-certificate") == []
    story.round("2026-11-10 10:10")
    assert re.search(r"map Vol\. Verwijderd: 0; Daarna aangetroffen: 1", story.certified())
    assert not story.lives
    before = len(story.p.sent())
    story.round("2026-11-10 10:12")
    assert len(story.p.sent()) == before

"""What people say is in the mailbox and nowhere else; after a destruction it is nowhere; and never in the log."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from support.processes import launched
from support.servers import smtp
from support.servers.dovecot import PASSWORD, Dovecot
from support.stories.canaries import (
    NAMES,
    SAID,
    WORD,
    answers,
    asks,
    begins,
    confirms,
    files_of,
    lists,
    mails_of,
    reminds,
    sees,
    unfolded,
    waits,
)
from support.stories.practice import SHE, Practice, parsed, practice, text_of

DAYS = 10


@dataclass
class Told:
    """The story, played by real processes at their loudest; what they said, and what lay where after each round."""

    p: Practice
    said: str = ""
    statuses: list[int] = field(default_factory=list)
    in_files: list[list[str]] = field(default_factory=list)
    before: set[str] = field(default_factory=set)
    after: list[bytes] = field(default_factory=list)
    secrets: set[str] = field(default_factory=set)

    def round(self) -> None:
        loud = ("--verbose", "--verbose", "once", "--now", self.p.now.isoformat())
        with launched(self.p, *loud) as process:
            out, err = process.communicate(timeout=600)
        self.said += out + err
        self.statuses.append(process.returncode)
        self.in_files.append([file.name for file, data in files_of(self.p).items() if sees(data)])


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, dovecot: Dovecot, certificates: Path) -> Iterator[Told]:
    server = smtp.start_smtp(certificates, sign_in=True)
    with practice(tmp_path_factory.mktemp("canaries"), dovecot.account(), server) as p:
        text = p.settings.file.read_text()
        signing = 'username = "trajectbot"\npassword_env = "IMAP_PASSWORD"'
        p.settings.file.write_text(text.replace('username = ""', signing))
        story = Told(p)
        for scenes in ((begins,), (lists, answers), (reminds, asks)):
            for scene in scenes:
                scene(p)
            story.round()
        lying = b"\n".join(map(unfolded, mails_of(p)))
        story.before = {word for word in (*NAMES, *SAID) if word.encode() in lying}
        confirms(p)
        story.round()
        for _ in range(DAYS):
            if "destroyed-certificate" in p.kinds(SHE):
                break
            waits(p)
            story.round()
        story.after = mails_of(p, proofs=False)
        story.secrets = secrets_of(p)
        yield story
    server.stop()


def secrets_of(p: Practice) -> set[str]:
    """The tokens in our Message-IDs, and the codes of confirmations."""
    ids = {str(parsed(r)["Message-ID"]).strip("<>").rpartition("@")[0] for r in p.sent()}
    codes = re.findall(r"\b[0-9A-HJKMNP-TV-Z]{12}\b", text_of(parsed(p.sent("destruction-confirm", SHE)[0])))
    return ids | set(codes)


def test_everything_was_said_and_it_came_to_its_end(told: Told) -> None:
    assert told.before == {*NAMES, *SAID}
    assert "destroyed-certificate" in told.p.kinds(SHE)
    assert {"form-received", "decline-received", "respondent-reminder"} <= set(told.p.kinds())
    assert set(told.statuses) == {0}
    assert len(told.secrets) > len(told.statuses)


def test_nothing_of_it_is_ever_in_a_file_of_the_installation(told: Told) -> None:
    assert [files for files in told.in_files if files] == []


def test_after_the_destruction_it_is_nowhere_in_the_mailbox(told: Told) -> None:
    assert [mail for mail in told.after if sees(mail)] == []


def test_the_log_at_its_loudest_holds_nothing_of_it(told: Told) -> None:
    said = told.said
    assert not sees(said.encode())
    assert [word for word in (PASSWORD, "ziekenhuis.example", SHE, *told.secrets) if word in said] == []
    heard = set(re.findall(r"^library=(\w+)", said, re.M))
    assert {"imapclient", "sqlalchemy", "asyncio"} <= heard
    assert all(word in said for word in ("UID FETCH", "SELECT", "event='handled'"))


def zipped(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", data * 50)
    return out.getvalue()


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(b"xx Kanarie yy", id="plain"),
        pytest.param("KANARIE".encode("utf-16"), id="UTF-16"),
        pytest.param(b"kana=72ie en kana=\r\nrie", id="quoted-printable"),
        pytest.param(b"AA" + base64.encodebytes(b"een kanarie in een mijn, en nog veel meer"), id="base64"),
        pytest.param(zipped(WORD), id="zipped"),
        pytest.param(base64.encodebytes(zipped(WORD)), id="zipped, in base64"),
    ],
)
def test_a_canary_is_seen_however_it_is_written(written: bytes) -> None:
    assert sees(written)
    assert not sees(written.replace(b"K", b"M"), b"kolibrie")

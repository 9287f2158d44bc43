"""A server on which a folder is a label, played by a line in front of Dovecot: what is removed goes through Trash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from support.servers.dovecot import Account, Dovecot
from support.servers.proxy import Proxy
from support.servers.smtp import SmtpServer
from support.stories.practice import SHE, practice
from support.stories.scenes import MORE, answers, begins, lists, opened

from bot.shell.imap.mailbox import Mailbox

ALL, TRASH = "Alle berichten", "Prullenbak"
MAIL = b"Subject: %s\r\nMessage-ID: <%s@x.example>\r\n\r\nDag\r\n"


@dataclass
class Labels:
    """EXPUNGE does nothing in the folder of all mail; `labels` are those of every mail that is asked about."""

    labels: str = ""
    _open: str = ""
    _nothing: set[bytes] = field(default_factory=set)

    def from_client(self, line: bytes) -> bytes:
        if chosen := re.match(rb'\S+ (?:SELECT|EXAMINE) "?([^"\r\n]*)"?', line):
            self._open = chosen[1].decode()
        if self._open == ALL and (asked := re.match(rb"\S+ UID EXPUNGE ", line)):
            return asked[0].split()[0] + b" NOOP\r\n"
        return line.replace(b"X-GM-LABELS", b"FLAGS")

    def from_server(self, line: bytes) -> bytes:
        line = line.replace(b" UIDPLUS", b" UIDPLUS X-GM-EXT-1")
        for name, use in ((ALL, rb"\All"), (TRASH, rb"\Trash")):
            if line.startswith(b"* LIST (") and name.encode() in line:
                line = line.replace(b"* LIST (", b"* LIST (" + use + b" ")
        if self.labels:
            line = re.sub(rb"FLAGS \([^)]*\)", b"X-GM-LABELS (" + self.labels.encode() + b")", line)
        return line


@pytest.fixture
def line(dovecot: Dovecot, account: Account) -> Iterator[tuple[Proxy, Labels]]:
    labels = Labels()
    with account.connect() as client:
        for name in (ALL, TRASH):
            client.create(f'"{name}"')
    with Proxy(dovecot.host, dovecot.imap_port, labels.from_server, labels.from_client) as proxy:
        yield proxy, labels


def subjects(account: Account, folder: str) -> list[str]:
    return sorted(re.findall(r"Subject: (\w+)", b" ".join(raw for _, raw in account.mails(folder)).decode()))


@pytest.mark.parametrize("folder", ["INBOX", ALL, TRASH])
def test_what_is_removed_is_gone_from_every_label(account: Account, line: tuple[Proxy, Labels], folder: str) -> None:
    proxy, _ = line
    for word in (b"weg", b"blijft"):
        account.append(MAIL % (word, word), folder=folder)
    account.append(MAIL % (b"hers", b"hers"), folder=TRASH)
    with Mailbox(account.endpoint("plain", port=proxy.port)) as mailbox:
        uid, _ = mailbox.scan(folder).uids[:2]
        mailbox.purge(folder, (uid,))
    assert subjects(account, folder) == sorted(["blijft", *(["hers"] if folder == TRASH else [])])
    assert "hers" in subjects(account, TRASH)
    assert "weg" not in subjects(account, TRASH)


def test_a_mail_that_bears_the_label_of_another_traject_only_loses_this_one(
    account: Account, line: tuple[Proxy, Labels]
) -> None:
    proxy, labels = line
    labels.labels = '"IFMS/Trajecten/T-7KQFK Els Wit"'
    account.append(MAIL % (b"gedeeld", b"gedeeld"), folder="Etiket")
    with Mailbox(account.endpoint("plain", port=proxy.port)) as mailbox:
        mailbox.purge("Etiket", mailbox.scan("Etiket").uids, ["IFMS/Trajecten/T-7KQFK Els Wit"])
    assert b"MOVE" not in proxy.sent
    assert subjects(account, "Etiket") == []


def test_a_destruction_reaches_the_folder_of_all_mail(
    tmp_path: Path, account: Account, smtp_server: SmtpServer, line: tuple[Proxy, Labels]
) -> None:
    proxy, _ = line
    with practice(tmp_path, account, smtp_server, more=MORE) as p:
        for scene in (begins, lists, answers):
            scene(p)
            p.round()
        ref = opened(p).ref
        with account.connect() as client:
            client.select(f'"IFMS/Trajecten/{ref} Jan Bakker"')
            client.copy("1:*", f'"{ALL}"')
        p.command(f"vernietig {ref}")
        p.round("2026-11-09 10:00")
        p.reply(p.sent("destruction-confirm", SHE)[-1], f"A. de Vries <{SHE}>", "ja")
        with Mailbox(account.endpoint("plain", port=proxy.port)) as mailbox:
            p.app.round(mailbox, p.now)
        assert (account.mails(ALL), account.mails(TRASH)) == ([], [])
        assert p.kinds(SHE)[-1] == "destroyed-certificate"

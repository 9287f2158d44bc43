"""A destruction reaches every folder of the account, whoever put a copy there, and leaves what is another's."""

from __future__ import annotations

import email
import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader
from support.servers.dovecot import Account, Dovecot
from support.servers.dovecot_plugins import LAZY, RIGHTS, UNLISTED, plugins_missing
from support.servers.proxy import Proxy
from support.servers.smtp import SmtpServer
from support.stories.dialogue import Opened, collecting
from support.stories.people import PEERS, fill, scores
from support.stories.practice import INFO, JAN, SHE, Practice, enclosures, parsed, practice, text_of

from bot.shell.imap.mailbox import Mailbox
from bot.shell.ledger.gone import known_mails
from bot.shell.operator.verifying.verify import verified

NOW = "[traject]\ndestruction_cooling_days = 0\n"
HER = f"A. de Vries <{SHE}>"
STORY = b"KANARIE"


def copied(account: Account, source: str, target: str, *, moved: bool = False, numbers: str = "1:*") -> None:
    with account.connect() as client:
        client.create(f'"{target}"')
        client.select(f'"{source}"')
        assert client.copy(numbers, f'"{target}"')[0] == "OK"
        if moved:
            client.store(numbers, "+FLAGS", r"(\Deleted)")
            client.expunge()


def answered(p: Practice) -> Opened:
    """Two forms are in, with a canary each."""
    opened = collecting(p)
    for number, person in enumerate(PEERS[:2]):
        name, address, _ = person
        form = fill(opened.form, scores("Netjes."))
        p.mail(f"{name} <{address}>", "Feedbackformulier", f"KANARIE{number}: zie bijlage.", ("f.docx", form))
    p.round("2026-11-06 10:00")
    assert sum(b"KANARIE" in raw for _, raw in p.account.mails(opened.folder)) == 2
    return opened


def destroyed(p: Practice, opened: Opened) -> str:
    """What she was asked, once it is done."""
    p.command(f"vernietig {opened.ref}")
    p.round("2026-11-09 10:00")
    asked = p.sent("destruction-confirm", SHE)[-1]
    p.reply(asked, HER, "ja")
    p.round("2026-11-09 10:10")
    return " ".join(text_of(parsed(asked)).split())


def left(account: Account, ref: str) -> list[str]:
    """The folders in which something of the traject lies, its certificate apart."""
    folders = (f for f in account.folders() if not f.endswith("Bewijzen"))
    return [f for f in folders if f.find(ref) >= 0 or any(ref.encode() in raw for _, raw in account.mails(f))]


def quoting(p: Practice, form: bytes) -> bytes:
    """Her reply to a form, as her mail program put it into Sent."""
    sent = email.message_from_bytes(form)
    return (
        f"From: {INFO}\r\nTo: {sent['From']}\r\nSubject: Re: {sent['Subject']}\r\nMessage-ID: <hers@praktijk.example>\r\n"
        f"In-Reply-To: {sent['Message-ID']}\r\n\r\nDank u wel.\r\n> KANARIE0 werkt netjes.\r\n"
    ).encode()


def test_copies_in_every_folder_and_her_answers_go_too(
    tmp_path: Path, account: Account, smtp_server: SmtpServer
) -> None:
    with practice(tmp_path, account, smtp_server, more=NOW) as p:
        opened = answered(p)
        for folder in ("Prullenbak", "Archief/2026", "Mijn map"):
            copied(account, opened.folder, folder)
        copied(account, f"{opened.folder}/Correspondentie", "Verzonden")
        (_, form), *_ = account.mails(opened.folder)
        account.append(quoting(p, form), folder="Verzonden")
        account.append(
            b"From: x@y.example\r\nSubject: los\r\nMessage-ID: <los@y.example>\r\n\r\nDag\r\n", folder="Archief/2026"
        )
        asked = destroyed(p, opened)
        assert "Prullenbak: " in asked
        assert left(account, opened.ref) == []
        assert not any(STORY in raw for f in account.folders() for _, raw in account.mails(f))
        assert [email.message_from_bytes(raw)["Subject"] for _, raw in account.mails("Archief/2026")] == ["los"]
        assert "niets meer gevonden" in " ".join(text_of(parsed(p.sent("destroyed-certificate", SHE)[0])).split())


def test_a_form_that_lies_in_no_folder_of_ours_any_more_is_found_by_its_content(
    tmp_path: Path, account: Account, smtp_server: SmtpServer
) -> None:
    with practice(tmp_path, account, smtp_server, more=NOW) as p:
        opened = answered(p)
        copied(account, opened.folder, "Prullenbak", moved=True)
        p.round("2026-11-06 11:00")
        destroyed(p, opened)
        assert not any(STORY in raw for f in account.folders() for _, raw in account.mails(f))


def test_a_mail_is_read_once_for_one_destruction(
    tmp_path: Path, dovecot: Dovecot, account: Account, smtp_server: SmtpServer
) -> None:
    """Also while one of the traject's mails lies nowhere, and copies keep turning up."""
    with practice(tmp_path, account, smtp_server, more=NOW) as p, Proxy(dovecot.host, dovecot.imap_port) as proxy:
        opened = answered(p)
        copied(account, opened.folder, "Mijn map", numbers="1")
        with account.connect() as client:
            client.select(f'"{opened.folder}"')
            client.store("2", "+FLAGS", r"(\Deleted)")
            client.expunge()
        p.round("2026-11-06 11:00")
        for number in range(3):
            account.append(b"From: x@y.example\r\nSubject: los %d\r\n\r\nDag\r\n" % number, folder="Mijn map")
        p.command(f"vernietig {opened.ref}")
        p.round("2026-11-09 10:00")
        p.reply(p.sent("destruction-confirm", SHE)[-1], HER, "ja")
        with Mailbox(account.endpoint("plain", port=proxy.port)) as mailbox:
            p.app.round(mailbox, p.now)
        fetched = re.findall(rb"UID FETCH (\S+) \(BODY.PEEK\[\]\)", proxy.sent)
        assert p.kinds(SHE)[-1] == "destroyed-certificate"
        assert fetched.count(b"1,2,3,4") == 1
        assert len(account.mails("Mijn map")) == 3


def test_what_somebody_else_wrote_is_told_and_left(tmp_path: Path, account: Account, smtp_server: SmtpServer) -> None:
    with practice(tmp_path, account, smtp_server, more=NOW) as p:
        opened = answered(p)
        (_, form), *_ = account.mails(opened.folder)
        other = quoting(p, form).replace(f"From: {INFO}".encode(), b"From: iemand@elders.example")
        with account.connect() as client:
            client.create('"Prive"')
        account.append(other, folder="Prive")
        asked = destroyed(p, opened)
        assert "niet zeker dat die erbij hoort. Zij wordt niet verwijderd" in asked
        assert "Prive: 1 mail" in asked
        assert len(account.mails("Prive")) == 1


def wrote(sender: str, number: int, header: str, answers: str) -> bytes:
    """A mail in whose words nothing of the traject stands."""
    return (
        f"From: {sender}\r\nTo: {INFO}\r\nSubject: Overleg\r\nMessage-ID: <wrote{number}@elders.example>\r\n"
        f"{header}: {answers}\r\n\r\nDaar kom ik op terug.\r\n"
    ).encode()


def test_what_is_tied_by_its_headers_alone_is_certified_and_verified_alike(
    tmp_path: Path, account: Account, smtp_server: SmtpServer
) -> None:
    """It answers a mail of the traject, or her own answer to one, and is somebody else's: it stays, and is still found."""
    with practice(tmp_path, account, smtp_server, more=NOW) as p:
        opened = answered(p)
        (_, form), *_ = account.mails(opened.folder)
        first, hers, second = (
            email.message_from_bytes(form)["Message-ID"],
            "<hers@praktijk.example>",
            "<wrote0@elders.example>",
        )
        peer = f"{PEERS[0][0]} <{PEERS[0][1]}>"
        tied = (
            (peer, "In-Reply-To", first),
            ("iemand@elders.example", "References", first),
            (peer, "In-Reply-To", hers),
        )
        loose = ((peer, "In-Reply-To", "<elders@elders.example>"), (peer, "In-Reply-To", second))
        with account.connect() as client:
            for folder in ("Prive", "Verzonden", "Los"):
                client.create(f'"{folder}"')
        account.append(quoting(p, form), folder="Verzonden", when=p.now)
        for number, one in enumerate((*tied, *loose)):
            account.append(wrote(one[0], number, *one[1:]), folder="Prive" if one in tied else "Los", when=p.now)
        assert "Prive: 3 mails" in destroyed(p, opened)
        assert [len(account.mails(f)) for f in ("Prive", "Verzonden", "Los")] == [3, 0, 2]
        p.round("2026-11-10 09:00")
        p.app.workshop.ledger.close()
        looked = {one.place: one.found for one in verified(p.settings, opened.ref, p.now) if one.found}
        assert looked == {"Prive": 3}


def test_by_what_its_mails_are_known_goes_after_a_year(
    tmp_path: Path, account: Account, smtp_server: SmtpServer
) -> None:
    with practice(tmp_path, account, smtp_server, more=NOW) as p:
        opened = answered(p)
        destroyed(p, opened)
        with p.app.workshop.book() as book:
            there = known_mails.known(book, opened.ref)
            assert len(there) > 5
            assert all(len(one) == 16 for one in there)
        p.round("2027-11-10 09:00")
        with p.app.workshop.book() as book:
            assert known_mails.known(book, opened.ref) == frozenset()


def test_another_trajects_mail_stays(tmp_path: Path, account: Account, smtp_server: SmtpServer) -> None:
    with practice(tmp_path, account, smtp_server, more=NOW) as p:
        opened = answered(p)
        p.command("start els@kliniek.example Els Wit")
        p.round("2026-11-06 12:00")
        other = next(f for f in account.folders() if f.endswith("Els Wit"))
        before = [raw for _, raw in account.mails(f"{other}/Correspondentie")]
        destroyed(p, opened)
        assert [raw for _, raw in account.mails(f"{other}/Correspondentie")] == before


def test_a_server_that_keeps_removed_mail_is_emptied_there_too(tmp_path: Path, smtp_server: SmtpServer) -> None:
    if reason := plugins_missing():
        pytest.skip(reason)
    server = Dovecot(more=LAZY).start()
    try:
        account = server.account()
        with practice(tmp_path, account, smtp_server, more=NOW) as p:
            opened = answered(p)
            destroyed(p, opened)
            assert not any(STORY in raw for f in account.folders() for _, raw in account.mails(f))
            assert left(account, opened.ref) == []
    finally:
        server.stop()


def kept_unlisted(account: Account, kept: str) -> list[bytes]:
    """What lies where the server keeps removed mail, of every folder that there is or was."""
    found: list[bytes] = []
    with account.connect() as client:
        for folder in (*account.folders(), "IFMS/Trajecten", "INBOX", ""):
            name = f"{kept}/{folder}".rstrip("/")
            state, count = client.select(f'"{name}"', readonly=True)
            if state == "OK" and count != [b"0"]:
                data = client.fetch("1:*", "(BODY.PEEK[])")[1]
                found += [part[1] for part in data if isinstance(part, tuple)]
    return found


@pytest.mark.parametrize("kept", [".EXPUNGED", "EXPUNGED"])
def test_also_where_no_client_is_told_that_it_keeps_it(tmp_path: Path, smtp_server: SmtpServer, kept: str) -> None:
    if reason := plugins_missing():
        pytest.skip(reason)
    server = Dovecot(more=UNLISTED.replace("KEPT", kept)).start()
    try:
        account = server.account()
        with practice(tmp_path, account, smtp_server, more=NOW) as p:
            opened = answered(p)
            p.round("2026-11-06 12:00")
            assert not any(f.startswith(kept) for f in account.folders())
            assert any(STORY in raw for raw in kept_unlisted(account, kept)), "the move out of INBOX left one"
            destroyed(p, opened)
            assert not any(STORY in raw for raw in kept_unlisted(account, kept))
            assert left(account, opened.ref) == []
    finally:
        server.stop()


def test_a_folder_that_may_not_be_opened_stops_nothing_and_is_named(tmp_path: Path, smtp_server: SmtpServer) -> None:
    if reason := plugins_missing():
        pytest.skip(reason)
    server = Dovecot(more=RIGHTS).start()
    try:
        account = server.account()
        with practice(tmp_path, account, smtp_server, more=NOW) as p:
            opened = answered(p)
            for name, rights in (("Gesloten", "l"), ("Vast", "lrwst")):
                copied(account, opened.folder, name)
                file = server.folder / "mail" / account.user / f".{name}" / "dovecot-acl"
                file.write_text(f"owner {rights}\n")
                file.chmod(0o644)
            goes, _, stays = destroyed(p, opened).partition("niet mogen verwijderen")
            locked, _, shut = stays.partition("niet helemaal, lezen")
            assert ["Vast: " in part for part in (goes, locked, shut)] == [False, True, False]
            assert ["Gesloten" in part for part in (goes, locked, shut)] == [False, False, True]
            (certificate,) = p.sent("destroyed-certificate", SHE)
            (pdf, _) = enclosures(parsed(certificate)).values()
            said = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
            assert "niet, of niet helemaal, mag of kan lezen" in said
            assert "Gesloten" in said
            assert not any(opened.ref in f for f in account.folders())
            p.app.workshop.ledger.close()
            looked = list(verified(p.settings, opened.ref, p.now))
            assert [one.place for one in looked if not one.looked] == ["Gesloten"]
            assert {one.place for one in looked} >= {"INBOX", "IFMS/Beoordelen", "Gesloten"}
            assert {one.place for one in looked if one.found} == {"Vast"}
    finally:
        server.stop()


def test_the_certificate_lies_in_a_folder_of_its_own(tmp_path: Path, account: Account, smtp_server: SmtpServer) -> None:
    with practice(tmp_path, account, smtp_server, more=NOW) as p:
        opened = answered(p)
        destroyed(p, opened)
        (proof,) = p.folder("IFMS/Bewijzen")
        assert (proof["X-Trajectbot"], opened.ref in str(proof["Subject"])) == ("destroyed-certificate", True)
        assert p.kinds(JAN)[-1] == "destroyed"


@pytest.mark.parametrize("moved", [True, False], ids=["dragged", "copied"])
def test_what_lies_beside_the_certificates_goes_too_and_they_stay(
    tmp_path: Path, account: Account, smtp_server: SmtpServer, moved: bool
) -> None:
    with practice(tmp_path, account, smtp_server, more=NOW) as p:
        account.append(b"From: x@y.example\r\nSubject: los\r\n\r\nDag\r\n", folder="IFMS/Bewijzen")
        opened = answered(p)
        copied(account, opened.folder, "IFMS/Bewijzen", moved=moved)
        assert "IFMS/Bewijzen: " in destroyed(p, opened)
        assert not any(STORY in raw for f in account.folders() for _, raw in account.mails(f))
        assert [m["X-Trajectbot"] for m in p.folder("IFMS/Bewijzen")] == [None, "destroyed-certificate"]

"""The mailbox against a real Dovecot: what is read, moved, put and removed, and what is left alone."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from support.dovecot import Account, Dovecot
from support.proxy import Proxy, without

from bot.core.errors import ConfigurationError, OperatorError, TransientError
from bot.shell.endpoints import ImapEndpoint, Security
from bot.shell.imap_errors import ConnectionLostError, FolderMissingError, UidValidityError
from bot.shell.mailbox import Found, Mailbox, Moved

WHEN = datetime(2026, 11, 9, 9, 10, tzinfo=timezone(timedelta(hours=1)))


def mail(subject: str, body: str = "Goedemorgen.", message_id: str = "") -> bytes:
    identifier = f"Message-ID: <{message_id}>\r\n" if message_id else ""
    return f"From: j.bakker@ziekenhuis.example\r\nSubject: {subject}\r\n{identifier}\r\n{body}\r\n".encode()


def subjects(mails: list[tuple[str, bytes]]) -> list[str]:
    return [raw.decode().partition("Subject: ")[2].partition("\r\n")[0] for _, raw in mails]


@pytest.fixture
def mailbox(account: Account) -> Iterator[Mailbox]:
    with Mailbox(account.endpoint()) as connected:
        yield connected


@pytest.mark.parametrize("security", ["plain", "starttls", "tls"])
def test_every_kind_of_security_reaches_the_mailbox(account: Account, security: Security) -> None:
    account.append(mail("een"))
    with Mailbox(account.endpoint(security)) as mailbox:
        assert mailbox.scan("INBOX").uids == (1,)
        assert {"IDLE", "MOVE", "UIDPLUS"} <= set(mailbox.capabilities)


def test_a_second_connect_changes_nothing_and_a_closed_mailbox_says_so(account: Account) -> None:
    mailbox = Mailbox(account.endpoint())
    mailbox.connect()
    mailbox.connect()
    mailbox.close()
    mailbox.close()
    with pytest.raises(ConnectionLostError):
        mailbox.scan("INBOX")


@pytest.mark.parametrize(
    ("security", "changes", "words"),
    [
        pytest.param("plain", {"password": "fout"}, "sign-in", id="wrong password"),
        pytest.param("tls", {"ca_file": ""}, "certificate", id="tls with an unknown CA"),
        pytest.param("starttls", {"ca_file": ""}, "certificate", id="starttls with an unknown CA"),
        pytest.param("tls", {"host": "localhost"}, "certificate", id="tls to another name"),
        pytest.param("starttls", {"host": "localhost"}, "certificate", id="starttls to another name"),
    ],
)
def test_what_the_operator_can_mend(
    account: Account, security: Security, changes: dict[str, object], words: str
) -> None:
    with pytest.raises(OperatorError, match=words) as caught:
        Mailbox(account.endpoint(security, **changes)).connect()
    assert caught.value.remedy
    assert caught.value.__cause__ is not None


@pytest.mark.parametrize(
    ("security", "port"),
    [
        pytest.param("plain", "nowhere", id="nobody listens"),
        pytest.param("tls", "imap", id="TLS to a clear text port"),
        pytest.param("starttls", "imaps", id="clear text to a TLS port"),
    ],
)
def test_what_time_may_mend(dovecot: Dovecot, account: Account, security: Security, port: str) -> None:
    number = {"nowhere": 1, "imap": dovecot.imap_port, "imaps": dovecot.imaps_port}[port]
    with pytest.raises(TransientError) as caught:
        Mailbox(account.endpoint(security, port=number, timeout_seconds=0.3)).connect()
    assert "security" in caught.value.remedy


@pytest.mark.parametrize(
    ("host", "security", "fine"),
    [
        pytest.param("127.0.0.1", "plain", True, id="loopback"),
        pytest.param("localhost", "plain", True, id="localhost"),
        pytest.param("::1", "plain", True, id="IPv6 loopback"),
        pytest.param("imap.praktijk.example", "plain", False, id="h44 plain over the network"),
        pytest.param("127.0.0.1.praktijk.example", "plain", False, id="h44 a name that looks like loopback"),
        pytest.param("imap.praktijk.example", "starttls", True, id="starttls"),
        pytest.param("imap.praktijk.example", "ssl", False, id="unknown word"),
    ],
)
def test_clear_text_stays_on_this_machine(host: str, security: Security, fine: bool) -> None:
    def make() -> ImapEndpoint:
        return ImapEndpoint(host, 143, security, "info", "geheim")

    if fine:
        assert "geheim" not in repr(make())
    else:
        with pytest.raises(ConfigurationError):
            make()


def test_a_missing_certificate_file_is_a_configuration_error(account: Account) -> None:
    with pytest.raises(ConfigurationError, match="nergens"):
        Mailbox(account.endpoint("tls", ca_file="nergens.pem")).connect()


@pytest.mark.parametrize("user", ["met spatie", 'met"aanhaling', "met\\streep"])
@pytest.mark.parametrize("lacking", [(), ("AUTH=PLAIN",)], ids=["by AUTHENTICATE", "by LOGIN"])
def test_odd_user_names_sign_in(dovecot: Dovecot, user: str, lacking: tuple[str, ...]) -> None:
    """imapclient's LOGIN puts the name on the line unquoted."""
    with (
        Proxy(dovecot.host, dovecot.imap_port, from_server=without(*lacking)) as proxy,
        Mailbox(dovecot.account(user).endpoint(port=proxy.port)) as mailbox,
    ):
        assert mailbox.scan("INBOX").uids == ()
        assert (b"LOGIN" in proxy.sent) is bool(lacking)


def test_a_password_beyond_ascii_is_just_wrong(account: Account) -> None:
    with pytest.raises(OperatorError, match="sign-in"):
        Mailbox(account.endpoint(password="geheïm€")).connect()


@pytest.mark.parametrize("good", [True, False], ids=["valid", "not valid"])
def test_an_access_token_replaces_the_password(account: Account, good: bool) -> None:
    account.append(mail("een"))
    endpoint = account.endpoint(password="", access_token=account.access_token if good else lambda: "x.y.z")
    if good:
        with Mailbox(endpoint) as mailbox:
            assert mailbox.scan("INBOX").uids == (1,)
    else:
        with pytest.raises(OperatorError, match="sign-in"):
            Mailbox(endpoint).connect()


def test_a_folder_is_made_with_its_parents_and_subscribed(account: Account, mailbox: Mailbox) -> None:
    name = mailbox.folder_name(("IFMS", "Trajecten", "T-7KQFK Zoë & Co/2"))
    assert name == "IFMS/Trajecten/T-7KQFK Zoë & Co-2"
    assert mailbox.ensure(name) is True
    assert mailbox.ensure(name) is False
    assert mailbox.folders("IFMS") == ("IFMS/Trajecten", name)
    assert account.folders() == ["IFMS", "IFMS/Trajecten", "IFMS/Trajecten/T-7KQFK Zo&AOs- &- Co-2", "INBOX"]
    with account.connect() as client:
        assert len(client.lsub()[1]) == 3


def test_folder_names_follow_the_servers_namespace(dotted_dovecot: Dovecot) -> None:
    with Mailbox(dotted_dovecot.account().endpoint()) as mailbox:
        name = mailbox.folder_name(("IFMS", "Trajecten", "T-7KQFK J. Bakker"))
        assert name == "INBOX.IFMS.Trajecten.T-7KQFK J Bakker"
        assert mailbox.ensure(name) is True
        assert mailbox.folders(mailbox.folder_name(("IFMS",))) == ("INBOX.IFMS.Trajecten", name)
        assert mailbox.folder_name(("INBOX",)) == "INBOX"
        assert mailbox.scan(name).uids == ()


def test_a_folder_can_be_renamed_and_deleted_with_what_is_below(account: Account, mailbox: Mailbox) -> None:
    mailbox.ensure("A/B/C")
    mailbox.append("A/B", mail("een"), WHEN, seen=False)
    mailbox.rename_folder("A/B", "A/D")
    assert mailbox.folders("A") == ("A/D", "A/D/C")
    mailbox.delete_folder("A")
    mailbox.delete_folder("A")
    assert account.folders() == ["INBOX"]
    with pytest.raises(FolderMissingError):
        mailbox.scan("A/D")
    with pytest.raises(FolderMissingError):
        mailbox.rename_folder("A", "B")


def test_a_scan_starts_at_a_uid_and_never_below_it(account: Account, mailbox: Mailbox) -> None:
    """`UID 9:*` names the last mail even when its UID is 3."""
    account.append(*(mail(str(n)) for n in range(3)))
    state = mailbox.scan("INBOX", 2)
    assert (state.uids, state.uidnext, state.uidvalidity > 0) == ((2, 3), 4, True)
    assert mailbox.scan("INBOX", 9).uids == ()


def test_what_is_flagged_deleted_counts_as_gone_unless_asked_for(account: Account, mailbox: Mailbox) -> None:
    account.append(mail("blijft"))
    account.append(mail("weg"), flags="\\Deleted")
    assert mailbox.scan("INBOX").uids == (1,)
    assert mailbox.scan("INBOX", with_deleted=True).uids == (1, 2)


def test_delivered_mail_arrives_with_its_envelope(account: Account, mailbox: Mailbox) -> None:
    account.deliver(mail("een"), sender="j.bakker@ziekenhuis.example")
    [fetched] = mailbox.fetch("INBOX", mailbox.scan("INBOX").uids, 10_000)
    assert fetched.raw.startswith(b"Return-Path: <j.bakker@ziekenhuis.example>\r\n")
    assert fetched.raw.endswith(mail("een"))


def test_sizes_and_dates_are_the_servers_and_aware(account: Account, mailbox: Mailbox) -> None:
    account.append(mail("een"), when=WHEN)
    [listed] = mailbox.sizes_and_dates("INBOX", (1, 7))
    assert (listed.uid, listed.size, listed.received) == (1, len(mail("een")), WHEN)
    assert listed.received.utcoffset() == timedelta(0)


def test_many_mails_come_in_chunks_and_stay_unread(dovecot: Dovecot, account: Account) -> None:
    mails = [mail(f"nummer {n}", "x" * n) for n in range(300)]
    account.append(*mails)
    with Proxy(dovecot.host, dovecot.imap_port) as proxy, Mailbox(account.endpoint(port=proxy.port)) as mailbox:
        fetched = list(mailbox.fetch("INBOX", mailbox.scan("INBOX").uids, 10_000))
        assert [f.raw for f in fetched] == mails
        assert proxy.sent.count(b"BODY.PEEK[]") == 3
        assert b"EXAMINE" in proxy.sent
        assert b"SELECT" not in proxy.sent
    assert not any("\\Seen" in flags for flags, _ in account.mails())


def test_h68_a_large_mail_is_seen_but_not_fetched(dovecot: Dovecot, account: Account) -> None:
    account.append(mail("klein"), mail("groot", "x" * 200_000), mail("ook klein"))
    with Mailbox(account.endpoint()) as mailbox:
        assert [f.uid for f in mailbox.fetch("INBOX", (1, 2, 3), 100_000)] == [1, 3]
        assert [listed.size > 200_000 for listed in mailbox.sizes_and_dates("INBOX", (1, 2, 3))] == [False, True, False]
        header = mailbox.fetch_headers("INBOX", (2,))[0].raw
    assert header == mail("groot", "").partition(b"\r\n\r\n")[0] + b"\r\n\r\n"


def test_an_endless_header_is_cut(account: Account, mailbox: Mailbox) -> None:
    account.append(b"Subject: x\r\n" + b"X-A: aaaaaaaa\r\n" * 20_000 + b"\r\nbody\r\n")
    assert len(mailbox.fetch_headers("INBOX", (1,))[0].raw) == 64 * 1024


def test_a_mail_that_vanishes_while_reading_is_just_missing(account: Account, mailbox: Mailbox) -> None:
    account.append(*(mail(str(n)) for n in range(150)))
    fetching = mailbox.fetch("INBOX", range(1, 151), 10_000)
    first = [next(fetching) for _ in range(100)]
    with account.connect() as client:
        client.select()
        client.uid("STORE", "101:149", "+FLAGS", "\\Deleted")
        client.expunge()
    assert [f.uid for f in (*first, *fetching)] == [*range(1, 101), 150]


@pytest.mark.parametrize(
    ("body", "arrives"),
    [
        pytest.param(b"", b"", id="nothing at all"),
        pytest.param(b"12345", b"12345", id="only digits"),
        pytest.param(b'S: "x"\r\n\r\n) {5}\r\n', b'S: "x"\r\n\r\n) {5}\r\n', id="protocol characters"),
        pytest.param(b"\xff\xfe\r\n\r\n\x80", b"\xff\xfe\r\n\r\n\x80", id="no text"),
    ],
)
def test_bodies_come_byte_for_byte(account: Account, mailbox: Mailbox, body: bytes, arrives: bytes) -> None:
    account.append(mail("eerst"), body or b"\r\n")
    assert [f.raw for f in mailbox.fetch("INBOX", (1, 2), 1000)] == [mail("eerst"), arrives or b"\r\n"]


@pytest.mark.parametrize(
    ("lacking", "left", "new_uids"),
    [
        pytest.param((), False, True, id="with MOVE"),
        pytest.param(("MOVE",), False, True, id="COPY and UID EXPUNGE"),
        pytest.param(("MOVE", "UIDPLUS"), True, True, id="COPY, the original left flagged"),
    ],
)
def test_moving_takes_along_nothing_else(
    dovecot: Dovecot, account: Account, lacking: tuple[str, ...], left: bool, new_uids: bool
) -> None:
    account.append(mail("een"), mail("twee"), mail("drie"))
    account.append(mail("van haar"), flags="\\Deleted")
    with (
        Proxy(dovecot.host, dovecot.imap_port, from_server=without(*lacking)) as proxy,
        Mailbox(account.endpoint(port=proxy.port)) as mailbox,
    ):
        mailbox.append("IFMS/Trajecten/T-7KQFK", mail("nul"), WHEN, seen=False)
        moved = mailbox.move("INBOX", (1, 3, 99), "IFMS/Trajecten/T-7KQFK")
        assert moved == (Moved(1, 2, left), Moved(3, 3, left))
        assert mailbox.scan("INBOX").uids == (2,)
    expected = ["een", "twee", "drie", "van haar"] if left else ["twee", "van haar"]
    assert subjects(account.mails()) == expected
    assert subjects(account.mails("IFMS/Trajecten/T-7KQFK")) == ["nul", "een", "drie"]


def test_a_move_to_a_missing_folder_makes_it(account: Account, mailbox: Mailbox) -> None:
    account.append(mail("een"))
    assert mailbox.move("INBOX", (1,), "Nieuw/Map") == (Moved(1, 1),)
    assert mailbox.move("INBOX", (1,), "Nieuw/Map") == ()
    assert subjects(account.mails("Nieuw/Map")) == ["een"]


def test_a_server_that_tells_no_new_uids_still_moves(dovecot: Dovecot, account: Account) -> None:
    account.append(mail("een"))

    def forget(line: bytes) -> bytes:
        return b"" if b"COPYUID" in line and line.startswith(b"*") else line

    with (
        Proxy(dovecot.host, dovecot.imap_port, from_server=forget) as proxy,
        Mailbox(account.endpoint(port=proxy.port)) as mailbox,
    ):
        assert mailbox.move("INBOX", (1,), "Map") == (Moved(1, None),)


def test_three_hundred_mails_move_in_chunks(dovecot: Dovecot, account: Account) -> None:
    account.append(*(mail(str(n)) for n in range(250)))
    with Proxy(dovecot.host, dovecot.imap_port) as proxy, Mailbox(account.endpoint(port=proxy.port)) as mailbox:
        mailbox.ensure("Map")
        moved = mailbox.move("INBOX", range(1, 251), "Map")
        assert [(m.uid, m.new_uid) for m in moved] == [(n, n) for n in range(1, 251)]
        assert proxy.sent.count(b"UID MOVE") == 3


@pytest.mark.parametrize("seen", [True, False])
def test_a_mail_can_be_put_into_a_folder(account: Account, mailbox: Mailbox, seen: bool) -> None:
    folder = mailbox.folder_name(("IFMS", "T-7KQFK Zoë"))
    assert mailbox.append(folder, b"Subject: dossier\n\nregel\n", WHEN, seen) == 1
    assert mailbox.append(folder, b"Subject: nog een\r\n\r\n", WHEN, seen) == 2
    [(flags, raw), _] = account.mails("IFMS/T-7KQFK Zo&AOs-")
    assert raw == b"Subject: dossier\r\n\r\nregel\r\n"
    assert ("\\Seen" in flags) is seen
    assert mailbox.sizes_and_dates(folder, (1,))[0].received == WHEN


def test_removing_takes_along_nothing_else(account: Account, mailbox: Mailbox) -> None:
    account.append(mail("een"), mail("twee"))
    account.append(mail("van haar"), flags="\\Deleted")
    assert mailbox.expunge("INBOX", (1, 99)) == ()
    assert subjects(account.mails()) == ["twee", "van haar"]


def test_removing_without_uidplus_is_refused_and_removes_nothing(dovecot: Dovecot, account: Account) -> None:
    account.append(mail("een"))
    with (
        Proxy(dovecot.host, dovecot.imap_port, from_server=without("UIDPLUS")) as proxy,
        Mailbox(account.endpoint(port=proxy.port)) as mailbox,
        pytest.raises(OperatorError, match="UIDPLUS"),
    ):
        mailbox.expunge("INBOX", (1,))
    [(flags, _)] = account.mails()
    assert "\\Deleted" not in flags


def test_own_mails_are_recognised_without_a_search(dovecot: Dovecot, account: Account) -> None:
    account.append(mail("a", message_id="een@praktijk.example"), mail("b"), mail("c", message_id="x) ALL@elders"))
    account.append(b"Subject: d\r\nMessage-Id:\r\n <twee@praktijk.example>\r\n\r\n")
    wanted = ("een@praktijk.example", "twee@praktijk.example", "drie@praktijk.example")
    with Proxy(dovecot.host, dovecot.imap_port) as proxy, Mailbox(account.endpoint(port=proxy.port)) as mailbox:
        found = mailbox.find_by_message_id("INBOX", wanted)
        assert found == (Found(wanted[0], 1), Found(wanted[1], 4))
        assert mailbox.find_by_message_id("INBOX", wanted, minimum_uid=2) == (Found(wanted[1], 4),)
        assert b"praktijk.example" not in proxy.sent


def test_a_folder_made_anew_is_noticed_before_anything_is_done(account: Account, mailbox: Mailbox) -> None:
    account.append(mail("oud"), folder="Map")
    before = mailbox.scan("Map")
    with account.connect() as client:
        client.delete("Map")
    account.append(mail("nieuw"), folder="Map")
    for act in (
        lambda: list(mailbox.fetch("Map", before.uids, 1000)),
        lambda: mailbox.move("Map", before.uids, "Elders"),
        lambda: mailbox.expunge("Map", before.uids),
    ):
        with pytest.raises(UidValidityError):
            act()
    assert subjects(account.mails("Map")) == ["nieuw"]
    assert mailbox.scan("Map").uidvalidity != before.uidvalidity
    assert [f.raw for f in mailbox.fetch("Map", (1,), 1000)] == [mail("nieuw")]


def test_uids_from_the_ledger_hold_only_for_the_folder_they_were_seen_in(account: Account, mailbox: Mailbox) -> None:
    account.append(mail("een"))
    mailbox.expect("INBOX", 1)
    with pytest.raises(UidValidityError):
        mailbox.move("INBOX", (1,), "Map")
    mailbox.expect("INBOX", mailbox.scan("INBOX").uidvalidity)
    assert len(mailbox.move("INBOX", (1,), "Map")) == 1


def test_a_dead_connection_is_told_and_a_new_one_works(account: Account) -> None:
    account.append(mail("een"))
    with Mailbox(account.endpoint()) as mailbox:
        mailbox.scan("INBOX")
        account.server.kick(account.user)
        with pytest.raises(ConnectionLostError):
            mailbox.scan("INBOX")
        with pytest.raises(ConnectionLostError):
            mailbox.wait(9)
    with Mailbox(account.endpoint()) as mailbox:
        assert mailbox.scan("INBOX").uids == (1,)


def test_a_server_that_falls_silent_costs_only_the_timeout(dovecot: Dovecot, account: Account) -> None:
    silent: list[bool] = []

    def maybe(line: bytes) -> bytes:
        return b"" if silent else line

    with (
        Proxy(dovecot.host, dovecot.imap_port, from_server=maybe) as proxy,
        Mailbox(account.endpoint(port=proxy.port, timeout_seconds=0.2)) as mailbox,
    ):
        silent.append(True)
        with pytest.raises(ConnectionLostError):
            mailbox.scan("INBOX")


def test_a_missing_folder_is_told_apart_from_other_trouble(mailbox: Mailbox) -> None:
    with pytest.raises(FolderMissingError):
        mailbox.scan("Weg")
    assert mailbox.exists("Weg") is False
    assert mailbox.scan("INBOX").uids == ()


def test_the_probe_proves_all_and_leaves_nothing(account: Account, mailbox: Mailbox) -> None:
    account.append(mail("een"))
    proofs = mailbox.probe("IFMS")
    assert [proof.ok for proof in proofs] == [True] * 5
    assert account.folders() == ["INBOX"]
    assert subjects(account.mails()) == ["een"]


def test_the_probe_says_what_is_not_allowed_and_stops_there(dovecot: Dovecot, account: Account) -> None:
    with (
        Proxy(dovecot.host, dovecot.imap_port, from_server=without("MOVE", "UIDPLUS")) as proxy,
        Mailbox(account.endpoint(port=proxy.port)) as mailbox,
    ):
        proofs = mailbox.probe("IFMS")
    assert [proof.ok for proof in proofs] == [True, True, False, False, False]
    assert "UIDPLUS" in proofs[2].words
    assert account.folders() == ["INBOX"]


def test_the_probe_keeps_folders_that_were_there(account: Account, mailbox: Mailbox) -> None:
    mailbox.append("IFMS/Beoordelen", mail("een"), datetime(2026, 1, 1, tzinfo=UTC), seen=False)
    assert all(proof.ok for proof in mailbox.probe("IFMS"))
    assert account.folders() == ["IFMS", "IFMS/Beoordelen", "INBOX"]


def test_no_mail_is_offered_to_the_log(account: Account, caplog: pytest.LogCaptureFixture) -> None:
    """imapclient sets imaplib's debug level to 5, which logs whole bodies."""
    account.append(mail("een", "KANARIE"))
    with caplog.at_level(logging.DEBUG), Mailbox(account.endpoint()) as mailbox:
        assert b"KANARIE" in next(mailbox.fetch("INBOX", (1,), 1000)).raw
        mailbox.append("Map", mail("twee", "KANARIE"), WHEN, seen=True)
    assert "KANARIE" not in caplog.text

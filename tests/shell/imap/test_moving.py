"""Moving, putting and removing mails on a real Dovecot: exactly these and no others."""

from __future__ import annotations

import re

import pytest
from support.servers.dovecot import Account, Dovecot
from support.servers.proxy import Proxy, without
from support.small_mails import WHEN, small_mail, subjects

from bot.shell.imap.errors import UnsafeArgumentError, WithheldError
from bot.shell.imap.mailbox import Mailbox, Moved


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
    account.append(small_mail("een"), small_mail("twee"), small_mail("drie"))
    account.append(small_mail("van haar"), flags="\\Deleted")
    with (
        Proxy(dovecot.host, dovecot.imap_port, from_server=without(*lacking)) as proxy,
        Mailbox(account.endpoint(port=proxy.port)) as mailbox,
    ):
        mailbox.append("IFMS/Trajecten/T-7KQFK", small_mail("nul"), WHEN, seen=False)
        moved = mailbox.move("INBOX", (1, 3, 99), "IFMS/Trajecten/T-7KQFK")
        assert moved == (Moved(1, 2, left), Moved(3, 3, left))
        assert mailbox.scan("INBOX").uids == (2,)
    expected = ["een", "twee", "drie", "van haar"] if left else ["twee", "van haar"]
    assert subjects(account.mails()) == expected
    assert subjects(account.mails("IFMS/Trajecten/T-7KQFK")) == ["nul", "een", "drie"]


@pytest.mark.parametrize("lacking", [("MOVE",), ("MOVE", "UIDPLUS")])
@pytest.mark.parametrize("flags", [pytest.param("", id="after COPY"), pytest.param("\\Deleted", id="after STORE")])
def test_a_move_that_was_cut_off_is_finished_and_not_repeated(
    dovecot: Dovecot, account: Account, lacking: tuple[str, ...], flags: str
) -> None:
    """A mail of the same size and Message-ID is another one all the same."""
    account.append(small_mail("een"), flags=flags)
    account.append(small_mail("twee"))
    account.append(small_mail("een"), small_mail("twee", "Goedenavond."), folder="Map")
    with (
        Proxy(dovecot.host, dovecot.imap_port, from_server=without(*lacking)) as proxy,
        Mailbox(account.endpoint(port=proxy.port)) as mailbox,
    ):
        moved = mailbox.move("INBOX", (1, 2), "Map")
        assert mailbox.scan("INBOX").uids == ()
    assert [(one.uid, one.new_uid) for one in moved] == [(1, 1), (2, 3)]
    assert len(account.mails("Map")) == 3
    assert account.mails("Map")[2][1] == small_mail("twee")


@pytest.mark.parametrize("lacking", [("MOVE",), ("MOVE", "UIDPLUS")])
@pytest.mark.parametrize("flags", [pytest.param("", id="the original"), pytest.param("\\Deleted", id="a flagged one")])
@pytest.mark.parametrize("copies", [pytest.param(0, id="copy gone"), pytest.param(1, id="copy flagged")])
def test_a_move_leaves_a_mail_that_is_not_flagged_as_deleted(
    dovecot: Dovecot, account: Account, lacking: tuple[str, ...], flags: str, copies: int
) -> None:
    """The first move set the flag; what came of that one is another folder now, or goes at the next EXPUNGE."""
    account.append(small_mail("een"), flags=flags)
    account.append(*[small_mail("een")] * copies, folder="Map", flags="\\Deleted")
    with (
        Proxy(dovecot.host, dovecot.imap_port, from_server=without(*lacking)) as proxy,
        Mailbox(account.endpoint(port=proxy.port)) as mailbox,
    ):
        mailbox.move("INBOX", (1,), "Map")
        assert mailbox.scan("INBOX").uids == ()
        assert mailbox.scan("Map").uids == (1 + copies,)


def test_a_move_to_a_missing_folder_makes_it(account: Account, mailbox: Mailbox) -> None:
    account.append(small_mail("een"))
    assert mailbox.move("INBOX", (1,), "Nieuw/Map") == (Moved(1, 1),)
    assert mailbox.move("INBOX", (1,), "Nieuw/Map") == ()
    assert subjects(account.mails("Nieuw/Map")) == ["een"]


def test_a_server_that_tells_no_new_uids_still_moves(dovecot: Dovecot, account: Account) -> None:
    account.append(small_mail("een"))

    def forget(line: bytes) -> bytes:
        return b"" if b"COPYUID" in line and line.startswith(b"*") else line

    with (
        Proxy(dovecot.host, dovecot.imap_port, from_server=forget) as proxy,
        Mailbox(account.endpoint(port=proxy.port)) as mailbox,
    ):
        assert mailbox.move("INBOX", (1,), "Map") == (Moved(1, None),)


def test_three_hundred_mails_move_in_chunks(dovecot: Dovecot, account: Account) -> None:
    account.append(*(small_mail(str(n)) for n in range(250)))
    with Proxy(dovecot.host, dovecot.imap_port) as proxy, Mailbox(account.endpoint(port=proxy.port)) as mailbox:
        mailbox.ensure("Map")
        moved = mailbox.move("INBOX", range(1, 251), "Map")
        assert [(m.uid, m.new_uid) for m in moved] == [(n, n) for n in range(1, 251)]
        assert proxy.sent.count(b"UID MOVE") == 3


@pytest.mark.parametrize("seen", [True, False])
def test_a_mail_can_be_put_into_a_folder(account: Account, mailbox: Mailbox, seen: bool) -> None:
    folder = mailbox.folder_name(("IFMS", "T-7KQFK Zoë"))
    mailbox.ensure(folder)
    validity = mailbox.uidvalidity(folder)
    assert mailbox.append(folder, b"Subject: dossier\n\nregel\n", WHEN, seen) == (validity, 1)
    assert mailbox.append(folder, b"Subject: nog een\r\n\r\n", WHEN, seen) == (validity, 2)
    [(flags, raw), _] = account.mails("IFMS/T-7KQFK Zo&AOs-")
    assert raw == b"Subject: dossier\r\n\r\nregel\r\n"
    assert ("\\Seen" in flags) is seen
    assert mailbox.sizes_and_dates(folder, (1,))[0].received == WHEN


def test_removing_takes_along_nothing_else(account: Account, mailbox: Mailbox) -> None:
    account.append(small_mail("een"), small_mail("twee"))
    account.append(small_mail("van haar"), flags="\\Deleted")
    assert mailbox.expunge("INBOX", (1, 99)) == ()
    assert subjects(account.mails()) == ["twee", "van haar"]


def test_removing_without_uidplus_takes_along_nothing_else(dovecot: Dovecot, account: Account) -> None:
    account.append(small_mail("een"), small_mail("twee"), small_mail("drie"))
    account.append(small_mail("van haar"), small_mail("ook van haar"), flags="\\Deleted")
    with (
        Proxy(dovecot.host, dovecot.imap_port, from_server=without("UIDPLUS")) as proxy,
        Mailbox(account.endpoint(port=proxy.port)) as mailbox,
    ):
        assert mailbox.expunge("INBOX", (1, 3, 99)) == ()
    assert subjects(account.mails()) == ["twee", "van haar", "ook van haar"]
    assert ["\\Deleted" in flags for flags, _ in account.mails()] == [False, True, True]


def test_one_mail_that_cannot_be_moved_keeps_no_other_back(dovecot: Dovecot, account: Account) -> None:
    account.append(*(small_mail(str(n)) for n in range(9)))

    def drops(line: bytes) -> bytes:
        """As a server that dies over the mail with UID 5."""
        moved = re.search(rb"UID MOVE (\S+)", line)
        return b"x LOGOUT\r\n" if moved and 5 in uids_of(moved[1]) else line

    with (
        Proxy(dovecot.host, dovecot.imap_port, from_client=drops) as proxy,
        Mailbox(account.endpoint(port=proxy.port)) as mailbox,
    ):
        with pytest.raises(WithheldError):
            mailbox.move("INBOX", range(1, 10), "Map")
        assert mailbox.scan("INBOX").uids == (5,)
        assert len(mailbox.scan("Map").uids) == 8


def uids_of(said: bytes) -> set[int]:
    ranges = (part.partition(b":") for part in said.split(b","))
    return {uid for low, _, high in ranges for uid in range(int(low), int(high or low) + 1)}


@pytest.mark.parametrize(
    "lacking", [(), ("MULTIAPPEND",), ("LITERAL+",), ("UIDPLUS",)], ids=lambda lacking: "".join(lacking)
)
def test_several_mails_are_put_with_one_command_where_the_server_can(
    dovecot: Dovecot, account: Account, lacking: tuple[str, ...]
) -> None:
    said: list[bytes] = []
    raws = [small_mail(name) for name in ("een", "twee", "{3}\r\ndrie", "vier é")]
    raws[1] = raws[1].replace(b"\r\n", b"\n")

    def hears(data: bytes) -> bytes:
        said.append(data)
        return data

    with (
        Proxy(dovecot.host, dovecot.imap_port, from_client=hears, from_server=without(*lacking)) as proxy,
        Mailbox(account.endpoint(port=proxy.port)) as mailbox,
    ):
        placed = mailbox.append_all("IFMS/Trajecten/T-7KQFK", raws, WHEN, seen=True)
        validity = mailbox.uidvalidity("IFMS/Trajecten/T-7KQFK")
        got = {m.uid: m.raw for m in mailbox.fetch("IFMS/Trajecten/T-7KQFK", (1, 2, 3, 4), 10_000)}
    assert placed == tuple((validity, uid) for uid in (1, 2, 3, 4))
    assert [got[uid] for uid in (1, 2, 3, 4)] == [raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") for raw in raws]
    commands = re.findall(rb"(?m)^[A-Z]+\d+ APPEND ", b"".join(said))
    assert len(commands) == (2 if lacking in ((), ("UIDPLUS",)) else 5), "the first finds no folder"


def test_of_several_that_the_server_refuses_none_is_put(account: Account, mailbox: Mailbox) -> None:
    with pytest.raises(UnsafeArgumentError):
        mailbox.append_all("INBOX", [small_mail("een"), small_mail("twee") + b"\0"], WHEN, seen=True)
    assert mailbox.scan("INBOX").uids == ()

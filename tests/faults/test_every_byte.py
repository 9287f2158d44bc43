"""The line breaks at every byte of a conversation: what is told of a mail is true, and no mail is lost or doubled."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from support.chaos.faults import AtByte, Counted, Without
from support.chaos.line import Fault, Line, Link
from support.servers.dovecot import Account, Dovecot
from support.servers.smtp import SmtpServer, StartSmtp
from support.small_mails import WHEN, small_mail

from bot.core.errors import TransientError
from bot.shell.imap.errors import ConnectionLostError
from bot.shell.imap.mailbox import Mailbox
from bot.shell.smtp.sender import Delivery, Outgoing, Result, Sender

STRIDE = 9
"""Every ninth byte, beginning anywhere in the first nine; with 1 it is every one."""
ACTS = (Link.cut, Link.reset, Link.half_close)


def places(counted: Counted, seed: int) -> Iterator[tuple[str, int, Callable[[Link], None]]]:
    """Where it breaks, and how."""
    r = random.Random(seed)
    for way, marks in counted.marks.items():
        for offset in range(r.randrange(STRIDE), marks[-1], STRIDE):
            yield way, offset, r.choice(ACTS)


# -- the server that sends -----------------------------------------------------------------------------------------


def sent_over(smtp: SmtpServer, fault: Fault) -> dict[str, Delivery]:
    """Two mails, one after the other over one connection; what is told of each."""
    with Line("127.0.0.1", smtp.port, fault, smtp=True) as line:
        told: list[Result] = []
        mails = [Outgoing(n, "info@praktijk.example", f"{n}@elders.example", small_mail(n)) for n in ("een", "twee")]
        Sender(smtp.endpoint(port=line.port)).send_all(mails, told.append, connections=1)
    assert len({one.id for one in told}) == len(told)
    return {str(one.id): one.outcome for one in told}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_what_is_told_of_a_mail_is_true(start_smtp: StartSmtp) -> None:
    smtp, counted = start_smtp(), Counted()
    assert set(sent_over(smtp, counted).values()) == {Delivery.SENT}
    tried = 0
    for way, offset, act in places(counted, 1):
        smtp.recorder.received = []
        told = sent_over(smtp, AtByte(way, offset, act))
        came = [r.recipient.partition("@")[0] for r in smtp.received]
        where = f"{act.__name__} {way} {offset}: {told}, came: {came}"
        assert set(told) == {"een", "twee"}, where
        assert Delivery.REFUSED not in told.values(), where
        for name, outcome in told.items():
            assert outcome is not Delivery.SENT or name in came, where
            assert outcome is not Delivery.LATER or name not in came, where
        tried += 1
    assert tried > 50


# -- the mailbox ---------------------------------------------------------------------------------------------------


def busy_in(account: Account, host: str, port: int, fault: Fault) -> str:
    """Fetches, moves and puts mail over a line; which kind of trouble there was."""
    with Line(host, port, fault) as line:
        try:
            with Mailbox(account.endpoint(port=line.port, timeout_seconds=5)) as mailbox:
                work(mailbox)
        except TransientError as error:
            return type(error).__name__
    return ""


def work(mailbox: Mailbox) -> None:
    uids = mailbox.scan("INBOX").uids
    assert all(one.raw in (small_mail("een"), small_mail("twee")) for one in mailbox.fetch("INBOX", uids, 10_000))
    mailbox.move("INBOX", uids, "Map")
    if not mailbox.find_by_message_id("Map", {"drie"}):
        mailbox.append("Map", small_mail("drie", message_id="drie"), WHEN, seen=True)


@pytest.mark.parametrize(
    "lacks",
    [
        pytest.param((), id="Dovecot"),
        pytest.param((b"MOVE", b"UIDPLUS", b"LITERAL+"), id="without MOVE, UIDPLUS and LITERAL+"),
    ],
)
def test_no_mail_is_lost_or_doubled(dovecot: Dovecot, lacks: tuple[bytes, ...]) -> None:
    host, port, counted = dovecot.host, dovecot.imap_port, Counted()
    assert busy_in(ready(dovecot), host, port, Without(lacks, counted)) == ""
    told = set()
    wanted = sorted((small_mail("een"), small_mail("twee"), small_mail("drie", message_id="drie")))
    chosen = list(places(counted, 2))[::5]
    for way, offset, act in chosen:
        account = ready(dovecot)
        told.add(busy_in(account, host, port, Without(lacks, AtByte(way, offset, act))))
        assert busy_in(account, host, port, Without(lacks)) == ""
        left = [raw for flags, raw in account.mails() if "Deleted" not in flags]
        assert left == [], f"{act.__name__} {way} {offset}"
        assert sorted(raw for _, raw in account.mails("Map")) == wanted, f"{act.__name__} {way} {offset}"
    assert told <= {"", ConnectionLostError.__name__, TransientError.__name__}
    assert len(chosen) > 30


def ready(dovecot: Dovecot) -> Account:
    account = dovecot.account()
    account.append(small_mail("een"), small_mail("twee"))
    return account

"""Of what libraries say only their own words reach the log, never what they carry."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from support.servers.dovecot import PASSWORD, Account
from support.small_mails import small_mail

from bot.shell.imap.mailbox import Mailbox
from bot.shell.log import _Libraries, configure, hears_the_line, said

CANARY = "KANARIE"


class Heard(logging.Handler):
    """What the libraries would have said to anybody else."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.words: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.words.append(f"{record.name}: {record.getMessage()}")


@pytest.fixture
def heard() -> Iterator[Heard]:
    """The log at its loudest, and beside it one that hides nothing; afterwards all is as it was."""
    root, hooks = logging.getLogger(), (sys.excepthook, threading.excepthook)
    before, level, asyncio_debug = root.handlers[:], root.level, os.environ.get("PYTHONASYNCIODEBUG")
    configure(2)
    other = Heard()
    root.addHandler(other)
    yield other
    logging.captureWarnings(False)
    root.handlers[:], root.level = before, level
    logging.getLogger("sqlalchemy").setLevel(logging.WARNING)
    sys.excepthook, threading.excepthook = hooks
    os.environ.pop("PYTHONASYNCIODEBUG")
    if asyncio_debug is not None:
        os.environ["PYTHONASYNCIODEBUG"] = asyncio_debug


def record(words: object, *values: object, name: str = "library", file: str = __file__) -> logging.LogRecord:
    return logging.LogRecord(name, logging.DEBUG, file, 1, words, values, None)


MEANT = "took %d of %s in %.2f s"


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        pytest.param(record(MEANT, 3, CANARY, 0.5), "took 3 of … in 0.50 s", id="words of the source, filled in"),
        pytest.param(record(MEANT, CANARY, 3, CANARY), "took 0 of 3 in 0.00 s", id="a text where a number should be"),
        pytest.param(record(MEANT), MEANT, id="words of the source, empty"),
        pytest.param(record(MEANT, CANARY), MEANT, id="too few values"),
        pytest.param(record(f"> A1 UID FETCH {CANARY}" + "!"), "… UID FETCH", id="put together beforehand"),
        pytest.param(record(ValueError(CANARY + "!")), "…", id="an error for words"),
        pytest.param(record("SELECT a\nFROM b WHERE c = ?", name="sqlalchemy.engine", file="/nowhere.py"), "SELECT a FROM b WHERE c = ?", id="sql"),
        pytest.param(record(f"SELECT '{CANARY}'", name="sqlalchemy.engine"), "… SELECT", id="sql with a value in it"),
        pytest.param(record(f"SELECT {CANARY}", name="other"), "… SELECT", id="what is only like sql"),
        pytest.param(record(MEANT, file="/nowhere.py"), "…", id="a source that cannot be read"),
    ],
)  # fmt: skip
def test_what_is_shown(made: logging.LogRecord, expected: str) -> None:
    assert said(made) == expected


def test_a_mail_a_password_and_a_row_are_not_shown(
    heard: Heard, account: Account, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    account.append(small_mail("een", CANARY))
    assert hears_the_line()
    with Mailbox(account.endpoint()) as mailbox:
        assert CANARY.encode() in next(mailbox.fetch("INBOX", (1,), 1000)).raw
    with create_engine(f"sqlite:///{tmp_path}/x.db").connect() as connection:
        assert connection.execute(text("SELECT :said AS a"), {"said": CANARY}).one().a == CANARY
    out, err = capsys.readouterr()
    everything = "\n".join(heard.words)
    assert {"imapclient.imaplib", "sqlalchemy.engine.Engine"} <= {w.partition(":")[0] for w in heard.words}
    assert everything.count(CANARY) >= 3  # the mail, the value, the row
    assert all(word not in out + err for word in (CANARY, PASSWORD, account.user))
    assert [
        word
        for word in ("UID FETCH", "SELECT ? AS a", "library=imapclient.imapclient", "level=debug")
        if word not in err
    ] == []


def test_the_line_is_heard_only_in_a_log_that_hides_what_it_carries(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        assert not hears_the_line()
        quiet = _Libraries(logging.ERROR)  # as an earlier command in this process left it
        logging.getLogger().addHandler(quiet)
        try:
            assert not hears_the_line()
        finally:
            logging.getLogger().removeHandler(quiet)


def test_an_error_that_nobody_caught_is_told_without_its_words(
    heard: Heard, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        raise KeyError(CANARY)
    except KeyError as error:
        sys.excepthook(KeyError, error, error.__traceback__)
        logging.getLogger("library").exception("it failed: %s", error)
    thread = threading.Thread(target=int, args=(CANARY,))
    thread.start()
    thread.join()
    err = capsys.readouterr().err
    assert CANARY not in err
    assert [
        word
        for word in ("unforeseen KeyError at test_log.py:", "raised=KeyError", "unforeseen ValueError")
        if word not in err
    ] == []

"""A backup that is put back: what was destroyed since stays destroyed, what was sent is not sent again, nobody hears."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.processes import once
from support.servers.dovecot import Account
from support.servers.smtp import SmtpServer
from support.stories.practice import SHE, Practice, parsed, practice, text_of
from support.stories.scenes import (
    MORE,
    answers,
    asks_for_destruction,
    begins,
    completes,
    destroys,
    lists,
    opened,
    reminded,
    talks,
)

from bot.core.errors import ConfigurationError
from bot.core.traject.stages import Stage
from bot.engines.restoring import restore
from bot.shell.ledger import events, trajects
from bot.shell.ledger.files import destructions
from bot.shell.ledger.ledger import open_ledger
from bot.shell.ledger.opening import unfinished
from bot.shell.operator.copies.backup import backup
from bot.shell.operator.copies.closing import Lock

DATABASE = '\n[database]\nurl = "{}"\n'
PROOFS = "IFMS/Bewijzen"


@pytest.fixture
def small(
    request: pytest.FixtureRequest, tmp_path: Path, account: Account, smtp_server: SmtpServer
) -> Iterator[Practice]:
    more = MORE
    if getattr(request, "param", "sqlite") == "postgresql":
        more += DATABASE.format(request.getfixturevalue("postgres").database())
    (home := tmp_path / "practice").mkdir()
    with practice(home, account, smtp_server, more=more) as running:
        yield running


both_kinds = pytest.mark.parametrize("small", ["sqlite", "postgresql"], indirect=True)


def play(p: Practice, *scenes: object) -> None:
    for scene in scenes:
        scene(p)  # type: ignore[operator]
        p.round()


def kept(p: Practice, folder: Path) -> Path:
    list(backup(p.settings, folder, p.now))
    return folder


def lost(p: Practice, *, the_list_too: bool = False) -> None:
    """The disk of the stores is gone; the master key was kept elsewhere."""
    p.app.workshop.ledger.close()
    data = p.settings.stores.master_key_file.parent
    for file in data.iterdir():
        if file != p.settings.stores.master_key_file and (the_list_too or not file.name.endswith(".destroyed")):
            shutil.rmtree(file) if file.is_dir() else file.unlink()
    if p.settings.stores.database_url.startswith("postgresql"):
        from sqlalchemy import create_engine

        engine = create_engine(p.settings.stores.database_url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
        engine.dispose()


def certify(p: Practice) -> None:
    """As the destruction leaves it in the mailbox."""
    client = p.account.connect()
    client.create(f'"{PROOFS}"')
    client.append(f'"{PROOFS}"', None, None, p.sent("destroyed-certificate")[-1].raw)
    client.logout()


def stage(p: Practice, ref: str) -> tuple[str | None, bool]:
    """Of a traject, and whether its key is there."""
    ledger = open_ledger(p.settings)
    try:
        with ledger.book() as book:
            return trajects.stage_of(book, ref), book.keys.get(ref) is not None
    finally:
        ledger.close()


def received(p: Practice, ref: str) -> tuple[list[str], int]:
    """Who is listed, and how many forms count."""
    ledger = open_ledger(p.settings)
    try:
        with ledger.book() as book:
            traject = book.traject(ref)
            assert traject is not None
            return sorted(r.address for r in traject.respondents), len(traject.answered())
    finally:
        ledger.close()


def asked(p: Practice, ref: str) -> list[str]:
    """The kinds of the open questions."""
    ledger = open_ledger(p.settings)
    try:
        with ledger.book() as book:
            return [question.kind for question in book.questions(ref)]
    finally:
        ledger.close()


@both_kinds
def test_whatever_copy_is_put_back_a_destroyed_traject_stays_destroyed(small: Practice, tmp_path: Path) -> None:
    p = small
    play(p, begins, lists)
    copies = [kept(p, tmp_path / "early")]
    play(p, answers, completes, talks)
    copies.append(kept(p, tmp_path / "before"))
    play(p, asks_for_destruction)
    copies.append(kept(p, tmp_path / "asked"))
    destroys(p)
    p.round()
    ref = opened(p).ref
    copies.append(kept(p, tmp_path / "after"))
    certify(p)
    destructions.remember(p.settings, ref, p.now)
    sent = len(p.sent())
    on_a_server = p.settings.stores.database_url.startswith("postgresql")
    for number, copy in enumerate(copies[1:2] if on_a_server else copies):
        lost(p, the_list_too=number % 2 == 1)
        said = restore(p.settings, copy, None, Lock(), p.now)
        assert (f"Destroyed again: {ref}." in said) is (copy.name != "after"), copy.name
        assert once(p)[0] == 0, copy.name
        assert stage(p, ref) == (Stage.DESTROYED, False), copy.name
        assert ref in destructions.recorded(p.settings).at
        assert p.kinds()[sent:] == [], copy.name
        assert [folder for folder in p.account.folders() if ref in folder] == []


def test_what_happened_since_counts_again_and_nobody_is_written_to(small: Practice, tmp_path: Path) -> None:
    p = small
    play(p, begins, lists)
    old = kept(p, tmp_path / "old")
    play(p, answers, reminded, completes)
    ref = opened(p).ref
    listed, forms = received(p, ref)
    sent, late = len(p.sent()), p.write("Eva <eva@kliniek.example>", "Vraag")
    assert forms == 3
    lost(p)
    said = restore(p.settings, old, None, Lock(), p.now)
    assert p.kinds()[sent:] == []
    # the form that she tied by hand is asked about once more; it is not guessed whose it is
    assert received(p, ref) == (listed, forms - 1), said
    assert asked(p, ref) == ["no-respondent"]
    p.account.append(late, when=p.now)
    assert once(p)[0] == 0
    assert {r.recipient for r in p.sent()[sent:]} == {SHE}
    assert sorted(p.kinds()[sent:]) == ["digest", "restored"]
    words = text_of(parsed(p.sent("restored")[0]))
    assert "Beoordelen" in words or "Correspondentie" in words or "INBOX" in words
    sent = len(p.sent())
    p.now = p.now.replace(day=p.now.day + 1)
    assert once(p)[0] == 0
    assert [kind for kind in p.kinds()[sent:] if kind != "digest"] == []


def test_an_old_copy_put_back_by_hand_destroys_again_at_the_start(small: Practice, tmp_path: Path) -> None:
    p = small
    play(p, begins, lists, answers, completes, talks)
    p.app.workshop.ledger.close()
    data = p.settings.stores.master_key_file.parent
    shutil.copytree(data, old := tmp_path / "old")
    play(p, asks_for_destruction, destroys)
    ref, sent = opened(p).ref, len(p.sent())
    p.app.workshop.ledger.close()
    for file in old.iterdir():
        if file.is_file():
            shutil.copy(file, data / file.name)
    destructions.remember(p.settings, ref, p.now)
    assert once(p)[0] == 0
    assert stage(p, ref) == (Stage.DESTROYED, False)
    assert p.kinds()[sent:] == []


def test_a_copy_that_is_none_for_this_installation_touches_nothing(small: Practice, tmp_path: Path) -> None:
    p = small
    play(p, begins)
    copy = kept(p, tmp_path / "copy")
    with pytest.raises(ConfigurationError, match="living installation"):
        restore(p.settings, copy, None, Lock(), p.now)
    with pytest.raises(ConfigurationError, match="no backup in"):
        restore(p.settings, tmp_path, None, Lock(), p.now)
    lost(p)
    master = p.settings.stores.master_key_file
    key = master.read_bytes()
    there = sorted(master.parent.iterdir())
    for changed, said in ((b"", "is empty"), (b"QUJD" * 10 + b"QUI=", "wrong length|another installation")):
        master.write_bytes(changed)
        with pytest.raises(ConfigurationError, match=said):
            restore(p.settings, copy, None, Lock(), p.now)
    master.unlink()
    with pytest.raises(ConfigurationError, match="is missing"):
        restore(p.settings, copy, None, Lock(), p.now)
    master.write_bytes(key)
    elsewhere = shutil.move(next(copy.glob("keys-*")), tmp_path / "elsewhere")
    with pytest.raises(ConfigurationError, match="keys of this backup are not there"):
        restore(p.settings, copy, None, Lock(), p.now)
    assert sorted(master.parent.iterdir()) == there
    shutil.move(elsewhere, copy / f"keys-{next(copy.glob('data-*')).name[5:]}")
    restore(p.settings, copy, None, Lock(), p.now)
    assert once(p)[0] == 0


def test_until_a_restore_is_done_nothing_else_starts_and_it_begins_anew(small: Practice, tmp_path: Path) -> None:
    p = small
    play(p, begins, lists)
    copy = kept(p, tmp_path / "copy")
    lost(p)
    unfinished.begin(p.settings.stores, "x")
    assert once(p)[0] == 2
    restore(p.settings, copy, None, Lock(), p.now)
    assert once(p)[0] == 0
    ledger = open_ledger(p.settings)
    with ledger.book() as book:
        assert events.chain(book).broken == 0
    ledger.close()


def test_a_traject_that_was_opened_since_is_lost_and_she_hears_which(small: Practice, tmp_path: Path) -> None:
    p = small
    p.round()
    old = kept(p, tmp_path / "old")
    play(p, begins, lists, answers)
    ref, sent = opened(p).ref, len(p.sent())
    lost(p)
    restore(p.settings, old, None, Lock(), p.now)
    assert once(p)[0] == 0
    assert stage(p, ref) == (None, False)
    assert {r.recipient for r in p.sent()[sent:]} == {SHE}
    assert ref in text_of(parsed(p.sent("restored")[0]))
    assert [kind for kind in p.kinds()[sent:] if kind not in ("digest", "restored")] == []
    mails = len(p.folder(f"IFMS/Trajecten/{ref}.*/Correspondentie"))
    assert mails > 2, "all of it still lies there"


def test_what_waited_in_the_copy_and_went_then_is_not_sent_again(small: Practice, tmp_path: Path) -> None:
    p = small
    p.smtp.recorder.sender_answer = "421 4.3.2 Not now"
    play(p, begins)
    old = kept(p, tmp_path / "old")
    assert p.kinds() == []
    p.smtp.recorder.sender_answer = ""
    p.round("2026-11-03 13:00")
    play(p, lists, answers)
    sent = p.kinds()
    assert {"traject-started", "command-result", "list-received"} <= set(sent)
    lost(p)
    restore(p.settings, old, None, Lock(), p.now)
    assert once(p)[0] == 0
    assert [kind for kind in p.kinds()[len(sent) :] if kind not in ("digest", "restored")] == []

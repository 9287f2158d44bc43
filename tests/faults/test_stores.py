"""The stores misbehave: locked, full, missing or in somebody else's hands; it is told plainly and nothing is lost (G8)."""

from __future__ import annotations

import io
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import event
from support.crash import Fuse, copied, crash, recover
from support.mails import one_line
from support.processes import once
from support.servers.dovecot import Account, Dovecot
from support.servers.smtp import SmtpServer
from support.stories.ending import ending
from support.stories.practice import Practice, enclosures, parsed, practice, text_of
from support.stories.scenes import MORE, SCENES, answers, begins, destroys, lists, opened

from bot.core.errors import ConfigurationError, TransientError
from bot.shell.keys.store import open_keys
from bot.shell.ledger.files.database import open_engine, wiped
from bot.shell.ledger.ledger import open_ledger

ALI = "a.elamrani@ziekenhuis.example"


@pytest.fixture
def small(tmp_path: Path, account: Account, smtp_server: SmtpServer) -> Iterator[Practice]:
    """A practice with the small rules of the scenes."""
    with practice(tmp_path, account, smtp_server, more=MORE) as running:
        yield running


def file_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def stores(p: Practice) -> tuple[Path, Path, Path]:
    """Ledger, key store, master key."""
    s = p.settings.stores
    return file_of(s.database_url), file_of(s.keystore_url), s.master_key_file


@pytest.mark.parametrize("which", [pytest.param(0, id="ledger"), pytest.param(1, id="keys")])
def test_a_store_locked_for_three_seconds_is_waited_for(small: Practice, which: int) -> None:
    p = small
    p.app.workshop.ledger.close()
    begins(p)
    held = threading.Event()

    def hold() -> None:
        with closing(sqlite3.connect(stores(p)[which], isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            held.set()
            time.sleep(3)
            other.execute("ROLLBACK")

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    began = time.monotonic()
    summary = p.round()
    thread.join()
    assert time.monotonic() - began > 2
    assert (summary.handled, summary.unsettled) == (2, 0)
    assert sorted(p.kinds()) == ["command-result", "traject-started"]


@pytest.mark.parametrize("pages", [pytest.param(n, id=f"{n} pages left") for n in (0, 1, 4, 12)])
def test_a_full_disk_loses_nothing(small: Practice, pages: int) -> None:
    p = small
    for scene in (begins, lists):
        scene(p)
        p.round()
    p.app.workshop.ledger.close()
    answers(p)
    with closing(sqlite3.connect(stores(p)[0])) as look:
        used = look.execute("PRAGMA page_count").fetchone()[0]
        free = look.execute("PRAGMA freelist_count").fetchone()[0]

    def small_disk(connection: sqlite3.Connection, record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={used + pages}")

    event.listen(p.app.workshop.ledger.engine, "connect", small_disk)
    failed = False
    try:
        p.round()
    except TransientError as error:
        failed = "full" in error.problem
    finally:
        event.remove(p.app.workshop.ledger.engine, "connect", small_disk)
        p.app.workshop.ledger.close()
    assert failed or free > 0 or pages > 4
    recover(p)
    assert len(p.sent("form-received")) == len({r.raw for r in p.sent("form-received")}) == 1
    assert sorted(p.kinds())[-1] == "traject-started"
    assert ending(p)["inbound"].total() == 6


@pytest.mark.parametrize(
    ("lost", "words"),
    [
        pytest.param((2,), "master key", id="master key"),
        pytest.param((1,), "key store is missing", id="key store"),
        pytest.param((1, 2), "master key", id="both"),
    ],
)
def test_keys_that_are_missing_beside_a_ledger_are_a_configuration_error(
    small: Practice, lost: tuple[int, ...], words: str
) -> None:
    p = small
    begins(p)
    p.round()
    p.app.workshop.ledger.close()
    kept = {stores(p)[n]: stores(p)[n].read_bytes() for n in lost}
    for file in kept:
        for one in file.parent.glob(f"{file.name}*"):
            one.unlink()
    status, said = once(p)
    assert status == 2, said
    assert words in said
    assert "Traceback" not in said
    with pytest.raises(ConfigurationError):  # the first failure must not make what the second would take for good
        open_ledger(p.settings)
    for file, content in kept.items():
        file.write_bytes(content)
    open_ledger(p.settings).close()
    assert ending(p)["stages"].total() == 1


@pytest.mark.parametrize("empty", [pytest.param(False, id="lost"), pytest.param(True, id="empty")])
@pytest.mark.parametrize("early", [pytest.param(True, id="before any traject"), pytest.param(False, id="later")])
def test_a_ledger_that_is_gone_beside_its_keys_replays_nothing(small: Practice, empty: bool, early: bool) -> None:
    p = small
    if not early:
        begins(p)
        p.round()
    p.app.workshop.ledger.close()
    ledger = stores(p)[0]
    kept = ledger.read_bytes()
    for one in ledger.parent.glob(f"{ledger.name}*"):
        one.unlink()
    if empty:
        ledger.touch()
    before = len(p.sent())
    for _ in range(2):
        status, said = once(p)
        assert status == 2, said
        assert "lost or empty" in said
        assert "Put your copy" in said
    assert len(p.sent()) == before
    assert empty or not ledger.exists()
    ledger.write_bytes(kept)
    open_ledger(p.settings).close()


def copy_of(p: Practice, which: int) -> bytes:
    p.app.workshop.ledger.close()
    return stores(p)[which].read_bytes()


def put(p: Practice, which: int, content: bytes) -> None:
    p.app.workshop.ledger.close()
    for one in stores(p)[which].parent.glob(f"{stores(p)[which].name}*"):
        one.unlink()
    stores(p)[which].write_bytes(content)


@pytest.mark.parametrize(
    ("which", "words"),
    [
        pytest.param(0, "ledger is older than its key store", id="ledger"),
        pytest.param(1, "key store is older than the ledger", id="key store"),
    ],
)
def test_a_copy_of_one_store_from_the_same_run_is_refused(small: Practice, which: int, words: str) -> None:
    """No start lies between the copy and what was sent since, and no key was added."""
    p = small
    begins(p)
    p.round()
    old = copy_of(p, which)
    lists(p)
    assert p.round().sent
    new = copy_of(p, which)
    put(p, which, old)
    with pytest.raises(ConfigurationError, match=words):
        open_ledger(p.settings)
    put(p, which, new)
    open_ledger(p.settings).close()


def test_a_ledger_of_another_installation_is_refused(small: Practice, tmp_path: Path) -> None:
    p = small
    ours = p.settings.stores
    other = replace(
        p.settings,
        stores=replace(ours, keystore_url=f"sqlite:///{tmp_path}/other/k.db", master_key_file=tmp_path / "other/m.key"),
    )
    open_keys(other.stores.keystore_url, other.stores.master_key_file, ledger_exists=False).close()
    with pytest.raises(ConfigurationError, match="another installation"):
        open_ledger(other)


def test_a_ledger_of_a_newer_version_is_refused(small: Practice) -> None:
    p = small
    p.app.workshop.ledger.close()
    with closing(sqlite3.connect(stores(p)[0])) as ledger, ledger:
        ledger.execute("UPDATE alembic_version SET version_num = '9999'")
    status, said = once(p)
    assert status == 2, said
    assert "newer version" in said


@pytest.mark.parametrize("which", [pytest.param(0, id="ledger"), pytest.param(1, id="keys")])
def test_a_file_that_is_no_database_is_a_configuration_error(small: Practice, which: int) -> None:
    p = small
    begins(p)
    p.round()
    p.app.workshop.ledger.close()
    stores(p)[which].write_bytes(b"this is not a database " * 300)
    status, said = once(p)
    assert status == 2, said
    assert "not a database" in said
    assert "Traceback" not in said


def test_a_master_key_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "data" / "master.key"
    open_keys(f"sqlite:///{tmp_path}/keys.db", file, ledger_exists=False).close()
    assert [f.name for f in file.parent.iterdir()] == ["master.key"]
    assert file.stat().st_mode & 0o777 == 0o600
    content = file.read_bytes()
    open_keys(f"sqlite:///{tmp_path}/keys.db", file, ledger_exists=False).close()
    assert file.read_bytes() == content
    file.write_bytes(b"")
    with pytest.raises(ConfigurationError):
        open_keys(f"sqlite:///{tmp_path}/keys.db", file, ledger_exists=True)


def test_what_somebody_still_reads_is_not_called_wiped(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/one.db")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x)")
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
    with closing(sqlite3.connect(tmp_path / "one.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM t").fetchone()
        with engine.begin() as connection:
            connection.exec_driver_sql("INSERT INTO t VALUES ('geheim')")
        with pytest.raises(TransientError):
            wiped(engine)
        reader.execute("ROLLBACK")
    wiped(engine)
    engine.dispose()
    assert (tmp_path / "one.db-wal").stat().st_size == 0 if (tmp_path / "one.db-wal").exists() else True


def test_a_job_that_keeps_failing_is_told_in_the_digest_and_stops_nothing_else(small: Practice) -> None:
    p = small
    begins(p)
    p.round()
    ref = opened(p).ref
    with closing(sqlite3.connect(stores(p)[0])) as ledger, ledger:
        ledger.execute(
            "INSERT INTO job (key, ref, kind, created_at, attempts, plan_c) VALUES ('d', ?, 'dossier', ?, 0, ?)",
            (ref, "2026-11-03 10:00:00", b"a plan that no key opens"),
        )
    for minute in range(6):
        p.round(f"2026-11-03 11:0{minute}")
    p.mail(f"Ali el Amrani <{ALI}>", "IFMS", "Ik wil graag een IFMS-traject volgen. Kunnen we bellen?")
    p.round("2026-11-04 07:30")
    (digest,) = p.sent("digest")
    assert f"Het dossier van traject {ref} kon niet worden gemaakt." in one_line(text_of(parsed(digest)))
    assert p.kinds(ALI) == ["intake-received"]


def certificate(p: Practice) -> str:
    """What the only certificate says."""
    (sent,) = p.sent("destroyed-certificate")
    data = next(data for name, data in enclosures(parsed(sent)).items() if name.endswith("pdf"))
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def test_a_destruction_cut_off_anywhere_is_certified_in_full(small: Practice, dovecot: Dovecot, tmp_path: Path) -> None:
    """The certificate counts what was there when it began, not what a crash had left."""
    p = small
    for scene in SCENES[: SCENES.index(destroys)]:
        scene(p)
        recover(p)
    destroys(p)
    received, calm, count = list(p.smtp.received), copied(p, tmp_path / "calm", dovecot.account()), Fuse()
    crash(calm, count)
    wanted = certificate(calm)
    first = count.steps.index("imap add_flags")
    cuts = range(first, count.steps.index("smtp sent") + 1, 2)
    assert [s for s in count.steps[first:] if s in ("imap delete_folder", "commit keys")] != []
    for at in cuts:
        p.smtp.recorder.received = list(received)
        q = copied(p, tmp_path / f"c{at}", dovecot.account())
        assert crash(q, Fuse(at))
        recover(q)
        assert certificate(q) == wanted, count.steps[at - 1]
        assert ending(q)["trajects"]["T1"] == ([], [], {}, [], False)


def test_a_destruction_that_an_earlier_version_planned_is_finished(small: Practice) -> None:
    p = small
    for scene in SCENES[: SCENES.index(destroys)]:
        scene(p)
        recover(p)
    destroys(p)
    plan = {"name": "Jan Bakker", "address": "j.bakker@ziekenhuis.example", "language": "nl", "mails": "3", "rows": "9"}
    with p.app.workshop.book() as book:
        book.set_meta_sealed(f"destroy/{opened(p).ref}", plan)
    recover(p)
    assert "Jan Bakker" in certificate(p)
    assert ending(p)["trajects"]["T1"] == ([], [], {}, [], False)

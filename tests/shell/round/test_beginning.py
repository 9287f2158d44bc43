"""A first start beside a mailbox that holds folders of trajects is a lost ledger, and begins nothing anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.processes import once
from support.stories.practice import Practice

from bot.core.traject.stages import Stage
from bot.shell.keys.store import KeyStore
from bot.shell.ledger.ledger import open_ledger
from bot.shell.operator.check import checkup

FOLDER = "IFMS/Trajecten/T-7KQFK Jan Bakker"


def stores(p: Practice) -> Path:
    p.app.workshop.ledger.close()
    return p.settings.stores.master_key_file.parent


@pytest.mark.parametrize(
    "kept",
    [
        pytest.param((), id="nothing is left"),
        pytest.param(("master.key",), id="the master key is left"),
        pytest.param(("master.key", "keys.db", "trajectbot.db"), id="init made new ones"),
    ],
)
def test_nothing_is_made_and_no_command_is_carried_out_again(practice_run: Practice, kept: tuple[str, ...]) -> None:
    p = practice_run
    data = stores(p)
    connection = p.account.connect()
    connection.create(f'"{FOLDER}"')
    connection.logout()
    p.command("start j.bakker@ziekenhuis.example Jan Bakker")
    for file in data.iterdir():
        if file.name not in kept:
            file.unlink()
    before = sorted(file.name for file in data.iterdir())
    failed = [
        proof.words for proof in checkup(p.settings) if not proof.ok and proof.what.startswith("mailbox: it fits")
    ]
    assert "the ledger is lost" in "".join(failed)
    status, said = once(p)
    assert status == 2, said
    assert "folders of a traject:" in said
    assert "Put your copies" in said
    assert p.sent() == []
    assert sorted(file.name for file in data.iterdir()) == before


def test_a_master_key_alone_is_a_first_start(practice_run: Practice) -> None:
    p = practice_run
    data = stores(p)
    master = (data / "master.key").read_bytes()
    for file in data.iterdir():
        if file.name != "master.key":
            file.unlink()
    status, said = once(p)
    assert status == 0, said
    assert (data / "master.key").read_bytes() == master


def test_a_key_that_was_destroyed_and_put_back_is_destroyed_again(practice_run: Practice) -> None:
    p = practice_run
    with p.app.workshop.book() as book:
        book.keys.make("T-7KQFK")
        book.connection.exec_driver_sql(
            "INSERT INTO traject (ref, type, language, rush, stage, stage_since, opened_at, approved, waived, minimums)"
            f" VALUES ('T-7KQFK', 'ifms', 'nl', 0, '{Stage.DESTROYED}', '2026-11-02', '2026-11-02', 0, '', '{{}}')"
        )
    stores(p)
    ledger = open_ledger(p.settings)
    keys: KeyStore = ledger.keys
    assert "T-7KQFK" not in keys.names()
    assert keys.get("T-7KQFK") is None
    ledger.close()

"""Each store is emptied by its own step: without that one the canaries can still be read, with all of them nowhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest
from support.stories.canaries import answers, begins, lists, mails_of, opened, sees
from support.stories.practice import Practice

from bot.shell.imap.mailbox import Mailbox
from bot.shell.jobs.destroy import destroy
from bot.shell.jobs.stores import STORES
from bot.shell.keys.cipher import unseal
from bot.shell.ledger import jobs
from bot.shell.round.faults import Faults
from bot.shell.round.mailroom import Mailroom

SEALED = ("traject/name", "traject/address", "respondent/name", "contact/address")


def answered(p: Practice) -> str:
    """A traject in which everybody said a canary."""
    for scene in (begins, lists, answers):
        scene(p)
        p.round()
    return opened(p).ref


def rows(p: Practice, ref: str) -> list[tuple[str, bytes]]:
    """What the ledger keeps of it under its key, with the place."""
    found = []
    with closing(sqlite3.connect(str(p.app.workshop.ledger.engine.url.database))) as file:
        for place in SEALED:
            table, _, column = place.partition("/")
            there = file.execute(f"SELECT {column}_c FROM {table} WHERE ref = ? AND {column}_c IS NOT NULL", (ref,))
            found += [(f"{ref}/{place}", sealed) for (sealed,) in there]
    return found


def key_of(p: Practice, ref: str) -> bytes | None:
    return p.app.workshop.ledger.keys.get(ref)


def opens(kept: list[tuple[str, bytes]], key: bytes | None) -> bool:
    """Whether a canary is read in these rows by whoever has this key."""
    return key is not None and any(sees(unseal(key, place, sealed)) for place, sealed in kept)


def carried_out(p: Practice, ref: str, without: str) -> None:
    """The destruction, with one step that does nothing."""
    stores = tuple(replace(s, removes=lambda _: None) if s.name == without else s for s in STORES)
    workshop = p.app.workshop
    with workshop.book() as book:
        jobs.add(book, "destroy", f"{ref}/destroy", ref, p.now)
        job = next(one for one in jobs.open_ones(book) if one.kind == "destroy")
    with Mailbox(p.account.endpoint()) as mailbox:
        room = Mailroom(workshop, mailbox, Faults(workshop, _raised, p.now))
        assert destroy(workshop, room, job, p.now, stores)


def _raised(act: Callable[[], object]) -> None:
    act()


@pytest.mark.parametrize("without", [*(store.name for store in STORES), ""])
def test_without_one_step_the_canaries_are_seen_in_its_store(practice_run: Practice, without: str) -> None:
    p = practice_run
    ref = answered(p)
    old_rows, old_key = rows(p, ref), key_of(p, ref)
    assert opens(old_rows, old_key)
    carried_out(p, ref, without)
    seen = {
        "mailbox": any(sees(part) for part in mails_of(p, proofs=False)),
        "folders": any(ref in name for name in p.account.folders()),
        "ledger": opens(rows(p, ref), old_key),
        "key": opens(old_rows, key_of(p, ref)),
    }
    full = {"folders"} if without == "mailbox" else set()  # those with mail in them are not removed
    assert {name for name, there in seen.items() if there} == {without, *full} - {""}
    assert seen.keys() == {store.name for store in STORES}

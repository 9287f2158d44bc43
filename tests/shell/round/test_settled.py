"""A folder in which nothing changed is not looked at again: whatever changes in it by anybody's hand is seen."""

from __future__ import annotations

import random

import pytest
from support.stories.dialogue import ALL, Opened, collecting, send_form
from support.stories.practice import Practice

from bot.shell.imap.mailbox import Mailbox


class Counted(Mailbox):
    """A mailbox that tells which folders were looked at."""

    looked: list[str]

    def scan(self, folder: str, minimum_uid: int = 1, *, with_deleted: bool = False):  # type: ignore[no-untyped-def]
        self.looked.append(folder)
        return super().scan(folder, minimum_uid, with_deleted=with_deleted)


def counted(p: Practice, opened: Opened) -> set[str]:
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
        assert traject is not None
        return {r.address for r in traject.respondents if r.id in traject.answered()}


def change(p: Practice, opened: Opened, how: str, chance: random.Random) -> None:
    """Somebody takes a form out of the traject's folder, puts one back, or makes the folder anew."""
    with p.account.connect() as hand:
        hand.select(f'"{opened.folder}"' if how != "back" else '"Prullenbak"')
        _, (uids,) = hand.uid("SEARCH", "SUBJECT", "Feedbackformulier")
        if not uids:
            return
        uid = chance.choice(uids.decode().split())
        if how == "flag":
            hand.uid("STORE", uid, "+FLAGS", "(\\Deleted)")
        elif how == "unflag":
            hand.uid("STORE", "1:*", "-FLAGS", "(\\Deleted)")
        elif how == "expunge":
            hand.uid("MOVE", uid, '"Prullenbak"')
        elif how == "back":
            hand.uid("MOVE", uid, f'"{opened.folder}"')
        else:
            hand.uid("MOVE", uid, '"INBOX"')


@pytest.mark.parametrize("seed", range(3))
def test_what_anybody_changes_is_seen_as_if_every_folder_were_looked_at(practice_run: Practice, seed: int) -> None:
    p, chance = practice_run, random.Random(seed)
    opened = collecting(p)
    for person in ALL[:5]:
        send_form(p, opened, person)
    with p.account.connect() as hand:
        hand.create("Prullenbak")
    with Counted(p.account.endpoint()) as kept:
        kept.looked = []
        for step in range(12):
            p.now = p.now.replace(hour=8 + step // 6, minute=10 * (step % 6))
            p.app.round(kept, p.now)
            p.app.round(kept, p.now)
            kept.looked = []
            p.app.round(kept, p.now)
            assert set(kept.looked) <= {"INBOX"}, kept.looked
            by_the_kept = counted(p, opened)
            p.round()  # a line of its own looks at every folder
            assert counted(p, opened) == by_the_kept
            change(p, opened, chance.choice(["flag", "unflag", "expunge", "back", "drag"]), chance)

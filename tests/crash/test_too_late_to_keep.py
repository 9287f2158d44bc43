"""A destruction that was cut off and is not finished: whoever wants the traject back hears that it is too late."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from support.stories.practice import SHE, Practice, decoded, enclosures, parsed, text_of
from support.stories.scenes import answers, begins, lists, opened

from bot.shell.imap.mailbox import Mailbox
from bot.shell.jobs.destroy import destroy
from bot.shell.jobs.search import Search
from bot.shell.jobs.stores import STORES, Store
from bot.shell.ledger import jobs
from bot.shell.round.faults import Faults
from bot.shell.round.mailroom import Mailroom

HER = f"A. de Vries <{SHE}>"


class Cut(BaseException):
    """The power fails."""


def cut(store: Store) -> Store:
    """The power fails as soon as it is emptied."""

    def removes(search: Search) -> None:
        store.removes(search)
        raise Cut

    return replace(store, removes=removes)


def _raised(act: Callable[[], object]) -> None:
    act()


def cut_off(p: Practice, after: str) -> str:
    """A traject whose destruction began, and got as far as this store."""
    for scene in (begins, lists, answers):
        scene(p)
        p.round()
    ref = opened(p).ref
    p.command(f"vernietig {ref}")
    p.round("2026-11-09 10:00")
    p.reply(p.sent("destruction-confirm", SHE)[-1], HER, "ja")
    p.round("2026-11-09 10:10")
    p.now += timedelta(days=3)
    workshop = p.app.workshop
    p.app.tick(p.now, Faults(workshop, _raised, p.now), heard=True)
    with workshop.book() as book:
        job = next(one for one in jobs.open_ones(book) if one.kind == "destroy")
    stores = tuple(cut(s) if s.name == after else s for s in STORES)
    with Mailbox(p.account.endpoint()) as mailbox:
        room = Mailroom(workshop, mailbox, Faults(workshop, _raised, p.now))
        with pytest.raises(Cut):
            destroy(workshop, room, job, p.now, stores)
    return ref


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        pytest.param("Opdracht", "toch niet {}", id="the command"),
        pytest.param("{}", "toch niet", id="the command, with the reference as subject"),
        pytest.param(
            "Vernietiging {}", "Ik heb me bedacht, wilt u het traject {} toch niet vernietigen?", id="in words"
        ),
    ],
)
@pytest.mark.parametrize("after", [store.name for store in STORES])
def test_she_hears_that_it_is_too_late(practice_run: Practice, after: str, subject: str, text: str) -> None:
    p = practice_run
    ref = cut_off(p, after)
    before = len(p.sent())
    p.now += timedelta(minutes=5)
    p.mail(HER, subject.format(ref), text.format(ref))
    for _ in range(3):
        p.now += timedelta(minutes=5)
        p.round()
    told = [" ".join(text_of(parsed(r)).split()) for r in p.sent("command-result", SHE) if r in p.sent()[before:]]
    assert len(told) == 1
    assert "Dat kan niet meer" in told[0] or "is vernietigd op" in told[0]
    assert "geen traject" not in told[0]
    (certificate,) = (parsed(r) for r in p.sent("destroyed-certificate", SHE))
    assert decoded(str(certificate["Subject"])) == f"[{ref}] Vernietigd: het traject van Jan Bakker"
    (text_file,) = (data.decode() for name, data in enclosures(certificate).items() if name.endswith("txt"))
    assert "blijft staan" not in text_file

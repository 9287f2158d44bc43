"""She hears that a traject is ready when its dossier lies in the folder, and also when it cannot be made."""

from __future__ import annotations

from datetime import datetime

import pytest
from support.mails import one_line
from support.stories.dialogue import Opened, collecting, send_documents, send_form
from support.stories.people import DOCTORS, OTHERS, PEERS
from support.stories.practice import SHE, Practice, parsed, text_of

from bot.shell.jobs.dossier import put_dossier
from bot.shell.jobs.runner import KINDS
from bot.shell.ledger.jobs import Job
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop

HERE, NOT_YET = "Het dossier staat in de map", "Het dossier kon nog niet worden gemaakt"


class Killed(BaseException):
    """The process is gone."""


class Fragile:
    """Makes the dossier, unless it is told to raise something before or after."""

    def __init__(self) -> None:
        self.before: BaseException | None = None
        self.after: BaseException | None = None

    def __call__(self, workshop: Workshop, room: Mailroom, job: Job, now: datetime) -> None:
        if self.before is not None:
            raise self.before
        put_dossier(workshop, room, job, now)
        if self.after is not None:
            raise self.after


@pytest.fixture
def fragile(monkeypatch: pytest.MonkeyPatch) -> Fragile:
    made = Fragile()
    monkeypatch.setitem(KINDS, "dossier", made)
    return made


def complete(p: Practice) -> Opened:
    """Everything has come in; no round yet."""
    opened = collecting(p)
    for person in (*PEERS[:5], *DOCTORS[:5], *OTHERS[:5]):
        send_form(p, opened, person)
    send_documents(p, opened)
    return opened


def heard(p: Practice) -> list[str]:
    """Which of both sentences each `ready` says."""
    words = [one_line(text_of(parsed(r))) for r in p.sent("ready", SHE)]
    return [next(s for s in (HERE, NOT_YET) if s in text) for text in words]


def dossiers(p: Practice, opened: Opened) -> int:
    return sum(m["X-Trajectbot"] == "dossier" for m in p.folder(opened.folder))


def test_not_before_the_dossier_lies_there(practice_run: Practice, fragile: Fragile) -> None:
    p = practice_run
    opened = complete(p)
    fragile.before = OSError("no room")
    for minute in range(3):
        p.round(f"2026-11-24 10:0{minute}")
    assert (heard(p), dossiers(p, opened)) == ([], 0)
    fragile.before = None
    p.round("2026-11-24 10:05")
    p.round("2026-11-24 10:06")
    assert (heard(p), dossiers(p, opened)) == ([HERE], 1)


def test_what_keeps_failing_is_told_with_it_and_once(practice_run: Practice, fragile: Fragile) -> None:
    p = practice_run
    opened = complete(p)
    fragile.before = OSError("no room")
    for minute in range(7):
        p.round(f"2026-11-24 10:0{minute}")
    assert heard(p) == [NOT_YET]
    fragile.before = None
    p.round("2026-11-24 10:08")
    assert (heard(p), dossiers(p, opened)) == ([NOT_YET], 1)


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_kill_in_between_loses_nothing(practice_run: Practice, fragile: Fragile, when: str) -> None:
    p = practice_run
    opened = complete(p)
    setattr(fragile, when, Killed())
    with pytest.raises(Killed):
        p.round("2026-11-24 10:00")
    assert heard(p) == []
    setattr(fragile, when, None)
    p.round("2026-11-24 10:01")
    p.round("2026-11-24 10:02")
    assert (heard(p), dossiers(p, opened)) == ([HERE], 1)


def test_a_pause_before_it_is_told_only_puts_it_off(practice_run: Practice, fragile: Fragile) -> None:
    p = practice_run
    opened = complete(p)
    fragile.before = OSError("no room")
    p.round("2026-11-24 10:00")
    p.command(f"pauzeer {opened.ref}")
    p.round("2026-11-24 10:01")
    fragile.before = None
    p.round("2026-11-24 10:02")
    assert heard(p) == []
    p.command(f"hervat {opened.ref}")
    p.round("2026-11-24 10:03")
    assert heard(p) == [HERE]

"""A first start on a full mailbox: hers first and answered at once; killed in the middle it goes on where it was."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta

from support.processes import launched, until
from support.stories.practice import SHE, Practice

from bot.shell.round.looking.intake import BACKLOG


def outcomes(p: Practice) -> list[tuple[int, str]]:
    """Mail and outcome, in the order in which they were recorded."""
    with closing(sqlite3.connect(p.settings.file.parent / "data" / "trajectbot.db")) as ledger:
        return list(ledger.execute("SELECT inbound, outcome FROM disposition ORDER BY id"))


def test_hers_are_answered_before_the_rest_is_read_and_a_kill_begins_nothing_anew(practice_run: Practice) -> None:
    p = practice_run
    mails = [p.write(f"s{n}@elders.example", f"Bericht {n}", "Dag.") for n in range(BACKLOG)]
    mails += [p.write(SHE, "status") for _ in range(3)]
    p.account.append(*mails, when=p.now - timedelta(days=1))
    with launched(p, "once", "--now", p.now.isoformat()) as process:
        assert until(lambda: len(outcomes(p)) > 30, 120)
        process.kill()
        process.communicate()
    before = outcomes(p)
    assert 30 < len(before) < len(mails)
    assert [outcome for _, outcome in before[:4]] == ["command"] * 3 + ["left-alone"]
    assert p.kinds(SHE) == ["command-result"] * 3
    p.round()
    assert outcomes(p)[: len(before)] == before
    assert len({inbound for inbound, _ in outcomes(p)}) == len(outcomes(p)) == len(mails)
    assert p.kinds(SHE) == ["command-result"] * 3

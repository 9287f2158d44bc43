"""Two lines of one mail about what a traject has one of: none is done where they differ, and the rest of the mail is."""

from __future__ import annotations

from itertools import permutations

import pytest
from support.caseload import VOUCHED, WORLD
from support.trajects import mails
from support.world import EVA, JAN, mail

from bot.association.ladder import associate
from bot.core.decision import Decision
from bot.core.views import CommandResult
from bot.handlers import command

PROOF = ("mx.praktijk.example; dmarc=pass header.from=praktijk.example",)


def decided(*lines: str) -> Decision:
    hers = mail("A. de Vries <a.devries@praktijk.example>", subject="", text="\n".join(lines), authentication=PROOF)
    (case,) = associate(hers, WORLD, VOUCHED)
    return command.handle(hers, case, WORLD, VOUCHED)


def told(decision: Decision) -> dict[str, str]:
    views = [m.view for m in mails(decision.effects)]
    lines = [one for view in views if isinstance(view, CommandResult) for one in view.lines]
    return {one.line: ("+" if one.done else "-") + one.outcome.code.removeprefix("command.") for one in lines}


PAIRS = (
    (f"afspraak {JAN} 2026-12-08 14:00", f"afspraak {JAN} vrijdag 11 december half tien"),
    (f"afspraak {JAN} 2026-12-08 14:00", f"afspraak {JAN} 2026-12-08 15:00"),
    (f"plan {JAN} 2026-12-08 14:00; 2026-12-11 09:30", f"plan {JAN} 2026-12-15 14:00"),
    (f"adres {JAN} jan@nieuw.example", f"adres {JAN} bakker@nieuw.example"),
    (f"gesprek {JAN} 2026-11-06", f"gesprek {JAN} 2026-11-07"),
)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0].split()[0])
def test_neither_of_two_is_done_whatever_their_order(pair: tuple[str, str]) -> None:
    for lines in permutations((*pair, f"status {EVA}")):
        decision = decided(*lines)
        assert told(decision) == {pair[0]: "-said-twice", pair[1]: "-said-twice", f"status {EVA}": "+status"}
        assert decision.traject is None or decision.traject == WORLD.traject(decision.traject.ref)
        assert [m.view.KIND for m in mails(decision.effects)] == ["command-result"]


def test_the_same_again_or_of_another_traject_is_no_contradiction() -> None:
    one = f"afspraak {JAN} 2026-12-08 14:00"
    assert told(decided(one, f"afspraak {EVA} 2026-12-11 09:30"))[one] == "+appointed"
    again = decided(one, "afspraak Bakker dinsdag 8 december 14 uur")
    assert "-said-twice" not in told(again).values()
    assert told(again)[one] == "+appointed"

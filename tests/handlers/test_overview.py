"""`status` beside other commands shows how things stand once all of them are done, wherever in the mail it stands."""

from __future__ import annotations

from random import Random

import pytest
from support.caseload import SARA, VOUCHED, WORLD
from support.trajects import mails
from support.world import EVA, JAN, mail

from bot.association.ladder import associate
from bot.core.views import CommandResult
from bot.handlers import route

PROOF = ("mx.praktijk.example; dmarc=pass header.from=praktijk.example",)
SHE = "A. de Vries <a.devries@praktijk.example>"
OTHERS = {f"pauzeer {JAN}": (JAN, "paused"), f"stop {SARA}": (SARA, "stopped"), f"pauzeer {EVA}": (EVA, "paused")}


def answered(*lines: str) -> CommandResult:
    hers = mail(SHE, subject=lines[0], text="\n".join(lines[1:]), authentication=PROOF)
    (case,) = associate(hers, WORLD, VOUCHED)
    views = [m.view for m in mails(route(hers, case, VOUCHED).handle(hers, case, WORLD, VOUCHED).effects)]
    (told,) = (view for view in views if isinstance(view, CommandResult))
    return told


@pytest.mark.parametrize("seed", range(30))
def test_it_shows_what_the_other_lines_came_to(seed: int) -> None:
    chance = Random(seed)
    before = answered("status")
    number = chance.choice([q.number for q in before.questions])
    others = chance.sample(sorted(OTHERS), chance.randrange(len(OTHERS) + 1))
    lines = [f"negeer {number}", *others]
    chance.shuffle(lines)
    lines.insert(chance.randrange(len(lines) + 1), "status")
    told = answered(*lines)
    left = {q.number for q in before.questions} - {number}
    assert {q.number for q in told.questions} == left
    stages = {t.ref: t.stage for t in told.trajects}
    expected = {ref: stage for line, (ref, stage) in OTHERS.items() if line in others}
    assert {ref: stages.get(ref, expected[ref]) for ref in expected} == expected
    assert all(t.ref in expected or t.stage == stages[t.ref] for t in before.trajects)


def test_the_overview_of_one_traject_lacks_what_was_answered_above_it() -> None:
    shown = answered(f"status {JAN}").questions
    (first, *_) = shown
    for lines in ((f"negeer {first.number}", f"status {JAN}"), (f"status {JAN}", f"negeer {first.number}")):
        assert [q.number for q in answered(*lines).questions] == [q.number for q in shown[1:]]

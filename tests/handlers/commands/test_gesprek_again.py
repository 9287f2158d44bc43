"""`gesprek` of a conversation that is on record: its day never moves, and no statement is made, without her saying so."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from support.caseload import TOM, TOM_VISSER, VOUCHED, WORLD
from support.trajects import mails
from support.world import NOW, SmallWorld, mail

from bot.association.ladder import associate
from bot.core.decision import Confirm, Decision
from bot.core.traject.stages import Stage
from bot.core.traject.value import Sent, Traject
from bot.core.views import CommandResult, Statement, StatementToSign
from bot.handlers import command
from bot.handlers.commands import gesprek
from bot.handlers.steering.desk import Desk, Done
from bot.handlers.steering.statements import statement, to_him, was_made

PROOF = ("mx.praktijk.example; dmarc=pass header.from=praktijk.example",)
TODAY = VOUCHED.today
HELD = TODAY - timedelta(4)
SIGNS = replace(VOUCHED, practitioner=replace(VOUCHED.practitioner, signature=b"png"))
MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
DAYS = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]


def held(on: date = HELD, kind: str = StatementToSign.KIND, *, stage: Stage = Stage.HELD) -> Traject:
    made = Sent(kind, NOW - timedelta(2), key=f"{TOM}/{kind}/{on.isoformat()}")
    opened = NOW - timedelta(60)
    return replace(TOM_VISSER, stage=stage, held_on=on, opened_at=opened, sent=(*TOM_VISSER.sent, made))


def desk(traject: Traject, *, signs: bool = False) -> Desk:
    world: SmallWorld = replace(WORLD, trajects=(traject,))
    return Desk(world, SIGNS if signs else VOUCHED)


def said(traject: Traject, line: str, *, signs: bool = False) -> Done:
    return gesprek.run(tuple(line.split())[1:], desk(traject, signs=signs))


def decided(traject: Traject, line: str, *, proved: bool = True) -> Decision:
    proof = PROOF if proved else ()
    world = replace(WORLD, trajects=(traject,))
    hers = mail("A. de Vries <a.devries@praktijk.example>", subject="", text=line, authentication=proof)
    (case,) = associate(hers, world, VOUCHED)
    return command.handle(hers, case, world, VOUCHED)


def written(day: date, rng: Random) -> str:
    """One of the ways in which people write a day that is not long ago."""
    return rng.choice(
        (
            day.isoformat(),
            f"{day.day} {MONTHS[day.month - 1]}",
            f"op {day.day}-{day.month}-{day.year}",
            f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}",
        )
    )


VAGUE = ("", " gevoerd", " is gevoerd", " geweest", " heeft plaatsgevonden", " gehad, dank")


@pytest.mark.parametrize("signs", [False, True])
@pytest.mark.parametrize("stage", [Stage.HELD, Stage.REPORTED, Stage.REREGISTERED])
@pytest.mark.parametrize("vague", VAGUE)
def test_without_a_day_it_stays_as_it_is_and_says_when(vague: str, stage: Stage, signs: bool) -> None:
    traject = held(kind=Statement.KIND if signs else StatementToSign.KIND, stage=stage)
    told = said(traject, f"gesprek {TOM}{vague}", signs=signs)
    assert (told.done, told.outcome.code) == (True, "command.held-already")
    assert dict(told.outcome.values)["on"] == HELD.isoformat()
    assert told.traject == traject
    assert told.effects == ()


@pytest.mark.parametrize("seed", range(60))
def test_another_day_is_asked_about_and_done_on_her_word(seed: int) -> None:
    rng = random.Random(seed)
    on, signs = TODAY - timedelta(rng.randrange(1, 40)), rng.random() < 0.5
    traject = held(on, Statement.KIND if signs else StatementToSign.KIND)
    new = on
    while new == on:
        new = TODAY - timedelta(rng.randrange(0, 40))
    decision = decided(traject, f"gesprek {TOM} {written(new, rng)}", proved=rng.random() < 0.5)
    assert decision.traject in (None, traject)
    assert {m.view.KIND for m in mails(decision.effects)} == {"command-result", "confirm-request"}
    (result,) = (m.view for m in mails(decision.effects) if isinstance(m.view, CommandResult))
    assert {result.lines[0].outcome.code, result.lines[0].done} == {"command.held-otherwise", False}
    (asked,) = (e for e in decision.effects if isinstance(e, Confirm))
    assert asked.lines == (f"gesprek {TOM} {new.isoformat()} in plaats van {on.isoformat()}",)
    moved = said(traject, asked.lines[0], signs=signs)
    assert (moved.done, moved.outcome.code) == (True, "command.held" if signs else "command.held-to-sign")
    assert dict(moved.outcome.values)["was"] == on.isoformat()
    assert moved.traject is not None
    assert moved.traject.held_on == new
    (view,) = (m.view for m in mails(moved.effects))
    assert isinstance(view, Statement | StatementToSign)
    assert (view.held_on, view.was) == (new, on)


@pytest.mark.parametrize(
    "words",
    [
        "{new} in plaats van {old}",
        "was {new}, niet {old}",
        "was niet {old} maar {new}",
        "van {old} was {new}",
        "{new} i.p.v. {old}",
    ],
)
def test_a_line_that_names_both_days_is_carried_out(words: str) -> None:
    new = HELD + timedelta(1)
    line = words.format(new=f"{new.day} {MONTHS[new.month - 1]}", old=HELD.isoformat())
    told = said(held(), f"gesprek {TOM} {line}")
    assert told.traject is not None
    assert (told.done, told.traject.held_on) == (True, new)


def test_a_day_that_she_has_wrong_is_asked_about() -> None:
    new, wrong = HELD + timedelta(1), HELD - timedelta(3)
    told = said(held(), f"gesprek {TOM} {new.isoformat()} in plaats van {wrong.isoformat()}")
    assert (told.done, told.asks, told.outcome.code) == (False, True, "command.held-otherwise")


def test_what_she_confirms_late_changes_no_other_conversation_meanwhile() -> None:
    first = replace(held(), held_on=None, stage=Stage.PLANNED, sent=())
    (asked,) = (e for e in decided(first, f"gesprek {TOM}", proved=False).effects if isinstance(e, Confirm))
    assert asked.lines == (f"gesprek {TOM} {TODAY.isoformat()}",)
    assert said(held(), asked.lines[0]).asks
    again = decided(held(), f"gesprek {TOM}", proved=False)
    (asked,) = (e for e in again.effects if isinstance(e, Confirm))
    assert asked.lines == (f"gesprek {TOM}",)


def test_a_day_that_is_right_again_gets_a_statement_of_its_own() -> None:
    back = held(HELD)
    other = Sent(StatementToSign.KIND, NOW - timedelta(1), key=f"{TOM}/{StatementToSign.KIND}/2026-11-06")
    back = replace(back, sent=(*back.sent, other))
    assert not was_made(back)
    (made,) = mails(statement(back, VOUCHED))
    assert made.key not in {s.key for s in back.sent}
    assert was_made(replace(back, sent=(*back.sent, Sent(StatementToSign.KIND, NOW, key=made.key))))


@pytest.mark.parametrize("got", [True, False])
def test_he_is_told_that_one_is_replaced_where_he_has_one(got: bool) -> None:
    his = (Sent(Statement.KIND, NOW - timedelta(1), key=f"{TOM}/statement/in/7"),) if got else ()
    new = Sent(StatementToSign.KIND, NOW, key=f"{TOM}/{StatementToSign.KIND}/2026-11-06")
    traject = replace(held(), held_on=date(2026, 11, 6))
    traject = replace(traject, sent=(*traject.sent, *his, new))
    assert to_him(traject).was == (HELD if got else None)

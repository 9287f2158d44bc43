"""What somebody who asks gets to see is their own: nothing of it changes with what others do."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from support.caseload import JAN_BAKKER, USUAL
from support.world import NOW

from bot.core.course.own_data import facts, received
from bot.core.traject.stages import BEFORE_CONVERSATION, Stage
from bot.core.traject.value import Disposition, Outcome, Person, Respondent, Traject

PIET = JAN_BAKKER.respondents[0]
OTHERS = [r.id for r in JAN_BAKKER.respondents[1:]]
HIS = (
    Disposition(1, Outcome.LIST, NOW, detail="pop"),
    Disposition(2, Outcome.DOCUMENT, NOW + timedelta(3), detail="self_evaluation,portfolio"),
    Disposition(3, Outcome.REREGISTERED, NOW + timedelta(200), detail="done"),
)
PIETS = (
    Disposition(11, Outcome.FORM, NOW + timedelta(2), "piet"),
    Disposition(12, Outcome.DOUBTFUL, NOW + timedelta(4), "piet", "gone"),
)


def history(rng: random.Random) -> Traject:
    """The same traject, whatever other respondents, machines and she have done."""
    outcomes = [o for o in Outcome if o not in (Outcome.LIST, Outcome.DOCUMENT, Outcome.REREGISTERED, Outcome.ENQUIRY)]
    of_others = [
        Disposition(100 + n, rng.choice(outcomes), NOW + timedelta(rng.randrange(90)), rng.choice(OTHERS))
        for n in range(rng.randrange(12))
    ]
    of_nobody = [
        Disposition(200 + n, rng.choice(outcomes), NOW + timedelta(rng.randrange(90))) for n in range(rng.randrange(6))
    ]
    people = tuple(
        r if r.id == "piet" else replace(r, silent=rng.random() < 0.5, removed=rng.random() < 0.3)
        for r in JAN_BAKKER.respondents
        if r.id == "piet" or rng.random() < 0.8
    )
    valid = [*HIS, *PIETS, *of_others, *of_nobody]
    stage = rng.choice(sorted(BEFORE_CONVERSATION))
    return replace(JAN_BAKKER, respondents=people, valid=tuple(valid), stage=stage, hold=rng.choice(("", "een klacht")))


@pytest.mark.parametrize("person", [JAN_BAKKER.specialist, PIET], ids=["specialist", "respondent"])
def test_it_is_the_same_whatever_others_did(person: Person | Respondent) -> None:
    rng = random.Random(9)
    seen = {(facts(person, t, USUAL), received(person, t, USUAL)) for t in (history(rng) for _ in range(300))}
    assert len(seen) == 1


def test_what_came_from_the_specialist() -> None:
    told = [what for _, what in received(JAN_BAKKER.specialist, history(random.Random(1)), USUAL)]
    assert told == ["document.pop", "list", "document.self_evaluation", "document.portfolio", "reregistered"]


def test_what_came_from_a_respondent() -> None:
    told = [what for _, what in received(PIET, history(random.Random(1)), USUAL)]
    assert told == ["form", "mail"]


@pytest.mark.parametrize("stage", sorted(Stage))
def test_before_the_conversation_the_stage_tells_nothing_of_what_came_in(stage: Stage) -> None:
    told = dict(facts(JAN_BAKKER.specialist, replace(JAN_BAKKER, stage=stage), USUAL))["stage"]
    assert told == ("underway" if stage in BEFORE_CONVERSATION else stage)

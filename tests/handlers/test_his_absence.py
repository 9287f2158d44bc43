"""The specialist is away when the conversation is to be: she is asked, whoever or whatever says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

import pytest
from support.caseload import NORA, NORA_BOS, PIA, PIA_DAM, USUAL, WORLD
from support.world import mail

from bot.association.ladder import associate
from bot.core.decision import Ask, Decision
from bot.core.mail.message import Automatic
from bot.core.traject.value import Traject
from bot.handlers import route

HIM, BOS = "Pia Dam <pia.dam@ziekenhuis.example>", "Nora Bos <nora.bos@ziekenhuis.example>"
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus"),
    *("september", "oktober", "november", "december"),
)


def decided(sender: str, text: str, traject: Traject, until: date | None = None, *, machine: bool = True) -> Decision:
    read = mail(
        sender,
        subject="Afwezig",
        text=text,
        automatic=Automatic.AUTO_REPLY if machine else Automatic.NO,
        until=until,
        away=until is not None,
        date=USUAL.now,
    )
    world = replace(WORLD, trajects=(*(t for t in WORLD.trajects if t.ref != traject.ref), traject))
    (case,) = associate(read, world, USUAL)
    return route(read, case, USUAL).handle(read, case, world, USUAL)


def asked(decision: Decision) -> list[Ask]:
    return [e for e in decision.effects if isinstance(e, Ask)]


def day_of(at: datetime | None) -> date:
    assert at is not None
    return USUAL.calendar.day(at)


@pytest.mark.parametrize("seed", range(60))
def test_she_is_asked_of_exactly_the_moments_within_an_absence(seed: int) -> None:
    dice = Random(seed)
    last = USUAL.today + timedelta(dice.randrange(1, 60))
    traject, sender = dice.choice(((PIA_DAM, HIM), (NORA_BOS, BOS)))
    planned = traject.planning
    moments = {day_of(at) for at in (planned.starts_at, *planned.options) if at is not None}
    found = asked(decided(sender, "Ik ben afwezig.", traject, last))
    within = {day for day in moments if day <= last}
    assert bool(found) is bool(within)
    for one in found:
        values = dict(one.what.values)
        told = {date.fromisoformat(at[:10]) for at in (values["at"], *values["offered"].split(",")) if at}
        assert (one.kind, told, values["until"]) == ("away-then", within, last.isoformat())


def test_the_same_absence_asks_once_and_changes_nothing() -> None:
    last = day_of(PIA_DAM.planning.starts_at) + timedelta(3)
    one, two = (decided(HIM, "Ik ben afwezig.", PIA_DAM, last) for _ in range(2))
    assert [a.key for a in asked(one)] == [a.key for a in asked(two)]
    assert one.traject == PIA_DAM
    assert [p.command for p in asked(one)[0].proposals] == [f"afspraak {PIA} vervalt", "negeer NR"]


def test_a_moment_that_is_only_offered_has_no_appointment_to_call_off() -> None:
    (one,) = asked(decided(BOS, "Ik ben afwezig.", NORA_BOS, day_of(NORA_BOS.planning.options[-1])))
    assert [p.command for p in one.proposals] == ["negeer NR"]
    assert dict(one.what.values)["ref"] == NORA


@pytest.mark.parametrize("days", range(-3, 4))
@pytest.mark.parametrize("words", ["Ik ben afwezig tot en met {}.", "Van 1 tot en met {} ben ik op vakantie."])
@pytest.mark.parametrize(("sender", "traject"), [(HIM, PIA_DAM), (BOS, NORA_BOS)])
def test_what_he_writes_himself_of_an_absence_is_one_question_that_names_the_moments(
    sender: str, traject: Traject, words: str, days: int
) -> None:
    moments = [day_of(at) for at in (traject.planning.starts_at, *traject.planning.options) if at is not None]
    last = moments[0] + timedelta(days)
    told = words.format(f"{last.day} {MONTHS[last.month - 1]} {last.year}")
    found = asked(decided(sender, told, traject, machine=False))
    assert len(found) == 1
    assert (found[0].kind == "away-then") is (days >= 0)
    values = dict(found[0].what.values)
    named = {date.fromisoformat(at[:10]) for at in (values.get("at", ""), *values.get("offered", "").split(",")) if at}
    assert days < 0 or named == {day for day in moments if day <= last}

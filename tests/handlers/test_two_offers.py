"""Two offers, one answer: what he chose in the mail that he answers is planned, or she is asked; never another moment."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from support.caseload import NORA_BOS, USUAL, WORLD
from support.trajects import local
from support.world import mail

from bot.association.ladder import associate
from bot.core.decision import Ask, Decision
from bot.core.planning.offers import named, offered_in
from bot.core.traject.planning import Planning
from bot.core.traject.stages import Stage
from bot.core.traject.value import Sent
from bot.core.views import DateOptions
from bot.handlers import route

BOS = "Nora Bos <nora.bos@ziekenhuis.example>"
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")
ORDINALS = ("eerste", "tweede", "derde", "vierde", "vijfde")
ROUND_IT = ("{}", "{} graag", "{} is goed", "Beste dokter,\n\n{} schikt het best.\n\nGroet, Nora", "Doe maar {}")
Offer = tuple[datetime, ...]


def key_of(offer: Offer) -> str:
    return f"in/7/{NORA_BOS.ref}/{DateOptions.KIND}/{named(offer)}"


def answer(text: str, former: Offer, last: Offer, answered: Offer | None, stands: datetime | None = None) -> Decision:
    """What her answer comes to who was offered `former` and then `last`, which is () when it does not hold any more."""
    sent = tuple(Sent(DateOptions.KIND, USUAL.now, key=key_of(offer)) for offer in (former, last) if offer)
    planning = Planning(options=last, starts_at=stands, uid="u" if stands else "", sequence=0 if stands else -1)
    stage = Stage.PLANNED if stands else NORA_BOS.stage
    traject = replace(NORA_BOS, planning=planning, sent=sent, stage=stage)
    world = replace(WORLD, trajects=(*(t for t in WORLD.trajects if t.ref != traject.ref), traject))
    read = mail(BOS, subject="Re: welke dag", text=text)
    (case,) = associate(read, world, USUAL)
    if answered is not None:
        case = replace(case, answers=DateOptions.KIND, answered=key_of(answered))
    return route(read, case, USUAL).handle(read, case, world, USUAL)


def planned(decision: Decision) -> datetime | None:
    assert decision.traject is not None
    return decision.traject.planning.starts_at


def asked(decision: Decision) -> list[str]:
    return [e.what.code for e in decision.effects if isinstance(e, Ask)]


def an_offer(dice: random.Random) -> Offer:
    days = sorted(
        dice.sample([n for n in range(3, 33) if (USUAL.today + timedelta(n)).weekday() < 5], dice.randint(1, 4))
    )
    return tuple(
        local(f"{USUAL.today + timedelta(n)} {dice.randint(9, 16):02}:{dice.choice(('00', '30'))}") for n in days
    )


def ways(offer: Offer, place: int) -> tuple[str, list[str]]:
    """The day in full, and looser ways to name this moment of an offer."""
    at = USUAL.calendar.local(offer[place])
    day = f"{at.day}-{at.month}-{at.year}"
    loose = [str(place + 1), f"optie {place + 1}", f"nummer {place + 1}", f"de {ORDINALS[place]}"]
    return day, [
        *loose,
        WEEKDAYS[at.weekday()],
        f"{at:%H:%M} uur",
        f"de {at.day}e",
        *(["de laatste"] if offer[place] is offer[-1] else []),
    ]


@pytest.mark.parametrize("seed", range(400))
def test_the_moment_that_he_chose_or_none(seed: int) -> None:
    dice = random.Random(seed)
    former, last = an_offer(dice), an_offer(dice)
    if dice.random() < 0.3:
        last = (*former[:1], *(at + timedelta(days=56) for at in last))
    answered = dice.choice((former, last))
    place = dice.randrange(len(answered))
    day, loose = ways(answered, place)
    way = dice.choice((day, *loose))
    decision, meant = answer(dice.choice(ROUND_IT).format(way), former, last, answered), answered[place]
    assert planned(decision) in (meant, None), (way, former, last, answered)
    assert planned(decision) is not None or asked(decision), way
    if meant in last and way == day:
        assert planned(decision) == meant, way


@pytest.mark.parametrize("seed", range(60))
def test_the_same_place_with_the_same_moment_counts_in_whichever_mail(seed: int) -> None:
    dice = random.Random(seed)
    offer = an_offer(dice)
    later = (*offer, max(offer) + timedelta(days=7))
    place = dice.randrange(len(offer))
    assert planned(answer(f"optie {place + 1}", offer, later, offer)) == offer[place]


@pytest.mark.parametrize("text", ["ja", "Prima", "Akkoord", "Dat komt mij uit"])
def test_a_yes_to_an_older_offer_is_none_to_the_last(text: str) -> None:
    former, last = (local("2026-11-19 14:00"),), (local("2026-11-26 14:00"),)
    assert planned(answer(text, former, last, last)) == last[0]
    assert asked(answer(text, former, last, former)) == ["unclear-date"]


@pytest.mark.parametrize(("text", "fixed"), [("donderdag 26 november", True), ("Donderdag graag", False)])
def test_a_new_mail_that_may_mean_either_offer_is_asked_about(text: str, fixed: bool) -> None:
    former, last = (
        (local("2026-11-19 14:00"), local("2026-11-20 09:30")),
        (local("2026-11-26 14:00"), local("2026-11-27 09:30")),
    )
    assert (planned(answer(text, former, last, None)) is not None) is fixed
    assert planned(answer(text, (), last, None)) == last[0]


@pytest.mark.parametrize("seed", range(150))
@pytest.mark.parametrize("fixed", [True, False])
def test_an_offer_that_holds_no_longer_plans_nothing_and_is_asked_about(seed: int, fixed: bool) -> None:
    dice = random.Random(seed)
    offer = an_offer(dice)
    place = dice.randrange(len(offer))
    day, loose = ways(offer, place)
    stands = dice.choice((local("2026-12-30 11:00"), offer[place])) if fixed else None
    text = dice.choice(ROUND_IT).format(dice.choice((day, *loose)))
    decision = answer(text, offer, (), offer, stands)
    assert planned(decision) == stands
    if stands != offer[place]:
        assert asked(decision) in (["about-appointment"], ["question-from-specialist"]), text
        assert text not in ("1", "optie 1", "de eerste graag") or asked(decision) == ["about-appointment"]


@pytest.mark.parametrize("seed", range(50))
def test_a_key_tells_its_moments_and_is_short_enough_for_the_ledger(seed: int) -> None:
    dice = random.Random(seed)
    offer = tuple(local(f"{USUAL.today + timedelta(n)} 09:00") for n in sorted(dice.sample(range(1, 400), 10)))
    key = f"in/{10**7}/{NORA_BOS.ref}/{DateOptions.KIND}/{named(offer)}"
    assert offered_in(key) == offer
    assert len(key) <= 120
    assert offered_in(key.replace(DateOptions.KIND, "appointment")) == offered_in("") == ()

"""Which lists she sees before anybody on them is written to; an ordinary list never waits for her."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from support.trajects import context, traject

from bot.core.people.addresses import PROVIDERS
from bot.core.traject.value import Person, Respondent, Traject
from bot.handlers.shared.unusual import A_GROUP, unusual

CTX = context("2026-11-12 10:00")
NOBODY = replace(traject(respondents=()), specialist=Person("Jan Bakker", "j.bakker@ziekenhuis.nl"))


def listed(*addresses: str, group: str = "artsen", before: Traject = NOBODY) -> Traject:
    start = len(before.respondents)
    new = (Respondent(f"n{start + n}", f"N{n}", a, group, CTX.now) for n, a in enumerate(addresses))
    return replace(before, respondents=(*before.respondents, *new))


def at(domain: str, count: int) -> list[str]:
    return [f"c{n}@{domain}" for n in range(count)]


def each(count: int, ending: str) -> list[str]:
    """Everybody at a domain of their own."""
    return [f"info{n}@plaats{n}.{ending}" for n in range(count)]


@pytest.mark.parametrize(
    ("addresses", "code"),
    [
        pytest.param(at("ziekenhuis.nl", A_GROUP), "", id="forty of a group"),
        pytest.param(at("ziekenhuis.nl", A_GROUP + 1), "large-group", id="more"),
        pytest.param(at("zelfstandig.org", 30), "", id="all of them at another house"),
        pytest.param(at("spital.ch", 20), "far-fetched-list", id="at a house abroad"),
        pytest.param(
            [*at("mail.ru", 6), *at("klinik.de", 9), *at("chu.fr", 9)], "far-fetched-list", id="at some abroad"
        ),
        pytest.param([*at("spital.ch", 9), *at("ziekenhuis.nl", 9)], "", id="nine abroad among colleagues"),
        pytest.param(each(12, "nl"), "", id="a dozen general practitioners"),
        pytest.param([*at("gmail.com", 9), *at("ziekenhuis.nl", 4)], "", id="nine private addresses"),
        pytest.param(at("gmail.com", 12), "far-fetched-list", id="nothing but private addresses"),
        pytest.param(each(12, "com"), "far-fetched-list", id="a dozen, everywhere and nowhere"),
        pytest.param([*each(12, "ru"), *at("ziekenhuis.nl", 11)], "far-fetched-list", id="among colleagues, the most"),
        pytest.param([*each(12, "ru"), *at("ziekenhuis.nl", 12)], "", id="among as many colleagues"),
        pytest.param(each(30, "nl"), "far-fetched-list", id="thirty of this country who have nothing in common"),
    ],
)
def test_which_lists_are_asked_about(addresses: list[str], code: str) -> None:
    what = unusual(NOBODY, listed(*addresses), CTX)
    assert (what.code if what else "") == code
    assert what is None or dict(what.values)["n"] == str(len(addresses))


def test_lists_that_add_up_are_asked_about_once_until_they_double() -> None:
    now, asked = NOBODY, list[int]()
    for mail in range(1, 18):
        after = listed(*(f"m{mail}.{n}@ziekenhuis.nl" for n in range(5)), before=now)
        if unusual(now, after, CTX):
            asked.append(len(after.respondents))
        now = after
    assert asked == [45, 85]


def test_names_in_different_groups_do_not_add_up() -> None:
    once = listed(*at("ziekenhuis.nl", 30), group="vakgenoten")
    assert unusual(once, listed(*(f"d{n}@ziekenhuis.nl" for n in range(30)), before=once), CTX) is None


def test_a_list_that_names_nobody_new_is_never_asked_about() -> None:
    known = listed(*at("gmail.com", 60))
    assert unusual(known, known, CTX) is None


@pytest.mark.parametrize("seed", range(300))
def test_no_ordinary_list_is_asked_about(seed: int) -> None:
    """Colleagues of one to three houses, a few general practitioners and private addresses; the specialist too."""
    chance = random.Random(seed)
    houses = ["ziekenhuis.nl", *chance.sample(["umc.nl", "kliniek.org", "ggz.eu", "azm.example", "uz.be"], 2)]
    size = chance.randint(5, 36)
    weights = (0.6, chance.random() * 0.2, chance.random() * 0.1)
    domains = [f"praktijk{n}.nl" for n in range(size)]
    addresses = []
    for n in range(size):
        kind = chance.choices(("house", "practice", "private"), weights)[0]
        domain = {"house": chance.choice(houses), "practice": domains[n], "private": chance.choice(PROVIDERS)}[kind]
        addresses.append(f"c{n}@{domain}")
    own = chance.choice((*houses, "gmail.com", "maatschap.nl"))
    his = replace(NOBODY, specialist=Person("Jan Bakker", f"j.bakker@{own}"))
    assert unusual(his, listed(*addresses, before=his), CTX) is None

"""Which of the offered moments somebody chooses; what is not plain is no choice."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import pytest

from bot.core.mail.reply.quotation import new_text
from bot.core.words.choice import Choice, choice, speaks_of_one

TODAY = date(2026, 11, 25)
THREE = (
    datetime.fromisoformat("2026-12-10 14:00"),
    datetime.fromisoformat("2026-12-11 09:30"),
    datetime.fromisoformat("2026-12-15 16:00"),
)  # Thursday, Friday, Tuesday


def said(text: str, options: tuple[datetime, ...] = THREE) -> Choice:
    return choice(new_text(text), options, TODAY)


CHOSEN = {
    1: (
        *(
            "1",
            "1.",
            "1!",
            "De eerste graag",
            "de eerste optie",
            "Optie 1: akkoord",
            "donderdag",
            "Donderdag.",
            "de 10e graag",
        ),
        *("10 december is goed", "Donderdag 10 december om 14:00 past mij prima.", "14.00 uur", "14 uur op de 10e"),
        *("donderdag de 10e is ok", "Thursday works for me", "donderdagmiddag graag", "1 graag", "Do 10/12 schikt"),
        "Beste mevrouw De Vries,\n\nDe eerste graag.\n\nMet vriendelijke groet,\nJan Bakker",
    ),
    2: (
        *(
            "2",
            "#2",
            "de tweede",
            "nummer twee",
            "de 2e",
            "Vrijdag 11 december graag",
            "half tien vrijdag",
            "vrijdagochtend",
        ),
        *(
            "niet donderdag maar vrijdag",
            "The second one please",
            "Friday 11 December at 9:30 is fine",
            "11-12 om 9.30 uur",
        ),
        *("Ik kies voor de tweede datum, 11 december.", "Donderdag lukt helaas niet, vrijdag wel.", "Doe maar vrijdag"),
    ),
    3: (
        *("3", "de derde", "De laatste graag.", "Graag dinsdag", "15-12 om 16 uur", "dinsdag 16 uur past het beste"),
        *("Vrijdag lukt mij niet, dinsdag wel", "dinsdag 15 dec 16u", "Optie 3 alstublieft"),
    ),
}
PLAIN = [(text, n) for n, texts in CHOSEN.items() for text in texts]


@pytest.mark.parametrize(("text", "number"), PLAIN)
def test_a_plain_choice(text: str, number: int) -> None:
    read = said(text)
    assert (read.chosen, read.beside) == (number - 1, False)


NOT_CHOSEN = {
    "geen van deze": "none",
    "Geen van deze data lukt helaas": "none",
    "None of these, sorry": "none",
    "Helaas ben ik al die dagen op congres": "none",
    "Donderdag, vrijdag en dinsdag kan ik niet": "likely",
    "1 en 2 kunnen beide": "likely",
    "de eerste of de tweede": "likely",
    "Donderdag, vrijdag niet": "likely",
    "Eerste keuze: 2, tweede keuze: 1": "likely",
    "Als het kan de eerste": "likely",
    "donderdag onder voorbehoud": "likely",
    "Is donderdag nog mogelijk?": "likely",
    "woensdag 16 december zou beter zijn": "another",
    "donderdag 17 december": "another",
    "Donderdag kan, maar liever om 15.00 uur": "another",
    "donderdagochtend graag": "another",
    "Kan de eerste ook een uur later?": "another",
    "4": "another",
    "ja": "",
    "prima": "",
    "Ik kom er volgende week op terug": "",
    "maakt mij niet uit": "",
    "Het maakt niet uit, kiest u maar": "",
    "niet de eerste": "likely",
    "alleen de eerste niet": "likely",
    "alleen maandag": "another",
    "Alle drie niet": "none",
    "donderdag lukt niet, de rest ook niet": "none",
    "Ik kan de eerste en de tweede niet, en de derde evenmin": "none",
    "Donderdag kan ik niet, vrijdag ook": "likely",
    "Donderdag niet, vrijdag idem": "likely",
    "": "",
}


@pytest.mark.parametrize("text", NOT_CHOSEN)
def test_what_is_not_plain_is_no_choice(text: str) -> None:
    read = said(text)
    assert read.chosen is None
    assert (read.none, read.another, bool(read.likely)) >= (
        NOT_CHOSEN[text] == "none",
        NOT_CHOSEN[text] == "another",
        False,
    )
    if NOT_CHOSEN[text] == "likely":
        assert read.likely


SPEAKS_AGAINST = (
    *("is onmogelijk", "valt af", "valt weg", "is lastig", "is te vroeg", "komt slecht uit", "komt beroerd uit"),
    *("zit ik in het buitenland", "ben ik op vakantie", "heb ik OK", "sta ik op de OK", "opereer ik de hele dag"),
    *("heb ik dienst", "is voor mij minder handig", "ben ik jarig", "is nogal vroeg", "heb ik congres in Parijs"),
)


@pytest.mark.parametrize("against", SPEAKS_AGAINST)
@pytest.mark.parametrize("moment", ["de eerste", "Donderdag", "10 december", "Optie 1"])
def test_a_moment_of_which_something_else_is_said_is_not_chosen(moment: str, against: str) -> None:
    assert said(f"{moment} {against}.").chosen is None
    assert said(f"{moment} {against}, vrijdag is prima.").chosen in (1, None)


@pytest.mark.parametrize("against", SPEAKS_AGAINST)
def test_the_only_moment_is_not_chosen_either(against: str) -> None:
    assert said(f"Dan {against.replace('is ', 'is het ')}.", THREE[:1]).chosen is None


def test_a_number_that_may_be_a_day_is_no_choice_unless_it_stands_alone() -> None:
    second_and_fourth = (datetime.fromisoformat("2026-12-02 14:00"), datetime.fromisoformat("2026-12-04 14:00"))
    assert said("2", second_and_fourth).chosen == 1
    assert said("optie 2", second_and_fourth).chosen == 1
    assert said("de 2e graag", second_and_fourth).chosen is None
    assert said("2 december", second_and_fourth).chosen == 0


@pytest.mark.parametrize("text", ["ja", "Ja, dat is goed", "akkoord", "prima", "dat komt mij uit", "yes, fine"])
def test_a_yes_to_one_moment(text: str) -> None:
    assert said(text, THREE[:1]).chosen == 0


@pytest.mark.parametrize(
    "text", ["nee", "Nee, dat lukt niet", "helaas niet", "no", "kan het een uur later?", "ja, als het om 15.00 kan"]
)
def test_no_yes_to_one_moment(text: str) -> None:
    assert said(text, THREE[:1]).chosen is None


@pytest.mark.parametrize(
    "text",
    [
        "Ik weet het nog niet, hoor volgende week", "Ik kan nog niet zeggen welke dag lukt.", "I don't know yet", "Nog geen idee",
        "Nog niet bekend, ik moet het rooster afwachten", "Dank, ik kijk even en laat het weten", "Ik weet het niet zeker",
        "Ik moet eerst mijn rooster zien", "Ik kan nog geen datum noemen", "I'm not sure yet, I'll let you know",
    ],
)  # fmt: skip
def test_who_does_not_know_yet_refuses_nothing(text: str) -> None:
    assert said(text) == Choice(undecided=True)
    assert said(text, THREE[:1]).undecided


@pytest.mark.parametrize(
    ("text", "likely", "none"),
    [
        ("liever niet op donderdag, maar als het echt niet anders kan dan wel", (1, 2), False),
        ("Als het niet anders kan de tweede", (1,), False),
        ("Ik weet niet of donderdag lukt", (0,), False),
        ("De eerste weet ik nog niet", (0,), False),
        ("Ik kan geen van deze, weet nog niet wanneer wel", (), True),
        ("Die dagen kan ik niet, ik laat nog weten wanneer wel", (), True),
        ("Ik ben die dagen niet beschikbaar", (), True),
    ],
)
def test_what_is_unclear_is_no_refusal_and_no_choice(text: str, likely: tuple[int, ...], none: bool) -> None:
    found = said(text)
    assert (found.chosen, found.likely, found.none, found.undecided) == (None, likely, none, False)


@pytest.mark.parametrize("sign", ["👍", "👍🏻", "👌", "✅", "Prima 👍", "👍 tot dan", "okidoki", "Jazeker", "Top!"])
def test_a_thumb_is_a_yes_to_the_only_moment(sign: str) -> None:
    assert said(sign, THREE[:1]).chosen == 0
    assert said(sign).chosen is None


@pytest.mark.parametrize("sign", ["👎", "🙏", "👍 maar liever later", "👍?"])
def test_another_sign_is_none(sign: str) -> None:
    assert said(sign, THREE[:1]).chosen is None


def test_more_than_the_choice_is_told() -> None:
    text = "Prima, donderdag 10 december. Mijn secretaresse belt nog over de parkeerplaats en de lunch."
    assert (said(text).chosen, said(text).beside) == (0, True)


WEEKDAYS = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"]
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
ORDINALS = ["eerste", "tweede", "derde", "vierde", "vijfde"]
ROUND_IT = (
    "{}",
    "{} graag",
    "{} is goed",
    "{} past mij prima.",
    "Beste dokter,\n\n{} schikt het best.\n\nGroet, Jan",
    "Doe maar {}",
)


@pytest.mark.parametrize("seed", range(300))
def test_whatever_was_chosen_is_what_is_read_or_she_is_asked(seed: int) -> None:
    """Random offers and a random way to name one of them: the right one, or none; where the day is named never none."""
    dice = random.Random(seed)
    days = sorted(dice.sample([n for n in range(3, 40) if (TODAY + timedelta(n)).weekday() < 5], dice.randint(2, 5)))
    options = tuple(
        datetime.combine(TODAY + timedelta(n), datetime.min.time()) + timedelta(hours=dice.randint(9, 16)) for n in days
    )
    place = dice.randrange(len(options))
    at = options[place]
    plain = [
        f"{at.day} {MONTHS[at.month - 1]}",
        f"{WEEKDAYS[at.weekday()]} {at.day} {MONTHS[at.month - 1]}",
        f"optie {place + 1}",
    ]
    loose = [f"de {ORDINALS[place]}", WEEKDAYS[at.weekday()], f"de {at.day}e", f"{at.hour} uur", str(place + 1)]
    way = dice.choice(plain + loose)
    read = said(dice.choice(ROUND_IT).format(way), options).chosen
    assert read == place if way in plain else read in (place, None), (way, options)


@pytest.mark.parametrize("text", ["De eerste graag", "2", "optie 3 is goed", "Geen van deze data schikt"])
def test_an_answer_to_an_offer_is_known_without_the_offer(text: str) -> None:
    assert speaks_of_one(text)


@pytest.mark.parametrize(
    "text", ["Dank u wel", "Hierbij de lijst", "De eerste respondent is Piet de Vries", "Ik bel u"]
)
def test_other_words_are_no_answer_to_an_offer(text: str) -> None:
    assert not speaks_of_one(text)


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("Donderdag. Nee toch vrijdag.", (1, 0)),
        ("Vrijdag. Nee toch donderdag.", (0, 1)),
        ("De tweede. Nee toch de eerste.", (0, 1)),
        ("De 10e. Nee de 11e.", (1, 0)),
        ("Donderdag\nNee toch vrijdag", (1, 0)),
        ("1\n\nO nee, 3", (0, 2)),
        ("Donderdag graag. Of nee: dinsdag.", (2, 0)),
        ("Thursday. No, Friday after all.", (1, 0)),
        ("Donderdag. Nee, toch maar vrijdag.", (0, 1)),
    ],
)
def test_of_two_that_correct_each_other_none_is_planned_on_the_first_word(text: str, likely: tuple[int, ...]) -> None:
    found = said(text)
    assert (found.chosen, set(found.likely)) == (None, set(likely))


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("Donderdag. Nee, vrijdag kan niet.", 0),
        ("Nee, donderdag lukt niet. Vrijdag graag.", 1),
        ("Nee hoor, geen bezwaar tegen vrijdag.", None),
        ("Vrijdag. Donderdag kan niet.", 1),
    ],
)
def test_a_no_that_only_denies_corrects_nothing(text: str, chosen: int | None) -> None:
    assert said(text).chosen == chosen


DAYS_OF_WEEK = (
    "maandag ma monday",
    "dinsdag di tuesday",
    "woensdag wo wednesday",
    "donderdag do thursday",
    "vrijdag vr friday",
)
IN_MONTH = (
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
)


def _dated(on: date, weekday: int, rng: random.Random) -> str:
    """This date, with a day of the week before it."""
    of_week = rng.choice(DAYS_OF_WEEK[weekday].split())
    month = (*IN_MONTH, "december")[on.month - 1]
    said = rng.choice((f"{of_week} {on.day} {month}", f"{of_week} {on.day}/{on.month}", f"{of_week} {on.isoformat()}"))
    return rng.choice(("{}", "{} graag", "{} is goed", "{} past mij", "Prima, {}.")).format(said)


@pytest.mark.parametrize("seed", range(150))
def test_a_date_on_another_day_of_the_week_than_it_says_is_no_choice(seed: int) -> None:
    rng = random.Random(seed)
    monday = date(2026, 11, 30) + timedelta(7 * rng.randrange(8))
    places = sorted(rng.sample(range(5), rng.randrange(1, 4)))
    options = tuple(datetime.combine(monday + timedelta(n), datetime.min.time().replace(hour=14)) for n in places)
    on, weekday = options[rng.randrange(len(options))].date(), rng.randrange(5)
    found = said(_dated(on, weekday, rng), options)
    if weekday == on.weekday():
        assert (found.chosen, found.crossed) == (next(n for n, o in enumerate(options) if o.date() == on), False)
    else:
        assert (found.chosen, found.crossed) == (None, True)
        assert {options[n].weekday() for n in found.likely} == {on.weekday(), weekday} & set(places)

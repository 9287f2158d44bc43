"""A respondent tells that a form in their name is not theirs."""

from __future__ import annotations

import random
from itertools import product

import pytest

from bot.core.words.phrases import declines
from bot.core.words.taking_back.disowning import disowns, encloses_own, said_beside

IT = ("dit", "dat", "dit formulier", "het formulier", "deze mail", "die antwoorden", "de bijlage")
FORM = ("dit formulier", "het formulier", "bijgaand formulier", "de vragenlijst", "die mail")
SENT = ("gestuurd", "ingestuurd", "ingevuld", "verstuurd", "ingediend")
WHICH = (
    "dat u van mij heeft",
    ", dat u vorige week van mij kreeg,",
    "dat u van mij heeft ontvangen",
    "dat op mijn naam staat",
)
PLAINLY = (
    *(
        f"Het formulier {which} {verb} niet van mij.".replace(" ,", ",")
        for which, verb in product(WHICH, ("is", "was"))
    ),
    "The form that you received from me is not mine.",
    *(f"{it.capitalize()} {verb} niet van mij." for it, verb in product(IT, ("is", "komt", "was", "kan dus"))),
    *(f"{form.capitalize()} heb ik {how}{sent}" for form, how, sent in product(FORM, ("niet ", "nooit "), SENT)),
    *(f"Ik heb {form} {how}{sent}." for form, how, sent in product(FORM, ("echt niet ", "nooit "), SENT)),
    "niet van mij",
    "Nee hoor, niet van mij.",
    "Ik herken dit formulier niet.",
    "Dit formulier ken ik helemaal niet.",
    "De vragenlijst zegt mij niets.",
    "I don't recognise this form.",
    "Nee, niet van mij!",
    "heb ik niet ingevuld",
    "Dit formulier is niet van mij.",
    "Beste mevrouw De Vries,\n\nDit is niet door mij ingevuld.\n\nGroet, Piet",
    "Niet door mij ingevuld, zie bijlage.",
    "Kijk eens naar de bijlage, dit is niet van mij.",
    "Dit kreeg ik in kopie, maar het is niet door mij ingevuld.",
    "Zie bijlage: dit formulier is vals.",
    "Fraude! Dit is niet mijn formulier.",
    "Is dit van u? Ik heb dit niet verstuurd.",
    "Dit formulier heb ik niet ontvangen en ook niet ingevuld",
    "Dat formulier klopt niet, dat heb ik niet geschreven.",
    "Deze antwoorden zijn niet de mijne.",
    "Dit formulier komt niet bij mij vandaan.",
    "Ik werk hier al een jaar niet meer, dat formulier kan dus niet van mij zijn",
    "Ik trek het formulier in, want het is niet van mij.",
    "Hoe trek ik een formulier in dat niet van mij is?",
    "Hierbij het formulier terug dat ik niet heb ingevuld.",
    "Hierbij stuur ik het formulier van Kees Smit, niet van mij.",
    "dat was ik niet",
    "Ik ben dit niet geweest, is dit phishing?",
    "Ik ben niet degene die dit heeft ingevuld",
    "Heb jij dit ingevuld? Ik niet",
    "Wie heeft dit formulier ingevuld? Ik niet.",
    "Mijn secretaresse heeft het formulier ingevuld, niet ik.",
    "Iemand heeft mijn naam gebruikt.",
    "Mijn naam wordt misbruikt.",
    "Mijn account is gehackt.",
    "Er is iets uit mijn naam verstuurd.",
    "Iemand anders heeft zich voor mij uitgegeven.",
    "Iemand anders heeft dit ingevuld.",
    "Ik weet hier nergens van.",
    "not mine",
    "No, this is not mine.",
    "This is not my form.",
    "These answers are not mine.",
    "I did not send this.",
    "I never sent this form.",
    "I have not filled in the form.",
    "This was not sent by me",
    "That wasn't me.",
    "I am not the one who filled this in.",
    "Somebody else filled this in, not me.",
    "Someone used my name.",
    "Somebody sent this in my name.",
    "The form is a fake, this form is forged.",
)
AT_ALL = (
    "Ik heb u geen formulier gestuurd",
    "Ik heb niks ingestuurd over Jan",
    "Heb niks gestuurd hoor",
    "ik heb nog niets ingevuld. Wilt u het opnieuw sturen?",
    "U bedankt mij voor een formulier, maar ik heb er geen gestuurd",
    "Ik krijg het formulier niet open, en ik heb dus zeker niets ingestuurd.",
    "Hoe kan dit? Ik was met vakantie in Spanje en heb niets gestuurd",
    "Ik vul nooit formulieren in. Wie leest dit eigenlijk?",
    "I haven't sent anything.",
)
YET_NOTHING = (
    "Ik heb nog geen formulier ingevuld.",
    "Ik heb het formulier nog niet ingevuld, excuses.",
    "Nog niet ingevuld, komt morgen.",
    "I haven't filled in the form yet.",
)
"""Where a form counts in their name."""
BESIDE = (
    ("Ik heb u nooit een formulier gestuurd, en wil ook niet meedoen. Nee dus.", True),
    ("Dit heb ik niet gestuurd. Ik doe niet mee.", True),
    ("Dat formulier is niet van mij en ik heb geen tijd om het in te vullen, dus nee.", True),
    ("Ik doe niet mee, en dat formulier heb ik niet gestuurd.", True),
    ("Ik heb nog geen formulier ingevuld en doe ook niet mee.", True),
    ("Nee, dit formulier is niet van mij.", False),
    ("Nee hoor, niet van mij.", False),
    ("Sorry, dit is niet van mij.", False),
    ("Niet van mij!", False),
    ("Dit is niet van mij. Wilt u mij het formulier nog eens sturen?", False),
    ("Volgende week stuur ik het mijne; dit formulier is niet van mij.", False),
)
INNOCENT = (
    "Ik herken mij niet in dit formulier.",
    "Ik ken deze specialist niet.",
    "Dat herken ik niet in hem.",
    *(f"Ik heb {form} nog niet {sent}, het komt vrijdag." for form, sent in product(FORM, SENT)),
    *(f"{form.capitalize()} heb ik niet {how} {sent}." for form, how, sent in product(FORM, ("op tijd", "volledig", "per post", "met Word"), SENT)),
    "Dank u wel.",
    "Heeft u mijn formulier niet ontvangen?",
    "Heb ik dit formulier niet al ingestuurd?",
    "Heeft iemand anders het formulier al ingevuld?",
    "Kan iemand anders dit invullen?",
    "Ik kan het formulier niet openen.",
    "Ik heb vraag 3 niet ingevuld.",
    "Hierbij het formulier. De tips heb ik niet ingevuld.",
    "Sorry, I have not sent this form yet.",
    "Mijn secretaresse heeft het namens mij ingevuld.",
    "Is dit phishing?",
    "Iemand heeft mijn naam aan u doorgegeven; hierbij het formulier.",
    "Als u het formulier niet van mij heeft ontvangen, hierbij nogmaals.",
    "Wordt mijn naam gebruikt in het verslag?",
    "Het initiatief komt niet van mij.",
    "Die opmerking over de dienstlijst komt niet van mij, maar ik deel haar.",
    "Dat oordeel is niet van mij alleen.",
    "Dat is niet door mij te beoordelen.",
    "Ik ben dit niet gewend, maar ik heb mijn best gedaan.",
    "Dat ben ik niet met u eens.",
    "Ik heb hem geen feedback gegeven.",
    "Hij geeft nooit op en heeft mijn mail niet beantwoord.",
    "Iemand anders heeft de operatie gedaan.",
    "Hij zegt nooit dat iemand anders het heeft gedaan.",
    "Ik heb dat nooit gedaan met hem.",
    "Ik heb niets toe te voegen.",
    "Ik heb het vorige formulier niet opgeslagen, daarom nu opnieuw.",
    "I did not complete the section on research.",
    "He never sent me the letter.",
    "Wel wil ik dit nog kwijt over de samenwerking. " * 12 + "De wens is van hem. Niet van mij.",
)  # fmt: skip
LATE = (
    "Sorry, ik had nog niets gestuurd. Hierbij mijn formulier.",
    "Ik heb niets gestuurd, dat was ik vergeten.",
    "Ik had nog geen formulier gestuurd, hierbij alsnog.",
    "Ik had niks ingevuld, excuses.",
)
AROUND = ("", "Goedemorgen,", "Met vriendelijke groet,\nPiet Smit", "Ik wens u een goede dag.", "Wilt u ernaar kijken?")
ABOUT_A_COLLEAGUE = "De samenwerking op de afdeling is goed en hij legt patiënten rustig uit wat er gebeurt. "


@pytest.mark.parametrize("text", [*PLAINLY, *AT_ALL])
def test_disowns(text: str) -> None:
    assert disowns(text)


@pytest.mark.parametrize("text", PLAINLY)
def test_disowns_a_file_that_comes_along(text: str) -> None:
    assert disowns(text, with_file=True)
    assert not encloses_own(text)


@pytest.mark.parametrize("text", INNOCENT)
def test_does_not_disown(text: str) -> None:
    assert not disowns(text)
    assert not disowns(text, with_file=True)


@pytest.mark.parametrize("text", LATE)
def test_who_is_late_with_a_form_does_not_disown_it(text: str) -> None:
    assert not disowns(text, with_file=True)


def test_whatever_is_said_around_it_changes_nothing() -> None:
    rng = random.Random(8)
    for _ in range(600):
        text, truth = rng.choice([*((t, True) for t in PLAINLY), *((t, False) for t in INNOCENT[:-1])])
        parts = [rng.choice(AROUND[:2]), *rng.sample(INNOCENT[:-1], 1), text, rng.choice(AROUND)]
        said = "\n".join(parts)
        assert disowns(said, with_file=True) is truth, said


def test_a_long_letter_that_names_the_form_is_heard() -> None:
    rng = random.Random(9)
    for text in (t for t in PLAINLY if "formulier" in t):
        letter = [ABOUT_A_COLLEAGUE] * 8
        letter.insert(rng.randrange(len(letter)), f"{text} ")
        assert disowns("\n".join(letter), with_file=True), text


def test_a_long_letter_that_opens_with_it_is_heard() -> None:
    assert disowns("Niet van mij. " + "Daarom schrijf ik u, want de samenwerking is ons veel waard. " * 12)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Het vorige formulier was niet van mij, hierbij mijn eigen formulier.", True),
        ("Dat formulier was niet van mij, hierbij de echte", True),
        ("Niet van mij. Bijgaand het juiste formulier.", True),
        ("Niet van mij, dit wel.", True),
        ("Not mine. Attached is my own form.", True),
        ("That was not me; here is the real one.", True),
        ("Dit is niet van mij. Hierbij het formulier.", False),
        ("Bijgaand is niet mijn eigen formulier.", False),
        ("Hierbij het formulier van Kees Smit, niet van mij.", False),
        ("Is dit mijn eigen formulier? Het is niet van mij.", False),
        ("Zie bijlage, die is niet van mij.", False),
    ],
)
def test_a_file_that_is_plainly_their_own(text: str, own: bool) -> None:
    assert disowns(text, with_file=True)
    assert encloses_own(text) is own


@pytest.mark.parametrize("text", YET_NOTHING)
def test_nothing_was_sent_yet_by_whom_a_form_counts(text: str) -> None:
    assert disowns(text, counted=True)
    assert not disowns(text)
    assert not disowns(text, with_file=True, counted=True)


@pytest.mark.parametrize("text", ["Ik heb nog niet alles ingevuld.", "Ik heb vraag 4 nog niet ingevuld."])
def test_a_part_that_is_missing_is_no_other_s(text: str) -> None:
    assert not disowns(text, counted=True)


@pytest.mark.parametrize(("text", "refuses"), BESIDE)
def test_a_refusal_beside_it_is_heard_and_the_no_of_it_is_none(text: str, refuses: bool) -> None:
    assert disowns(text, counted=True)
    assert declines(said_beside(text)) is refuses

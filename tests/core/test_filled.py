"""Several forms in one mail: whose they are, and whether they say the same."""

from __future__ import annotations

import random
import textwrap

import pytest

from bot.core.filled import Answer, FilledForm, differing, of_person

WORDS = [
    "zij",
    "luistert",
    "goed",
    "en",
    "legt",
    "rustig",
    "uit",
    "maar",
    "mag",
    "eerder",
    "om",
    "hulp",
    "vragen",
    "als",
    "het",
    "druk",
    "is",
    "op",
    "de",
    "afdeling",
]


def form(name: str, **values: str) -> FilledForm:
    return FilledForm("feedback", tuple(Answer(key.replace("_", "."), said) for key, said in values.items()), name=name)


RIA, WIM, NOBODY = form("Ria Brouwer"), form("Wim Dekker"), form("")


@pytest.mark.parametrize(
    ("forms", "name", "expected"),
    [
        pytest.param((RIA, WIM), "Ria Brouwer", (RIA,), id="hers by name"),
        pytest.param((NOBODY, WIM), "Ria Brouwer", (NOBODY,), id="hers typed, a colleague's attached"),
        pytest.param((NOBODY, WIM), "Wim Dekker", (WIM,), id="the colleague's"),
        pytest.param((form("R. Brouwer"), NOBODY), "Ria Brouwer", (form("R. Brouwer"),), id="initials"),
        pytest.param((WIM,), "Ria Brouwer", (WIM,), id="another name, by the practitioner's word"),
        pytest.param((NOBODY, NOBODY), "Ria Brouwer", (NOBODY, NOBODY), id="two without a name"),
        pytest.param((), "Ria Brouwer", (), id="none"),
    ],
)
def test_whose_forms_these_are(forms: tuple[FilledForm, ...], name: str, expected: tuple[FilledForm, ...]) -> None:
    assert of_person(forms, name) == expected


@pytest.mark.parametrize("seed", range(40))
def test_what_a_program_does_to_words_is_no_other_answer(seed: int) -> None:
    chance = random.Random(seed)
    said = " ".join(chance.choices(WORDS, k=chance.randint(3, 30))).capitalize() + chance.choice(("", ".", "!"))
    printed = chance.choice(
        (
            said.upper(),
            "\n".join(textwrap.wrap(said, chance.randint(8, 40))),
            said[: chance.randint(1, len(said))],
            said.replace(" ", chance.choice(("  ", "\u00a0", "\t"))),
            f"\u201c{said}\u201d",
        )
    )
    one, other = form("", tip=said, communicatie_score="4"), form("", tip=printed, communicatie_score="4")
    assert differing(one, other) == differing(other, one) == {}


@pytest.mark.parametrize("seed", range(40))
def test_another_word_or_another_score_is_another_answer(seed: int) -> None:
    chance = random.Random(seed)
    words = chance.choices(WORDS, k=chance.randint(3, 30))
    changed = [*words]
    changed[chance.randrange(len(words))] = "chirurg"
    one = form("", tip=" ".join(words), communicatie_score="4", alleen_hier="ja")
    other = form("", tip=" ".join(changed), communicatie_score=chance.choice("1235-"))
    assert set(differing(one, other)) == {"tip", "communicatie.score"}

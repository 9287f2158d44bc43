"""The questionnaires and words that come with the project, each file read once."""

from __future__ import annotations

import tomllib
from functools import cache

from bot import resources
from bot.forms.questionnaires.questionnaire import Questionnaire, Text, load, texts
from bot.forms.questionnaires.words import FormWords, SheetWords

FEEDBACK, SELF_EVALUATION, POP = "ifms360", "selfevaluation", "pop"
ORDER = (FEEDBACK, SELF_EVALUATION, POP)


@cache
def questionnaires() -> tuple[Questionnaire, ...]:
    """All of them; the respondents' questionnaire comes first."""
    return tuple(load(_source(f"questionnaires/{key}.toml")) for key in ORDER)


def questionnaire(key: str) -> Questionnaire:
    """The questionnaire with this key; raises KeyError when there is none."""
    return {q.key: q for q in questionnaires()}[key]


@cache
def titles() -> dict[str, Text]:
    """What the files that go out are called, by the keys of titles.toml."""
    return texts(tomllib.loads(_source("titles.toml")))


@cache
def form_words() -> FormWords:
    """The words that all blank forms share."""
    return FormWords(**_words("form"))


@cache
def sheet_words() -> SheetWords:
    """The words of the empty list of respondents."""
    return SheetWords(**_words("sheet"))


def _words(table: str) -> dict[str, Text]:
    return texts(tomllib.loads(_source("forms.toml"))[table])


def _source(name: str) -> str:
    return (resources.documents() / name).read_text(encoding="utf-8")

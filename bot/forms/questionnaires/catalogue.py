"""The questionnaires that come with the project, each read once."""

from __future__ import annotations

from functools import cache

from bot import resources
from bot.forms.questionnaires.questionnaire import Questionnaire, load

FEEDBACK, SELF_EVALUATION, POP = "ifms360", "selfevaluation", "pop"
ORDER = (FEEDBACK, SELF_EVALUATION, POP)


@cache
def questionnaires() -> tuple[Questionnaire, ...]:
    """All of them; the respondents' questionnaire comes first."""
    folder = resources.documents() / "questionnaires"
    return tuple(load((folder / f"{key}.toml").read_text(encoding="utf-8")) for key in ORDER)


def questionnaire(key: str) -> Questionnaire:
    """The questionnaire with this key; raises KeyError when there is none."""
    return {q.key: q for q in questionnaires()}[key]

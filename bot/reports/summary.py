"""Scores and texts of many forms, put together by question and group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.filled import FilledForm
from bot.forms.questionnaires.questionnaire import NO_OPINION


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one group on one question; blank is not low: "geen oordeel" is counted apart."""

    values: tuple[int, ...] = ()
    no_opinion: int = 0

    @property
    def mean(self) -> float | None:
        """The mean, or None when nobody gave a score."""
        return sum(self.values) / len(self.values) if self.values else None


def scores(forms: Iterable[FilledForm], key: str) -> Scores:
    """What these forms say at one score key."""
    given = tuple(value for form in forms if (value := said(form, key)))
    values = tuple(sorted(int(value) for value in given if value in {"1", "2", "3", "4", "5"}))
    return Scores(values, sum(1 for value in given if value == NO_OPINION))


def said(form: FilledForm, key: str) -> str:
    """The answer at this key, or ""."""
    return next((answer.value.strip() for answer in form.answers if answer.question == key), "")

"""A questionnaire as a value: what is asked, in which languages, on which scale."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

NO_OPINION = "-"


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages."""

    nl: str = ""
    en: str = ""

    def in_(self, language: str) -> str:
        """The text in this language; Dutch unless English is asked for."""
        return self.en if language == "en" else self.nl


class Kind(StrEnum):
    """A score with room for an explanation, or an open question."""

    SCORE = "score"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Question:
    """One numbered question; `section` is a heading that stands above it, `former` are titles in forms that were handed
    out before, "" in a language in which it was the same.
    """

    key: str
    kind: Kind
    number: int
    title: Text
    description: Text = Text()
    section: Text = Text()
    former: tuple[Text, ...] = ()

    def titles_in(self, language: str) -> tuple[str, ...]:
        """All that it is, or was, called in this language; the present title first."""
        return (self.title.in_(language), *(said for one in self.former if (said := one.in_(language))))

    @property
    def score_key(self) -> str:
        """The answer key (and the form field's name) of the score."""
        return f"{self.key}.score"

    @property
    def text_key(self) -> str:
        """The answer key of the explanation, or of the open answer."""
        return f"{self.key}.toelichting" if self.kind is Kind.SCORE else self.key

    @property
    def answer_keys(self) -> tuple[str, ...]:
        """The keys of everything that can be answered here, in order."""
        return (self.score_key, self.text_key) if self.kind is Kind.SCORE else (self.text_key,)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the scale."""

    value: str
    label: Text


@dataclass(frozen=True, slots=True)
class Notice:
    """One paragraph on confidentiality, with its heading."""

    label: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """`audience` is "respondent" or "specialist": who fills it in. Texts may hold {specialist}, {address} and so on."""

    key: str
    audience: str
    title: Text
    subject: Text
    introduction: Text
    closing: Text
    notices: tuple[Notice, ...]
    scale: tuple[Step, ...]
    questions: tuple[Question, ...]

    @property
    def asks_group(self) -> bool:
        """Whether the one who fills it in belongs to a group of respondents."""
        return self.audience == "respondent"

    @property
    def answer_keys(self) -> tuple[str, ...]:
        """The keys of all answers, in order."""
        return tuple(key for question in self.questions for key in question.answer_keys)


def editions(questionnaire: Questionnaire) -> tuple[Questionnaire, ...]:
    """The questionnaire as it is handed out now, and as it was, the latest first."""
    most = max((len(q.former) for q in questionnaire.questions), default=0)
    before = (tuple(_before(q, n) for q in questionnaire.questions) for n in range(most))
    return (questionnaire, *(replace(questionnaire, questions=questions) for questions in before))


def _before(question: Question, n: int) -> Question:
    if n >= len(question.former):
        return question
    was, now = question.former[n], question.title
    return replace(question, title=Text(was.nl or now.nl, was.en or now.en))


def load(text: str) -> Questionnaire:
    """Read a definition in TOML; raises KeyError or ValueError when something is missing or impossible."""
    data = tomllib.loads(text)
    return Questionnaire(
        key=data["key"],
        audience=data["audience"],
        title=_text(data["title"]),
        subject=_text(data["subject"]),
        introduction=_text(data["introduction"]),
        closing=_text(data["return"]),
        notices=tuple(Notice(_text(n["label"]), _text(n["text"])) for n in data.get("notice", ())),
        scale=tuple(Step(s["value"], _text(s["label"])) for s in data.get("scale", ())),
        questions=tuple(_question(q, number) for number, q in enumerate(data["questions"], 1)),
    )


def texts(table: dict[str, Any]) -> dict[str, Text]:
    """The texts of a table in TOML by their keys; raises KeyError when a language is missing."""
    return {key: _text(found) for key, found in table.items()}


def _question(data: dict[str, Any], number: int) -> Question:
    kind, title = Kind(data["kind"]), _text(data["title"])
    empty = {"nl": "", "en": ""}
    description, section = _text(data.get("description", empty)), _text(data.get("section", empty))
    former = tuple(_text(one) for one in data.get("former", ()))
    return Question(data["key"], kind, number, title, description, section, former)


def _text(data: dict[str, str]) -> Text:
    return Text(data["nl"].strip(), data["en"].strip())

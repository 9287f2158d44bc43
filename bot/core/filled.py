"""A filled-in form as a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """`question` is the question's key; `value` a score "1".."5", "geen oordeel" as "-", or free text."""

    question: str
    value: str


@dataclass(frozen=True, slots=True)
class FilledForm:
    """What one form says. `reference`, `specialist`, `name` and `group` are what the form itself claims."""

    questionnaire: str
    answers: tuple[Answer, ...] = ()
    reference: str = ""
    specialist: str = ""
    name: str = ""
    group: str = ""
    date: str = ""

    @property
    def filled(self) -> int:
        """How many questions have an answer."""
        return sum(1 for a in self.answers if a.value.strip())

"""A filled-in form as a value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.people.names import Likeness, looks_full, same_person


@dataclass(frozen=True, slots=True)
class Answer:
    """`question` is the question's key; `value` a score "1".."5", "geen oordeel" as "-", or free text."""

    question: str
    value: str


@dataclass(frozen=True, slots=True)
class FilledForm:
    """What one form says. `reference`, `specialist`, `name`, `group` and `version` are what the form itself claims.

    `doubtful` are questions with the values between which nobody may choose, `handwritten` those at which something is
    drawn, `unread` counts what was added and could be tied to no question. `pages` count from 1, where there are pages.
    """

    questionnaire: str
    answers: tuple[Answer, ...] = ()
    reference: str = ""
    specialist: str = ""
    name: str = ""
    group: str = ""
    date: str = ""
    version: str = ""
    pages: tuple[int, ...] = ()
    doubtful: tuple[tuple[str, tuple[str, ...]], ...] = ()
    handwritten: tuple[str, ...] = ()
    unread: int = 0

    @property
    def readable(self) -> int:
        """How many questions have an answer that can be read."""
        return sum(1 for a in self.answers if a.value.strip())

    @property
    def for_eyes(self) -> int:
        """How much was added that only a person can judge."""
        return len(self.doubtful) + len(self.handwritten) + self.unread

    @property
    def filled(self) -> int:
        """How much was filled in, whether or not it can be read."""
        return self.readable + self.for_eyes

    @property
    def worth(self) -> tuple[int, int]:
        """Of several forms the one worth most is taken: what can be read counts before what was filled in."""
        return self.readable, self.filled


def of_person(forms: Sequence[FilledForm], name: str) -> tuple[FilledForm, ...]:
    """Those that bear the person's name, else those that bear none, else all: she said whose they are."""
    bearing = tuple(f for f in forms if f.name and same_person(f.name, name) is not Likeness.DIFFERENT)
    return bearing or tuple(f for f in forms if not looks_full(f.name)) or tuple(forms)


def differing(one: FilledForm, other: FilledForm) -> dict[str, tuple[str, ...]]:
    """The questions that two forms answer otherwise, with both answers.

    Words count as the same when one says all that the other does: programs wrap lines, and cut off what does not fit.
    """
    mine, theirs = ({a.question: a.value for a in f.answers if a.value.strip()} for f in (one, other))
    return {
        key: (mine[key], theirs[key]) for key in mine.keys() & theirs.keys() if not _same(key, mine[key], theirs[key])
    }


def _same(question: str, one: str, other: str) -> bool:
    if question.endswith(".score"):
        return one == other
    shorter, longer = sorted((re.sub(r"\W+", "", said).casefold() for said in (one, other)), key=len)
    return shorter in longer

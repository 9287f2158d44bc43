"""What a command works with: the line's words, the trajects as earlier lines left them, and what it answers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Protocol

from bot.core.context import Context
from bot.core.decision import Effect
from bot.core.traject import reference
from bot.core.traject.value import Traject
from bot.core.views import CommandLine, Enquiry, OpenQuestion, Phrase, TrajectLine
from bot.core.world import NumberedQuestion, World

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january", "februari feb february", "maart mrt march mar", "april apr", "mei may",
            "juni jun june", "juli jul july", "augustus aug august", "september sep sept", "oktober okt october oct",
            "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip


class Confirmed(StrEnum):
    """Whether a command waits for a confirmation."""

    NEVER = "never"
    UNLESS_AUTHENTICATED = "unless-authenticated"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one line."""

    outcome: Phrase
    done: bool = True
    traject: Traject | None = None
    effects: tuple[Effect, ...] = ()
    trajects: tuple[TrajectLine, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    enquiries: tuple[Enquiry, ...] = ()
    help: bool = False
    more: int = 0


@dataclass(frozen=True, slots=True)
class Desk:
    """The state between two lines of one mail; `about` is the traject that the mail is about, for a bare verb."""

    world: World
    ctx: Context
    changed: tuple[Traject, ...] = ()
    about: str = ""

    def traject(self, ref: str) -> Traject | None:
        """The traject as earlier lines left it."""
        return next((t for t in self.changed if t.ref == ref), None) or self.world.traject(ref)

    def after(self, done: Done) -> Desk:
        """The desk once this line was carried out."""
        if done.traject is None:
            return self
        return replace(self, changed=(*(t for t in self.changed if t.ref != done.traject.ref), done.traject))

    def question(self, word: str) -> NumberedQuestion | None:
        """The question with this number."""
        digits = word.lstrip("#nr.").strip()
        return self.world.question(int(digits)) if digits.isdigit() and len(digits) < 9 else None


class Command(Protocol):
    """A verb. `WORDS` are its Dutch word and English aliases, `USAGE` how it is written."""

    @property
    def WORDS(self) -> tuple[str, ...]:  # noqa: N802 - a module's constant
        """How it may be called."""

    @property
    def USAGE(self) -> str:  # noqa: N802
        """How it is written."""

    @property
    def CONFIRMED(self) -> Confirmed:  # noqa: N802
        """Whether it waits for a confirmation."""

    def run(self, words: tuple[str, ...], desk: Desk) -> Done:
        """Carries it out; `words` are those after the verb."""


def failed(code: str, **values: str) -> Done:
    """A line that could not be carried out."""
    return Done(Phrase(code, tuple(values.items())), done=False)


def done(code: str, traject: Traject, effects: Iterable[Effect] = (), **values: str) -> Done:
    """A line that was carried out for a traject."""
    return Done(Phrase(code, (("ref", traject.ref), *values.items())), True, traject, tuple(effects))


def split(line: str) -> tuple[str, ...]:
    """The words of a line, without the punctuation that people add."""
    return tuple(w for w in (word.strip(",;") for word in line.rstrip(" .!?;,").split()) if w)


def the_traject(words: tuple[str, ...], desk: Desk) -> Traject | Done:
    """The traject that the first word names, or the mail where there is none; or the answer that there is none."""
    words = words or ((desk.about,) if desk.about else ())
    if not words:
        return failed("command.missing", what="kenmerk")
    ref = reference.normalised(words[0].strip(".:"))
    traject = desk.traject(ref) if ref else None
    return traject if traject is not None else failed("command.no-such-traject", ref=words[0])


def a_date(words: tuple[str, ...], today: date) -> date | None:
    """The date in these words: `2026-12-10`, `10-12-2026`, `10 december`, `vandaag`, `gisteren`."""
    text = " ".join(words).casefold()
    if text in ("vandaag", "today"):
        return today
    if text in ("gisteren", "yesterday"):
        return date.fromordinal(today.toordinal() - 1)
    iso = re.search(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b", text)
    if iso:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    numbers = re.search(r"\b(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\b", text)
    if numbers:
        return _date(int(numbers[3]), int(numbers[2]), int(numbers[1]))
    written = re.search(r"\b(\d{1,2})\s+([a-z]+)\.?(?:\s+(\d{4}))?", text)
    if written and written[2] in _MONTHS:
        return _date(int(written[3] or today.year), _MONTHS[written[2]], int(written[1]))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def line_of(line: str, result: Done) -> CommandLine:
    """How a line and its outcome are shown."""
    return CommandLine(line, result.done, result.outcome)

"""What a command works with: the line's words, the trajects as earlier lines left them, and what it answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from bot.core.context import Context
from bot.core.decision import Close, Effect
from bot.core.people import names
from bot.core.traject import reference
from bot.core.traject.reference import NO_TRAJECT
from bot.core.traject.value import Traject
from bot.core.views import CommandLine, Enquiry, OpenQuestion, Phrase, TrajectLine
from bot.core.words.command_dates import POLITE
from bot.core.world import NumberedQuestion, World


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
    closed: frozenset[int] = frozenset()

    def traject(self, ref: str) -> Traject | None:
        """The traject as earlier lines left it."""
        return next((t for t in self.changed if t.ref == ref), None) or self.world.traject(ref)

    def after(self, done: Done) -> Desk:
        """The desk once this line was carried out."""
        closed = self.closed | {effect.number for effect in done.effects if isinstance(effect, Close)}
        ref = done.traject.ref if done.traject else ""
        changed = (*(t for t in self.changed if t.ref != ref), *((done.traject,) if done.traject else ()))
        return replace(self, changed=changed, closed=closed)

    def questions(self) -> tuple[NumberedQuestion, ...]:
        """The open ones, without those that earlier lines answered."""
        return tuple(one for one in self.world.questions() if one.number not in self.closed)

    def question(self, word: str) -> NumberedQuestion | None:
        """The question with this number."""
        digits = word.lstrip("#nr.").strip()
        found = self.world.question(int(digits)) if digits.isdigit() and len(digits) < 9 else None
        return replace(found, open=False) if found is not None and found.number in self.closed else found


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


def gone(question: NumberedQuestion, desk: Desk) -> Done | None:
    """Why a question is open no more, None while it is: it was answered, or its traject was destroyed."""
    if question.open:
        return None
    if question.ref != NO_TRAJECT and desk.traject(question.ref) is None:
        return failed("command.already-destroyed", ref=question.ref)
    return failed("command.already-done", number=str(question.number))


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
    if traject is not None:
        return traject
    on = desk.world.destroyed_at(ref) if ref else None
    if ref and on is not None:
        return failed("command.destroyed-on", ref=ref, on=desk.ctx.calendar.day(on).isoformat())
    return failed("command.no-such-traject", ref=words[0])


def traject_alone(words: tuple[str, ...], desk: Desk, usage: str) -> Traject | Done:
    """The traject that the first word names, for a command that takes no more: his name is none."""
    traject = the_traject(words, desk)
    if isinstance(traject, Done):
        return traject
    known = {*POLITE, *names.folded(traject.specialist.name).split()}
    rest = " ".join(w for w in words[1:] if not known.issuperset(names.folded(w).split()))
    return not_understood(rest, usage) if rest else traject


def not_understood(words: str, usage: str) -> Done:
    """Words of a line that the command does not understand: they are said back, and nothing of the line is done."""
    return failed("command.words-left", words=words, nearest=usage)


def line_of(line: str, result: Done) -> CommandLine:
    """How a line and its outcome are shown."""
    return CommandLine(line, result.done, result.outcome)

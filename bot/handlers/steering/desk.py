"""What a command works with: the line's words, the trajects as earlier lines left them, and what it answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from bot.core.context import Context
from bot.core.decision import Close, Effect
from bot.core.mail.message import Attachment
from bot.core.people import names
from bot.core.traject.reference import NO_TRAJECT
from bot.core.traject.stages import OPEN
from bot.core.traject.value import Traject
from bot.core.views import CommandLine, Enquiry, OpenQuestion, Phrase, TrajectLine
from bot.core.words.moments.days import POLITE
from bot.core.world import NumberedQuestion, World
from bot.handlers.steering.passing import Parts

_MOST_NUMBERS = 100
_AND = ("en", "and", "&", "+", "of")
_CALLED = frozenset(
    ["nr", "no", "nummer", "nummers", "number", "numbers", "vraag", "vragen", "question", "questions", "mail", "mails"]
)
_NUMBERS = re.compile(r"(?:#|nr\.?)?\d{1,8}(?:[,;/&+-]#?\d{1,8})*")
_JOINT = re.compile(r"(?P<words>en|and|&|\+|t/m|tot en met|through|-|–) (?=(?:#|(?:nr|nummer|vraag)\.? ?)?\d)")


class Confirmed(StrEnum):
    """Whether a command waits for a confirmation."""

    NEVER = "never"
    UNLESS_AUTHENTICATED = "unless-authenticated"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one line; `besides` are other trajects that it changes. One that is not done and `asks`
    is done once she confirms it.
    """

    outcome: Phrase
    done: bool = True
    traject: Traject | None = None
    effects: tuple[Effect, ...] = ()
    besides: tuple[Traject, ...] = ()
    trajects: tuple[TrajectLine, ...] = ()
    questions: tuple[OpenQuestion, ...] = ()
    enquiries: tuple[Enquiry, ...] = ()
    help: bool = False
    more: int = 0
    asks: bool = False

    @property
    def changes(self) -> tuple[Traject, ...]:
        """The trajects as they are now."""
        return (*((self.traject,) if self.traject else ()), *self.besides)


@dataclass(frozen=True, slots=True)
class Desk:
    """The state between two lines of one mail; `about` is the traject that the mail is about, for a bare verb.

    `attached` is the mail that holds the files which a line is about, 0 for none, and `files` are those as read; where
    she has `confirmed` the line they were looked at before, and are not at hand. `typed`: a list stands below the line.
    `parts` tells which files are whose, where the mail passes on both a report and a statement; empty where that is not
    plain.
    """

    world: World
    ctx: Context
    changed: tuple[Traject, ...] = ()
    about: str = ""
    closed: frozenset[int] = frozenset()
    attached: int = 0
    files: tuple[Attachment, ...] = ()
    confirmed: bool = False
    typed: bool = False
    parts: Parts | None = None

    def files_of(self, kind: str) -> tuple[Attachment, ...]:
        """The files that go as this kind."""
        own = dict(self.parts or ()).get(kind)
        return self.files if own is None else tuple(self.files[n] for n in own if n < len(self.files))

    def traject(self, ref: str) -> Traject | None:
        """The traject as earlier lines left it."""
        return next((t for t in self.changed if t.ref == ref), None) or self.world.traject(ref)

    def open_trajects(self) -> tuple[Traject, ...]:
        """All that are not stopped or destroyed, as earlier lines left them."""
        there = {t.ref: t for t in (*self.world.open_trajects(), *self.changed)}
        return tuple(t for t in there.values() if t.stage in OPEN)

    def after(self, done: Done) -> Desk:
        """The desk once this line was carried out."""
        closed = self.closed | {effect.number for effect in done.effects if isinstance(effect, Close)}
        now = done.changes
        changed = (*(t for t in self.changed if all(t.ref != one.ref for one in now)), *now)
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


def no_question(words: tuple[str, ...]) -> Done:
    """Why these words name no question: no number stands where one belongs, or none was asked with it."""
    number = words[0] if words else ""
    return failed("command.no-such-question", number=number) if number else failed("command.missing", what="nummer")


def done(code: str, traject: Traject, effects: Iterable[Effect] = (), **values: str) -> Done:
    """A line that was carried out for a traject."""
    return Done(Phrase(code, (("ref", traject.ref), *values.items())), True, traject, tuple(effects))


def split(line: str) -> tuple[str, ...]:
    """The words of a line, without the punctuation that people add."""
    return tuple(w for w in (word.strip(",;") for word in line.rstrip(" .!?;,").split()) if w)


def numbers_first(words: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The numbers with which these words begin (`12, 13 en 15`, `nummers 12 t/m 14`), and the words behind them."""
    found: list[str] = []
    at, joined = 0, False
    while at < len(words):
        word = words[at].casefold()
        if word.rstrip(".:") in _CALLED and _NUMBERS.fullmatch("".join(words[at + 1 : at + 2])):
            at += 1
            continue
        if many := _NUMBERS.fullmatch(word):
            new = re.findall(r"\d+", many[0])
            through = joined or "-" in word
            found += _through((found.pop(), *new) if joined else new) if through and (found or len(new) > 1) else new
            joined = False
        elif found and (joint := _JOINT.match(" ".join((*words[at:], "")).casefold())):
            at += len(joint["words"].split())
            joined = joint["words"] not in _AND
            continue
        else:
            break
        at += 1
    return tuple(dict.fromkeys(found)), words[at:] if found else words


def _through(ends: Sequence[str]) -> list[str]:
    """From the first number to the last; as they stand where that is no such row."""
    first, last = int(ends[0]), int(ends[-1])
    whole = len(ends) == 2 and first < last <= first + _MOST_NUMBERS
    return [str(n) for n in range(first, last + 1)] if whole else list(ends)


def left_over(words: tuple[str, ...], known: frozenset[str] = POLITE) -> str:
    """The words that say something, politeness and what is known left out."""
    return " ".join(w for w in words if not (known | POLITE).issuperset(names.folded(w).split()))


def not_understood(words: str, usage: str) -> Done:
    """Words of a line that the command does not understand: they are said back, and nothing of the line is done."""
    return failed("command.words-left", words=words, nearest=usage)


def in_full(command: Command, line: str, words: tuple[str, ...], desk: Desk) -> str:
    """The line as it can be carried out later: with the traject that the mail is about, and with days that do not move.

    A command whose words mean another thing tomorrow has its own way to write them (`in_full`).
    """
    own: Callable[[tuple[str, ...], Desk], str] | None = getattr(command, "in_full", None)
    if own is not None and (told := own(words, desk)):
        return told
    bare = not words and desk.about and "REF" in command.USAGE
    return f"{line} {desk.about}" if bare else line


def line_of(line: str, result: Done) -> CommandLine:
    """How a line and its outcome are shown."""
    return CommandLine(line, result.done, result.outcome)

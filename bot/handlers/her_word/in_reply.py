"""A reply to a question of ours needs neither number nor reference: `ja`, `koppel`, `de tweede graag`, `negeer`."""

from __future__ import annotations

import re

from bot.core.people import names
from bot.core.people.name_words import words as words_of
from bot.core.people.names import Likeness
from bot.core.questions import OF_A_DATE, takes_yes
from bot.core.traject import reference
from bot.core.words.moments.number_words import number, ordinal
from bot.core.words.phrases import affirms, negates
from bot.core.world import NumberedQuestion
from bot.handlers.commands import akkoord, command_of, koppel, negeer, verb_of
from bot.handlers.steering.desk import Command, Desk, Done, failed, split
from bot.handlers.steering.of_moment import at_place, may_be_moment, of_moment

_AROUND = frozenset(
    ("de", "het", "the", "optie", "knop", "keuze", "graag", "please", "aub", "svp", "maar", "one", "doe")
)
_TELLS_WHOSE = re.compile(
    r"(?i)^(?:(?:ja|yes|nee|neen|no|niet|not)\b.*?\b)??(?:maar|but|(?:dat|dit|het|hij|die|that|it) is|is|van|of)\b"
    r"(?:\s+(?:dat is|van|of|die van))*\s+(?P<name>\w.*)$"
)
_ANSWER = re.compile(r"(?i)^(?:(?:nee|neen|no|nope|niet|not)\b[\s,.!]*)+")
_NO_MORE = words_of(
    "nee neen no nope niet not geen dank bedankt je u wel hoor graag liever toch doen nodig hoeft maar van is dat dit"
    " het deze mail goed zo klopt ja akkoord negeren negeer die hem haar mij iets aub svp thanks thank you please"
)
"""What a plain no may hold besides."""
_WORD = re.compile(r"[\w'-]+")


def whole(line: str, about: tuple[NumberedQuestion, ...], desk: Desk) -> str | Done:
    """The line as it can be carried out; an answer where two questions could be meant, the line itself where it is no
    answer to a question. `about` are those of the mail that she answers.
    """
    said = line.strip(" .!")
    if not about or not (_leaves_open(said, desk) or (command_of(said) is None and may_be_moment(said, about))):
        return line
    still = tuple(q for q in about if (found := desk.question(str(q.number))) is not None and found.open)
    if not still:
        return failed("command.already-done", number=", ".join(str(q.number) for q in about))
    if len(still) > 1:
        return failed("command.which-question", numbers=", ".join(str(q.number) for q in still))
    place = _place(said)
    moment = at_place(place, still[0]) if place is not None else of_moment(said, still[0], desk)
    if moment or not _leaves_open(said, desk):
        return moment or line
    return _no_answer(said, still[0]) or _meant(said, still[0]) or line


def is_yes_or_no(line: str) -> bool:
    """Whether it tells nothing but a yes or a no: to what, the answered mail must say."""
    said = line.strip(" .!")
    command = command_of(said)
    if command is akkoord:
        return not any(w.lstrip("#").isdigit() for w in split(said)) and not reference.find_loosely(said)
    return command is None and (affirms(said) or negates(said))


def _no_answer(said: str, question: NumberedQuestion) -> Done | None:
    """Why a bare yes or no is none to what was asked: the moment, the person or the way is still to be told."""
    bare = command_of(said) is akkoord and len(split(said)) == verb_of(said, akkoord)
    if not bare and (command_of(said) is not None or _place(said) is not None):
        return None
    if takes_yes(question) or not (bare or affirms(said)):
        return None
    if question.what.code in OF_A_DATE:
        return failed("command.which-moment", ref=question.ref)
    return failed("command.no-yes", number=str(question.number))


def _leaves_open(said: str, desk: Desk) -> bool:
    """Whether it answers without telling what: a yes or a no, a choice, or a verb that lacks its number."""
    command = command_of(said)
    if command is None:
        return affirms(said) or negates(said) or _place(said) is not None or 0 < len(_WORD.findall(said)) <= 4
    words = split(said)[verb_of(said, command) :]
    if "NR" not in command.USAGE or (command is akkoord and reference.find_loosely(said)):
        return False
    return not (words and (words[0].lstrip("#").isdigit() or words[0].casefold() in ("nr", "nummer", "alles", "all")))


def _meant(said: str, question: NumberedQuestion) -> str:
    """The command of the button that she means, "" where she means none of them."""
    offers, number_of = question.proposals, str(question.number)
    command = command_of(said)
    if command is not None:
        words = split(said)
        verb, rest = " ".join(words[: verb_of(said, command)]), words[verb_of(said, command) :]
        if rest:
            return _placed(command, rest, question) or " ".join((verb, number_of, *rest))
        same = next((o.command for o in offers if command_of(o.command) is command), "")
        return same or (_first(question) if command is akkoord else "") or f"{verb} {number_of}"
    if (place := _place(said)) is not None:
        return offers[place].command if place < len(offers) else ""
    if whose := _whose(said):
        return _named(whose, question) or _named_in_part(whose, question) or f"{koppel.WORDS[0]} {number_of} {whose}"
    if negates(said):
        return f"{negeer.WORDS[0]} {number_of}"
    if affirms(said):
        return _first(question)
    return _named(said, question) or _named_in_part(said, question)


def _whose(said: str) -> str:
    """Whose it is in a yes or a no that tells it: `nee, dat is Dekker`, `niet Smit maar Dekker`, `van Smit`."""
    told = _TELLS_WHOSE.match(said)
    left = told["name"] if told else _ANSWER.sub("", said) if negates(said) else ""
    return "" if _NO_MORE.issuperset(w.casefold() for w in _WORD.findall(left)) else left.strip(" ,.!")


def _named_in_part(said: str, question: NumberedQuestion) -> str:
    """`Dekker` is the button that bears that last name, where one alone does."""
    parts = set(names.folded(said).split())
    alike = [
        o.command
        for o in question.proposals
        if o.label and not o.label.startswith("button.") and parts and parts <= set(names.folded(o.label).split())
    ]
    return alike[0] if len(alike) == 1 else ""


def _first(question: NumberedQuestion) -> str:
    """What she is offered first, unless that is to leave it."""
    first = next(iter(question.proposals), None)
    return first.command if first is not None and command_of(first.command) is not negeer else ""


def _placed(command: Command, rest: tuple[str, ...], question: NumberedQuestion) -> str:
    """`koppel de tweede` is the second button, where that one ties."""
    place, offers = _place(" ".join(rest)), question.proposals
    if place is None or place >= len(offers) or ordinal(rest[-1]) is None:
        return ""
    return offers[place].command if command_of(offers[place].command) is command else ""


def _place(said: str) -> int | None:
    """`de tweede graag` is 1."""
    words = [w for w in _WORD.findall(said.casefold()) if w not in _AROUND]
    found = (ordinal(words[0]) or number(words[0])) if len(words) == 1 else None
    return found - 1 if found else None


def _named(said: str, question: NumberedQuestion) -> str:
    """`Piet de Vries` is the button that bears that name."""
    alike = [
        o.command
        for o in question.proposals
        if o.label and not o.label.startswith("button.") and names.same_person(said, o.label) is not Likeness.DIFFERENT
    ]
    return alike[0] if len(alike) == 1 else ""

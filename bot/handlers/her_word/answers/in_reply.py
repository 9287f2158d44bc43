"""A reply to a question of ours needs neither number nor reference: `ja`, `koppel`, `de tweede graag`, `negeer`."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.core.people import names
from bot.core.people.name_words import words as words_of
from bot.core.people.names import Likeness
from bot.core.questions import OF_A_DATE, takes_yes
from bot.core.traject import reference
from bot.core.words.moments.days import a_day
from bot.core.words.moments.number_words import number, ordinal
from bot.core.words.phrases import affirms, negates
from bot.core.world import NumberedQuestion
from bot.handlers.commands import akkoord, command_of, koppel, negeer, telt, toch_niet, verb_of
from bot.handlers.her_word.answers.button_words import worded
from bot.handlers.steering.desk import Command, Desk, Done, failed, split
from bot.handlers.steering.of_moment import at_place, may_be_moment, of_moment
from bot.handlers.steering.settled import asked_since, on_record, stands
from bot.handlers.steering.taking import Meant, a_person, besides

_AROUND = frozenset(
    ("de", "het", "the", "optie", "knop", "keuze", "graag", "please", "aub", "svp", "maar", "one", "doe")
)
_TELLS_WHOSE = re.compile(
    r"(?i)^(?:(?:ja|yes|nee|neen|no|niet|not)\b.*?\b)??(?:maar|but|"
    r"(?:dat|dit|het|hij|die|deze|that|this|it)(?: formulier| mail| mailtje| bericht| form)? (?:is|komt)|is|van|of)\b"
    r"(?:\s+(?:dat is|van|of|die van))*\s+(?P<name>\w.*)$"
)
_TURNED = r"(?:toch|dus|zeker|echt|helemaal|sorry,?|after all|certainly)"
"""What may stand before a *niet* and changes nothing of it."""
_IT_IS_NOT = (
    r"^(?:(?:nee|neen|no|nope)\b[\s,.!]*)?(?:(?:maar|but)\s+)?"
    r"(?:(?:dat|dit|het|hij|die|deze|that|it)(?: formulier| mail| form)?\s+(?:is|komt)\s+)?(?:is\s+|komt\s+)?"
    rf"(?:{_TURNED}\s+)*(?:niet|not|geen)\b"
)
_BUT = re.compile(
    rf"(?i)(?:{_IT_IS_NOT}|^(?:nee|neen|no)\b).*\b(?:maar|but)\s+(?:(?:dat|it) is\s+)?(?:(?:van|of|from)\s+)?"
    r"(?P<name>\w.*)$"
)
_ANSWER = re.compile(r"(?i)^(?:(?:nee|neen|no|nope|niet|not)\b[\s,.!]*)+")
_NOT_OF = re.compile(rf"(?i){_IT_IS_NOT}\s+(?:(?:van|of|from|die van)\s+)*(?P<name>\w.*)$")
_CALLED = r"(?:nr|no|nummer|number|vraag|question)?\.?\s*#?"
_NEXT = re.compile(
    rf"(?i)(?<!\bnr)(?<!\bnummer)(?<!\bvraag)(?<!\bnumber)(?<!\bquestion)(?:\s*[,;.]\s*|\s+)(?:en\s+|and\s+)?(?={_CALLED}\d{{1,6}}\s*[:.)=-]?\s+[^\W\d])"
)
_NUMBERED = re.compile(rf"(?i)^{_CALLED}(?P<number>\d{{1,6}})\s*[:.)=-]?\s+(?P<said>[^\W\d].*)$")
_BEHIND = re.compile(rf"(?i)^(?P<said>(?:ja|yes|nee|no)\b[^\d]*?)\s+(?:op|bij|to|on)\s+{_CALLED}(?P<number>\d{{1,6}})$")
_BRIEF, _LONG_NAME = 4, 8
_NO_MORE = words_of(
    "nee neen no nope niet not geen dank bedankt je u wel hoor graag liever toch doen nodig hoeft maar van is dat dit"
    " het deze mail goed zo klopt ja akkoord negeren negeer die hem haar mij iets aub svp thanks thank you please"
)
"""What a plain no may hold besides."""
_WORD = re.compile(r"[\w'-]+")


def whole(line: str, about: tuple[NumberedQuestion, ...], desk: Desk) -> str | Done:
    """The line as it can be carried out; an answer where two questions could be meant, the line itself where it is no
    answer to a question. `about` are those of the mail that she answers. One that was settled is answered anew where no
    other is open: her latest word decides.
    """
    said = _not_after_all(line.strip(" .!"), about, desk)
    if not about or not _may_answer(said, about, desk):
        return line
    still = tuple(q for q in about if (found := desk.question(str(q.number))) is not None and found.open)
    since = tuple({q.number: q for one in about for q in asked_since(one, desk)}.values())
    meant = still or since or about
    if len(meant) > 1:
        numbers = ", ".join(str(q.number) for q in meant)
        return failed("command.which-question", numbers=numbers, example=_example(said, meant[0], desk))
    return answer(said, meant[0], desk, settled=not still and not since) or line


def numbered(line: str, about: tuple[NumberedQuestion, ...], desk: Desk) -> tuple[tuple[str, str | Done], ...]:
    """`1 is van Piet, 2 negeren`: each part with its command, or why it is none; nothing where a part is no answer to
    the question with its number, or is a date.
    """
    found: list[tuple[str, str | Done]] = []
    for part in _NEXT.split(line.strip(" .!")) if command_of(line) is None else ():
        told = _NUMBERED.match(part) or _BEHIND.match(part)
        question = next((q for q in about if told and q.number == int(told["number"])), None)
        if told is None or question is None or a_day(split(part), desk.ctx.today).said:
            return ()
        now = desk.question(str(question.number))
        settled = now is None or not now.open
        meant = answer(told["said"].strip(" .!"), replace(question, open=not settled), desk, settled=settled)
        if not meant or (isinstance(meant, str) and command_of(meant) is None):
            return ()
        found.append((part, meant))
    return tuple(found)


def answer(said: str, question: NumberedQuestion, desk: Desk, *, settled: bool = False) -> str | Done:
    """The command that these words are in answer to this question, or why they are none; "" where they are about
    something else. `settled`: it was answered before.
    """
    place = _place(said)
    moment = at_place(place, question) if place is not None else of_moment(said, question, desk)
    if moment or not _leaves_open(said, (question,), desk):
        return moment or ""
    if found := worded(said, question):
        return found
    if (no_answer := _no_answer(said, question)) is not None:
        return stands(question, desk) if settled else no_answer
    return _meant(said, question, desk)


def _may_answer(said: str, about: tuple[NumberedQuestion, ...], desk: Desk) -> bool:
    return _leaves_open(said, about, desk) or (command_of(said) is None and may_be_moment(said, about))


def _not_after_all(said: str, about: tuple[NumberedQuestion, ...], desk: Desk) -> str:
    """`Toch niet, is van Quinty` about a mail, where no destruction is planned that it may keep from: a no, and whose
    it is then. `Toch niet van Quinty` says whose it is not.
    """
    mails = any(q.inbound_id is not None for q in about)
    if command_of(said) is not toch_niet or not mails or desk.world.planned() or reference.find_loosely(said):
        return said
    *verb, rest = (*said.split(maxsplit=verb_of(said, toch_niet)), "")[: verb_of(said, toch_niet) + 1]
    if not rest:
        return "nee"
    return f"nee, {rest}" if verb[-1][-1] in ",.:;!" else f"niet {rest}"


def _example(said: str, question: NumberedQuestion, desk: Desk) -> str:
    """Her own words with a number."""
    command = command_of(said)
    if command is None:
        return f"{question.number} {said}"
    words, verb = split(said), verb_of(said, command)
    return " ".join((*words[:verb], str(question.number), *words[verb:]))


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


def _leaves_open(said: str, about: tuple[NumberedQuestion, ...], desk: Desk) -> bool:
    """Whether it answers without telling what: a yes or a no, a choice, a name, a button, a verb without its number."""
    command = command_of(said)
    if any(worded(said, q) for q in about):
        return True
    if command is None:
        brief = 0 < len(_WORD.findall(said)) <= _BRIEF
        told = affirms(said) or negates(said) or _place(said) is not None or brief
        return told or _tells_person(said, about, desk) or any(_denied(said, q, desk) for q in about)
    words = split(said)[verb_of(said, command) :]
    if "NR" not in command.USAGE or (command is akkoord and reference.find_loosely(said)):
        return False
    return not (words and (words[0].lstrip("#").isdigit() or words[0].casefold() in ("nr", "nummer", "alles", "all")))


def _tells_person(said: str, about: tuple[NumberedQuestion, ...], desk: Desk) -> bool:
    """`Dit is van Bram Mulder`, of a listed person and nothing else."""
    whose = _whose(said)
    return bool(whose) and any(_person(whose, q, desk) is not None for q in about)


def _meant(said: str, question: NumberedQuestion, desk: Desk) -> str | Done:
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
    if denied := _denied(said, question, desk):
        return denied
    if whose := _whose(said):
        return _named(whose, question) or _named_in_part(whose, question) or f"{koppel.WORDS[0]} {number_of} {whose}"
    if negates(said):
        return f"{negeer.WORDS[0]} {number_of}"
    if affirms(said):
        return _first(question)
    return _named(said, question) or _named_in_part(said, question) or _by_name(said, question, desk)


def _denied(said: str, question: NumberedQuestion, desk: Desk) -> str | Done:
    """`Nee, niet van Ria`: whose it is not. That takes back what she said before, and tells nothing else."""
    told = _NOT_OF.match(said)
    name = told["name"] if told else ""
    if not name or re.search(r"(?i)\b(?:maar|but)\b", name):
        return ""
    person = _person(name, question, desk)
    if person is None and not (_named(name, question) or _named_in_part(name, question)):
        return ""
    now = {v.respondent for _, v in on_record(question, desk)}
    if isinstance(person, Meant) and person.person.id in now and not question.open:
        return f"{negeer.WORDS[0]} {question.number}"
    return failed("command.whose-then", name=name.strip(" ,.!"), number=str(question.number))


def _person(name: str, question: NumberedQuestion, desk: Desk) -> Meant | Done | None:
    """Who is listed under this name and nothing else, where she is asked whose a mail is."""
    traject = desk.traject(question.ref)
    if traject is None or question.inbound_id is None or len(name.split()) > _LONG_NAME:
        return None
    found = a_person(split(name), traject)
    if isinstance(found, Meant) and besides(found.rest, found.person, traject):
        return None
    return found


def _by_name(said: str, question: NumberedQuestion, desk: Desk) -> str | Done:
    """A bare name in answer to the question whose it is."""
    if not any(command_of(o.command) in (koppel, telt) for o in question.proposals):
        return ""
    found = _person(said, question, desk)
    if isinstance(found, Done):
        return found
    return f"{koppel.WORDS[0]} {question.number} {said}" if found is not None else ""


def _whose(said: str) -> str:
    """Whose it is in a yes or a no that tells it: `nee, dat is Dekker`, `niet Smit maar Dekker`, `van Smit`."""
    told = _BUT.match(said) or _TELLS_WHOSE.match(said)
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

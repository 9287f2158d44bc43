"""A form of one traject, in a mail that speaks of the specialist of another in which its sender is listed too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.association.anothers.handed import is_an_answer
from bot.association.anothers.wording import FORM, WHO
from bot.association.bearers import called
from bot.association.case import Case
from bot.association.clues import Clues
from bot.association.conflicts import OTHER_SPECIALIST, refers_to
from bot.core import buttons
from bot.core.mail.message import Automatic, InboundMail
from bot.core.people import names
from bot.core.traject.stages import OPEN
from bot.core.traject.value import Respondent, Traject
from bot.core.views import Phrase
from bot.core.world import Role, World

_SENTENCE = re.compile(r"(?:\b(?:[Dd]rs?|[Mm]w|[Mm]evr|[Dd]hr|[Pp]rof|[A-Z])\.|[^.!?\n])+[.!?]*")
_ABOUT = re.compile(
    rf"\b(?i:over|voor|van|betreft|betreffende|inzake|aangaande|about|for|on|of|regarding|re|concerning)\b:?\s+{WHO}"
)
_SENDS = re.compile(
    rf"{FORM}|(?i:\b(?:mijn|my) (?:formulier|vragenlijst|form)\b|"
    r"\b(?:hierbij|bijgaand\w*|bijgevoegd\w*|attached|enclosed|herewith|here is|here's|betreft|inzake)\b)"
)
_NOT_NOW = re.compile(
    r"(?i)\?|\b(?:volgt|volgen|later|reeds|al|already|gestuurd|verstuurd|ingestuurd|sent|vorig\w*|eerder\w*|last|follows?|"
    r"niet|geen|not|no)\b"
)
_STILL_TO_COME = re.compile(r"(?i)\bnog\b")
_ENCLOSES = re.compile(r"(?i)\b(?:hierbij|bijgaand\w*|bijgevoegd\w*|bijlage|attached|enclosed|herewith)\b")
_MOST, _SHORT = 3_000, 6


def spoken_of(case: Case, mail: InboundMail, clues: Clues, world: World) -> Case:
    """The case, or a question which of the two it is, where the words and the file point to different ones."""
    here, person = case.traject, case.respondent
    if here is None or person is None or case.doubt is not None or mail.automatic is not Automatic.NO:
        return case
    if case.role is not Role.RESPONDENT or mail.sender is None or not clues.looks_like_form:
        return case
    there = next(_meant(here, mail, world), None)
    if there is None:
        return case
    other, whose = there
    offers = tuple(
        buttons.count(one.ref, called(one, as_whom), about=one.specialist.name)
        for one, as_whom in ((other, whose), (here, person))
    )
    return replace(case, doubt=Phrase(OTHER_SPECIALIST), proposals=offers)


def _meant(here: Traject, mail: InboundMail, world: World) -> Iterator[tuple[Traject, Respondent]]:
    """The other trajects of whose specialist the mail speaks, and as whom its sender is listed in them."""
    known = world.known(mail.sender.address if mail.sender else "")
    for k in known:
        there = world.traject(k.ref) if k.ref != here.ref and k.role is Role.RESPONDENT else None
        whose = there.respondent(k.respondent) if there is not None and there.stage in OPEN else None
        if there is not None and whose is not None and not whose.removed and _speaks_of_one(mail, there, here):
            yield there, whose


def _speaks_of_one(mail: InboundMail, there: Traject, here: Traject) -> bool:
    """In the words, else in the subject, else as the name of the file; not where both are named."""
    said = " ".join(_of_the_form(mail.new_text))
    files = " ".join(re.sub(r"[._-]+", " ", a.name) for a in mail.documents)
    for text in (said, mail.subject, files):
        found = _names(text, there, here), _names(text, here, there)
        if any(found):
            return found[0] and not found[1] and not _names(mail.new_text[:_MOST], here, there)
    return False


def _of_the_form(text: str) -> Iterator[str]:
    """The sentences that say what comes along, or hardly more than a name; those of typed answers do not."""
    lines = text[:_MOST].splitlines()
    ends = next((n for n, line in enumerate(lines) if is_an_answer(line)), len(lines))
    for found in _SENTENCE.finditer("\n".join(lines[:ends])):
        sentence = found[0]
        now = sentence if not _ENCLOSES.search(sentence) else re.sub(r"(?i)\b(?:al|reeds|already)\b", "", sentence)
        if _NOT_NOW.search(now) or (_STILL_TO_COME.search(now) and not _ENCLOSES.search(now)):
            continue
        if _SENDS.search(sentence) or len(sentence.split()) <= _SHORT:
            yield sentence


def _names(text: str, traject: Traject, other: Traject) -> bool:
    """Whether the specialist of the one is named, by the whole name or as whom something is about; not one of whom
    the other's list or the other's specialist may be meant.
    """
    name = traject.specialist.name
    parsed = names.parse(name)
    whole = names.folded(" ".join((*parsed.given, parsed.surname)))
    if f" {whole} " in f" {names.folded(text)} ":
        return True
    people = (other.specialist.name, *(r.name for r in other.respondents if not r.removed))
    said = (found["name"] for found in _ABOUT.finditer(text))
    return any(refers_to(one, name) and not any(refers_to(one, p) for p in people) for one in said)

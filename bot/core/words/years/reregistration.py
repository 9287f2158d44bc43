"""What a specialist writes of the re-registration: that it is done only where nothing else is said, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.core.words.moments.written_dates import DATE, MONTHS, written_date
from bot.core.words.prose.courtesy import is_receipt
from bot.core.words.prose.letter import parted, says_more
from bot.core.words.sentences import sentences
from bot.core.words.years.known_words import (
    ABOUT_IT,
    ASKED_FOR,
    BEFORE_IT,
    DONE,
    GRANTED,
    LATER,
    LETS_GO,
    NAMED,
    ONLY_OF_IT,
    PAST,
    SPANS,
    THANKS_FOR,
    TIME,
    WITH_YES,
    YES,
)

_MONTH = {name: number for number, names in enumerate(MONTHS, 1) for name in names.split()}
_NUMBERS = {"een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6} | {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
}


class Reregistration(StrEnum):
    """How it stands with the re-registration."""

    DONE = "done"
    LATER = "later"
    NOT_APPLICABLE = "not-applicable"
    UNCLEAR = "unclear"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ReregistrationAnswer:
    """The answer, and for "later" the day to ask again, when one was named. `beside`: more is said than that; of
    what is unclear, that it says that it is done and more.
    """

    answer: Reregistration = Reregistration.NONE
    on: date | None = None
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Occasion:
    """On what he writes: `asked` whether it is done, so that a yes says so; under a subject that has `named` it, a bare
    "afgerond" does, too. Who these `people` are says nothing more.
    """

    today: date
    asked: bool = False
    named: bool = False
    people: tuple[str, ...] = ()


_NOT_APPLICABLE = re.compile(
    r"niet van toepassing|\bn\.?v\.?t\b|\bnot applicable\b|\bn/a\b|\b(?:met|ga met|vervroegd) pensioen\b|\bretire\w*\b|"
    r"\bstop(?: ik)? (?:met|als)\b|\bgestopt (?:met|als)\b|"
    r"\b(?:ga|laat|zal|wil|hoef)\b[^.!?]{0,40}\bniet\b[^.!?]{0,25}\b(?:her-?registr\w*|verleng\w*)|"
    r"\bgeen her-?registratie\b|\bzie (?:ik )?(?:er)?van af\b|\blaat (?:mijn|de) registratie (?:verlopen|vervallen)|"
    r"\bnot (?:going to )?re-?regist"
)
_FOR_ALL = re.compile(r"\b(?:pensioen|retire\w*)\b")
"""Said of himself wherever he says it."""
_PENDING = re.compile(
    r"\bnog (?:steeds |altijd )?(?:niet|geen|in behandeling|bezig|lopende|even|niets)\b|\bnog (?:steeds|altijd)\b|"
    r"\bpas\b|"
    r"\bduurt\b|\bloopt nog\b|\bverwacht\w*|\bin behandeling\b|\bbijna\b|\bbezig\b|\bvolgt\b|\bweet (?:ik )?meer\b|"
    r"\b(?:gaat|zal|moet) (?:\w+ )?(?:lukken|volgen|komen|goedkomen)\b|\bkomt (?:nog|eraan|er aan|goed)\b|"
    r"\b(?:aangevraagd|ingediend|opgestuurd|ingestuurd|verstuurd|ingeleverd|submitted|applied)\b|"
    r"\bvolgend (?:jaar|kwartaal|voorjaar)\b|\bvolgende (?:maand|week)\b|"
    r"\bover (?:een|\w+) (?:week|weken|maand|maanden|jaar)\b|\bwacht(?:en)?(?: ik)? (?:nog )?op\b|"
    r"\bnot yet\b|\bpending\b|\bexpect\w*|\bnext (?:year|month|week)\b|\bonly in\b|\bnot until\b|\bin progress\b|"
    r"\balmost\b|\bnearly\b|\bstill (?:waiting|busy|working|pending|in)\b|\bwaiting for\b|\bwill (?:follow|be)\b"
)
_NO = re.compile(r"^(?:(?:nee|neen|no|nope)\b|helaas niet\W*$)")
_LASTS = r"(?:\d+|een|één|twee|drie|vier|vijf|zes|one|two|three|four|five|six) (?:jaar|jaren|years?)\b"
_UNTIL = re.compile(
    rf"\b(?:tot en met|tot|t/m|per|vanaf|met ingang van|until|till?|through|as of|from)\s+(?:de |the |eind |"
    rf"begin |end of )?(?:{DATE}|(?:(?:{'|'.join(_MONTH)})\b\.? )?20\d\d\b)|\b(?:voor|for) {_LASTS}"
)
"""How long it is valid: no day on which anything is to happen."""
_MONTH_YEAR = re.compile(rf"\b({'|'.join(sorted(_MONTH, key=len, reverse=True))})\b\.?(?: (?:van )?(\d{{4}}))?")
_YEAR = re.compile(r"\b(begin|eind|einde|medio|voorjaar|zomer|najaar|late|early|end of)?\s*(?:van )?(20\d\d)\b")
_PARTS = {"medio": 6, "voorjaar": 4, "zomer": 7, "najaar": 10, "eind": 11, "einde": 11, "late": 11, "end of": 11}
_SPAN = re.compile(
    r"\b(?:over|in|within|binnen)\s+(?:ongeveer |circa |about )?(\d{1,2}|\w+)\s+(week|weken|maand|maanden|jaar|"
    r"weeks?|months?|years?)\b"
)
_MONTHS_BACK = 6
"""So long ago at most is a month that is named without a year, for it to be one that has been."""
_WRAPPED = re.compile(r"(?<![.!?\n])\n(?=[a-z])")
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_ASIDE = re.compile(r"\b(?:maar|but|echter|however|bewaar\w*|bewaren|keep)\b")
_UNSIGNED = re.compile(
    r"\?|\b(?:niet|geen|nog|graag|wilt|wil|kunt|maar|not|please|don't|yet|but|could|would|bewaren|vernietig\w*)\b"
)
_HELLO = re.compile(r"(?:dag|hallo|hoi|beste|geachte|hi|hello|dear)(?: [\w.'-]+){0,4}\W*")


def reregistered(text: str, occasion: Occasion) -> ReregistrationAnswer:
    """That it is done counts where no sentence says anything else; what he answers to the question always tells
    something, but a courtesy does not. Elsewhere only what names the re-registration is about it.
    """
    said = tuple(_told(text, occasion))
    kinds = {kind for kind, _ in said} - {Reregistration.NONE}
    more = any(beside for _, beside in said)
    others = Reregistration.UNCLEAR in kinds
    if not kinds - {Reregistration.UNCLEAR} and not (occasion.asked and others):
        return ReregistrationAnswer()
    if Reregistration.NOT_APPLICABLE in kinds:
        return ReregistrationAnswer(Reregistration.NOT_APPLICABLE, None, len(kinds) > 1 or more)
    if Reregistration.LATER in kinds and not _is_done(text, occasion):
        on = named_day(" ".join(sentences(text)), occasion.today)
        return ReregistrationAnswer(Reregistration.LATER, on, others or more)
    if kinds == {Reregistration.DONE}:
        return ReregistrationAnswer(Reregistration.DONE)
    return ReregistrationAnswer(Reregistration.UNCLEAR, None, _is_done(text, occasion))


def _is_done(text: str, occasion: Occasion) -> bool:
    """Whether more than a yes says so."""
    return any(_says_done(one, occasion) and not _words(one) <= YES | WITH_YES for one in _lines(text))


def _told(text: str, occasion: Occasion) -> Iterator[tuple[Reregistration, bool]]:
    """Of each sentence what it says, and whether it says something besides; below the name there is none."""
    for one in _lines(text):
        yield _answer(one, occasion)
    below = parted(text)[1]
    if _UNSIGNED.search(below.lower()):
        yield Reregistration.UNCLEAR, False


def _lines(text: str) -> tuple[str, ...]:
    """Its sentences, a line that goes on in the next one joined; a greeting is none."""
    found = tuple(THANKS_FOR.sub("", LETS_GO.sub("", one)) for one in sentences(_WRAPPED.sub(" ", parted(text)[0])))
    return tuple(one for n, one in enumerate(found) if _WORD.search(one) and (n or not _HELLO.fullmatch(one)))


def _answer(sentence: str, occasion: Occasion) -> tuple[Reregistration, bool]:
    about = bool(occasion.asked or occasion.named or NAMED.search(sentence))
    if _NOT_APPLICABLE.search(sentence) and (about or _FOR_ALL.search(sentence)):
        return Reregistration.NOT_APPLICABLE, bool(_ASIDE.search(sentence)) or "?" in sentence
    if about and _says_done(sentence, occasion):
        return Reregistration.DONE, False
    if about and "?" not in sentence and _is_to_come(sentence, occasion):
        return Reregistration.LATER, False
    yes = occasion.asked and _words(sentence) & (YES | DONE)
    more = says_more(sentence, occasion.people) and (yes or not is_receipt(sentence))
    return (Reregistration.UNCLEAR if more else Reregistration.NONE), False


def _says_done(sentence: str, occasion: Occasion) -> bool:
    """A plain yes to the question, or that it is done: every other word is one that changes nothing of that."""
    if "?" in sentence:
        return False
    plain = BEFORE_IT.sub("", sentence)
    lasts = _UNTIL.sub(" ", plain)
    words = _words(lasts)
    names, yes = bool(NAMED.search(plain)), bool(words & YES)
    received = words & ONLY_OF_IT and not (names or (yes and words & (ONLY_OF_IT | {"alles"}) == {"binnen"}))
    if received or (words & ASKED_FOR and not words & GRANTED):
        return False
    if _is_ahead(lasts, occasion.today) or (words & SPANS and not words & PAST):
        return False
    if words & (DONE | ONLY_OF_IT):
        return words <= YES | WITH_YES | DONE | ONLY_OF_IT | ABOUT_IT | PAST | TIME
    dated = bool(words & TIME) and not words & PAST
    return occasion.asked and yes and not dated and words <= YES | WITH_YES | PAST | TIME


def _words(sentence: str) -> set[str]:
    return {word for word in _WORD.findall(sentence) if not word.isdigit()}


def _is_ahead(sentence: str, today: date) -> bool:
    """Whether a day, a year or a month that it names may be one to come."""
    days = [(found[0], written_date(found[0], today)) for found in _dates(sentence, bare=True)]
    for written, _ in days:
        sentence = sentence.replace(written, " ")
    months = [(_MONTH[m[1]], m[2]) for m in _MONTH_YEAR.finditer(sentence)]
    back = [
        0 < (today.month - n) % 12 <= _MONTHS_BACK if not year else date(int(year), n, 1) <= today for n, year in months
    ]
    later = any(int(m[2]) > today.year for m in _YEAR.finditer(sentence))
    return later or not all(back) or any(day is None or day > today for _, day in days)


def _is_to_come(sentence: str, occasion: Occasion) -> bool:
    """Not done, or named for a later day, and nothing else."""
    words, text = _words(sentence), _UNTIL.sub(" ", sentence)
    pending = bool(_PENDING.search(sentence) or _NO.match(sentence))
    dated = named_day(text, occasion.today, bare=not words & (YES | DONE) or pending) is not None
    if not (dated or pending):
        return False
    return words <= YES | WITH_YES | DONE | ONLY_OF_IT | ABOUT_IT | PAST | TIME | LATER


def named_day(text: str, today: date, *, bare: bool = True) -> date | None:
    """The first day after `today` that the words name: a date, a month, a year, or a span; `bare`: a month without a
    year is the next one.
    """
    span = _SPAN.search(text)
    if span and (span[1].isdigit() or span[1] in _NUMBERS):
        number = int(span[1]) if span[1].isdigit() else _NUMBERS[span[1]]
        return today + timedelta(
            days=number * (7 if span[2].startswith("we") else 30 if span[2].startswith("m") else 365)
        )
    candidates: list[date | None] = [written_date(m[0], today) for m in _dates(text, bare=bare)]
    candidates += [_month(m[1], m[2], today) for m in _MONTH_YEAR.finditer(text) if bare or m[2]]
    candidates += [date(int(m[2]), _PARTS.get(m[1] or "", 1), 1) for m in _YEAR.finditer(text)]
    candidates += [date(today.year + 1, 1, 1)] if re.search(r"\b(?:volgend jaar|next year)\b", text) else []
    candidates += [today + timedelta(days=30)] if re.search(r"\b(?:volgende maand|next month)\b", text) else []
    return next((day for day in candidates if day and day > today), None)


def _dates(text: str, *, bare: bool) -> Iterable[re.Match[str]]:
    """The days that are written with a figure; not `bare`: with a year."""
    wanted = r"\d" if bare else r"\d{4}"
    return (m for m in re.finditer(DATE, text) if re.search(wanted, m[0]))


def _month(name: str, year: str | None, today: date) -> date:
    month = _MONTH[name]
    if not year and month == today.month:
        return date(today.year + month // 12, month % 12 + 1, 1)  # when this month is over
    return date(int(year) if year else today.year + (month <= today.month), month, 1)

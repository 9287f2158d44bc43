"""What a specialist answers to the question whether the re-registration has succeeded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.core.words.moments.written_dates import DATE, MONTHS, written_date
from bot.core.words.sentences import sentences

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
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ReregistrationAnswer:
    """The answer, and for "later" the day to ask again, when one was named."""

    answer: Reregistration = Reregistration.NONE
    on: date | None = None


_NOT_APPLICABLE = re.compile(
    r"niet van toepassing|\bn\.?v\.?t\b|\bnot applicable\b|\bn/a\b|\b(?:met|ga met|vervroegd) pensioen\b|\bretire\w*\b|"
    r"\bstop(?: ik)? (?:met|als)\b|\b(?:ga|laat|zal|wil|hoef)\b[^.!?]{0,40}\bniet\b[^.!?]{0,25}\b(?:her-?registr\w*|"
    r"verleng\w*)|"
    r"\bgeen her-?registratie\b|\bzie (?:ik )?(?:er)?van af\b|\blaat (?:mijn|de) registratie (?:verlopen|vervallen)|"
    r"\bnot (?:going to )?re-?regist"
)
_PENDING = re.compile(
    r"\bnog niet\b|\bnog (?:in behandeling|bezig|lopende|even|niets)\b|\bpas\b|\bduurt\b|\bloopt\b|\bverwacht\w*|"
    r"\bin behandeling\b|"
    r"\baangevraagd\b|\bingediend\b|\bvolgend (?:jaar|kwartaal|voorjaar)\b|\bvolgende (?:maand|week)\b|\bover (?:een|"
    r"\w+) (?:week|weken|maand|maanden|jaar)\b|"
    r"\bnot yet\b|\bpending\b|\bexpect\w*|\bnext (?:year|month)\b|\bonly in\b|\bnot until\b|\bin progress\b|"
    r"\bwacht (?:nog )?op\b|\bverloopt\b"
)
_DONE = re.compile(
    r"^(?:ja|jazeker|yes|yep)\b|\bgelukt\b|\bgeslaagd\b|\bbinnen\b|\bgeher-?registreerd\b|\brond\b|\bafgerond\b|"
    r"\bgoedgekeurd\b|"
    r"\bverlengd\b|\bis gebeurd\b|\bin orde\b|\bvoltooid\b|\bontvangen\b|\bsuccee\w*|\bcompleted\b|\bapproved\b|"
    r"\bdone\b|\brenewed\b|\bre-?registered\b"
)
_NO = re.compile(r"^(?:nee|neen|no|nope|helaas niet)\b")
_MONTH_YEAR = re.compile(rf"\b({'|'.join(sorted(_MONTH, key=len, reverse=True))})\b\.?(?: (?:van )?(\d{{4}}))?")
_YEAR = re.compile(r"\b(begin|eind|einde|medio|voorjaar|zomer|najaar|late|early|end of)?\s*(?:van )?(20\d\d)\b")
_PARTS = {"medio": 6, "voorjaar": 4, "zomer": 7, "najaar": 10, "eind": 11, "einde": 11, "late": 11, "end of": 11}
_SPAN = re.compile(
    r"\b(?:over|in|within|binnen)\s+(?:ongeveer |circa |about )?(\d{1,2}|\w+)\s+(week|weken|maand|maanden|jaar|"
    r"weeks?|months?|years?)\b"
)


def reregistered(text: str, today: date) -> ReregistrationAnswer:
    """`today` decides whether a month lies ahead."""
    for sentence in sentences(text):
        answer = _answer(sentence, today)
        if answer is not Reregistration.NONE:
            ahead = answer is Reregistration.LATER
            return ReregistrationAnswer(answer, named_day(" ".join(sentences(text)), today) if ahead else None)
    return ReregistrationAnswer()


def _answer(sentence: str, today: date) -> Reregistration:
    if _NOT_APPLICABLE.search(sentence):
        return Reregistration.NOT_APPLICABLE
    if _PENDING.search(sentence) or _NO.match(sentence):
        return Reregistration.LATER
    if _DONE.search(sentence) and not sentence.endswith("?") and not re.search(r"\bniet\b|\bnot\b", sentence):
        return Reregistration.DONE
    ahead = not sentence.endswith("?") and named_day(sentence, today)
    return Reregistration.LATER if ahead else Reregistration.NONE


def named_day(text: str, today: date) -> date | None:
    """The first day after `today` that the words name: a date, a month, a year, or a span."""
    span = _SPAN.search(text)
    if span and (span[1].isdigit() or span[1] in _NUMBERS):
        number = int(span[1]) if span[1].isdigit() else _NUMBERS[span[1]]
        return today + timedelta(
            days=number * (7 if span[2].startswith("we") else 30 if span[2].startswith("m") else 365)
        )
    candidates = [written_date(m[0], today) for m in re.finditer(DATE, text) if re.search(r"\d", m[0])]
    candidates += [_month(m[1], m[2], today) for m in _MONTH_YEAR.finditer(text)]
    candidates += [date(int(m[2]), _PARTS.get(m[1] or "", 1), 1) for m in _YEAR.finditer(text)]
    candidates += [date(today.year + 1, 1, 1)] if re.search(r"\b(?:volgend jaar|next year)\b", text) else []
    candidates += [today + timedelta(days=30)] if re.search(r"\b(?:volgende maand|next month)\b", text) else []
    return next((day for day in candidates if day and day > today), None)


def _month(name: str, year: str | None, today: date) -> date:
    month = _MONTH[name]
    return date(int(year) if year else today.year + (month <= today.month), month, 1)

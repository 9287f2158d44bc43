"""Scores that are none: between two steps ("3 à 4", "3,5", "4/5"), or in words and signs of the writer's own."""

from __future__ import annotations

import re
from functools import cache

from bot.forms.questionnaires.catalogue import form_words
from bot.forms.questionnaires.questionnaire import Step

SPELLED = {
    "een": "1", "één": "1", "eén": "1", "twee": "2", "drie": "3", "vier": "4", "vijf": "5",
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
}  # fmt: skip
_LONGEST = 6
_BEFORE = (
    r"[\s*_(\"'“‘]*(?:(?:ik|geef|mijn|score|cijfer|is|een|ergens|zit|ongeveer|circa|ca\.?|zo'n|rond|hem|haar|de|i|give|"
    r"my|a|an|about|around|somewhere|grade)[\s:=*_]+){0,5}"
)
_JOIN = r"[\s*_]*(?:[-=]?>|[-–—/|~→⇒]|,(?=\s[1-5]\W*(?:$|\n))|à|á|a\b|of\b|or\b|tot\b|to\b|t/m)[\s*_]*"
_HALF = re.compile(
    _BEFORE
    + r"(?P<low>[1-5]|\w+?)(?:[.,](?P<part>\d{1,2})(?!\d)|\s*½|\s+1/2|\s*(?:en|ën|and)\s*(?:een\s*|a\s*)?hal[fv]e?)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[\s*_)!.]*(?:$|\n|[-–—:;,(])")
_WAVERS = re.compile(
    r"""
    \s*\? | (?:[+±]|\s+(?:plus|min|minus)\b) | -{1,2}\s*(?:$|\n)
    | [\s,;(]*(?:\w+\)[\s,;(]*)?(?:maar\s+)?
      (?:soms|eerder|misschien|bijna|eigenlijk|of|maybe|perhaps|sometimes|or)\b[^\n]{0,20}[1-5]
    """,
    re.IGNORECASE | re.VERBOSE,
)
_JUDGES = re.compile(
    r"(?i)\d|\?|[★☆👍👎]|^\W*\+[+/-]|\b(?:zeer|heel|erg|ruim|redelijk|prima|goede?|matig|voldoende|onvoldoende|uitstekend|top|super|slecht|zwak|"
    r"sterk|gemiddeld|bovengemiddeld|hoog|laag|good|very|well|excellent|outstanding|average|fair|poor|satisfactory|oke|"
    r"oké|okay|ok)\b"
)
_OF_FIVE = (("1", "5"), ("2", "5"), ("3", "5"))


def two(text: str, scale: tuple[Step, ...], *, strict: bool) -> tuple[str, ...]:
    """The two steps between which the text leaves the choice, lower first; `strict` wants nothing else on its line."""
    for pattern in _ranges(scale):
        found = pattern.match(text)
        if found is None:
            continue
        mixed = found["low"].isdigit() != found["high"].isdigit()
        low, high = sorted(_values(scale)[found[name].casefold()] for name in ("low", "high"))
        of_five = found["join"].strip() == "/" and (low, high) in _OF_FIVE
        if low != high and not of_five and (not (strict or mixed) or _ENDS.match(text, found.end())):
            return low, high
    half = _HALF.match(text)
    if half is None or (strict and not _ENDS.match(text, half.end())):
        return ()
    low = SPELLED.get(half["low"].casefold(), half["low"])
    between = low in ("1", "2", "3", "4") and (half["part"] or "5").strip("0")
    return (low, str(int(low) + 1)) if between else ()


def unclear(text: str, behind: str) -> tuple[str, ...]:
    """A short judgement that is no score, or one that what is `behind` it takes back: "zeer goed", "4 (soms 3)"."""
    line = text.strip(" *_\t\n").split("\n")[0].strip()
    if behind:
        return (line,) if _WAVERS.match(behind) else ()
    return (line,) if 0 < len(line.split()) <= _LONGEST and _JUDGES.search(line) else ()


def judges(text: str) -> bool:
    """Whether there is a number or a judgement in it."""
    return _JUDGES.search(text) is not None


def unprompted(text: str) -> str:
    """Without the prompt of our own list before it."""
    for language in ("nl", "en"):
        prompt = form_words().choose_score.in_(language)
        text = re.sub(rf"^[\s:]*{re.escape(prompt)}(?:\s+|$)", "", text)
    return text


def no_score(text: str) -> tuple[str, ...]:
    """A few words or signs where a score belongs."""
    line = text.split("\n")[0].strip()
    return (line,) if line.strip(" :\t") and len(line.split()) <= _LONGEST else ()


@cache
def _values(scale: tuple[Step, ...]) -> dict[str, str]:
    """The value of each word for a step."""
    labels = {label.casefold(): step.value for step in scale for label in (step.label.nl, step.label.en) if label}
    return labels | SPELLED | {digit: digit for digit in "12345"}


@cache
def _ranges(scale: tuple[Step, ...]) -> tuple[re.Pattern[str], ...]:
    step = "|".join(re.escape(word) for word in sorted(_values(scale), key=len, reverse=True))
    low, high = rf"(?P<low>{step})", rf"[*_]*(?:(?:de|een|a|the)\s+)?[*_]*(?P<high>{step})(?![.,]?\d|\w|%)"
    return (
        re.compile(
            rf"{_BEFORE}(?:tussen|between)\s+(?:(?:de|een|a|the)\s+)?{low}(?P<join>\s+(?:en|and)\s+){high}", re.I
        ),
        re.compile(rf"{_BEFORE}{low}(?!\w)(?P<join>{_JOIN}){high}", re.I),
    )

"""A score as people write it: "4", "4 - goed", "vier", "4/5", "n.v.t."; what is impossible stays text."""

from __future__ import annotations

import re

from bot.forms.questionnaires.questionnaire import NO_OPINION, Step

_WORDS = {
    "een": "1", "één": "1", "eén": "1", "twee": "2", "drie": "3", "vier": "4", "vijf": "5",
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
}  # fmt: skip
_AROUND = " \t\r\n*_[](){}\"'“”‘’:;.,|=–—"
_SCORE = re.compile(
    r"""
    (?:score|cijfer|grade|mijn\ score(?:\ is)?|een(?:\ dikke)?|ik\ geef\ een|i\ give\ an?)? [\s:=(\[*_]*
    (?P<value>[1-5])
    (?![.,]\d)                 # 3,5 lies between two steps
    (?!\s*[-–]\s*\d\b)        # so does 3-4
    (?!\s*/\s*(?!5\b)\d)      # 4/10 is another scale
    (?:\s*(?:/|van\ de|uit|out\ of|of)\s*(?:5|vijf|five)\b)?
    [)\]*_]*
    (?=$|[\s\-–—,;:.()+|=])
    (?P<rest>.*)
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_SPELLED = re.compile(rf"(?P<value>{'|'.join(_WORDS)})(?=$|\s*[\-–—,;:.(])(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_BLANK = re.compile(
    r"""
    (?: geen\s+(?:oordeel|mening|idee|zicht\s+op) | g\.?\s?o\.?(?!\w)
      | n\.?\s?v\.?\s?t\.?(?!\w) | n/a\b | n\.a\. | niet\s+van\s+toepassing | not\s+applicable
      | (?:kan\s+ik\s+)?niet\s+(?:goed\s+)?(?:te\s+)?beoordelen | cannot\s+(?:judge|say)
      | weet\s+(?:ik\s+)?niet | don'?t\s+know | onbekend | no\s+(?:opinion|judge?ment|idea)
      | x(?!\w) | [-–—?]+(?=\s|$)
    )
    (?P<rest>.*)
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_STRICT_REST = re.compile(r"\s*(?:$|[-–—,;:.(=\n])")


def parse(text: str, scale: tuple[Step, ...] = (), *, strict: bool = False) -> tuple[str, str]:
    """The score ("1".."5", "-" for no opinion, or "") that opens the text, and the rest.

    `strict` asks for an end or a punctuation mark behind it: in an explanation "2 keer per week" is no score.
    """
    bare = text.strip()
    value, rest = _labelled(bare, scale) or _opened(bare) or ("", bare)
    if value and strict and not _STRICT_REST.match(rest):
        return "", bare
    return value, _without_label(rest.strip().lstrip(_AROUND + "-+").strip(), value, scale)


def _opened(text: str) -> tuple[str, str] | None:
    start = text.lstrip(" *_")
    if match := _SCORE.match(start):
        return match["value"], match["rest"]
    if match := _SPELLED.match(start):
        return _WORDS[match["value"].casefold()], match["rest"]
    if match := _BLANK.match(start):
        return NO_OPINION, match["rest"]
    return None


def _labelled(text: str, scale: tuple[Step, ...]) -> tuple[str, str] | None:
    """The whole text is a step's label: "goed"."""
    plain = text.strip(_AROUND + "-").casefold()
    found = (step.value for step in scale if plain in {step.label.nl.casefold(), step.label.en.casefold()})
    return next(((value, "") for value in found), None)


def _without_label(rest: str, value: str, scale: tuple[Step, ...]) -> str:
    """ "4 – goed" is what our own list offers: the label says nothing more."""
    own = {label.casefold() for step in scale if step.value == value for label in (step.label.nl, step.label.en)}
    return "" if rest.strip(_AROUND).casefold() in own else rest

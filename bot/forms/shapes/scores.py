"""A score as people write it: "4", "4 - goed", "vier", "n.v.t."; what is no score stays text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.forms.questionnaires.questionnaire import NO_OPINION, Step
from bot.forms.shapes import between

_AROUND = " \t\r\n*_[](){}\"'“”‘’:;.,|=–—"
_SCORE = re.compile(
    r"""
    (?:score|cijfer|grade|mijn\ score(?:\ is)?|een(?:\ dikke)?|ik\ geef\ een|i\ give\ an?)? [\s:=(\[*_]*
    (?P<value>[1-5])
    (?![.,]\d)                 # 3,5 lies between two steps
    (?!\s*[-–]\s*\d\b)        # so does 3-4
    (?!\s*/\s*(?!5\b)\d)      # 4/10 is another scale, and so is "4 (van 10)"
    (?!\s*\(?\s*(?:op\ (?:een\ )?schaal\ )?(?:van|uit|of|out\ of)\ (?:de\ |[01]\ tot\ )?(?:[06-9]|\d\d|tien|ten)\b)
    (?:\s*(?:/|van\ de|uit|out\ of|of)\s*(?:5|vijf|five)\b)?
    [)\]*_]*
    (?=$|[\s\-–—,;:.()+|=!])
    (?P<rest>.*)
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_SPELLED = re.compile(
    rf"(?P<value>{'|'.join(between.SPELLED)})(?=$|\s*[\-–—,;:.(])(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
_BLANK = re.compile(
    r"""
    (?: geen\s+(?:oordeel|mening|idee|zicht\s+op) | g\.?\s?o\.?(?!\w)
      | n\.?\s?v\.?\s?t\.?(?!\w) | n/a\b | n\.a\. | niet\s+van\s+toepassing | not\s+applicable
      | (?:kan\s+ik\s+)?niet\s+(?:goed\s+)?(?:te\s+)?beoordelen | cannot\s+(?:judge|say)
      | weet\s+(?:ik\s+)?niet | don'?t\s+know | onbekend | no\s+(?:opinion|judge?ment|idea)
      | (?P<mark> x(?!\w) | [-–—]+(?=[\s*_]|$) )
    )
    (?P<rest>.*)
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_SET_APART = re.compile(r"\s[-–—]+\s|[:;(]|[.]\s")
_IN_BRACKETS = re.compile(r"^\s*\(([^()]*)\)[\s.]*$")
_LISTED = re.compile(r"[1-5][.)]\s+[^\W\d]")
_TAKEN_BACK = re.compile(
    r"\b(?:toch|liever|wacht|correctie|moet zijn|wordt|eigenlijk|rather|sorry)\b[^.!?\n]{0,30}?\b"
    r"(?P<value>[1-5])(?=[\s.!]*(?:$|\n))",
    re.IGNORECASE,
)
_STRICT_REST = re.compile(r"\s*(?:$|[-–—,;:.(=\n])")


@dataclass(frozen=True, slots=True)
class ScoreReading:
    """`value` is "1".."5", "-" for no opinion, or ""; `rest` is what is left of the text.

    `doubt` are the values between which the writer did not choose, or the words that are no value.
    """

    value: str = ""
    rest: str = ""
    doubt: tuple[str, ...] = ()


def read(text: str, scale: tuple[Step, ...] = (), *, strict: bool = False, labelled: bool = False) -> ScoreReading:
    """The score that opens the text.

    `strict` asks for an end or a punctuation mark behind it: in an explanation "2 keer per week" is no score.
    `labelled` says that it stands where only a score belongs: a few words that are none leave a doubt.
    """
    bare = between.unprompted(text.strip()) if labelled else text.strip()
    if doubt := between.two(bare, scale, strict=strict):
        return ScoreReading("", bare, doubt)
    value, rest = _labelled(bare, scale, strict) or _opened(bare, strict) or ("", "")
    if value and strict and (not _STRICT_REST.match(rest) or _LISTED.match(bare)):
        return ScoreReading("", bare)
    if not strict and value != NO_OPINION and (not value or rest) and (doubt := between.unclear(bare, rest)):
        return ScoreReading("", bare, doubt)
    if labelled and not value and (doubt := between.no_score(bare)):
        return ScoreReading("", bare, doubt)
    later = _TAKEN_BACK.search(rest) if value else None
    if later and later["value"] != value:
        return ScoreReading("", bare, (value, later["value"]))
    rest = _IN_BRACKETS.sub(r"\1", rest) if value else bare
    return ScoreReading(value, _without_label(rest.strip().lstrip(_AROUND + "-+!").strip(), value, scale))


def _opened(text: str, strict: bool) -> tuple[str, str] | None:
    start = text.lstrip(" *_")
    if match := _SCORE.match(start):
        return match["value"], match["rest"]
    if match := _SPELLED.match(start):
        return between.SPELLED[match["value"].casefold()], match["rest"]
    if (match := _BLANK.match(start)) and not (strict and match["mark"]):
        return NO_OPINION, match["rest"]
    return None


def _labelled(text: str, scale: tuple[Step, ...], strict: bool) -> tuple[str, str] | None:
    """A step's label, by itself or set apart from what stands behind it: "goed", "goed - luistert"."""
    first, _, more = text.partition("\n")
    label, _, rest = (text, "", "") if strict else _apart(first)
    plain = label.strip(_AROUND + "-").casefold()
    found = (step.value for step in scale if plain in {step.label.nl.casefold(), step.label.en.casefold()})
    return next(((value, f"{rest}\n{more}") for value in found), None)


def _apart(line: str) -> tuple[str, str, str]:
    found = _SET_APART.search(line)
    return (line[: found.start()], found[0], line[found.end() :]) if found else (line, "", "")


def _without_label(rest: str, value: str, scale: tuple[Step, ...]) -> str:
    """ "4 – goed" is what our own list offers: the label says nothing more."""
    own = {label.casefold() for step in scale if step.value == value for label in (step.label.nl, step.label.en)}
    return "" if re.sub(r"^\W+|\W+$", "", rest).casefold() in own else rest

"""What a blank form says about its traject."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from typing import Any

from bot.forms.questionnaires.catalogue import form_words

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_OF_ONE = ("reference", "specialist", "name", "group")
"""What differs from form to form; all else is the practice's."""
MARK = re.compile("([xX])\ufdd0([a-z]+)\ufdd1")
"""The place of what is of one form: a capital where a sentence begins. Nobody's text holds U+FDD0, a noncharacter."""


@dataclass(frozen=True, slots=True)
class FormHeader:
    """`retention` completes "is kept …"; `groups` are labels as a respondent reads them; `name` and `group` prefill."""

    reference: str
    specialist: str
    practitioner: str
    practice: str
    address: str
    retention: str
    groups: tuple[str, ...] = ()
    name: str = ""
    group: str = ""

    def printable(self) -> FormHeader:
        """The header without control characters, which neither XML nor a mail can hold, and without space around."""
        texts = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "groups"}
        cleaned = {name: _CONTROLS.sub("", value).strip() for name, value in texts.items()}
        return replace(self, **cleaned, groups=tuple(_CONTROLS.sub("", group) for group in self.groups))

    def marked(self) -> FormHeader:
        """The header with a `MARK` for each value of one form that is there: the same for many forms."""
        marks: dict[str, Any] = {name: f"x\ufdd0{name}\ufdd1" for name in _OF_ONE if getattr(self, name)}
        return replace(self, **marks)


_SLOT = re.compile(r"(^|[.!?:]\s+)?\{(\w+)\}")


def filled_in(text: str, header: FormHeader) -> str:
    """The text with its {slots} filled from the header; what a slot yields is never looked at again."""
    slots = {
        "reference": header.reference,
        "specialist": header.specialist,
        "practitioner": header.practitioner,
        "practice": header.practice,
        "address": header.address,
        "retention": header.retention,
    }
    return _SLOT.sub(lambda match: _at_start(match.group(1), slots[match.group(2)]), text)


def _at_start(before: str | None, value: str) -> str:
    return value if before is None else before + opening(value)


def opening(value: str) -> str:
    """A sentence opens with a capital: "dr. Bakker" becomes "Dr. Bakker" there."""
    return value[:1].upper() + value[1:]


def retention(most_days: int, language: str) -> str:
    """How long forms are kept, in words that complete "is kept …"."""
    years, words = max(1, round(most_days / 365)), form_words()
    kept = words.kept_years if years > 1 else words.kept_a_year
    return kept.in_(language).replace("{years}", str(years))

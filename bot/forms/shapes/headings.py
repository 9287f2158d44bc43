"""The few words that people put before an open answer of their own: "Blijven doen: …", "Verbeterpunt: …", "Tip: …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORDS = {
    "behouden": r"(?:(?:vooral )?(?:zo )?blijven doen|(?:vooral )?zo doorgaan|behouden|vasthouden|"
    r"sterke? (?:punt|kant)(?:en)?|"
    r"tops?|keep doing|keep|strengths?|strong points?)",
    "ontwikkelen": r"(?:verbeter(?:punt|ing)(?:en)?|ontwikkel(?:punt|ing)(?:en)?|(?:verder )?(?:te )?ontwikkelen|"
    r"(?:kan|mag) beter|leerpunt(?:en)?|aandachtspunt(?:en)?|(?:points? (?:for|of) )?improvements?|to improve|"
    r"could (?:improve|develop))",
    "tip": r"(?:(?:ene |mijn |gouden )?tips?|advies|advice|(?:my |one )tip)",
}
_HEADING = re.compile(
    r"(?:^[ \t>*_•\-]{0,9}(?:\d{1,2}[.)][ \t]*)?|(?<=[.;!?\d][ ]))(?:"
    + "|".join(f"(?P<{key}>{words})" for key, words in _WORDS.items())
    + r")[*_]{0,3}[ \t]*:[*_]{0,3}",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A place in a text where the answer to the question with this key begins."""

    key: str
    start: int
    end: int


def headings(text: str) -> tuple[Heading, ...]:
    """All of them, in order."""
    return tuple(Heading(m.lastgroup or "", m.start(), m.end()) for m in _HEADING.finditer(text))

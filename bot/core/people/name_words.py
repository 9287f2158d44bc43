"""Words that stand around a Dutch name: tussenvoegsels, titles, forms of address, letters after a name."""

from __future__ import annotations

import re


def words(text: str) -> frozenset[str]:
    """A set of words, written as one text."""
    return frozenset(text.split())


PARTICLES = words(
    "van von vd v.d. v.d v/d de den der d. v. het 't ten ter te tot in op aan bij onder over uit uijt uyt voor thoe toe"
    " zu zum zur du la le les l' d' da dal das dei del della der des di do dos el al ben bin ibn bint abu ait aït 's"
    " vom af av y e"
)
"""As typed in lower case. A last token is never a particle, so "Le" and "Al" can be surnames."""

ACADEMIC = {
    "prof": "prof.",
    "professor": "prof.",
    "dr": "dr.",
    "doctor": "dr.",
    "drs": "drs.",
    "ir": "ir.",
    "ing": "ing.",
    "em": "em.",
    "hc": "h.c.",
}
COURTESY = words(
    "dhr hr heer mw mevr mevrouw mej meneer mijnheer mvr m.w mr mrs ms miss sir madam zr zuster br broeder"
)
SUFFIXES = words("phd msc bsc ma ba md mba mph manp mpa rn llm fesc facc frcs bc jr sr pa vs")

_HEER = re.compile(r"^(?:de\s+)?(?:weledel(?:zeer)?geleerde\s+)?(?:heer|dame)(?:/mevrouw)?\s+", re.IGNORECASE)


def bare(token: str) -> str:
    """A token as it stands in the tables above."""
    return token.casefold().strip(".,;:()").replace("’", "'")


def is_particle(token: str) -> bool:
    """Whether a token may be a tussenvoegsel."""
    folded = token.casefold().replace("’", "'").strip(",;")
    return folded in PARTICLES


def is_title(token: str) -> bool:
    """Whether a token is an academic title or a form of address."""
    return bare(token) in ACADEMIC or bare(token) in COURTESY


def split_titles(tokens: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Academic titles in front, and the rest without forms of address and letters after the name."""
    titles: list[str] = []
    rest = list(tokens)
    while len(rest) > 1 and (bare(rest[0]) in ACADEMIC or _is_courtesy(rest[0])):
        if (word := ACADEMIC.get(bare(rest.pop(0)))) and word not in titles:
            titles.append(word)
    while len(rest) > 2 and _is_suffix(rest[-1]):
        rest.pop()
    return tuple(titles), tuple(rest)


def without_heer(text: str) -> str:
    """`de heer Bakker` as `Bakker`; the article would pass for a tussenvoegsel."""
    return _HEER.sub("", text)


def _is_courtesy(token: str) -> bool:
    return bare(token) in COURTESY and (token.endswith(".") or len(bare(token)) > 1)


def _is_suffix(token: str) -> bool:
    word = bare(token).replace(".", "")
    return word in SUFFIXES and (token.strip(".,")[1:2].isupper() or word in {"jr", "sr", "msc", "bsc", "phd"})

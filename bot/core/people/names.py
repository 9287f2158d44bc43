"""Dutch names: read them, write them properly, and say whether two spellings are one person."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz

from bot.core.people.name_case import is_initials, mend, word
from bot.core.people.name_words import bare, is_particle, split_titles, without_heer

_NAME = re.compile(r"^[\w\s.,'’`´\-–()/&\u0300-\u036f]+$")
_GLUED = re.compile(r"(?<=\.)(?=(?:van|von|de|den|der|ten|ter|el|'t)\b|[^\W\d_]{4})", re.IGNORECASE)  # "P.de Vries"
_BETWEEN = re.compile(r"\W+")
_MARKS = str.maketrans({"’": "'", "`": "'", "´": "'", "‘": "'", "–": "-", "‐": "-", "‑": "-", "\u00a0": " "})
_TRANSLATED = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ð": "d"}
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its parts. `given` are first names or initials, `particle` the tussenvoegsel; `raw` when unreadable."""

    given: tuple[str, ...] = ()
    particle: str = ""
    family: str = ""
    titles: tuple[str, ...] = ()
    raw: str = ""

    def __str__(self) -> str:
        return self.raw or " ".join(p for p in (*self.titles, " ".join(self.given), self.surname) if p)

    @property
    def surname(self) -> str:
        """`van den Berg`; `'t Hart`; `d'Ancona`."""
        glue = "" if self.particle.endswith("'") else " "
        return f"{self.particle}{glue}{self.family}".strip()


class Likeness(StrEnum):
    """Whether two names are one person's."""

    SAME = "same"
    LIKELY = "likely"
    DIFFERENT = "different"


@lru_cache(maxsize=256)
def parse(text: str) -> Name:
    """The parts of `Piet de Vries`, `VRIES, P. de`, `van den berg, m.`; what is no name stays literal in `raw`."""
    clean = " ".join(unicodedata.normalize("NFC", text).translate(_MARKS).split())
    if not clean or not _NAME.match(clean) or re.search(r"\d", clean) or not re.search(r"[^\W\d_]", clean):
        return Name(raw=clean)
    clean = re.sub(r"\s*-\s*", "-", without_heer(clean)).strip(" ,-")
    clean = _GLUED.sub(" ", clean)
    titles, clean = _titles(clean)
    family, comma, given = clean.partition(",")
    if comma:
        return _reversed(family, given, titles)
    tokens = _family_last(tuple(clean.split()))
    return _forward(mend(tokens), titles)


def tidy(text: str) -> str:
    """A name as it is written properly; see parse()."""
    return str(parse(text))


def formal(name: str, language: str = "nl") -> str:
    """How a letter greets this person: with title and surname where a title is known, else the full name."""
    parsed = parse(name)
    titles = [t for t in parsed.titles if t in {"prof.", "dr."}]
    if not titles or not parsed.family:
        return str(parsed)
    surname = parsed.surname
    if language == "nl" and not surname.startswith("'"):
        surname = surname[:1].upper() + surname[1:]  # after a title the tussenvoegsel has a capital
    return f"{' '.join(titles)} {surname}"


def folded(text: str) -> str:
    """Lower case, without diacritics, titles and punctuation: what a comparison looks at."""
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(_MARKS).translate(_TRANSLATED))
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _BETWEEN.sub(" ", plain.replace("ij", "y").replace("'", "")).strip()


@dataclass(frozen=True, slots=True)
class _Compared:
    """What is compared of one name: all of it, its words, the parts of its surname, its infix, its first names."""

    whole: str
    words: tuple[str, ...]
    family: tuple[str, ...]
    particle: str
    given: tuple[str, ...]


@lru_cache(maxsize=256)
def _compared(text: str) -> _Compared:
    """Worked out once: each name of a list is compared with every other."""
    name = parse(text)
    whole = folded(str(replace(name, titles=())))
    given = tuple(folded(" ".join(name.given)).split())
    return _Compared(whole, tuple(sorted(whole.split())), _parts(name.family or name.raw), folded(name.particle), given)


def same_person(a: str, b: str) -> Likeness:
    """Whether two names are one person's: initials, order, diacritics, married names and slips are allowed for."""
    one, two = _compared(a), _compared(b)
    if not one.whole or not two.whole:
        return Likeness.DIFFERENT
    if one.whole == two.whole:
        return Likeness.SAME if len(one.words) > 1 else Likeness.LIKELY
    if one.words == two.words:
        return Likeness.SAME
    family = _families(one, two)
    given = _givens(one.given, two.given) if family is not Likeness.DIFFERENT else Likeness.DIFFERENT
    if given is Likeness.DIFFERENT:
        return Likeness.DIFFERENT
    return Likeness.SAME if family is given is Likeness.SAME else Likeness.LIKELY


def looks_full(text: str) -> bool:
    """Whether a text has a first name or initials as well as a surname."""
    name = parse(text)
    return not name.raw and bool(name.given) and bool(name.family)


def _titles(clean: str) -> tuple[tuple[str, ...], str]:
    """Titles before the name and, in `Vries, dr. P. de`, after the comma."""
    before, comma, after = clean.partition(",")
    titles, rest = split_titles(tuple(re.sub(r"(?i)\b(prof|dr|drs)\.(?=\w)", r"\1. ", before).split()))
    if not comma:
        return titles, " ".join(rest)
    more, behind = split_titles((*after.replace(",", " ").split(), "_"))
    kept = " ".join(t for t in behind if t != "_" and bare(t) not in {"phd", "msc", "md", "bsc"})
    return (*titles, *(t for t in more if t not in titles)), f"{' '.join(rest)}, {kept}" if kept else " ".join(rest)


def _reversed(family: str, given: str, titles: tuple[str, ...]) -> Name:
    """`Vries, P. de`, `de Vries, Piet`, `BERG, M. VAN DEN`."""
    before, behind = tuple(family.split()), tuple(given.split())
    start = len(behind)
    while start > 0 and is_particle(behind[start - 1]) and (start > 1 or behind[0][0].islower()):
        start -= 1
    lead = 0
    while lead < len(before) - 1 and is_particle(before[lead]):
        lead += 1
    particle = tuple(t.lower() for t in (*behind[start:], *before[:lead]))
    tokens = (*behind[:start], *particle, *before[lead:])
    mended = mend(tokens)
    firsts = mended[:start]
    return Name(_given(firsts), " ".join(particle), " ".join(mended[start + len(particle) :]), titles)


def _family_last(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """`BAKKER Jan` as `Jan BAKKER`, and `Vries P. de` as `P. de Vries`; other orders stay."""
    if len(tokens) > 2 and is_particle(tokens[-1]) and tokens[-1].islower() and is_initials(tokens[1]):
        return (*tokens[1:], tokens[0])
    count = 0
    while count < len(tokens) and len(tokens[count]) > 1 and tokens[count].isupper() and "." not in tokens[count]:
        count += 1
    spoken = len(tokens) == 2 and count == 1 and re.fullmatch(r"[^AEIOU\W][AEIOU][^AEIOU\W]", tokens[0])  # `PEL Ans`
    if (
        0 < count < len(tokens)
        and (len(tokens[count - 1]) > 3 or spoken)
        and not any(t.isupper() for t in tokens[count:-1])
    ):
        return (*tokens[count:], *tokens[:count])
    short = len(tokens) == 2 and is_initials(tokens[1]) and ("." in tokens[1] or len(tokens[1]) == 1)
    if short and not is_initials(tokens[0]):
        return (tokens[1], tokens[0])
    return tokens


def _forward(tokens: tuple[str, ...], titles: tuple[str, ...]) -> Name:
    if len(tokens) == 1:
        return Name((), "", tokens[0], titles)
    start = next((i for i, t in enumerate(tokens[:-1]) if is_particle(t) and (i > 0 or not is_initials(t))), -1)
    married = next((i for i, t in enumerate(tokens[:-1]) if is_particle(t.rpartition("-")[2]) and "-" in t), -1)
    if married >= 0 and (start < 0 or married < start):
        return Name(_given(tokens[:married]), "", " ".join(tokens[married:]), titles)
    if start >= 0:
        end = start
        while end < len(tokens) - 1 and is_particle(tokens[end]):
            end += 1
        return Name(_given(tokens[:start]), " ".join(tokens[start:end]), " ".join(tokens[end:]), titles)
    firsts = 1
    while firsts < len(tokens) - 1 and (is_initials(tokens[firsts]) or len(tokens) - firsts > 1):
        firsts += 1
    return Name(_given(tokens[:firsts]), "", " ".join(tokens[firsts:]), titles)


def _given(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """`P. J.` and `PJ` become `P.J.`; first names keep their place."""
    dotted = tuple(
        t + "." if len(t) == 1 and t.isalpha() else word(t) if t.islower() and len(t) > 1 else t for t in tokens
    )
    together: list[str] = []
    for token in dotted:
        if together and token.endswith(".") and together[-1].endswith(".") and is_initials(token):
            together[-1] += token
        else:
            together.append(token)
    return tuple(together)


def _families(one: _Compared, two: _Compared) -> Likeness:
    """Surnames; of a married name one half suffices to be likely."""
    a, b = one.family, two.family
    if a == b:
        return Likeness.SAME if one.particle == two.particle else Likeness.LIKELY
    if not set(a).isdisjoint(b):
        return Likeness.LIKELY
    long = sum(map(len, a)) > 3 and sum(map(len, b)) > 3
    near = long and fuzz.ratio(" ".join(sorted(a)), " ".join(sorted(b)), score_cutoff=85) >= 85
    return Likeness.LIKELY if near else Likeness.DIFFERENT


def _parts(family: str) -> tuple[str, ...]:
    words = folded(family.replace("-", " ")).split()
    return tuple(w for w in words if not is_particle(w)) or tuple(words)


def _givens(a: tuple[str, ...], b: tuple[str, ...]) -> Likeness:
    if not a or not b:
        return Likeness.LIKELY
    if a == b:
        return Likeness.SAME
    if len(a[0]) > 1 and len(b[0]) > 1:
        near = a[0] == b[0] or (a[0][0] == b[0][0] and fuzz.ratio(a[0], b[0]) >= 80)
        return Likeness.LIKELY if near else Likeness.DIFFERENT
    return Likeness.LIKELY if a[0][0] == b[0][0] else Likeness.DIFFERENT

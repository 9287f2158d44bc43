"""Numbers as people say them: `twaalf`, `tweeëntwintig`, `twenty-two`, `de derde`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

_SMALL = (
    *("een one", "twee two", "drie three", "vier four", "vijf five", "zes six", "zeven seven", "acht eight"),
    *("negen nine", "tien ten", "elf eleven", "twaalf twelve", "dertien thirteen", "veertien fourteen"),
    *("vijftien fifteen", "zestien sixteen", "zeventien seventeen", "achttien eighteen", "negentien nineteen"),
)
_TENS = (
    *("twintig twenty", "dertig thirty", "veertig forty", "vijftig fifty", "zestig sixty", "zeventig seventy"),
    *("tachtig eighty", "negentig ninety"),
)
_PLACES = (
    *("eerste first 1e", "tweede second 2e", "derde third 3e", "vierde fourth 4e", "vijfde fifth 5e"),
    *("zesde sixth 6e", "zevende seventh 7e", "achtste eighth 8e", "negende ninth 9e", "tiende tenth 10e"),
)


def _spelt() -> Iterator[tuple[str, int]]:
    dutch, english = ([names.split()[n] for names in _SMALL] for n in (0, 1))
    small = [(name, n) for words in (dutch, english) for n, name in enumerate(words, 1)]
    below = [*small]
    for n, names in enumerate(_TENS, 2):
        tens_nl, tens_en = names.split()
        below += [(tens_nl, n * 10), (tens_en, n * 10)]
        below += [(f"{unit}en{tens_nl}", n * 10 + u) for u, unit in enumerate(dutch[:9], 1)]
        below += [(f"{tens_en}{unit}", n * 10 + u) for u, unit in enumerate(english[:9], 1)]
    yield from below
    for n, hundred in enumerate(("", *dutch[1:9]), 1):
        yield f"{hundred}honderd", n * 100
        yield from ((f"{hundred}honderd{between}{name}", n * 100 + m) for name, m in below for between in ("", "en"))


_NUMBER = dict(_spelt())
_PLACE = {name: n for n, names in enumerate(_PLACES, 1) for name in names.split()}
_ENGLISH = frozenset(
    w for word in (names.split()[1] for names in (*_SMALL, *_TENS)) for w in _NUMBER if w.startswith(word)
)
_ENGLISH_TENS = frozenset(names.split()[1] for names in _TENS)


def number(word: str) -> int | None:
    """What this word counts: in figures or spelt out; None for another word."""
    bare = word.strip(".,:;!?").casefold()
    if re.fullmatch(r"[0-9]{1,8}", bare):
        return int(bare)
    return _NUMBER.get(_plain(bare))


@cache
def spoken_days() -> dict[str, int]:
    """The days of a month in Dutch words: `elf`, `elfde`, `eenendertig`, `eenendertigste`."""
    dutch = {word: n for word, n in _NUMBER.items() if n <= 31 and word not in _ENGLISH}
    places = {names.split()[0]: n for n, names in enumerate(_PLACES, 1)}
    later = {f"{word}{'de' if n < 20 else 'ste'}": n for word, n in dutch.items() if n > 10}
    return dutch | places | later


@cache
def spoken_ordinals() -> dict[str, int]:
    """The days of a month as places, in both languages: `elfde`, `eleventh`, `twenty-first`."""
    dutch = {word: n for word, n in spoken_days().items() if word.endswith(("de", "ste"))}
    english = {names.split()[1]: n for n, names in enumerate(_PLACES, 1)}
    irregular = {"twelve": "twelfth", "twenty": "twentieth", "thirty": "thirtieth"}
    teens = (names.split()[1] for names in (*_SMALL[10:], *_TENS[:2]))
    later = {irregular.get(word, f"{word}th"): _NUMBER[word] for word in teens}
    tens = {
        f"{ten}{between}{place}": m + n
        for ten, m in (("twenty", 20), ("thirty", 30))
        for place, n in english.items()
        for between in ("-", " ")
        if n < 10 and m + n <= 31
    }
    return dutch | english | later | tens


def joined(ten: str, unit: str) -> int | None:
    """`twenty two` is one number; None for other words, or where a comma stands between them."""
    whole = ten.casefold() in _ENGLISH_TENS and (number(unit) or 0) in range(1, 10) and not unit[:1].isdigit()
    return number(ten + unit) if whole else None


def ordinal(word: str) -> int | None:
    """`derde` is 3; None for another word."""
    return _PLACE.get(_plain(word.strip(".,:;!?").casefold()))


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.replace("-", ""))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))

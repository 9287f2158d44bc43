"""The reference (kenmerk) of a traject: `T-` and five characters, the last of which checks the others."""

from __future__ import annotations

import re
from collections.abc import Callable

NO_TRAJECT = "-"
"""How a key, a column or a Message-ID says that there is none."""
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CANDIDATE = re.compile(r"(?<![0-9A-Za-z])T[-\u2010-\u2013]([0-9A-Za-z]{5})(?![0-9A-Za-z])", re.IGNORECASE)
_LOOSE = re.compile(
    r"(?<![0-9A-Za-z])(?:T|kenmerk|reference)\s{0,2}[-\u2010-\u2015\u2212_./:]?\s{0,2}"
    r"(?=((?:[0-9A-Za-z][ -]?){4}[0-9A-Za-z])(?![0-9A-Za-z]))",
    re.IGNORECASE,
)
_LOOKALIKES = str.maketrans("OILU", "011V")


def check_character(four: str) -> str:
    """The fifth character: the values of the four weighted 1 to 4, summed, modulo 31."""
    return ALPHABET[sum(weight * ALPHABET.index(c) for weight, c in enumerate(four, 1)) % 31]


def make(choose: Callable[[str], str]) -> str:
    """A new reference; `choose` picks one character of the alphabet (random in the shell, fixed in a test)."""
    four = "".join(choose(ALPHABET) for _ in range(4))
    return f"T-{four}{check_character(four)}"


def normalised(text: str) -> str | None:
    """The reference that `text` spells, or None; lower case and a letter O for a zero are forgiven."""
    match = _CANDIDATE.fullmatch(text.strip())
    if match is None:
        return None
    five = match.group(1).upper().translate(_LOOKALIKES)
    return f"T-{five}" if check_character(five[:4]) == five[4] else None


def spelt(text: str) -> str | None:
    """As `normalised`, for what she types in a command: the hyphen may be missing, and brackets may stand around it."""
    bare = text.strip("[]().,:;").replace(" ", "")
    return normalised(bare) or (normalised(f"{bare[:1]}-{bare[1:]}") if bare[:1] in ("T", "t") else None)


def find_loosely(text: str) -> tuple[str, ...]:
    """As `find`, with the hyphen or the T missing, or spaces in it (`T7KQFK`, `kenmerk 7KQ FK`): for what must not be
    overlooked, and is compared with references that there were.
    """
    found = (normalised(f"T-{re.sub('[ -]', '', match[1])}") for match in _LOOSE.finditer(text))
    return tuple(dict.fromkeys(ref for ref in found if ref is not None))


def find(text: str) -> tuple[str, ...]:
    """Every valid reference in `text`, in order, each once."""
    found = map(normalised, dict.fromkeys(match.group(0) for match in _CANDIDATE.finditer(text)))
    return tuple(dict.fromkeys(ref for ref in found if ref is not None))

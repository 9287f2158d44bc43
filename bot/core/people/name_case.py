"""Capitals of Dutch names: what is all upper or all lower case is mended, what is mixed was meant."""

from __future__ import annotations

import re

from bot.core.people.name_words import is_particle, words

_SHORT_NAMES = words("ab ad al an bo co do ed el en ko li lo mo jo si ta ti wu xi yu ali eva ans bas")
_VOWELS = frozenset("aeiouyáéíóúàèìòùäëïöüâêîôûı")
_INITIALS = re.compile(r"^(?:[^\W\d_]{1,2}h?\.-?)+[^\W\d_]?\.?$|^[^\W\d_]\.?$")


def is_initials(token: str) -> bool:
    """`P.`, `P.J.`, `J.-P.`, `Th.`, `P` and `PJ` (capitals without a vowel)."""
    if _INITIALS.match(token):
        return True
    return 2 <= len(token) <= 4 and token.isalpha() and token.isupper() and not _VOWELS & set(token.lower())


def initials(token: str) -> str:
    """`pj`, `p.j` and `P.J.` as `P.J.`"""
    parts = [p for p in re.split(r"[.\s]+", token) if p]
    letters = [token_part for p in parts for token_part in ([p] if "." in token else list(p))]
    return "".join(_capital(p) + "." for p in letters).replace(".-", ".-")


def mend(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Each token with proper capitals; the first tokens may be initials, the last is never a tussenvoegsel."""
    joined = "".join(tokens)
    shouted = joined.isupper() and len(re.sub(r"\W", "", joined)) > 2
    return tuple(_mended(t, i, len(tokens), shouted) for i, t in enumerate(tokens))


def _mended(token: str, place: int, count: int, shouted: bool) -> str:
    last = place == count - 1
    if not last and is_particle(token) and (token.islower() or token.isupper()) and not _is_given(token, place):
        return token.lower()
    if count > 1 and not last and _reads_as_initials(token, place, shouted):
        return initials(token)
    if last and count > 1 and is_initials(token) and "." in token:
        return initials(token)
    if token.islower() or (token.isupper() and len(token) > 1):
        return word(token)
    return token


def _is_given(token: str, place: int) -> bool:
    """`D.` and `V.` in front are initials."""
    return place == 0 and len(token.strip(".")) == 1 and "'" not in token


def _reads_as_initials(token: str, place: int, shouted: bool) -> bool:
    if "'" in token or "’" in token:
        return False
    if is_initials(token):
        return True
    plain = token.replace(".", "")
    if not plain.isalpha() or not plain.isupper() or place > 0:
        return False
    short = 2 if shouted else 3
    return 1 < len(plain) <= short and plain.lower() not in _SHORT_NAMES


def word(token: str) -> str:
    """One shouted or whispered word: `JANSEN-DE` to `Jansen-de`, `ijsbrand` to `IJsbrand`, `o'brien` to `O'Brien`."""
    parts = token.lower().replace("i\u0307", "i").split("-")  # the Turkish capital with a dot
    return "-".join(_part(p, i, len(parts)) for i, p in enumerate(parts))


def _part(part: str, place: int, count: int) -> str:
    if place > 0 and is_particle(part):
        return part
    if part == "'s" or (place == 0 and count > 1 and part in {"'s", "’s"}):
        return part
    apostrophe = re.match(r"^(\w?)(['’])(\w+)$", part)
    if apostrophe:
        before, mark, after = apostrophe.groups()
        return (before.upper() if before == "o" else before) + mark + (after if after == "t" else _capital(after))
    return _capital(part)


def _capital(text: str) -> str:
    if text[:2].lower() == "ij" and len(text) > 2:
        return "IJ" + text[2:].lower()
    if re.match(r"^mc[a-z]{3}", text, re.IGNORECASE):
        return "Mc" + text[2:3].upper() + text[3:].lower()
    return text[:1].upper() + text[1:].lower()

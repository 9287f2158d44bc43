"""Words that stop something, with a typing error in them."""

from __future__ import annotations

import re

_WORDS = (
    "nee", "niet", "tochniet", "nooit", "stop", "stoppen", "halt", "wacht", "wachten", "annuleer", "annuleren",
    "cancel", "intrekken", "terug", "afzien", "afblazen", "afbreken", "afblijven", "herroep", "vergissing", "twijfel",
    "uitstel", "uitstellen", "bewaar", "bewaren", "behoud", "vasthouden", "ongedaan",
)  # fmt: skip
_OTHERS = frozenset((
    "mee", "zee", "twee", "neem", "neemt", "neer", "net", "nek", "neef", "need", "ziet", "liet", "giet", "riet", "ooit",
    "stap", "stof", "step", "stoep", "top", "half", "hal", "hals", "haalt", "hart", "valt", "salt", "macht", "zacht",
    "dacht", "nacht", "lacht", "acht", "teug", "machten", "dachten", "lachten", "achten",
))  # fmt: skip
"""Words of their own, though only a letter is another."""


def has_mistyped(text: str) -> bool:
    """Whether one of `_WORDS` is in it but for a letter that is missing, too many, another, or changed places."""
    words = frozenset(re.findall(r"[^\W\d_]{3,}", text.lower())) - _OTHERS
    return any(_is_a_letter_off(word, meant) for word in words for meant in _WORDS)


def _is_a_letter_off(word: str, meant: str) -> bool:
    if abs(len(word) - len(meant)) > 1:
        return False
    pairs = enumerate(zip(word, meant, strict=False))
    same = next((n for n, (a, b) in pairs if a != b), min(len(word), len(meant)))
    one, other = word[same:], meant[same:]
    swapped = len(one) > 1 and one[:2] == other[1::-1] and one[2:] == other[2:]
    return swapped or one[1:] == other[1:] or one[1:] == other or one == other[1:]

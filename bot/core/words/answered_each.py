"""A yes or a no behind each number, as on a sheet: `1) nee 2) nee 3) ja`."""

from __future__ import annotations

import re

_YES = r"ja|yes|prima|goed|akkoord|oke|oké|ok|wel|graag|fine|(?:kan|past|schikt|lukt|komt uit)(?! niet)"
_NO = r"nee|neen|no|niet|not|(?:kan|past|schikt|lukt) niet|helaas niet|verhinderd|bezet"
_NUMBER = r"(?<![\w.:/-])(\d{1,2})"
_WITH_BRACKET = re.compile(rf"{_NUMBER}\.?\s?\)\s*[.:=-]?\s*")
_BEFORE_ANSWER = re.compile(rf"(?i){_NUMBER}\s*[.:=-]?\s*(?=(?:{_NO}|{_YES})\b)")
_ANY = re.compile(rf"{_NUMBER}(?!\d|[/:-]\d|\.\d)")
_ANSWER = re.compile(rf"(?i)\W*(?:(?P<no>{_NO})|(?P<yes>{_YES}))\W*")
_SAYS_YES, _SAYS_NO = re.compile(rf"(?i)\b(?:{_YES})\b"), re.compile(rf"(?i)\b(?:{_NO})\b")
_WORDS_ONLY = re.compile(rf"(?i)\W*(?:(?:{_NO}|{_YES})\b\W*){{2,}}")


def answered_each(text: str, most: int) -> dict[int, bool]:
    """What is answered to each of at most so many (from 0), where the text is such a sheet and nothing else."""
    told: dict[int, bool] = {}
    before, *items = _items(text, most)
    for number, said in items:
        answer = _ANSWER.fullmatch(said)
        if answer is None or _SAYS_YES.search(before[1]) or _SAYS_NO.search(before[1]):
            return {}
        told[number - 1] = answer["no"] is None
    return told


def answers_both_ways(text: str, most: int) -> bool:
    """Whether there is a yes on such a sheet, whatever else; or `nee, nee, ja`: of what, that does not say."""
    told = [said for _, said in _items(text, most)[1:]]
    if any(_SAYS_YES.search(said) and not _SAYS_NO.search(said) for said in told):
        return True
    return bool(_WORDS_ONLY.fullmatch(text) and _SAYS_YES.search(text) and _SAYS_NO.search(text))


def _items(text: str, most: int) -> list[tuple[int, str]]:
    """What stands before the first number (as 0), and behind each; the numbers rise."""
    for mark in (_WITH_BRACKET, _BEFORE_ANSWER):
        before, *rest = mark.split(text)
        numbers, behind = [int(n) for n in rest[::2]], rest[1::2]
        rising = len(numbers) > 1 and numbers == sorted(set(numbers)) and 0 < numbers[0] <= numbers[-1] <= most
        if rising and (mark is _WITH_BRACKET or _others(text, most) == numbers):
            return [(0, before), *zip(numbers, behind, strict=True)]
    return [(0, text)]


def _others(text: str, most: int) -> list[int]:
    return [n for m in _ANY.finditer(text) if (n := int(m[1])) <= most]

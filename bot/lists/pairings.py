"""Several listed people and their new addresses, with nothing said between them but that: who gets which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from bot.core.list_context import ListContext
from bot.core.listed import ListedRespondent
from bot.core.people.addresses import key
from bot.core.people.name_words import words
from bot.core.people.names import folded
from bot.lists.changes import Correction
from bot.lists.newcomers import readdressed
from bot.lists.targets import target
from bot.lists.wishes import LONGEST
from bot.lists.wordings import Action

_BETWEEN = words(
    "oud oude nieuw nieuwe old new adres adressen mail mailadres mailadressen e-mail e-mailadres e-mailadressen"
    " email emailadres address addresses naam name namen is zijn are was het de the dit dat van voor of for geldt"
    " gelden heeft has have hebben en and juiste goede correcte correct right moet moeten wordt worden should be"
    " naar respectievelijk"
    " resp respectively nu na now in plaats ipv instead gebruikt op at ook dr drs prof mevrouw mevr mw dhr heer collega"
    " hierbij here"
)
_ORDERED = re.compile(r"(?i)\b(?:respectievelijk|resp\b|respectively)")
_ADDRESS = re.compile(r"[^\s<>()\[\]|,;:\"']+@[^\s<>()\[\]|,;:\"']*\w")

Item = tuple[str, int | str]
"""`name` or `old` with the place in the list, or `new` with an address."""


class People:
    """Those on a list, found in a text by name or by address."""

    def __init__(self, listed: tuple[ListedRespondent, ...]) -> None:
        self._listed = listed
        self._addresses = {key(r.address): i for i, r in enumerate(listed) if r.address}
        self._names = {folded(r.name): i for i, r in enumerate(listed) if r.name}
        longest = sorted((r.name for r in listed if r.name), key=len, reverse=True)
        spelt = "|".join(r"[\s.]+".join(map(re.escape, name.replace(".", " ").split())) for name in longest)
        name = rf"(?i:(?<![\w@.-])(?:{spelt})(?![\w@-]))|" if spelt else ""
        self._token = re.compile(rf"{_ADDRESS.pattern}|{name}[^\W_][\w'’-]*|[?]")

    def items(self, statement: str) -> tuple[Item, ...] | None:
        """The listed people and the addresses of a statement in order; None where it says anything else."""
        found: list[Item] = []
        for token in self._token.findall(statement):
            if "@" in token:
                place = self._addresses.get(key(token))
                found.append(("new", token) if place is None else ("old", place))
            elif (at := self._named(token)) is not None:
                found.append(("name", at))
            elif token.lower() not in _BETWEEN:
                return None
        return tuple(found) if len(statement) <= LONGEST else None

    def _named(self, token: str) -> int | None:
        if (place := self._names.get(folded(token))) is not None:
            return place
        short = token[:1].isupper() and token.lower() not in _BETWEEN
        return target(token, self._listed)[0] if short else None


def paired(
    said: Sequence[tuple[Item, ...] | None],
    *,
    ordered: bool,
    listed: tuple[ListedRespondent, ...],
    context: ListContext,
) -> tuple[list[Correction], int]:
    """The new addresses of those with whom these statements begin, and how many statements say so: 0 where they say
    more than that, or it is of one person only; no corrections where it is not clear who gets which.
    """
    told = tuple(takewhile(lambda statement: statement is not None, said))
    found = [item for statement in told if statement and not _as_it_was(statement) for item in statement]
    new = [address for kind, address in found if kind == "new"]
    if not new or (len(new) < 2 and not any(kind == "old" for kind, _ in found)):
        return [], 0
    pairs = _pairs(found, ordered=ordered)
    people = {place for place, _ in pairs}
    if len(people) != len(pairs) or len(pairs) != len(new) or people != {p for kind, p in found if kind != "new"}:
        return [], len(told)
    return [_correction(place, address, listed, context) for place, address in pairs], len(told)


def is_ordered(statement: str) -> bool:
    """Whether it says that two enumerations go together."""
    return _ORDERED.search(statement) is not None


def _as_it_was(statement: tuple[Item, ...]) -> bool:
    """A row of the list as it stands."""
    return {kind for kind, _ in statement} == {"name", "old"} and len({place for _, place in statement}) == 1


def _pairs(found: list[Item], *, ordered: bool) -> list[tuple[int, str]]:
    kinds = [kind for kind, _ in found]
    half = len(found) // 2
    if ordered and kinds == ["name"] * half + ["new"] * half:
        return [(int(p), str(a)) for (_, p), (_, a) in zip(found[:half], found[half:], strict=True)]
    turned = kinds[:1] == ["new"]
    return list(_one_by_one(found[::-1] if turned else found))


def _one_by_one(found: list[Item]) -> Iterator[tuple[int, str]]:
    """Each person, by name or by the old address or both, and then the new address; nothing where one breaks this."""
    whose: set[int] = set()
    for kind, value in found:
        if kind != "new":
            whose.add(int(value))
        elif len(whose) == 1:
            yield whose.pop(), str(value)
        else:
            return


def _correction(place: int, address: str, listed: tuple[ListedRespondent, ...], context: ListContext) -> Correction:
    others = tuple(r for i, r in enumerate(listed) if i != place)
    row = readdressed(listed[place], listed[place].name, address, others, context)
    return Correction(Action.ADDRESS, listed[place].name, place, row)

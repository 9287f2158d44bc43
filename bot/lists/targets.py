"""Whom a few words mean among those listed: by address, by number, by name."""

from __future__ import annotations

import re
from enum import StrEnum

from bot.core.listed import ListedRespondent
from bot.core.people.addresses import key
from bot.core.people.name_words import is_particle, is_title
from bot.core.people.names import Likeness, folded, same_person

_AROUND = re.compile(
    r"^(?:(?:(?:mijn|onze|my|our|uw|de)\s+)?(?:oud-?)?(?:collega|colleague)(?:'s|s)?|de heren|de dames|de heer|mevrouw|"
    r"zowel|both|dokter|ook|en|and|maar|graag)\s+|\s+(?:graag|alstublieft|aub|svp|please|ook)$",
    re.IGNORECASE,
)
_APPOSITION = re.compile(r",\s+(?:(?:de|het|die|onze|mijn|een|van|the|our|my|who|uw)\s)?[a-z][^,@]*,?$")


class CorrectionProblem(StrEnum):
    """Why a wish cannot be carried out as it stands; `row.problem` tells about the row itself."""

    NO_TARGET = "no-target"
    AMBIGUOUS = "ambiguous-target"
    NOTHING_NEW = "nothing-new"


def target(text: str, listed: tuple[ListedRespondent, ...]) -> tuple[int | None, CorrectionProblem | None]:
    """Whom a text means: by address, by number, by name."""
    found = _by_address(text, listed) or _by_number(text, listed) or _by_name(text, listed)
    if len(found) == 1:
        return found[0], None
    return None, CorrectionProblem.AMBIGUOUS if found else CorrectionProblem.NO_TARGET


def _by_address(text: str, listed: tuple[ListedRespondent, ...]) -> list[int]:
    typed = re.search(r"[^\s<>(),;]+@[^\s<>(),;]+", text)
    return [i for i, r in enumerate(listed) if typed and r.address and key(r.address) == key(typed[0])]


def _by_number(text: str, listed: tuple[ListedRespondent, ...]) -> list[int]:
    number = re.fullmatch(r"(?:nummer|nr\.?|no\.?|number|rij|row|regel)\s*(\d{1,3})", text.strip(), re.IGNORECASE)
    return [int(number[1]) - 1] if number and 0 < int(number[1]) <= len(listed) else []


def _by_name(text: str, listed: tuple[ListedRespondent, ...]) -> list[int]:
    name = re.sub(r"\([^)]*\)|<[^>]*>|\S*@\S*", " ", text).strip(" ,;:.'\"")
    while (bare := _AROUND.sub("", _APPOSITION.sub("", name))) != name:
        name = bare
    if not folded(name):
        return []
    likeness = [same_person(name, r.name) if _may_be(name, r.name) else Likeness.DIFFERENT for r in listed]
    same = [i for i, x in enumerate(likeness) if x is Likeness.SAME]
    return same or [i for i, x in enumerate(likeness) if x is Likeness.LIKELY] or _by_first_name(name, listed)


def _may_be(name: str, listed: str) -> bool:
    """Words in lower case are those of the listed name, or stand between the parts of a name."""
    small = [t for t in name.split() if t[:1].islower() and not is_particle(t) and not is_title(t)]
    return bool(listed) and set(folded(" ".join(small)).split()) <= set(folded(listed).split())


def _by_first_name(name: str, listed: tuple[ListedRespondent, ...]) -> list[int]:
    """`Anna`, where nobody has that surname."""
    first = folded(name)
    alone = " " not in first and len(first) > 2 and name[:1].isupper()
    return [i for i, r in enumerate(listed) if alone and folded(r.name).split()[:1] == [first]]


def several(text: str, listed: tuple[ListedRespondent, ...]) -> list[str]:
    """`X en Y` are two, unless the whole is one person."""
    if text and target(text, listed)[1] is None:
        return [text]
    parts = [p.strip() for p in re.split(r"\s+(?:en|and|als|&)\s+|[,;]\s*", text) if p.strip()]
    found = [target(p, listed) for p in parts]
    if all(problem is None for _, problem in found):
        return parts if len({index for index, _ in found}) == len(parts) else [text]
    return [text]

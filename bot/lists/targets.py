"""Whom a few words mean among those listed: by address, by number, by name."""

from __future__ import annotations

import re
from enum import StrEnum

from bot.core.listed import ListedRespondent
from bot.core.people.addresses import key
from bot.core.people.names import Likeness, folded, same_person

_AROUND = re.compile(
    r"^(?:collega|mijn collega|my colleague|colleague|de heer|mevrouw)\s+|\s+(?:graag|alstublieft|aub|svp|please)$",
    re.IGNORECASE,
)


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
    name = _AROUND.sub("", name)
    likeness = [same_person(name, r.name) if r.name and folded(name) else Likeness.DIFFERENT for r in listed]
    same = [i for i, x in enumerate(likeness) if x is Likeness.SAME]
    return same or [i for i, x in enumerate(likeness) if x is Likeness.LIKELY]


def several(text: str, listed: tuple[ListedRespondent, ...]) -> list[str]:
    """`X en Y` are two, unless the whole is one person."""
    parts = [p.strip() for p in re.split(r"\s+(?:en|and|&)\s+|[,;]\s*", text) if p.strip()]
    found = [target(p, listed) for p in parts]
    if all(problem is None for _, problem in found):
        return parts if len({index for index, _ in found}) == len(parts) else [text]
    return [text]

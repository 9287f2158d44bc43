"""What a statement asks of the list, by its wording."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.lists.wordings import WORDINGS, Action


@dataclass(frozen=True, slots=True)
class Wish:
    """One statement understood: whom it is about (`old`), who or which address comes (`new`), and the words beside.

    `old` is "" where a pronoun stands for whoever was named last. `loose` is a wording that may tell of anything.
    """

    action: Action
    old: str = ""
    new: str = ""
    beside: str = ""
    loose: bool = False


_ADDRESS = re.compile(r"[^\s<>(),;:]+@[^\s<>(),;:]+")
_SMALL = re.compile(r"(?<!\S)(?:zou|wil|willen|graag|vragen|vraag|ik|wij|we|benaderen|voorstellen|opnemen)(?=[\s:])")
LONGEST = 400  # characters of a statement that may still be a wish; beyond it is pasted matter


def wishes(statement: str) -> Iterator[Wish]:
    """What a statement may ask of the list, the likeliest first."""
    for action, pattern in WORDINGS if len(statement) <= LONGEST else ():
        if match := pattern.fullmatch(statement.strip()):
            parts = {k: (v or "").strip(" ,;:.") for k, v in match.groupdict().items()}
            new = ", ".join(filter(None, (parts.get("new", ""), parts.get("at", ""))))
            beside = parts.get("beside", "")
            if action is Action.ADD and "@" in beside and "@" not in new:
                new, beside = ", ".join((new, *_ADDRESS.findall(beside))), _ADDRESS.sub("", beside)
            new = _SMALL.sub(" ", new) if action in (Action.ADD, Action.REPLACE) else new
            yield Wish(action, parts.get("old", ""), new, beside, "loose" in match.re.groupindex)

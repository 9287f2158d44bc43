"""What a statement asks of the list, by its wording."""

from __future__ import annotations

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


LONGEST = 400  # characters of a statement that may still be a wish; beyond it is pasted matter


def wishes(statement: str) -> Iterator[Wish]:
    """What a statement may ask of the list, the likeliest first."""
    for action, pattern in WORDINGS if len(statement) <= LONGEST else ():
        if match := pattern.fullmatch(statement.strip()):
            parts = {k: (v or "").strip(" ,;:.") for k, v in match.groupdict().items()}
            new = ", ".join(filter(None, (parts.get("new", ""), parts.get("at", ""))))
            yield Wish(action, parts.get("old", ""), new, parts.get("beside", ""), pattern is WORDINGS[-1][1])

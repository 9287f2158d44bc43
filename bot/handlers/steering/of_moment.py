"""What she answers to a question about a moment: one of those on its buttons, by its day or its place."""

from __future__ import annotations

import re
from datetime import datetime

from bot.core.questions import OF_A_DATE
from bot.core.words.choice import choice
from bot.core.world import NumberedQuestion
from bot.handlers.steering.desk import Desk, Done, failed

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
_MOST_WORDS = 12


def may_be_moment(said: str, about: tuple[NumberedQuestion, ...]) -> bool:
    """Whether it is short, and answers such a question."""
    return len(said.split()) <= _MOST_WORDS and any(map(_moments, about))


def at_place(place: int, question: NumberedQuestion) -> Done | None:
    """Why a place tells no moment: its buttons do not stand in the order in which the moments were offered."""
    told = [at for at, _ in _moments(question)]
    mixed = place < len(told) and told[place] != sorted(told)[place]
    return failed("command.which-moment", ref=question.ref) if mixed else None


def of_moment(said: str, question: NumberedQuestion, desk: Desk) -> str | Done:
    """The command of the moment that she names; an answer where she names another one, "" where none."""
    there = _moments(question)
    options = tuple(sorted(dict(there)))
    found = choice(said, options, desk.ctx.today) if options else None
    if found is None or not found.dated:
        return ""
    if found.chosen is None or found.beside:
        return failed("command.which-moment", ref=question.ref)
    return dict(there)[options[found.chosen]]


def _moments(question: NumberedQuestion) -> tuple[tuple[datetime, str], ...]:
    """Those on its buttons, on the practice's clock, each with its command."""
    if question.what.code not in OF_A_DATE:
        return ()
    told = ((_MOMENT.search(offer.command), offer.command) for offer in question.proposals)
    return tuple((datetime.fromisoformat(moment[0]), command) for moment, command in told if moment)

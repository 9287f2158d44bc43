"""minimum REF groep 4: how many forms of a group are enough."""

from __future__ import annotations

from dataclasses import replace

from bot.core.course.advance import advance
from bot.core.decision import Close
from bot.core.due.shortage import spent_key
from bot.core.words.moments.number_words import number
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed, left_over, not_understood
from bot.handlers.steering.group_names import group_among
from bot.handlers.steering.taking import a_traject

WORDS = ("minimum",)
USAGE = "minimum REF groep 4"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED
_MOST = 99
_BETWEEN = frozenset(
    (
        "groep",
        "group",
        "voor",
        "for",
        "naar",
        "to",
        "op",
        "tot",
        "van",
        "formulieren",
        "forms",
        "is",
        "wordt",
        "verlagen",
        "verhogen",
    )
)


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """The return minimum of one group of one traject."""
    about = a_traject(words, desk)
    if isinstance(about, Done):
        return about
    traject, said = about.traject, about.rest
    key, others = group_among(said, traject)
    counted = tuple(n for w in others if (n := number(w)) is not None)
    if not counted or counted[0] > _MOST:
        return failed("command.missing", what="getal")
    rest = tuple(w for w in others if number(w) is None)
    group = traject.group(key)
    if group is None:
        return failed("command.no-such-group", group=" ".join(rest), groups=", ".join(g.key for g in traject.groups))
    if besides := left_over(tuple(w for w in rest if w.casefold() not in _BETWEEN)):
        return not_understood(besides, USAGE)
    if len(counted) > 1:
        return not_understood(" ".join(w for w in others if number(w) is not None), USAGE)
    least = counted[0]
    if least < group.report_floor:
        label = group.label(desk.ctx.practice.language)
        return failed("command.below-floor", ref=traject.ref, label=label, floor=str(group.report_floor))
    changed = replace(group, return_minimum=least)
    traject = replace(traject, groups=tuple(changed if g.key == key else g for g in traject.groups))
    traject, effects = advance(traject, desk.ctx)
    asked = (q for q in desk.world.questions(traject.ref) if q.key == spent_key(traject.ref, group))
    answered = tuple(Close(q.number) for q in asked) if traject.complete(changed) else ()
    label = group.label(desk.ctx.practice.language)
    asked_for = sum(r.group == key and not r.removed for r in traject.respondents)
    few = str(asked_for) if 0 < asked_for < least else ""
    return done("command.minimum-set", traject, (*answered, *effects), label=label, n=str(least), few=few)

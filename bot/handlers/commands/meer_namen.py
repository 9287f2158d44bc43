"""meer namen REF [groep]: the specialist is asked for more names now."""

from __future__ import annotations

from bot.core.decision import Close
from bot.core.due.shortage import asked_now, asked_on, spent_key
from bot.core.due.waiting import waits
from bot.core.traject.stages import Stage
from bot.core.traject.value import Group, Traject
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed, left_over, not_understood
from bot.handlers.steering.group_names import group_among
from bot.handlers.steering.taking import a_traject

WORDS = ("meer namen", "more names", "vraag namen", "ask names")
USAGE = "meer namen REF [groep]"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED
_BETWEEN = frozenset(("vragen", "vraag", "aan", "voor", "groep", "in", "ask", "for", "group", "nodig"))


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """In the group that is named, or in all that are short; she is asked again how to go on when that did not help."""
    about = a_traject(words, desk)
    if isinstance(about, Done):
        return about
    traject = about.traject
    key, rest = group_among(about.rest, traject)
    if besides := left_over(tuple(w for w in rest if w.casefold() not in _BETWEEN)):
        return not_understood(besides, USAGE)
    if traject.stage is not Stage.COLLECTING or traject.approved:
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    short = [g for g in traject.groups if not traject.complete(g) and key in ("", g.key)]
    if not short:
        return failed("command.no-names-needed", ref=traject.ref)
    left = [g for g in short if not asked_on(traject, g, desk.ctx)]
    return _asked(traject, left, desk) if left else failed("command.names-asked-today", ref=traject.ref)


def _asked(traject: Traject, groups: list[Group], desk: Desk) -> Done:
    mail, keys = asked_now(traject, groups), {spent_key(traject.ref, g) for g in groups}
    on = None
    for group in groups:
        traject, on = waits(traject, group, desk.ctx, anew=True)
    assert on is not None
    answered = tuple(Close(q.number) for q in desk.world.questions(traject.ref) if q.key in keys)
    labels = ", ".join(g.label(desk.ctx.practice.language) for g in groups)
    name = traject.specialist.name
    return done("command.names-asked", traject, (*answered, mail), name=name, labels=labels, on=on.isoformat())

"""What the specialist may hear of his groups: "genoeg" or "nog niet genoeg", as it stood when the day began.

Nothing that he gets differs by who answered, what or when: only by whether a group has enough.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from bot.core.context import Context
from bot.core.decision import SpecialistMail
from bot.core.traject.value import Group, Traject
from bot.core.views import GroupStanding, Progress


def progress(traject: Traject, ctx: Context, key: str, *, answers: bool = False, ready: bool = False) -> SpecialistMail:
    """The mail that tells it; its key says what was told. `ready`: she can begin, so that every group has enough.
    Where she decided so, it says no more than that nothing is awaited.
    """
    enough = [g for g in traject.groups if ready or has_enough(traject, g, ctx)]
    groups = tuple(GroupStanding(g.label(traject.language), g in enough) for g in traject.groups)
    all_enough, closed = len(enough) == len(traject.groups), traject.approved
    view = Progress(traject.ref, traject.specialist.name, () if closed else groups, all_enough, closed)
    return SpecialistMail(view, key="/".join((key, "+".join(g.key for g in enough))), answers=answers)


def has_enough(traject: Traject, group: Group, ctx: Context) -> bool:
    """Whether he hears "genoeg": what came in today is told tomorrow, and what was told once stays so."""
    morning = ctx.calendar.at(ctx.today, time.min)
    before = replace(traject, valid=tuple(v for v in traject.valid if v.at < morning))
    return group.key in told(traject) or traject.approved or before.complete(group)


def told(traject: Traject) -> frozenset[str]:
    """The groups of which he heard "genoeg"."""
    keys = (s.key.rpartition("/")[2].split("+") for s in traject.sent if s.kind == Progress.KIND)
    return frozenset(key for several in keys for key in several)

"""Her word took away what stood in the way of a planned destruction: it does not follow at once."""

from __future__ import annotations

from dataclasses import replace

from bot.core.course.blocking import blocked
from bot.core.due.destruction import put_off
from bot.handlers.steering.desk import Desk


def freed(desk: Desk) -> tuple[Desk, tuple[str, ...]]:
    """The desk, and the trajects whose destruction nothing stops any more: each with time left for second thoughts."""
    before, refs = Desk(desk.world, desk.ctx), list[str]()
    for ref in (planned.ref for planned in desk.world.planned()):
        traject = desk.traject(ref)
        if traject is None or traject.destroy_at is None or not blocked(traject, before) or blocked(traject, desk):
            continue
        refs.append(ref)
        going = put_off(traject, desk.ctx)
        if going != traject:
            desk = replace(desk, changed=(*(t for t in desk.changed if t.ref != ref), going))
    return desk, tuple(refs)

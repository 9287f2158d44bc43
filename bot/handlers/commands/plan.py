"""plan REF DATUM TIJD [; DATUM TIJD …]: the specialist chooses a moment for the conversation."""

from __future__ import annotations

from bot.core.planning.appointing import offered, settled
from bot.handlers.steering.desk import Confirmed, Desk, Done, done
from bot.handlers.steering.planning import may_be_planned, on_days_off, the_moments
from bot.handlers.steering.taking import a_traject

WORDS = ("plan", "inplannen", "voorstel", "propose")
USAGE = "plan REF DATUM TIJD [; DATUM TIJD …]"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """He is asked which of these moments suits him; an appointment that stands does so until he has chosen."""
    about = a_traject(words, desk)
    if isinstance(about, Done):
        return about
    if wrong := may_be_planned(about.traject, desk):
        return wrong
    options = the_moments(about.rest, about.traject, USAGE, desk)
    if isinstance(options, Done):
        return options
    traject, effects = offered(about.traject, options, desk.ctx)
    effects = (*settled(traject, desk.world), *effects)
    local = ",".join(desk.ctx.calendar.local(at).isoformat() for at in options)
    before = traject.conversation_before
    late = before is not None and any(desk.ctx.calendar.day(at) >= before for at in options)
    told = before.isoformat() if before is not None and late else ""
    name, free = traject.specialist.name, on_days_off(options, desk)
    return done("command.offered", traject, effects, name=name, options=local, before=told, free=free)


def in_full(words: tuple[str, ...], desk: Desk) -> str:
    """With the days themselves: `morgen` is another day once she confirms it."""
    about = a_traject(words, desk)
    found = None if isinstance(about, Done) else the_moments(about.rest, about.traject, USAGE, desk)
    if isinstance(about, Done) or found is None or isinstance(found, Done):
        return ""
    moments = "; ".join(f"{desk.ctx.calendar.local(at):%Y-%m-%d %H:%M}" for at in found)
    return f"{WORDS[0]} {about.traject.ref} {moments}"

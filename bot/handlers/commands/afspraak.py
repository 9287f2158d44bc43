"""afspraak REF DATUM TIJD: the conversation is at this moment; afspraak REF vervalt: it is called off."""

from __future__ import annotations

from dataclasses import replace

from bot.core.course.advance import advance
from bot.core.planning.appointing import MAY_BE_PLANNED, MAY_STAND, appointed, called_off, settled
from bot.core.traject.stages import Stage
from bot.handlers.steering.calling_off import calls_off
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed
from bot.handlers.steering.planning import may_be_planned, on_days_off, the_moments
from bot.handlers.steering.taking import About, a_traject

WORDS = ("afspraak", "appointment")
USAGE = "afspraak REF DATUM TIJD"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """Both get an invitation, or the one that they have is changed or called off."""
    about = a_traject(words, desk)
    if isinstance(about, Done):
        return about
    off = calls_off(about.rest)
    if wrong := may_be_planned(about.traject, desk, MAY_STAND if off else MAY_BE_PLANNED):
        return wrong
    return _off(about, desk) if off else _on(about, desk)


def _on(about: About, desk: Desk) -> Done:
    found, traject = the_moments(about.rest, about.traject, USAGE, desk), about.traject
    if isinstance(found, Done):
        return found
    if len(found) > 1:
        return failed("command.one-moment", ref=traject.ref)
    local = desk.ctx.calendar.local(found[0])
    if traject.planning.stands == found[0]:
        return failed("command.appointed-already", ref=traject.ref, at=local.isoformat())
    before = traject.conversation_before
    told = before.isoformat() if before is not None and local.date() >= before else ""
    traject, effects = appointed(traject, found[0], desk.world, desk.ctx)
    name, free = traject.specialist.name, on_days_off(found, desk)
    return done("command.appointed", traject, effects, name=name, at=local.isoformat(), before=told, free=free)


def _off(about: About, desk: Desk) -> Done:
    traject = about.traject
    if traject.planning.starts_at is None and not traject.planning.options:
        return failed("command.no-appointment", ref=traject.ref)
    had = traject.planning.starts_at
    traject, effects = called_off(traject, desk.ctx)
    effects = (*settled(traject, desk.world), *effects)
    if traject.stage is Stage.PAUSED and traject.resume is Stage.PLANNED:
        traject = replace(traject, resume=Stage.READY)
    elif traject.stage is Stage.PLANNED:
        traject, more = advance(traject.moved(Stage.READY, desk.ctx.now), desk.ctx)
        effects = (*effects, *more)
    if had is None:
        return done("command.offer-withdrawn", traject, effects, name=traject.specialist.name)
    at = desk.ctx.calendar.local(had).isoformat()
    if had <= desk.ctx.now:
        return done("command.called-off-past", traject, effects, at=at)
    return done("command.called-off", traject, effects, name=traject.specialist.name, at=at)


def in_full(words: tuple[str, ...], desk: Desk) -> str:
    """With the day itself, and with the traject; what calls it off as she wrote it."""
    about = a_traject(words, desk)
    if isinstance(about, Done):
        return ""
    if calls_off(about.rest):
        return " ".join((WORDS[0], about.traject.ref, *about.rest))
    found = the_moments(about.rest, about.traject, USAGE, desk)
    if isinstance(found, Done):
        return ""
    moments = "; ".join(f"{desk.ctx.calendar.local(at):%Y-%m-%d %H:%M}" for at in found)
    return f"{WORDS[0]} {about.traject.ref} {moments}"

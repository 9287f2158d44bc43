"""Moments are offered, an appointment is made, moved or called off; the invitation keeps its UID and counts up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from bot.core import buttons
from bot.core.context import Context
from bot.core.course.advance import missing_documents
from bot.core.decision import Close, Effect, Note, Place, PractitionerMail, Settle, SpecialistMail
from bot.core.planning.offers import named
from bot.core.questions import OF_A_DATE, is_of_a_date
from bot.core.traject.planning import LASTS, CalendarAnswer, Planning
from bot.core.traject.stages import AFTER_CONVERSATION, BEFORE_CONVERSATION, Stage
from bot.core.traject.value import Outcome, Traject
from bot.core.views import Appointment, AppointmentMade, DateOptions, Meeting
from bot.core.world import NumberedQuestion, World

MAY_BE_PLANNED = BEFORE_CONVERSATION | {Stage.PLANNED}
MAY_STAND = MAY_BE_PLANNED | {Stage.PAUSED}
"""The stages in which an appointment may still be in somebody's calendar."""
REMINDED_BEFORE = 2
"""So many working days before the conversation he is reminded of it."""


def offered(traject: Traject, options: tuple[datetime, ...], ctx: Context) -> tuple[Traject, tuple[Effect, ...]]:
    """He gets these to choose from; those of an earlier mail no longer hold."""
    view = DateOptions(traject.ref, traject.specialist.name, options, traject.planning.stands)
    key = ctx.key(traject, view.KIND, named(options))
    after = replace(traject, planning=replace(traject.planning, options=options))
    return after, (SpecialistMail(view, key, answers=True),)


def appointed(
    traject: Traject, at: datetime, world: World, ctx: Context, *, chosen: bool = False
) -> tuple[Traject, tuple[Effect, ...]]:
    """The conversation is at this moment: both get an invitation, or the one that they have is changed.

    While forms are still awaited the stage stays, so that the reminders go on.
    """
    before = traject.planning
    uid = before.uid or f"{traject.ref}.{world.new_token().lower()}@{ctx.practice.address.rpartition('@')[2]}"
    planned = Planning(starts_at=at, uid=uid, sequence=before.sequence + 1, warned=before.warned)
    after = replace(traject, planning=planned)
    after = after.moved(Stage.PLANNED, ctx.now) if traject.stage is Stage.READY else after
    was = before.starts_at if before.starts_at != at else None
    note = Note("news.planned", (("at", ctx.calendar.local(at).isoformat()),))
    return after, (*settled(traject, world), note, *_told(after, ctx, was=was, chosen=chosen))


def called_off(traject: Traject, ctx: Context) -> tuple[Traject, tuple[Effect, ...]]:
    """The appointment is no more, and what was offered no longer holds; nothing is said where none is still to come."""
    at = traject.planning.starts_at
    gone = replace(traject.planning, options=(), starts_at=None, answer=CalendarAnswer.NONE)
    if at is None or at <= ctx.now:
        return replace(traject, planning=gone), ()
    cancelled = replace(traject.planning, sequence=traject.planning.sequence + 1)
    mails = _told(replace(traject, planning=cancelled), ctx, cancelled=True)
    return replace(traject, planning=replace(gone, sequence=cancelled.sequence)), mails


def _told(
    traject: Traject, ctx: Context, *, was: datetime | None = None, chosen: bool = False, cancelled: bool = False
) -> tuple[Effect, ...]:
    """To him and to her."""
    planned, ref, name = traject.planning, traject.ref, traject.specialist.name
    assert planned.starts_at is not None
    meeting = Meeting(planned.uid, planned.sequence, planned.starts_at, planned.starts_at + LASTS, cancelled)
    key = f"{ref}/{Appointment.KIND}/{planned.sequence}"
    offers = () if cancelled else (buttons.no_longer(ref),)
    held_on = traject.held_on if traject.stage in AFTER_CONVERSATION else None
    hers = AppointmentMade(ref, name, meeting, was, chosen, offers, held_on)
    last = not cancelled and ctx.today >= reminder_day(planned.starts_at, ctx)
    missing = missing_documents(traject, ctx) if last else ()
    his = Appointment(ref, name, meeting, was, held_on, last, missing)
    return (
        SpecialistMail(his, f"{key}/his", answers=True),
        PractitionerMail(hers, f"{key}/hers", answers=not chosen),
    )


def reminder_day(at: datetime, ctx: Context) -> date:
    """The day on which he is reminded of a conversation at this moment, where the appointment is older than that."""
    return ctx.calendar.working_days(ctx.calendar.day(at), -REMINDED_BEFORE)


def settled(traject: Traject, world: World, kinds: frozenset[str] = OF_A_DATE) -> tuple[Effect, ...]:
    """The questions about the moment that are answered now, with the mails that they are about."""
    return put_away(q for q in world.questions(traject.ref) if is_of_a_date(q, kinds))


def put_away(about: Iterable[NumberedQuestion]) -> tuple[Effect, ...]:
    """These questions are answered, and the mails that they are about with them."""
    return tuple(
        Settle(q.inbound_id, Outcome.FILED, Place.CORRESPONDENCE) if q.inbound_id is not None else Close(q.number)
        for q in about
    )


def clash(at: datetime, traject: Traject, world_trajects: tuple[Traject, ...]) -> Traject | None:
    """Another traject whose conversation is at the same time."""
    for other in world_trajects:
        starts = other.planning.stands if other.stage in MAY_STAND else None
        if other.ref != traject.ref and starts is not None and abs(starts - at) < LASTS:
            return other
    return None


def once(on: datetime, ctx: Context) -> datetime | None:
    """The moment when the practice's clock shows this time; None where it shows that never, or twice."""
    moment = ctx.calendar.at(on.date(), on.time())
    again = ctx.calendar.local(moment)
    if again.replace(tzinfo=None) != on or again.utcoffset() != again.replace(fold=1 - again.fold).utcoffset():
        return None
    return moment

"""What she hears once because it did not come: her word on a conversation, her own report, or his answer about the
re-registration.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Ask, Effect
from bot.core.due.planning import her_hours
from bot.core.due.retention import asked_in_vain_on, question_start
from bot.core.planning.appointing import MAY_BE_PLANNED
from bot.core.questions import SILENT
from bot.core.traject.stages import Stage
from bot.core.traject.value import Traject
from bot.core.views import ConversationReport, Phrase

PASSED_DAYS = 2
"""So many working days after the appointment she is asked whether the conversation was held."""
REPORT_DAYS = 10
"""So many working days after the conversation she is asked about her report."""


def due_silence(traject: Traject, ctx: Context) -> tuple[Traject, tuple[Effect, ...]]:
    """The traject, which remembers what she was told, and the questions."""
    now = [(code, ask) for code, day, ask in _coming(traject, ctx) if her_hours(ctx, day) <= ctx.now]
    told = (*traject.told, *(code for code, _ in now))
    return (replace(traject, told=told), tuple(ask for _, ask in now)) if now else (traject, ())


def next_silence(traject: Traject, ctx: Context) -> tuple[datetime, ...]:
    """The moments at which she may have to hear something."""
    return tuple(her_hours(ctx, day) for _, day, _ in _coming(traject, ctx))


def _coming(traject: Traject, ctx: Context) -> Iterator[tuple[str, date, Ask]]:
    """What she was not told yet, and from which day on she is."""
    yield from (one for one in _passed(traject, ctx) if one[0] not in traject.told)
    for code, day, ask in (*_report(traject, ctx), *_silent(traject, ctx)):
        if code not in traject.told and not traject.hold:
            yield code, day, ask


def _passed(traject: Traject, ctx: Context) -> Iterator[tuple[str, date, Ask]]:
    """Of each appointment that stood until it was over."""
    at, number = traject.planning.stands, traject.planning.sequence
    if at is None or traject.stage not in MAY_BE_PLANNED:
        return
    local = ctx.calendar.local(at)
    what = Phrase("conversation-passed", (("at", local.isoformat()),))
    offers = (
        buttons.held_on(traject.ref, local.date().isoformat()),
        buttons.no_longer(traject.ref),
        buttons.dismiss(),
    )
    ask = Ask("conversation-passed", f"{traject.ref}/passed/{number}", what, traject.specialist.name, offers)
    yield f"passed/{number}", ctx.calendar.working_days(local.date(), PASSED_DAYS), ask


def _report(traject: Traject, ctx: Context) -> Iterator[tuple[str, date, Ask]]:
    sent = any(s.kind == ConversationReport.KIND for s in traject.sent)
    if traject.stage is not Stage.HELD or traject.held_on is None or sent:
        return
    day = ctx.calendar.working_days(traject.held_on, REPORT_DAYS)
    what = Phrase("report-awaited", (("on", traject.held_on.isoformat()),))
    offers = (buttons.report(traject.ref), buttons.dismiss())
    yield "report-awaited", day, Ask("report-awaited", f"{traject.ref}/report", what, traject.specialist.name, offers)


def _silent(traject: Traject, ctx: Context) -> Iterator[tuple[str, date, Ask]]:
    day = asked_in_vain_on(traject, ctx)
    if day is None:
        return
    what = Phrase(SILENT)
    offers = (buttons.reregistered(traject.ref), buttons.destroy(traject.ref), buttons.dismiss())
    ask = Ask(SILENT, f"{traject.ref}/silent", what, traject.specialist.name, offers)
    yield f"silent/{question_start(traject, ctx).isoformat()}", day, ask

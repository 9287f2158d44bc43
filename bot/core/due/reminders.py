"""Who is reminded of what, and when: a table, and what of it is due now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.core.context import Context
from bot.core.course.advance import best_before, missing_documents
from bot.core.decision import Effect, Enclosed, Mail, RespondentMail, SpecialistMail
from bot.core.due.addresses import addresses_day
from bot.core.due.shortage import name_days, names_asked, respondent_steps
from bot.core.due.steps import Steps, steps
from bot.core.traject.stages import AFTER_CONVERSATION, Stage
from bot.core.traject.value import Respondent, Sent, Traject
from bot.core.views import (
    DestructionReminder,
    DocumentsReminder,
    FollowupCycle,
    FollowupYearly,
    Invitation,
    MoreRespondentsNeeded,
    ReregistrationQuestion,
    RespondentReminder,
)

_UNASKED = frozenset(
    view.KIND
    for view in (
        RespondentReminder,
        Invitation,
        DocumentsReminder,
        MoreRespondentsNeeded,
        ReregistrationQuestion,
        DestructionReminder,
        FollowupYearly,
        FollowupCycle,
    )
)
"""None of them leaves any more once a destruction is planned."""
Questions = Callable[[Traject, Respondent], str]
"""The questionnaire as plain text, to be answered by replying; the caller passes what makes it."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who may be due for a reminder; `respondent` is None for the specialist."""

    steps: Steps
    respondent: Respondent | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """One row: in this stage these people get this mail, on the days of their steps."""

    kind: str
    stage: Stage
    audience: Callable[[Traject, Context], Iterator[Recipient]]
    mail: Callable[[Traject, Context, Recipient, int, Questions], Mail]


@dataclass(frozen=True, slots=True)
class Upcoming:
    """How many reminders of a kind go on which working day."""

    kind: str
    on: date
    n: int = 1


def _missing(traject: Traject, ctx: Context) -> Iterator[Recipient]:
    """Everyone whose form is awaited by an incomplete group and who may be written to."""
    if traject.approved:
        return
    for group in traject.groups:
        for respondent in () if traject.complete(group) else traject.awaited(group):
            if not respondent.silent:
                yield Recipient(respondent_steps(traject, respondent, ctx), respondent)


def _specialist(traject: Traject, ctx: Context) -> Iterator[Recipient]:
    """The specialist, while something is awaited from him; counted anew whenever the stage begins again."""
    if _awaited_from_him(traject, ctx):
        turn = f"{traject.ref}/{DocumentsReminder.KIND}/{traject.stage}/"
        sent = (s for s in traject.sent if s.key.startswith(turn))
        rules, away = ctx.rules_of(traject), traject.away_until("")
        yield Recipient(steps(traject.stage_since, sent, rules, ctx.calendar, rush=traject.rush, away_until=away))


def _awaited_from_him(traject: Traject, ctx: Context) -> tuple[str, ...]:
    documents = missing_documents(traject, ctx)
    return ("list", *documents) if traject.stage is Stage.STARTED else documents


def reminder_to(traject: Traject, ctx: Context, to: Recipient, step: int, questions: Questions) -> Mail:
    """The reminder of one respondent."""
    respondent = to.respondent
    assert respondent is not None
    view = RespondentReminder(
        ref=traject.ref,
        name=respondent.name,
        specialist=traject.specialist.name,
        questions=questions(traject, respondent),
        step=step,
        first=not any(_reached(s, respondent) for s in traject.sent),
    )
    key = f"{traject.ref}/{view.KIND}/{respondent.id}/{step}"
    return RespondentMail(view, respondent.id, key, enclosed=(Enclosed.WORD_FORM,), step=step)


def _reached(sent: Sent, respondent: Respondent) -> bool:
    """Whether this mail told them who asks for what; one that still waits may be overtaken by the next."""
    return sent.respondent == respondent.id and sent.at >= respondent.listed_at and not sent.waiting


def _to_specialist(traject: Traject, ctx: Context, to: Recipient, step: int, questions: Questions) -> Mail:
    before = best_before(traject, ctx)
    view = DocumentsReminder(traject.ref, traject.specialist.name, _awaited_from_him(traject, ctx), before)
    return SpecialistMail(view, key=f"{traject.ref}/{view.KIND}/{traject.stage}/{step}", step=step)


REMINDERS = (
    Reminder(RespondentReminder.KIND, Stage.COLLECTING, audience=_missing, mail=reminder_to),
    Reminder(DocumentsReminder.KIND, Stage.STARTED, audience=_specialist, mail=_to_specialist),
    Reminder(DocumentsReminder.KIND, Stage.COLLECTING, audience=_specialist, mail=_to_specialist),
)


def due_reminders(traject: Traject, ctx: Context, questions: Questions) -> tuple[Effect, ...]:
    """What is due now, the latest step of each: nothing outside the window of a working day."""
    if not ctx.calendar.in_window(ctx.now, ctx.rules_of(traject).window):
        return ()
    mails = (
        row.mail(traject, ctx, to, step, questions)
        for row in REMINDERS
        if row.stage is traject.stage
        for to in row.audience(traject, ctx)
        if (step := to.steps.on(ctx.today))
    )
    return (*mails, *names_asked(traject, ctx))


def upcoming(traject: Traject, ctx: Context, day: date) -> tuple[Upcoming, ...]:
    """The next working day, not before `day`, on which each kind of reminder goes, as things stand now."""
    rows = (row for row in REMINDERS if row.stage is traject.stage)
    found = [(row.kind, to.steps.next_day(day, ctx.calendar)) for row in rows for to in row.audience(traject, ctx)]
    found += [(MoreRespondentsNeeded.KIND, on) for _, on in name_days(traject, ctx, day)]
    found += [(MoreRespondentsNeeded.KIND, addresses_day(traject, ctx, day))]
    days = [(kind, on) for kind, on in found if on is not None]
    first = {kind: min(on for k, on in days if k == kind) for kind, _ in days}
    return tuple(Upcoming(kind, on, days.count((kind, on))) for kind, on in first.items())


def may_lapse(kind: str) -> bool:
    """Whether a waiting mail of this kind may make no sense any more when it is about to leave."""
    return kind in _UNASKED


def still_wanted(traject: Traject, kind: str, respondent_id: str, ctx: Context) -> bool:
    """Whether a waiting mail of this kind still makes sense when it is about to leave; other kinds always do."""
    if traject.destroy_at is not None and kind in _UNASKED:
        return False
    if kind in (RespondentReminder.KIND, Invitation.KIND):
        return _is_awaited(traject, respondent_id)
    if kind == DocumentsReminder.KIND:
        return traject.stage in (Stage.STARTED, Stage.COLLECTING) and bool(_awaited_from_him(traject, ctx))
    if kind == MoreRespondentsNeeded.KIND:
        return _needs_names(traject)
    if kind == ReregistrationQuestion.KIND:
        again = traject.ask_again_on
        return traject.stage in (Stage.HELD, Stage.REPORTED) and not traject.hold and (not again or again <= ctx.today)
    if kind in (FollowupYearly.KIND, FollowupCycle.KIND):
        return traject.stage in AFTER_CONVERSATION and not traject.no_followups and not traject.hold
    if kind == DestructionReminder.KIND:
        return not traject.hold and traject.stage not in (Stage.DESTROYING, Stage.DESTROYED)
    return True


def _is_awaited(traject: Traject, identifier: str) -> bool:
    respondent = traject.respondent(identifier)
    group = traject.group(respondent.group) if respondent else None
    if respondent is None or group is None or traject.stage is not Stage.COLLECTING or traject.approved:
        return False
    return respondent in traject.awaited(group) and not respondent.silent and not traject.complete(group)


def _needs_names(traject: Traject) -> bool:
    incomplete = any(not traject.complete(g) for g in traject.groups) or bool(traject.unreachable())
    return traject.stage is Stage.COLLECTING and not traject.approved and incomplete

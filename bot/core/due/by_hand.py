"""Reminders at her word: whoever may be reminded now, and why the others are not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.core.context import Context
from bot.core.decision import Mail
from bot.core.due.reminders import Questions, Recipient, reminder_to
from bot.core.due.shortage import respondent_steps
from bot.core.traject.value import Respondent, Traject


class NotNow(StrEnum):
    """Why somebody is not reminded."""

    ANSWERED = "answered"
    DECLINED = "declined"
    UNDELIVERABLE = "undeliverable"
    NO_ADDRESS = "no-address"
    SILENT = "silent"
    COMPLETE = "complete"
    AWAY = "away"
    JUST_NOW = "just-now"
    SPENT = "spent"


@dataclass(frozen=True, slots=True)
class ByHand:
    """The mails that go, and of how many people each reason holds."""

    mails: tuple[Mail, ...]
    reasons: tuple[tuple[NotNow, int], ...]


def remind(traject: Traject, people: tuple[Respondent, ...], ctx: Context, questions: Questions) -> ByHand:
    """The next reminder of each of these people who may get one: it takes the place of the next that is due."""
    mails, reasons = list[Mail](), dict[NotNow, int]()
    for person in people:
        why = why_not(traject, person, ctx)
        if why is not None:
            reasons[why] = reasons.get(why, 0) + 1
            continue
        steps = respondent_steps(traject, person, ctx)
        mails.append(reminder_to(traject, ctx, Recipient(steps, person), steps.following or 0, questions))
    return ByHand(tuple(mails), tuple(reasons.items()))


def why_not(traject: Traject, person: Respondent, ctx: Context) -> NotNow | None:
    """The first reason that holds; None when a reminder may go."""
    group, steps = traject.group(person.group), respondent_steps(traject, person, ctx)
    away = traject.away_until(person.id)
    found = (
        (NotNow.ANSWERED, person.id in traject.answered()),
        (NotNow.DECLINED, person.id in traject.declined()),
        (NotNow.SILENT, person.silent),
        (NotNow.NO_ADDRESS, not person.address),
        (NotNow.UNDELIVERABLE, person.id in traject.unreachable()),
        (NotNow.COMPLETE, traject.approved or group is None or traject.complete(group)),
        (NotNow.AWAY, away is not None and away >= ctx.today),
        (NotNow.SPENT, steps.finished),
        (NotNow.JUST_NOW, steps.is_too_soon(ctx.today)),
    )
    return next((why for why, holds in found if holds), None)

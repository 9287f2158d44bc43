"""Groups that will not reach their minimum by themselves: the specialist is asked for names, she for a decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Ask, Effect, SpecialistMail
from bot.core.due import addresses
from bot.core.due.steps import Steps, steps
from bot.core.questions import SPENT
from bot.core.traject.stages import Stage
from bot.core.traject.value import Group, Respondent, Sent, Traject
from bot.core.views import MoreRespondentsNeeded, Phrase, RespondentReminder

_KIND = MoreRespondentsNeeded.KIND


def shortage(traject: Traject, group: Group) -> int:
    """How many names are missing now that some declined or bounced: all who can still be reached are hoped for.

    Whoever he took off the list does not count here, answered or not: what he is asked must not tell him.
    """
    listed = {r.id for r in traject.of_group(group.key)}
    return max(0, group.return_minimum - len(listed & traject.answered()) - len(traject.awaited(group)))


def names_asked(traject: Traject, ctx: Context) -> tuple[Effect, ...]:
    """What is due today for groups that need names: he is asked for some, and she once for her decision.

    On the first working day of a week, whatever happened in the week before: the moment tells him nothing. An address
    that failed is asked about at once, in the same mail when both are due.
    """
    groups = [g for g, day in name_days(traject, ctx, ctx.today) if day == ctx.today]
    if not groups:
        return addresses.right_address(traject)
    spent = [g for g in groups if _is_spent(traject, g, ctx)]
    short = [g for g in groups if g not in spent]
    mail = _mail(traject, spent, short)
    last = mail.step >= ctx.rules_of(traject).reminder_max
    hers = [g for g in (groups if last else spent) if last or not _knows(traject, g)]
    return (*(decision(traject, g, ctx) for g in hers), mail)


def _mail(traject: Traject, spent: list[Group], short: list[Group]) -> SpecialistMail:
    """He is asked for names in these groups, and for the addresses that reach nobody."""
    number, people = _times(traject) + 1, addresses.unasked(traject)
    bits = (addresses.about(traject, people),) if people else ()
    parts = (traject.ref, _KIND, _joined(spent), _joined(short), str(number), *bits)
    groups = tuple(g.label(traject.language) for g in traject.groups if g in spent or g in short)
    return SpecialistMail(addresses.view(traject, groups, people), key="/".join(parts), step=number)


def asked_now(traject: Traject, groups: list[Group]) -> SpecialistMail:
    """He is asked at her word: of these groups she is not asked again by the usual way before there are new names."""
    return replace(_mail(traject, groups, []), answers=True)


def asked_on(traject: Traject, group: Group, ctx: Context) -> bool:
    """Whether he was asked for names in this group today."""
    mails = (s for s in traject.sent if _is_for_names(s, traject) and ctx.calendar.day(s.at) == ctx.today)
    return any(group.key in (*_part(s, 2), *_part(s, 3)) for s in mails)


def wanted_from(traject: Traject, group: Group, ctx: Context) -> date | None:
    """The day from which a group that is not complete needs names, or her decision; None where it does not."""
    collecting = traject.stage is Stage.COLLECTING and not traject.approved and not traject.complete(group)
    return _wanted_from(traject, group, ctx) if collecting else None


def name_days(traject: Traject, ctx: Context, day: date) -> Iterator[tuple[Group, date]]:
    """For each group that needs names: when, not before `day`, he is asked for them; once a week, so many times."""
    if (
        traject.stage is not Stage.COLLECTING
        or traject.approved
        or _times(traject) >= ctx.rules_of(traject).reminder_max
    ):
        return
    asked = max((ctx.calendar.day(s.at) for s in traject.sent if _is_for_names(s, traject)), default=date.min)
    earliest = max(day, asked + timedelta(1)) if asked > date.min else day
    for group in traject.groups:
        since = None if traject.complete(group) else _wanted_from(traject, group, ctx)
        if since is not None:
            yield group, ctx.calendar.week_opening(max(since, earliest))


def _wanted_from(traject: Traject, group: Group, ctx: Context) -> date | None:
    """The day from which a group needs names; None while those who are listed may do."""
    days = (_short_from(traject, group, ctx), _spent_from(traject, group, ctx))
    return min((day for day in days if day is not None), default=None)


def _short_from(traject: Traject, group: Group, ctx: Context) -> date | None:
    """As soon as too many have fallen away; a week after a list that was too short by itself, for he knows that."""
    listed = traject.of_group(group.key)
    if not listed or not shortage(traject, group):
        return None
    if any(r.id in traject.declined() | traject.unreachable() for r in listed):
        return date.min
    week = timedelta(ctx.rules_of(traject).repeat_days(traject.rush))
    return ctx.calendar.day(max(r.listed_at for r in listed)) + week


def _is_spent(traject: Traject, group: Group, ctx: Context) -> bool:
    spent = _spent_from(traject, group, ctx)
    return spent is not None and spent <= ctx.today


def _spent_from(traject: Traject, group: Group, ctx: Context) -> date | None:
    listed = traject.of_group(group.key)
    out = traject.answered() | traject.declined() | traject.unreachable()
    hoped_for = [_nothing_more_from(traject, r, ctx) for r in listed if r.id not in out]
    if listed and not hoped_for:
        return ctx.calendar.day(traject.stage_since)
    if not listed:
        latest = max((r.listed_at for r in traject.respondents), default=traject.stage_since)
        since = max(latest, traject.stage_since)
        return ctx.calendar.day(since) + timedelta(ctx.rules_of(traject).repeat_days(traject.rush))
    days = [day for day in hoped_for if day is not None]
    return max(days) if len(days) == len(hoped_for) else None


def _nothing_more_from(traject: Traject, respondent: Respondent, ctx: Context) -> date | None:
    """The day on which hope is given up: an interval after the last reminder; None while reminders remain.

    Whoever cannot be reminded gets the time of the named reminders, and one who stays away that of all of them.
    """
    rules = ctx.rules_of(traject)
    row = respondent_steps(traject, respondent, ctx)
    interval = timedelta(rules.repeat_days(traject.rush))
    if respondent.silent or not respondent.address or not row.offsets:
        return row.start + timedelta(max(rules.days(traject.rush), default=0)) + interval
    if row.finished:
        return (row.last_on or row.start) + interval
    end = row.start + timedelta(row.offsets[-1]) + interval
    return end if row.away_until and row.away_until >= end else None


def respondent_steps(traject: Traject, respondent: Respondent, ctx: Context) -> Steps:
    """The reminders of one respondent, counted from the day they were listed with this address."""
    return steps(
        respondent.listed_at,
        (s for s in traject.sent if s.kind == RespondentReminder.KIND and s.respondent == respondent.id),
        ctx.rules_of(traject),
        ctx.calendar,
        rush=traject.rush,
        away_until=traject.away_until(respondent.id),
        elsewhere=traject.reminded_elsewhere(respondent.id),
    )


def decision(traject: Traject, group: Group, ctx: Context) -> Ask:
    """One question a group: while it is open it is not asked anew."""
    spent = _is_spent(traject, group, ctx)
    returned = traject.returned(group)
    lower = (buttons.lower(traject.ref, group.key, returned),) if returned >= group.report_floor else ()
    return Ask(
        kind=SPENT,
        key=spent_key(traject.ref, group),
        what=Phrase(_why(traject, group, spent=spent), (("label", group.label(ctx.practice.language)),)),
        who=traject.specialist.name,
        proposals=(*lower, buttons.enough(traject.ref), buttons.more_names(traject.ref, group.key), buttons.wait()),
    )


def spent_key(ref: str, group: Group) -> str:
    """The key of that question."""
    return f"{ref}/{SPENT}/{group.key}"


def _why(traject: Traject, group: Group, *, spent: bool) -> str:
    if not traject.of_group(group.key):
        return "nobody-listed"
    if not traject.awaited(group):
        return "nobody-left"
    return "reminders-spent" if spent else "names-spent"


def _knows(traject: Traject, group: Group) -> bool:
    """Whether she was asked about this group since its newest name was listed."""
    newest = max((r.listed_at for r in traject.of_group(group.key)), default=traject.opened_at)
    hers = (s for s in traject.sent if _is_for_names(s, traject) and group.key in _part(s, 2))
    return any(s.at >= newest for s in hers)


def _is_for_names(sent: Sent, traject: Traject) -> bool:
    """Whether this mail asked for names, and not for an address that failed."""
    return sent.kind == _KIND and sent.key.startswith(f"{traject.ref}/{_KIND}/")


def _part(sent: Sent, number: int) -> list[str]:
    """The groups in one part of the key: the third tells the spent ones, the fourth the others."""
    return sent.key.split("/")[number].split("+")


def _times(traject: Traject) -> int:
    return sum(1 for s in traject.sent if _is_for_names(s, traject))


def _joined(groups: list[Group]) -> str:
    return "+".join(g.key for g in groups)

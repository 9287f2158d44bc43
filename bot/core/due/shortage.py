"""Groups that will not reach their minimum by themselves: the specialist is asked for names, she for a decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Ask, Effect, SpecialistMail
from bot.core.due.steps import Steps, steps
from bot.core.traject.stages import Stage
from bot.core.traject.value import Group, Respondent, Sent, Traject
from bot.core.views import GroupShort, MoreRespondentsNeeded, Phrase, RespondentReminder

_KIND = MoreRespondentsNeeded.KIND
_WEEK = timedelta(7)


def shortage(traject: Traject, group: Group) -> int:
    """How many names are missing now that some declined or bounced: all who can still be reached are hoped for."""
    return max(0, group.return_minimum - traject.returned(group) - len(traject.awaited(group)))


def ask_for_more(traject: Traject, ctx: Context, undeliverable: tuple[str, ...] = ()) -> tuple[Effect, ...]:
    """What the specialist is asked at once after a decline or a bounce; at most weekly a group, unless an address that
    failed is named. Never who declined.
    """
    if traject.stage is not Stage.COLLECTING or traject.approved:
        return ()
    short = [g for g in traject.groups if shortage(traject, g)]
    fresh = [g for g in short if _asked_until(traject, g, ctx) <= ctx.today]
    if undeliverable:
        key = ctx.key(traject, _KIND, _joined(short))
        return (_mail(traject, [(g, shortage(traject, g)) for g in short], key, undeliverable),)
    key = "/".join((traject.ref, "short", _KIND, _joined(fresh), str(_times(traject) + 1)))
    return (_mail(traject, [(g, shortage(traject, g)) for g in fresh], key),) if fresh else ()


def spent_effects(traject: Traject, ctx: Context) -> tuple[Effect, ...]:
    """What is due today for the groups whose reminders are spent: names from him, weekly; once her decision."""
    groups = [g for g, day in spent_days(traject, ctx) if day <= ctx.today]
    if not groups:
        return ()
    key = "/".join((traject.ref, _KIND, _joined(groups), str(_times(traject) + 1)))
    mail = _mail(traject, [(g, g.return_minimum - traject.returned(g)) for g in groups], key)
    return (*(_ask(traject, g, ctx) for g in groups if not _knows(traject, g)), mail)


def asked_again(traject: Traject, ctx: Context) -> tuple[Effect, ...]:
    """What he was asked for after a decline or a bounce is asked anew a week later, while it is still wanting."""
    groups = [g for g, day in short_days(traject, ctx) if day <= ctx.today]
    if not groups:
        return ()
    key = "/".join((traject.ref, "short", _KIND, _joined(groups), str(_times(traject) + 1)))
    return (_mail(traject, [(g, shortage(traject, g)) for g in groups], key),)


def short_days(traject: Traject, ctx: Context) -> Iterator[tuple[Group, date]]:
    """For each group that he was asked about and that is short still: the day from which he is asked again."""
    if traject.stage is not Stage.COLLECTING or traject.approved:
        return
    spent = {g.key for g, _ in spent_days(traject, ctx)}
    for group in traject.groups:
        if group.key not in spent and shortage(traject, group) and any(_asked(traject, group)):
            yield group, _asked_until(traject, group, ctx)


def spent_days(traject: Traject, ctx: Context) -> Iterator[tuple[Group, date]]:
    """For each incomplete group whose reminders are or will be spent: the day from which more names are asked for."""
    if traject.stage is not Stage.COLLECTING or traject.approved:
        return
    for group in traject.groups:
        spent = None if traject.complete(group) else _spent_from(traject, group, ctx)
        if spent is not None:
            yield group, max(spent, _asked_until(traject, group, ctx))


def _spent_from(traject: Traject, group: Group, ctx: Context) -> date | None:
    listed = traject.of_group(group.key)
    out = traject.answered() | traject.declined() | traject.undeliverable()
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
    )


def _mail(
    traject: Traject, groups: list[tuple[Group, int]], key: str, undeliverable: tuple[str, ...] = ()
) -> SpecialistMail:
    short = tuple(GroupShort(g.label(traject.language), more) for g, more in groups)
    view = MoreRespondentsNeeded(traject.ref, traject.specialist.name, short, undeliverable)
    return SpecialistMail(view, key=key, step=_times(traject) + 1)


def _ask(traject: Traject, group: Group, ctx: Context) -> Ask:
    before = sum(1 for s in _asked(traject, group) if _is_weekly(s, traject))
    key = f"{traject.ref}/reminders-spent/{group.key}"
    returned = traject.returned(group)
    lower = (buttons.lower(traject.ref, group.key, returned),) if returned else ()
    return Ask(
        kind="reminders-spent",
        key=f"{key}/{before + 1}" if before else key,
        what=Phrase("reminders-spent", (("label", group.label(ctx.practice.language)),)),
        who=traject.specialist.name,
        proposals=(*lower, buttons.enough(traject.ref), buttons.dismiss()),
    )


def _knows(traject: Traject, group: Group) -> bool:
    """Whether she was asked about this group since its newest name was listed."""
    newest = max((r.listed_at for r in traject.of_group(group.key)), default=traject.opened_at)
    return any(_is_weekly(s, traject) and s.at >= newest for s in _asked(traject, group))


def _asked_until(traject: Traject, group: Group, ctx: Context) -> date:
    """The first day on which names for this group may be asked for again."""
    return max((ctx.calendar.day(s.at) + _WEEK for s in _asked(traject, group)), default=date.min)


def _asked(traject: Traject, group: Group) -> Iterator[Sent]:
    for sent in traject.sent:
        if sent.kind == _KIND and group.key in sent.key.partition(f"/{_KIND}/")[2].partition("/")[0].split("+"):
            yield sent


def _is_weekly(sent: Sent, traject: Traject) -> bool:
    return sent.key.startswith(f"{traject.ref}/{_KIND}/")


def _times(traject: Traject) -> int:
    return sum(1 for s in traject.sent if s.kind == _KIND)


def _joined(groups: list[Group]) -> str:
    return "+".join(g.key for g in groups)

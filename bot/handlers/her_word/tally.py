"""What the lines of one mail have come to, and what follows: one decision a traject, and an answer to every line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.core.context import Context
from bot.core.decision import Confirm, Decision, Effect, Enclosed, Place, PractitionerMail, Retry, Work
from bot.core.traject import reference
from bot.core.traject.value import Outcome, Traject
from bot.core.views import CommandLine, CommandResult, ConfirmRequest, DestructionConfirm
from bot.handlers.her_word.freed import freed
from bot.handlers.her_word.keeping.still_planned import remaining, still_planned, still_waiting
from bot.handlers.her_word.overview import as_it_is, is_open
from bot.handlers.her_word.wavering import with_time_to_think
from bot.handlers.steering.desk import Desk, Done, split
from bot.handlers.steering.passing import TOLD_BY_JOB, files_with, without_mail
from bot.handlers.steering.taking import About, a_traject

INTENT = "command"
CONFIRM_WITHIN = timedelta(days=7)
PROVED = "proved"
"""How the key of a question ends that a proved mail of hers led to: that one is asked at once."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What the lines of one mail have come to so far; `proved` says that the mail proves itself hers.

    `wavers` are trajects planned to be destroyed that the mail is about, `touched` those that waiting lines would
    change, named or not.
    """

    desk: Desk
    proved: bool = False
    shown: tuple[CommandLine, ...] = ()
    results: tuple[Done, ...] = ()
    waiting: tuple[str, ...] = ()
    destructive: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    freed: tuple[str, ...] = ()
    unknown: int = 0
    wavers: tuple[str, ...] | None = ()


def decided(tally: Tally, ctx: Context, effects: tuple[Effect, ...]) -> Decision:
    """One decision a traject touched; the answer goes with the first. The mail is on record for all that it names, so
    that it goes when the last of them is destroyed.
    """
    desk, refs = freed(tally.desk)
    desk, waiting = with_time_to_think(desk, tally.wavers, tally.shown)
    refs = tuple(dict.fromkeys((*refs, *waiting, *remaining(tally.shown, desk))))
    tally = replace(tally, desk=desk, freed=refs)
    changed = tally.desk.changed
    loose = tuple(e for r in tally.results if r.traject is None for e in r.effects)
    named = tuple(t for t in mentioned(tally) if t.ref not in {one.ref for one in changed})
    first = changed[0] if changed else _alone(named)
    own = (*effects, *loose, *_answers(tally, first, ctx))
    decisions = [
        Decision(
            t,
            tuple(e for r in tally.results if r.traject is not None and r.traject.ref == t.ref for e in r.effects),
            Outcome.COMMAND,
            intent=INTENT,
        )
        for t in changed
    ]
    beside = tuple(Decision(t, outcome=Outcome.COMMAND, intent=INTENT) for t in named if t is not first)
    if not decisions:
        place = Place.CORRESPONDENCE if first else Place.STAYS
        return Decision(first, own, Outcome.COMMAND, place=place, intent=INTENT, also=beside)
    return replace(decisions[0], effects=(*decisions[0].effects, *own), also=(*decisions[1:], *beside))


def alone(tally: Tally) -> Traject | None:
    """The one traject that waiting lines are about, so that the exchange is filed with it."""
    return _alone(mentioned(tally))


def _alone(named: tuple[Traject, ...]) -> Traject | None:
    return named[0] if len(named) == 1 else None


def mentioned(tally: Tally) -> tuple[Traject, ...]:
    """The trajects that the lines name, or are about all the same."""
    lines = (*tally.waiting, *tally.destructive, *(s.line for s in tally.shown))
    refs = dict.fromkeys((*(ref for line in lines for ref in reference.find_loosely(line)), *tally.touched))
    return tuple(t for ref in refs if (t := tally.desk.traject(ref)) is not None)


def _answers(tally: Tally, first: Traject | None, ctx: Context) -> tuple[Effect, ...]:
    ref = first.ref if first else ""
    effects: tuple[Effect, ...] = ()
    if tally.shown and not all(s.done and s.outcome.code in TOLD_BY_JOB for s in tally.shown):
        tied = tuple(e for r in tally.results for e in r.effects if isinstance(e, Retry) and e.by_her)
        view, key = _result(tally, ref), ctx.key(first, CommandResult.KIND)
        page = (Enclosed.COMMANDS,) if view.help else ()
        effects += (PractitionerMail(view, key, answers=True, tied=tied, enclosed=page),)
    if tally.waiting:
        effects += _confirm(tally.waiting, ref, tally, ctx)
    for line in tally.destructive:
        effects += _confirm_destruction(line, tally, ctx)
    return effects


def _result(tally: Tally, ref: str) -> CommandResult:
    results = tally.results
    planned = tuple(still_planned(tally.shown, tally.desk, tally.freed))
    return CommandResult(
        ref,
        tuple(s for s in tally.shown if not (s.done and s.outcome.code in TOLD_BY_JOB)),
        tuple(as_it_is(one, tally.desk) for r in results for one in r.trajects),
        tuple(q for r in results for q in r.questions if is_open(q, tally.desk)),
        tuple(e for r in results for e in r.enquiries if is_open(e, tally.desk)),
        any(r.help for r in results),
        sum(r.more for r in results),
        planned,
        still_waiting((ref for ref, _ in planned), tally.desk),
    )


def _confirm(lines: tuple[str, ...], ref: str, tally: Tally, ctx: Context) -> tuple[Effect, ...]:
    token, expires = tally.desk.world.new_token(), ctx.now + CONFIRM_WITHIN
    view = ConfirmRequest(ref, tuple(without_mail(line)[0] for line in lines), token, expires, files_with(lines))
    key = ctx.key(None, view.KIND)
    return Confirm(token, lines, expires), PractitionerMail(view, key, answers=True, token=token)


def _confirm_destruction(line: str, tally: Tally, ctx: Context) -> tuple[Effect, ...]:
    """First the account is looked through: she is asked about all that would go."""
    about = a_traject(split(line)[1:], tally.desk)
    assert isinstance(about, About)
    traject = about.traject
    return (
        Work("survey", ctx.key(traject, DestructionConfirm.KIND, *((PROVED,) if tally.proved else ())), traject.ref),
    )

"""Whether a traject may go on to its next stage, and what is said when it does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.core import buttons
from bot.core.context import Context
from bot.core.course import standing
from bot.core.decision import Effect, Note, PractitionerMail, Share, Work
from bot.core.traject.stages import Stage
from bot.core.traject.value import COUNTING, WITH_DOCUMENTS, Disposition, Group, Outcome, Traject
from bot.core.views import GroupCount, Progress, Ready

_DAYS, _DAYS_RUSH = 7, 3
DOSSIER = "dossier"
READY = Ready.KIND
"""The job that tells her, once the dossier lies in the folder."""


def counts(traject: Traject, language: str) -> tuple[GroupCount, ...]:
    """Forms received per group, and at the end those of people of whom no group is known; never of whom."""
    known, answered = {g.key for g in traject.groups}, traject.answered()
    lost = sum(r.id in answered and r.group not in known for r in traject.respondents)
    return (
        *(
            GroupCount(
                g.label(language), traject.returned(g), g.return_minimum, len(traject.of_group(g.key)), g.report_floor
            )
            for g in traject.groups
        ),
        *((GroupCount("", lost, 0),) if lost else ()),
    )


def missing_documents(traject: Traject, ctx: Context) -> tuple[str, ...]:
    """The required documents that have not come in and were not waived."""
    here = traject.documents()
    return tuple(d for d in ctx.rules_of(traject).require if d not in here and d not in traject.waived)


def best_before(traject: Traject, ctx: Context) -> date:
    """The working day before which he is asked to send something: in a week, in a rush within days."""
    return ctx.calendar.next_working_day(ctx.today + timedelta(_DAYS_RUSH if traject.rush else _DAYS))


def with_outcome(
    traject: Traject,
    ctx: Context,
    outcome: Outcome,
    respondent: str = "",
    detail: str = "",
    besides: tuple[Share, ...] = (),
) -> Traject:
    """The traject as it is once this outcome of the mail at hand is valid, and those of other people in it."""
    others = tuple(v for v in traject.valid if v.inbound_id != ctx.inbound_id)
    shares = (Share(respondent, outcome, detail), *besides)
    valid = tuple(Disposition(ctx.inbound_id, s.outcome, ctx.now, s.respondent, s.detail) for s in shares)
    return replace(traject, valid=(*others, *valid))


def groups_done(traject: Traject) -> bool:
    """Whether every group has its return minimum, or she decided that it is enough."""
    return traject.approved or all(traject.complete(g) for g in traject.groups)


def advance(traject: Traject, ctx: Context) -> tuple[Traject, tuple[Effect, ...]]:
    """On to `ready` when everything is in; back to `collecting` when that is no longer so; neither before the end."""
    if traject.destroy_at is not None:
        return traject, ()
    enough = groups_done(traject) and not missing_documents(traject, ctx)
    if traject.stage is Stage.READY and not enough:
        return traject.moved(Stage.COLLECTING, ctx.now), ()
    if traject.stage is Stage.COLLECTING and enough:
        ready = traject.moved(Stage.READY, ctx.now)
        planned = ready if ready.planning.stands is None else ready.moved(Stage.PLANNED, ctx.now)
        return planned, _ready_effects(planned, ctx)
    if traject.stage in (Stage.READY, Stage.PLANNED):
        return traject, (dossier(traject),)
    return traject, ()


def _ready_effects(traject: Traject, ctx: Context) -> tuple[Effect, ...]:
    """The dossier is made, and then, as the next job, she is told."""
    told = Work(READY, f"{traject.ref}/{READY}/{int(ctx.now.timestamp())}")
    effects: tuple[Effect, ...] = (dossier(traject), told)
    if any(s.kind == Progress.KIND and s.key.startswith(_told(traject)) for s in traject.sent):
        return effects
    return (*effects, standing.progress(traject, ctx, _told(traject), ready=True))


def ready(traject: Traject, ctx: Context, key: str, *, made: bool, folder: str = "") -> tuple[Effect, ...]:
    """She hears that all is in; `made`: the dossier lies in the folder."""
    mine, documents = counts(traject, ctx.practice.language), tuple(sorted(traject.documents()))
    proposals = (buttons.held(traject.ref),)
    view = Ready(
        traject.ref,
        traject.specialist.name,
        mine,
        documents,
        traject.approved,
        proposals,
        made,
        folder,
        traject.planning.stands,
    )
    return PractitionerMail(view, key=key), Note("news.ready")


def _told(traject: Traject) -> str:
    """The key of the mail that tells him, once, that everything is in."""
    return f"{traject.ref}/progress/ready"


def dossier(traject: Traject) -> Work:
    """The dossier is made anew whenever other answers count."""
    return Work(DOSSIER, f"{traject.ref}/{DOSSIER}/{_answers(traject)}")


_CHANGES = COUNTING | {Outcome.TAKEN_BACK, Outcome.WITHDRAWN}


def _answers(traject: Traject) -> str:
    """What counts, and since when: what is taken back and counts again is another dossier."""
    ids = sorted(v.inbound_id for v in traject.valid if v.outcome in COUNTING or _documented(v))  # once for each person
    since = max((int(v.at.timestamp()) for v in traject.valid if v.outcome in _CHANGES), default=0)
    return "-".join(str(n) for n in (len(ids), max(ids, default=0), sum(ids), since))


def _documented(valid: Disposition) -> bool:
    return valid.outcome in WITH_DOCUMENTS and bool(valid.detail)


def label(group: Group | None, ctx: Context) -> str:
    """A group's name in the practice's language, for her."""
    return group.label(ctx.practice.language) if group else "-"


def succeeded(traject: Traject, ctx: Context, on: date) -> Traject:
    """The traject once the re-registration has succeeded."""
    return replace(traject.moved(Stage.REREGISTERED, ctx.now), reregistered_on=on, ask_again_on=None)

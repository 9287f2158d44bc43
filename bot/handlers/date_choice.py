"""The specialist answers which of the offered moments suits him; what is not plain is put before her."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Ask, Decision
from bot.core.mail.message import Automatic, InboundMail
from bot.core.planning.appointing import MAY_BE_PLANNED, appointed, clash
from bot.core.traject.value import Outcome
from bot.core.views import DateOptions, Phrase, Proposal
from bot.core.words.choice import Choice, choice, speaks_of_one
from bot.core.words.phrases import asks_status
from bot.core.world import Role, World
from bot.handlers import document
from bot.handlers.shared.asking import as_proved, ask, who

INTENT = "date-choice"


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """In answer to what was offered; in another mail of his only where a moment is plainly chosen by its day."""
    offered = case.traject.planning.options
    if not offered or case.role is not Role.SPECIALIST or mail.automatic is not Automatic.NO:
        return False
    if case.traject.stage not in MAY_BE_PLANNED or case.traject.destroy_at is not None:
        return False
    said = _said(mail, case, ctx)
    if case.answers != DateOptions.KIND:
        return said.chosen is not None and said.dated and not said.beside
    return said.says_something or not (case.clues.parts or asks_status(mail.new_text))


def _said(mail: InboundMail, case: TrajectCase, ctx: Context) -> Choice:
    return choice(mail.new_text, _local(case, ctx), ctx.today)


def _local(case: TrajectCase, ctx: Context) -> tuple[datetime, ...]:
    return tuple(ctx.calendar.local(at).replace(tzinfo=None) for at in case.traject.planning.options)


def by_itself(alone: Alone) -> bool:
    """An answer that says "the second" and nothing else."""
    return bool(alone.clues.answered_ids) and not alone.clues.files and speaks_of_one(alone.word)


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """One moment chosen makes the appointment; a file that comes along is taken in as always."""
    said, traject = _said(mail, case, ctx), case.traject
    if said.chosen is None:
        return ask(mail, case, ctx, _why(said, case), _offers(case, said.likely, ctx), INTENT)
    at = traject.planning.options[said.chosen]
    if at <= ctx.now or clash(at, traject, world.open_trajects()) is not None:
        others = tuple(n for n in range(len(traject.planning.options)) if n != said.chosen)
        return ask(mail, case, ctx, Phrase("date-taken"), _offers(case, others, ctx), INTENT)
    after, effects = appointed(traject, at, world, ctx, chosen=True)
    if said.beside:
        beside = as_proved(Phrase("date-beside"), mail, case, ctx)
        key = f"{traject.ref}/{beside.code}/{ctx.inbound_id}"
        effects = (*effects, Ask(beside.code, key, beside, who(mail), (buttons.dismiss(),)))
    if not document.matches(mail, case, ctx):
        return Decision(after, effects, Outcome.FILED, intent=INTENT)
    came = document.handle(mail, replace(case, traject=after), world, ctx)
    return replace(came, effects=(*effects, *came.effects), intent=INTENT)


def _why(said: Choice, case: TrajectCase) -> Phrase:
    """What she is asked where nothing is plainly chosen."""
    if said.none:
        return Phrase("no-date-suits", (("ref", case.traject.ref),))
    return Phrase("other-date") if said.another else Phrase("unclear-date")


def _offers(case: TrajectCase, first: tuple[int, ...], ctx: Context) -> tuple[Proposal, ...]:
    """A button for each moment that is still to come, the likeliest first."""
    options = case.traject.planning.options
    order = (*first, *(n for n in range(len(options)) if n not in first))
    times = (ctx.calendar.local(options[n]) for n in order if options[n] > ctx.now)
    return (*(buttons.appointment(case.traject.ref, f"{at:%Y-%m-%d %H:%M}") for at in times), buttons.dismiss())

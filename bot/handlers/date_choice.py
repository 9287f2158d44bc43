"""The specialist answers which of the offered moments suits him; what is not plain is put before her.

A number means what it means in the mail that he answers: where that is not the last offer, only the day or the time
tells which moment of that one it is.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Decision
from bot.core.mail.message import Automatic, InboundMail
from bot.core.planning.appointing import MAY_BE_PLANNED, appointed, clash
from bot.core.planning.offers import older_offers
from bot.core.traject.value import Outcome
from bot.core.views import DateOptions, Phrase, Proposal
from bot.core.words.choice import Choice, speaks_of_one
from bot.core.words.phrases import asks_status
from bot.core.world import Role, World
from bot.handlers import document
from bot.handlers.beside.appointment import about, offers_about
from bot.handlers.beside.his_invitation import is_his_invitation
from bot.handlers.beside.offered import answered, chosen_of, said_of
from bot.handlers.shared.asking import ask, ask_beside

INTENT = "date-choice"


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """In answer to what was offered; in another mail of his only where a moment is plainly chosen by its day."""
    offered = case.traject.planning.options
    if case.role is not Role.SPECIALIST or mail.automatic is not Automatic.NO:
        return False
    if case.traject.stage not in MAY_BE_PLANNED or case.traject.destroy_at is not None:
        return False
    if not offered:
        return bool(answered(case)) and _is_of_past(mail, case, ctx)
    said = said_of(mail, offered, ctx)
    if is_his_invitation(mail, case) and said.chosen is None:
        return False
    if case.answers != DateOptions.KIND:
        return said.chosen is not None and said.dated and not said.beside
    return said.says_something or not (case.clues.parts or asks_status(mail.new_text))


def by_itself(alone: Alone) -> bool:
    """An answer that says "the second" and nothing else."""
    return bool(alone.clues.answered_ids) and not alone.clues.files and speaks_of_one(alone.word)


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """One moment chosen makes the appointment; a file that comes along is taken in as always."""
    traject = case.traject
    options = traject.planning.options
    if not options:
        return _past(mail, case, world, ctx)
    said = said_of(mail, options, ctx)
    at = options[said.chosen] if said.chosen is not None else None
    if at is None or not _is_sure(at, said, mail, case, ctx):
        return ask(mail, case, ctx, _why(said, mail, case, ctx), _offers(case, said, ctx), INTENT)
    if at <= ctx.now or clash(at, traject, world.open_trajects()) is not None:
        others = tuple(n for n in range(len(options)) if n != said.chosen)
        return ask(mail, case, ctx, Phrase("date-taken"), _offers(case, Choice(likely=others), ctx), INTENT)
    after, effects = appointed(traject, at, world, ctx, chosen=True)
    if said.beside:
        effects = (*effects, ask_beside(mail, case, ctx, Phrase("date-beside"), (buttons.dismiss(),)))
    return document.with_file(Decision(after, effects, Outcome.FILED, intent=INTENT), mail, case, world, ctx)


def _is_of_past(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """Whether it is about an offer of which no moment waits for his choice any more, and about nothing else."""
    said = said_of(mail, answered(case), ctx)
    return said.none or (said.chosen is not None and not said.beside) or speaks_of_one(mail.new_text)


def _past(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """Nothing changes: she decides, but where he names what was agreed."""
    at, filed = chosen_of(mail, case, ctx), Decision(case.traject, (), Outcome.FILED, intent=INTENT)
    if at is not None and at == case.traject.planning.stands:
        return document.with_file(filed, mail, case, world, ctx)
    what, offers = about(case, ctx, at, past=True), offers_about(case, world, ctx, at)
    if not document.matches(mail, case, ctx):
        return ask(mail, case, ctx, what, offers, INTENT)
    asked = replace(filed, effects=(ask_beside(mail, case, ctx, what, offers),))
    return document.with_file(asked, mail, case, world, ctx)


def _is_older(case: TrajectCase) -> bool:
    """Whether he answers another offer than the last one."""
    return case.answers == DateOptions.KIND and answered(case) != case.traject.planning.options


def _is_sure(at: datetime, said: Choice, mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """Whether his words mean this moment, or none, in every other offer that he may have before him."""
    older = older_offers(case.traject)
    if case.answers == DateOptions.KIND:
        older = (answered(case),) if _is_older(case) else ()
    meant = tuple({options[n] for n in said_of(mail, options, ctx).likely} for options in older)
    return all(moments <= {at} and (moments or said.dated) for moments in meant)


def _why(said: Choice, mail: InboundMail, case: TrajectCase, ctx: Context) -> Phrase:
    """What she is asked where nothing is plainly chosen."""
    if _is_older(case):
        at = chosen_of(mail, case, ctx)
        return Phrase(
            "unclear-date", (("older", ctx.calendar.local(at).isoformat() if at else "yes"), ("undecided", ""))
        )
    if said.none:
        stands = case.traject.planning.stands
        told = ctx.calendar.local(stands).isoformat() if stands is not None else ""
        return Phrase("no-date-suits", (("ref", case.traject.ref), ("at", told)))
    if said.another:
        return Phrase("other-date", (("weekday", "yes"),) if said.crossed else ())
    return Phrase("unclear-date", (("older", ""), ("undecided", "yes" if said.undecided else "")))


def _offers(case: TrajectCase, said: Choice, ctx: Context) -> tuple[Proposal, ...]:
    """A button for each moment that is still to come, the likeliest first; but none before the other buttons where he
    has just refused them all: that the appointment which stands is off, if there is one.
    """
    options = case.traject.planning.options
    order = (*said.likely, *(n for n in range(len(options)) if n not in said.likely))
    times = (ctx.calendar.local(options[n]) for n in order if options[n] > ctx.now)
    moments = tuple(buttons.appointment(case.traject.ref, f"{at:%Y-%m-%d %H:%M}") for at in times)
    off = (buttons.no_longer(case.traject.ref),) if case.traject.planning.stands is not None else ()
    return (*off, buttons.dismiss(), *moments) if said.none else (*moments, buttons.dismiss())

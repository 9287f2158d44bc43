"""Somebody's form that another sent, tied by her word: it counts as theirs, the words are the sender's.

The words are handled as a mail of their own from whoever wrote them, as things were when it was written. Where nobody
knows who that is, or something newer came since, or it is hers to judge, they become a question beside the form.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.association.clues import NOTHING
from bot.core import buttons
from bot.core.context import Context
from bot.core.course.overtaken import answered_after
from bot.core.decision import Ask, Decision, Effect, Share
from bot.core.mail.message import InboundMail
from bot.core.questions import OWN, SAID_BESIDE, Beside
from bot.core.traject.value import COUNTING, Disposition, Outcome, Respondent, Traject
from bot.core.views import Phrase
from bot.core.words.facts import asked
from bot.core.world import Role, World
from bot.handlers import avg, decline, disowned, fact, form, gone, late, promise, withdrawal
from bot.handlers.beside.alarm import with_alarm
from bot.handlers.beside.oneself import asks_something, said_by_anybody, words_alone
from bot.handlers.shared.asking import ask

INTENT = form.INTENT


class _Hears(Protocol):
    def matches(self, mail: InboundMail, case: TrajectCase, ctx: Context) -> bool: ...

    def handle(self, mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision: ...


_OF_ONESELF: tuple[tuple[Beside, _Hears], ...] = (
    (Beside.RIGHTS, avg),
    (Beside.DISOWNS, disowned),
    (Beside.WITHDRAWS, withdrawal),
    (Beside.REFUSES, decline),
    (Beside.PROMISES, promise),
    (Beside.GONE, gone),
)
"""What somebody says about themselves, whatever file comes along."""


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """The file is another's than its sender's, or nobody knows whose the words around it are."""
    if case.strange and ctx.practitioner.writes_from(mail.sender.address if mail.sender else ""):
        return False
    return case.writer is not None or (case.strange and _files_as_form(_file_alone(mail), case, ctx))


def _files_as_form(alone: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    return late.matches(alone, case, ctx) or form.matches(alone, case, ctx)


def by_itself(alone: Alone) -> bool:
    """Never: it takes her word."""
    return False


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """The words are heard once the file is settled: while that is asked about, they wait with it."""
    filed = _file(mail, case, world, ctx)
    if filed.outcome is Outcome.DOUBTFUL:
        return filed
    words = words_alone(mail, case)
    if case.writer is None:
        beside = _of_nobody(words, case, ctx)
        return with_alarm(replace(filed, effects=(*beside, *filed.effects)), mail, case, ctx)
    if (before := _heard_before(case, case.writer, ctx)) is not None:
        return with_alarm(_with_share(filed, before, ctx), mail, case, ctx)
    said = _said(words, case, case.writer, world, ctx)
    if said is None:
        return with_alarm(filed, mail, case, ctx)
    filed = _file(mail, replace(case, traject=_with_its_forms(said.traject, case, ctx)), world, ctx)
    both = replace(filed, effects=(*said.effects, *filed.effects))
    if not said.respondent or filed.traject is None:
        return with_alarm(both, mail, case, ctx)
    both = _with_share(both, Share(said.respondent, said.outcome, said.detail), ctx)
    return with_alarm(replace(both, also=said.also), mail, case, ctx)


def _with_share(filed: Decision, share: Share, ctx: Context) -> Decision:
    """The decision about the file, with what holds for the one who wrote the words."""
    if filed.traject is None:
        return filed
    theirs = Disposition(ctx.inbound_id, share.outcome, ctx.now, share.respondent, share.detail)
    traject = replace(filed.traject, valid=(*filed.traject.valid, theirs))
    return replace(filed, traject=traject, besides=(*filed.besides, share))


def _heard_before(case: TrajectCase, writer: Respondent, ctx: Context) -> Share | None:
    """What the words came to when a form of this mail was tied before: they are carried out once."""
    theirs = (v for v in case.traject.valid if v.inbound_id == ctx.inbound_id and v.respondent == writer.id)
    found = next((v for v in theirs if v.outcome not in COUNTING | {Outcome.DOUBTFUL}), None)
    return Share(found.respondent, found.outcome, found.detail) if found is not None else None


def _with_its_forms(after: Traject | None, case: TrajectCase, ctx: Context) -> Traject:
    """The traject once the words were heard, in which the forms of this mail that counted count still."""
    if after is None:
        return case.traject
    forms = (v for v in case.traject.valid if v.inbound_id == ctx.inbound_id and v.outcome in COUNTING)
    return replace(after, valid=(*after.valid, *(v for v in forms if v not in after.valid)))


def _file_alone(mail: InboundMail) -> InboundMail:
    return replace(mail, new_text="", signs=())


def _file(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    alone = _file_alone(mail)
    handler: _Hears = late if late.matches(alone, case, ctx) else form
    return handler.handle(alone, case, world, ctx)


def _said(words: InboundMail, case: TrajectCase, writer: Respondent, world: World, ctx: Context) -> Decision | None:
    """What follows for the sender; what is hers to judge becomes a question beside the file, which counts already."""
    own = _as_from(writer, case)
    heard = _heard(words, own, ctx)
    if heard is None and (what := said_by_anybody(words)):  # a no of somebody whose form counts, say
        return Decision(own.traject, _question(words, own, what, ctx, writer.name))
    if heard is None:
        return _asked(words, own, writer, ctx)
    what, handler = heard
    decision = handler.handle(words, own, world, ctx)
    if what is Beside.RIGHTS:
        return Decision(decision.traject, _beside(decision, ctx), also=decision.also)
    since = answered_after(words, case.traject, writer, world, ctx)
    if since or any(isinstance(e, Ask) for e in decision.effects):
        return Decision(case.traject, _question(words, own, what, ctx, writer.name, since=since))
    return decision


def _asked(words: InboundMail, own: TrajectCase, writer: Respondent, ctx: Context) -> Decision | None:
    """A question of fact is answered; another one, or another address, is hers to read."""
    found = asked(words.new_text) if "?" in words.new_text else None
    told = fact.answers(found, own, writer, ctx) if found else ()
    if told and found is not None and not found.rest:
        return Decision(own.traject, told)
    if not asks_something(words, own, ctx):
        return None
    return Decision(own.traject, (*told, *_question(words, own, Beside.ELSE, ctx, writer.name)))


def _of_nobody(words: InboundMail, case: TrajectCase, ctx: Context) -> tuple[Effect, ...]:
    """Nothing of it is carried out: not for the sender, and least of all for whoever bears the form."""
    what = said_by_anybody(words) or (Beside.ELSE if asks_something(words, case, ctx) else None)
    return _question(words, case, what, ctx) if what else ()


def _question(
    words: InboundMail,
    case: TrajectCase,
    what: Beside,
    ctx: Context,
    name: str = "",
    *,
    since: bool = False,
) -> tuple[Effect, ...]:
    values = ((OWN, what), ("name", name), ("since", "yes" if since else ""))
    return _beside(ask(words, case, ctx, Phrase(SAID_BESIDE, values), (buttons.dismiss(),)), ctx)


def _beside(decision: Decision, ctx: Context) -> tuple[Effect, ...]:
    """The questions of a decision as such that wait for no mail: this one has its outcome."""
    ref = decision.traject.ref if decision.traject else ""
    return tuple(
        replace(e, key=f"{ref}/{e.kind}/{ctx.inbound_id}", inbound_id=None)
        for e in decision.effects
        if isinstance(e, Ask)
    )


def says_of_oneself(mail: InboundMail, case: TrajectCase, ctx: Context) -> Beside | None:
    """What is said around a file of which it is not clear whose it is, by a listed person or by anybody."""
    if not (case.clues.parts or case.clues.typed is not None):
        return None
    words = words_alone(mail, case)
    if case.respondent is None:
        return said_by_anybody(words)
    heard = _heard(words, replace(_as_from(case.respondent, case), doubt=None), ctx)
    return heard[0] if heard else said_by_anybody(words)


def _as_from(writer: Respondent, case: TrajectCase) -> TrajectCase:
    """A mail of this person without a file."""
    alone = replace(case, respondent=writer, role=Role.RESPONDENT, writer=None, clues=NOTHING)
    return replace(alone, by_her=False, counts=False, told=False)


def _heard(words: InboundMail, own: TrajectCase, ctx: Context) -> tuple[Beside, _Hears] | None:
    if not words.new_text:
        return None
    return next(((what, h) for what, h in _OF_ONESELF if h.matches(words, own, ctx)), None)

"""The specialist sends (a part of) the list of colleagues he asked."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.course import listing
from bot.core.course.advance import advance, with_outcome
from bot.core.course.overtaken import listed_since
from bot.core.decision import Ask, Decision, Effect, Note, Place, Retry, SpecialistMail
from bot.core.listed import RespondentList, RowProblem
from bot.core.mail.message import Automatic, InboundMail
from bot.core.people.addresses import key
from bot.core.traject.stages import COLLECTS, Stage
from bot.core.traject.value import Outcome, Traject
from bot.core.views import ListHeld, Phrase
from bot.core.world import Role, World
from bot.handlers.document import beside_list, received
from bot.handlers.shared.asking import ask
from bot.handlers.shared.invitations import invitations
from bot.handlers.shared.lists import context_of, holds_list, passes_list_on, proved_his, rows_of
from bot.handlers.shared.unusual import unusual
from bot.lists import looks_like_list

INTENT = "respondent-list"
_REPLACES = re.compile(
    r"(?i)\b(?:nieuwe|herziene|definitieve|new|revised|final)\s+li(?:j)?st"
    r"|in plaats van de (?:vorige|eerdere)|vervangt de"
)


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """From the specialist, or his by her word: at least two rows, or a table of names and addresses."""
    if mail.automatic is not Automatic.NO:
        return False
    if case.by_her and case.respondent is None and not case.counts:
        return holds_list(mail, case, ctx) or passes_list_on(mail, case, ctx) or _is_one_of_hers(mail, case, ctx)
    return case.role is Role.SPECIALIST and holds_list(mail, case, ctx)


def _is_one_of_hers(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """She gives a list of one person herself: a row with an address."""
    hers = ctx.practitioner.writes_from(mail.sender.address if mail.sender else "")
    return hers and any(row.address for row in rows_of(mail, case, ctx).rows)


def by_itself(alone: Alone) -> bool:
    """A list, or a part of one."""
    return alone.may_list and looks_like_list(alone.mail.new_text, alone.documents, alone.lists)


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """Taken up row by row; he hears how every row was understood."""
    before = case.traject
    if before.stage not in COLLECTS:
        return Decision(before, (Note("news.list-late"),), Outcome.FILED, intent=INTENT)
    rows = rows_of(mail, case, ctx)
    if not case.by_her and any(row.problem is RowProblem.TOO_MANY for row in rows.rows):
        return may_it_be_used(mail, case, Phrase("too-many-rows", (("n", str(len(rows.rows))),)), ctx)
    rows = rows if _replaces(mail) else listing.as_said_before(before, rows)
    rows = rows if case.by_her else listing.as_she_said(before, rows)
    traject = listing.take_up(before, rows, ctx, world.new_identifier)
    if not case.by_her and (what := unusual(before, traject, ctx)):
        return may_it_be_used(mail, case, what, ctx)
    if not case.by_her and _replaces(mail) and listed_since(mail, before, world, ctx):
        return may_it_be_used(mail, case, Phrase("list-overtaken"), ctx)
    traject = _replaced(traject, rows, mail)
    kinds = beside_list(mail, case, context_of(before, ctx))
    traject = with_outcome(traject, ctx, Outcome.LIST, detail=",".join(kinds))
    documents = received(kinds, traject, ctx)
    if traject.stage is Stage.STARTED:
        traject = traject.moved(Stage.COLLECTING, ctx.now)
    traject, more = advance(traject, ctx)
    return Decision(
        traject,
        (
            _answer(case, traject, rows, ctx),
            Note("news.list", (("n", str(len(rows.rows))),)),
            *_questions(traject, rows, ctx),
            *documents,
            *invitations(before, traject, ctx),
            *(Retry(inbound_id, traject.ref) for inbound_id in world.doubtful(traject.ref)),
            *more,
        ),
        Outcome.LIST,
        detail=",".join(kinds),
        place=Place.TRAJECT,
        intent=INTENT,
    )


def may_it_be_used(mail: InboundMail, case: TrajectCase, what: Phrase, ctx: Context) -> Decision:
    """Nobody of an unusual list is written to before she has seen it (h34); he hears that it came in."""
    traject = case.traject
    offers = (buttons.tie(traject.ref, label="button.use-list"), buttons.dismiss())
    put = ask(mail, case, ctx, what, offers, INTENT)
    view = ListHeld(traject.ref, traject.specialist.name)
    return replace(put, effects=(SpecialistMail(view, ctx.key(traject, view.KIND), answers=True), *put.effects))


def _replaced(traject: Traject, rows: RespondentList, mail: InboundMail) -> Traject:
    """Only when he says so does a new list drop those it leaves out; an answer that is in counts all the same.

    Whoever answered is left out as the others are: what is shown to him must not tell who did.
    """
    if not _replaces(mail):
        return traject
    kept = {key(r.address) for r in rows.rows if r.address}
    return replace(
        traject,
        respondents=tuple(
            r if not r.address or key(r.address) in kept else replace(r, removed=True) for r in traject.respondents
        ),
    )


def _replaces(mail: InboundMail) -> bool:
    return _REPLACES.search(f"{mail.subject}\n{mail.new_text}") is not None


def _answer(case: TrajectCase, traject: Traject, rows: RespondentList, ctx: Context) -> SpecialistMail:
    invites = ctx.rules_of(traject).invitations == "bot"
    view = listing.answer(traject, rows, bot_invites=invites, proved=proved_his(case))
    return SpecialistMail(view, ctx.key(traject, "list"), answers=True)


def _questions(traject: Traject, rows: RespondentList, ctx: Context) -> tuple[Effect, ...]:
    """She hears of a list that names the specialist himself (h99)."""
    if not any(row.problem is RowProblem.OWN_ADDRESS for row in rows.rows):
        return ()
    what = Phrase("specialist-in-list")
    key = f"{traject.ref}/{what.code}/{ctx.inbound_id}"
    return (Ask(what.code, key, what, traject.specialist.name, (buttons.dismiss(),)),)

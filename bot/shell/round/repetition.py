"""Silence for machines and for repetitions: what was answered, or asked about, is so once (DESIGN, *Time*)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.association.tokens import codes_in
from bot.core.context import Context
from bot.core.decision import Ask, Close, Decision, Effect, Mail, Note, Place, PractitionerMail, Settle, Used
from bot.core.mail.authentication.verdict import authenticated
from bot.core.mail.machine import sameness
from bot.core.mail.message import Automatic, InboundMail
from bot.core.planning.offers import OF_APPOINTMENT
from bot.core.traject import reference
from bot.core.traject.value import Outcome, Traject
from bot.core.views import CommandResult, FactAnswer
from bot.shell.ledger import events, inbound
from bot.shell.ledger.book import Book
from bot.shell.ledger.inbound import SaidBefore

REPEATED = "news.repeated"
TELL_AGAIN = timedelta(days=30)
_MACHINES = frozenset({Automatic.AUTO_REPLY, Automatic.BOUNCE, Automatic.LOOP})
_PAUSES = tuple(timedelta(days=days, hours=-4) for days in (1, 2, 4, 7))
"""How long it must have been quiet before the same words are a question again: longer each time they come back. Less
than whole days: who asks each Wednesday at the same hour is answered when the clock was put forward, too.
"""
_INSISTS = 3
"""So often the same words of hers that hold no command are answered, when they come back for that or by themselves."""
_UNPROVED_A_DAY, _ANSWERED, _UNANSWERED = 10, "unproved_answers", "problem.unproved-many"
_NO_COMMAND = frozenset(("command.unknown", "command.too-many-unknown", "command.no-command", "command.which-question"))
_ASKED = frozenset({Outcome.DOUBTFUL, Outcome.DISMISSED, Outcome.DUPLICATE})


def hushed(
    decisions: tuple[Decision, ...], mail: InboundMail, book: Book, ctx: Context, *, by_her: bool
) -> tuple[Decision, ...]:
    """The decisions about a mail without the answers, and the questions to her, that would repeat earlier ones.

    `by_her` says that her word brought the mail back: then she is asked whatever there is to ask.
    """
    if mail.sender is None:
        return decisions
    if mail.automatic in _MACHINES:
        return tuple(replace(d, effects=tuple(e for e in d.effects if not _is_answer(e))) for d in decisions)
    hers = ctx.practitioner.writes_from(mail.sender.address)
    words, files = sameness.told(mail, subject=hers)
    if hers:
        return _few_unproved(_hers_once(decisions, words + _named_in(mail), mail, book, ctx), mail, book, ctx)
    said_h, files_h = (
        inbound.said_hash(book, words + _hers_in(mail, book) + _moment_in(mail, book)),
        inbound.said_hash(book, files),
    )
    inbound.remember(book, ctx.inbound_id, said_h, files_h)
    said = inbound.saying(book, ctx.inbound_id, said_h)
    brought = inbound.bringing(book, ctx.inbound_id, files_h)
    if not (said or brought):
        return decisions
    return tuple(_unrepeated(d, said, brought, book, ctx, by_her) for d in decisions)


def _hers_once(
    decisions: tuple[Decision, ...], words: str, mail: InboundMail, book: Book, ctx: Context
) -> tuple[Decision, ...]:
    """A machine at her own address: that no line of it is a command is said a few times, or they would talk for ever.
    It is one when the same words came back for that again and again; what she says in reply to other mails of ours
    tells nothing of that.
    """
    kinds = {token.kind for token in book.tokens(mail.in_reply_to, "")}
    of_another, back = inbound.said_hash(book, words), inbound.said_hash(book, f"{words}\0back")
    inbound.remember(book, ctx.inbound_id, of_another if kinds - {CommandResult.KIND} else back, "")
    came_back = inbound.saying(book, ctx.inbound_id, back)
    if len(came_back) < _INSISTS:
        return decisions
    said = (*came_back, *inbound.saying(book, ctx.inbound_id, of_another))
    return tuple(_told_a_few_times(d, sorted(said, key=lambda e: e.at, reverse=True), ctx) for d in decisions)


def _few_unproved(told: tuple[Decision, ...], mail: InboundMail, book: Book, ctx: Context) -> tuple[Decision, ...]:
    """Anybody can write in her name: what nothing proves hers, and needs no confirmation, is answered a few times a
    day; then her overview says so. What she confirms, and what stops a destruction, is told each time.
    """
    if authenticated(mail, ctx.safeguards.trusted_authserv_id) or not any(map(_flooding, told)):
        return told
    today, _, times = (book.meta(_ANSWERED) or "").partition("/")
    answered = int(times) if today == ctx.today.isoformat() else 0
    if answered < _UNPROVED_A_DAY:
        book.drop_meta(_ANSWERED)
        book.set_meta(_ANSWERED, f"{ctx.today.isoformat()}/{answered + 1}")
        return told
    return tuple(_unanswered(d, book, ctx) if _flooding(d) else d for d in told)


def _flooding(decision: Decision) -> bool:
    """Whether it answers her at once, and nothing hangs on it."""
    confirmed = any(isinstance(e, Used) for e in decision.effects)
    return not confirmed and any(map(_tells_only, decision.effects))


def _tells_only(effect: Effect) -> bool:
    if not isinstance(effect, PractitionerMail) or not isinstance(effect.view, CommandResult):
        return False
    return not (effect.view.planned or effect.view.waiting)


def _unanswered(decision: Decision, book: Book, ctx: Context) -> Decision:
    kept = tuple(e for e in decision.effects if not _tells_only(e))
    values = (("n", str(_UNPROVED_A_DAY)),)
    ref = decision.traject.ref if decision.traject else ""
    midnight = ctx.calendar.at(ctx.today, time.min)
    told = () if events.told_since(book, ref, _UNANSWERED, values, midnight) else (Note(_UNANSWERED, values),)
    return replace(decision, effects=(*kept, *told))


def _hers_in(mail: InboundMail, book: Book) -> str:
    """What only she may confirm, where somebody else answers that: of another one the same words say something else."""
    answered = book.confirmation((*mail.in_reply_to, *mail.references, *codes_in(f"{mail.subject}\n{mail.text}")))
    return "" if answered is None or answered.person else f"\0{answered.token}"


def _moment_in(mail: InboundMail, book: Book) -> str:
    """The offer or the appointment that is answered: a yes to another one says something else."""
    told = (token.key for token in book.tokens(mail.in_reply_to, "") if token.kind in OF_APPOINTMENT)
    return "".join(f"\0{key}" for key in told)


def _named_in(mail: InboundMail) -> str:
    """The trajects that she names: of another one the same words say something else."""
    named = sorted(reference.find(f"{mail.subject}\n{mail.new_text}"))
    return "\0" + " ".join(named) if named else ""


def _unrepeated(
    decision: Decision,
    said: tuple[SaidBefore, ...],
    brought: tuple[SaidBefore, ...],
    book: Book,
    ctx: Context,
    by_her: bool,
) -> Decision:
    traject = decision.traject
    ref = traject.ref if traject else ""
    before = book.traject(ref) if ref else None
    if traject is not None and before is not None and _stands(traject) != _stands(before):
        return decision  # it changed something: whoever did that hears of it
    alike = _with_outcome(said, ref, decision.outcome)
    same_words = _still_said(alike, ctx.now)
    same_files = bool(_with_outcome(brought, ref, decision.outcome))
    asks = not by_her and any(isinstance(e, Ask) for e in decision.effects)
    asked_again = asks and (same_words or _is_open(alike, book))
    kept = tuple(
        e
        for e in decision.effects
        if not (_is_answer(e) and (same_words or (same_files and not _is_fact(e))))
        and not (asked_again and isinstance(e, Ask | Note | Settle | Close))
    )
    if kept == decision.effects:
        return decision
    told = _told(decision, ref, book, ctx)
    if asked_again and decision.outcome in (Outcome.DOUBTFUL, Outcome.ENQUIRY):
        place = Place.CORRESPONDENCE if ref else Place.STAYS
        return replace(decision, effects=(*kept, *told), outcome=Outcome.DUPLICATE, place=place)
    return replace(decision, effects=(*kept, *told))


def _stands(traject: Traject) -> tuple[object, ...]:
    """What nobody may be left in the dark about."""
    return traject.respondents, traject.planning


def _told_a_few_times(decision: Decision, said: Sequence[SaidBefore], ctx: Context) -> Decision:
    """Without that nothing was understood. What puts off a destruction is told each time."""
    if decision.traject is not None or not _still_said(_with_outcome(said, "", decision.outcome), ctx.now):
        return decision
    return replace(decision, effects=tuple(e for e in decision.effects if not _understood_nothing(e)))


def _understood_nothing(effect: Effect) -> bool:
    if not isinstance(effect, PractitionerMail) or not isinstance(effect.view, CommandResult):
        return False
    return all(line.outcome.code in _NO_COMMAND for line in effect.view.lines)


def _told(decision: Decision, ref: str, book: Book, ctx: Context) -> tuple[Note, ...]:
    """She hears of it once in a while, not each time; what strangers repeat lies in her INBOX anyway."""
    values = (("respondent", decision.respondent),) if decision.respondent else ()
    if not ref or events.told_since(book, ref, REPEATED, values, ctx.now - TELL_AGAIN):
        return ()
    return (Note(REPEATED, values),)


def _with_outcome(earlier: Sequence[SaidBefore], ref: str, outcome: Outcome) -> tuple[SaidBefore, ...]:
    """Those that came to the same for this traject; one that was put right since then is no precedent."""
    same = _ASKED if outcome is Outcome.DOUBTFUL else {outcome, Outcome.DUPLICATE}
    return tuple(e for e in earlier if e.outcomes.get(ref) in same)


def _still_said(earlier: tuple[SaidBefore, ...], now: datetime) -> bool:
    """Whether the words have not been silent for long enough to be a person's question anew."""
    return bool(earlier) and now - earlier[0].at < _PAUSES[min(len(earlier), len(_PAUSES)) - 1]


def _is_open(earlier: tuple[SaidBefore, ...], book: Book) -> bool:
    """Whether she has not answered yet what was asked about these words."""
    mails = {e.inbound_id for e in earlier}
    return bool(mails) and any(q.inbound_id in mails for q in book.questions())


def _is_answer(effect: Effect) -> bool:
    return isinstance(effect, Mail) and not isinstance(effect, PractitionerMail) and effect.answers


def _is_fact(effect: Effect) -> bool:
    return isinstance(effect, Mail) and isinstance(effect.view, FactAnswer)

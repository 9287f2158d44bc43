"""Silence for machines and for repetitions: what was answered, or asked about, is so once (DESIGN, *Time*)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from bot.association.tokens import codes_in
from bot.core.context import Context
from bot.core.decision import Ask, Close, Decision, Effect, Mail, Note, Place, PractitionerMail, Settle, Used
from bot.core.mail.authentication.verdict import authenticated
from bot.core.mail.machine import sameness
from bot.core.mail.message import Address, Automatic, InboundMail
from bot.core.planning.offers import OF_APPOINTMENT
from bot.core.traject import reference
from bot.core.traject.value import Outcome, Traject
from bot.core.views import CommandResult, FactAnswer
from bot.shell.ledger import events, inbound
from bot.shell.ledger.book import Book
from bot.shell.ledger.inbound import SaidBefore

REPEATED, SAME_FILES = "news.repeated", "news.same-files"
TELL_AGAIN = timedelta(days=30)
_MACHINES = frozenset({Automatic.AUTO_REPLY, Automatic.BOUNCE, Automatic.LOOP})
_PAUSES = tuple(timedelta(days=days, hours=-4) for days in (1, 2, 4, 7))
"""How long it must have been quiet before the same words are a question again: longer each time they come back. Less
than whole days: who asks each Wednesday at the same hour is answered when the clock was put forward, too.
"""
_INSISTS = 3
"""So often the same words of hers that hold no command are answered, when they come back for that or by themselves; and
so often what somebody says again after having said something else, or with a file that came before, is new.
"""
_UNPROVED_A_DAY, _ANSWERED, _UNANSWERED = 10, "unproved_answers", "problem.unproved-many"
_NO_COMMAND = frozenset(("command.unknown", "command.too-many-unknown", "command.no-command", "command.which-question"))
_ASKED = frozenset({Outcome.DOUBTFUL, Outcome.DISMISSED, Outcome.DUPLICATE})


@dataclass(frozen=True, slots=True)
class _Before:
    """The earlier mails with these words, those with these files, and the trajects in which the sender has said
    something else since: there the same words are no repetition, but another change of mind.
    """

    said: tuple[SaidBefore, ...]
    brought: tuple[SaidBefore, ...]
    elsewise: frozenset[str]


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
    before = _heard_before(
        words + _hers_in(mail, book) + _moment_in(mail, book), files, mail.sender, decisions, book, ctx
    )
    if not (before.said or before.brought) or _is_open((ctx.inbound_id,), book):
        return decisions  # what is asked about is not put away before she has answered
    return tuple(_unrepeated(d, before, book, ctx, by_her) for d in decisions)


def _heard_before(
    words: str, files: str, sender: Address, decisions: tuple[Decision, ...], book: Book, ctx: Context
) -> _Before:
    """What was said and brought before. This mail is remembered; who says it, where that is erased with a traject."""
    refs = tuple(d.traject.ref for d in decisions if d.traject)
    said_h, files_h = inbound.said_hash(book, words), inbound.said_hash(book, files)
    sender_h = inbound.said_hash(book, f"by\0{sender.key}") if refs else ""
    inbound.remember(book, ctx.inbound_id, said_h, files_h, sender_h)
    last = {ref: inbound.last_word(book, ctx.inbound_id, sender_h, ref) for ref in refs}
    elsewise = frozenset(ref for ref, word in last.items() if word not in ("", said_h))
    return _Before(
        inbound.saying(book, ctx.inbound_id, said_h), inbound.bringing(book, ctx.inbound_id, files_h), elsewise
    )


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


def _unrepeated(decision: Decision, heard: _Before, book: Book, ctx: Context, by_her: bool) -> Decision:
    traject = decision.traject
    ref = traject.ref if traject else ""
    before = book.traject(ref) if ref else None
    if traject is not None and before is not None and _stands(traject) != _stands(before):
        return decision  # it changed something: whoever did that hears of it
    alike = _with_outcome(heard.said, ref, decision.outcome)
    if ref in heard.elsewise and len(alike) < _INSISTS:
        alike = ()
    brought = _with_outcome(heard.brought, ref, decision.outcome)
    same_words = _still_said(alike, ctx.now)
    same_files = bool(alike and brought) or _by_machine(brought, decision.outcome, ctx.now)
    asks = not by_her and any(isinstance(e, Ask) for e in decision.effects)
    asked_again = asks and (same_words or _is_open((e.inbound_id for e in alike), book))
    kept = tuple(
        e
        for e in decision.effects
        if not ((_is_answer(e) or _tells_of_answer(e)) and (same_words or (same_files and not _is_fact(e))))
        and not (asked_again and isinstance(e, Ask | Note | Settle | Close))
    )
    if kept == decision.effects:
        return decision
    code = REPEATED if alike else SAME_FILES
    told = _told(code, decision, ref, book, ctx, first=len(alike) == 1)
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


def _told(code: str, decision: Decision, ref: str, book: Book, ctx: Context, *, first: bool) -> tuple[Note, ...]:
    """She hears of it the `first` time that something comes again, then once in a while; what strangers repeat lies in
    her INBOX anyway.
    """
    values = (("respondent", decision.respondent),) if decision.respondent else ()
    if not ref or (not first and events.told_since(book, ref, code, values, ctx.now - TELL_AGAIN)):
        return ()
    return (Note(code, values),)


def _with_outcome(earlier: Sequence[SaidBefore], ref: str, outcome: Outcome) -> tuple[SaidBefore, ...]:
    """Those that came to the same for this traject; one that was put right since then is no precedent."""
    same = _ASKED if outcome is Outcome.DOUBTFUL else {outcome, Outcome.DUPLICATE}
    return tuple(e for e in earlier if e.outcomes.get(ref) in same)


def _still_said(earlier: tuple[SaidBefore, ...], now: datetime) -> bool:
    """Whether the words have not been silent for long enough to be a person's question anew."""
    return bool(earlier) and now - earlier[0].at < _PAUSES[min(len(earlier), len(_PAUSES)) - 1]


def _by_machine(brought: tuple[SaidBefore, ...], outcome: Outcome, now: datetime) -> bool:
    """Whether files came so often that only the words around them are altered; who insists on a list is answered."""
    return outcome is not Outcome.LIST and len(brought) >= _INSISTS and _still_said(brought, now)


def _is_open(mails: Iterable[int], book: Book) -> bool:
    """Whether she has not answered yet what was asked about one of these mails."""
    asked = frozenset(mails)
    return bool(asked) and any(q.inbound_id in asked for q in book.questions())


def _is_answer(effect: Effect) -> bool:
    return isinstance(effect, Mail) and not isinstance(effect, PractitionerMail) and effect.answers


def _tells_of_answer(effect: Effect) -> bool:
    """Whether it says that something was asked of whoever wrote."""
    return isinstance(effect, Note) and effect.code == "news.link"


def _is_fact(effect: Effect) -> bool:
    return isinstance(effect, Mail) and isinstance(effect.view, FactAnswer)

"""An out-of-office or another automatic answer: never a response, never answered (h25, h28)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.association.alone import Alone
from bot.association.bearers import called
from bot.association.case import Case, TrajectCase, proposals
from bot.core import buttons
from bot.core.context import Context
from bot.core.course.advance import with_outcome
from bot.core.decision import Decision, Discard, Note, Place
from bot.core.mail.machine.absence import last_day
from bot.core.mail.machine.echo import is_our_subject, only_ours
from bot.core.mail.message import Automatic, InboundMail
from bot.core.mail.signs import COPY, GONE, PICTURE
from bot.core.questions import BY_MACHINE
from bot.core.traject import reference
from bot.core.traject.value import Outcome, Respondent, Traject
from bot.core.views import Phrase
from bot.core.world import Role, World
from bot.forms.questionnaires.catalogue import FEEDBACK
from bot.handlers import decline, list_correction, withdrawal
from bot.handlers.beside.his_absence import asked_of_absence
from bot.handlers.commands import command_of
from bot.handlers.her_word.lines import lines_of
from bot.handlers.shared.asking import ask
from bot.handlers.shared.departed import confirmed, departed
from bot.handlers.shared.elsewhere import everywhere

INTENT = "auto-reply"
ONLY_HERS = "foreign-token"
SEVERAL = "several-trajects"
TRUSTED_WITHIN = timedelta(days=31)


def matches(mail: InboundMail, case: Case, ctx: Context) -> bool:
    """No person wrote it; a mailing list's mail that points to no traject included."""
    holds_form = _holds_their_form(case)
    if case.counts or (case.by_her and holds_form):
        return False  # she says that it is a form, or whose it is, whoever sent it
    if case.role is Role.PRACTITIONER and PICTURE in mail.signs:
        return False  # it is hers, and no machine's
    bulk = mail.automatic is Automatic.BULK and (case.traject is None or holds_form)
    return mail.automatic in (Automatic.AUTO_REPLY, Automatic.LOOP) or bulk or is_echo(mail, case, ctx)


def is_echo(mail: InboundMail, case: Case, ctx: Context) -> bool:
    """A mail of ours that somebody's system sends back: our subject and our words, and nothing else."""
    hers = mail.sender is not None and ctx.practitioner.writes_from(mail.sender.address)
    secret = case.doubt is not None and case.doubt.code == ONLY_HERS
    refs = reference.find(mail.subject)
    answers = bool(mail.documents) or case.clues.looks_like_form
    if mail.automatic is not Automatic.NO or answers or hers or secret or not refs:
        return False
    people = [mail.sender.name, mail.sender.address] if mail.sender else []
    practice, her = ctx.practice, ctx.practitioner
    people += [practice.name, practice.address, practice.price_normal, practice.price_rush, her.name, her.address]
    if case.traject is not None:
        people += [case.traject.specialist.name, case.traject.specialist.address]
    if case.respondent is not None:
        people += [case.respondent.name, case.respondent.address]
    if COPY in mail.signs and not mail.new_text.strip():
        return is_our_subject(mail.subject, ctx.wording, (*people, *refs))
    return only_ours(mail.subject, mail.text, ctx.wording, (*people, *refs))


def by_itself(alone: Alone) -> bool:
    """No person wrote it."""
    return alone.mail.automatic in (Automatic.AUTO_REPLY, Automatic.BULK)


def handle(mail: InboundMail, case: Case, world: World, ctx: Context) -> Decision:
    """A respondent's absence is remembered; reminders wait until it is over. What answers a destroyed traject goes."""
    decision, gone = _heard(mail, case, world, ctx), None if case.by_her else _gone(mail, case, world)
    if gone is None:
        return decision
    unheard = (Note("problem.removed-unread", (("ref", gone),)),) if decision.traject is None else ()
    return replace(decision, effects=(*decision.effects, *unheard, Discard()))


def _gone(mail: InboundMail, case: Case, world: World) -> str | None:
    """The destroyed traject that it is about, unless it names one that lives as well."""
    sender = mail.sender.address if mail.sender else ""
    answered = (t.ref for t in world.tokens(case.clues.answered_ids, sender) if t.ref)
    refs = (*answered, *reference.find(mail.subject))
    lives = any(world.traject(ref) is not None for ref in refs)
    return None if lives else next((ref for ref in refs if world.destroyed_at(ref) is not None), None)


def _heard(mail: InboundMail, case: Case, world: World, ctx: Context) -> Decision:
    """A respondent's absence is remembered; reminders wait until it is over."""
    if case.doubt is not None and _is_of_a_traject(case) and _may_hold_a_form(mail, case):
        return ask(mail, case, ctx, case.doubt, proposals(case), INTENT)
    if case.traject is None or case.doubt is not None:
        return Decision(None, outcome=Outcome.LEFT_ALONE, place=Place.STAYS, intent=INTENT)
    last = _last_day(mail, ctx)
    person = case.respondent if case.role is Role.RESPONDENT else None
    if person is not None and person.id not in case.traject.answered() and _may_hold_a_form(mail, case):
        offers = (buttons.count(case.traject.ref, called(case.traject, person)), buttons.dismiss())
        if mail.automatic is Automatic.BULK:
            return ask(mail, case, ctx, Phrase("sent-by-list"), offers, INTENT)
        decision = ask(mail, case, ctx, Phrase(BY_MACHINE), offers, INTENT)
        return replace(decision, outcome=Outcome.IGNORED, place=Place.CORRESPONDENCE)
    if person is not None and GONE in mail.signs and person.id not in case.traject.answered():
        if case.by_her:
            return confirmed(case.traject, person, ctx, INTENT)
        return departed(mail, case.traject, person, world, ctx, INTENT)
    if person is None or not (mail.away or last):
        asked = asked_of_absence(mail, case, last, ctx)
        return Decision(case.traject, (*asked, *_unheard(mail, case, ctx)), outcome=Outcome.IGNORED, intent=INTENT)
    others = everywhere(mail, world, case.traject, lambda t, r: _away(t, r, last, ctx))
    return replace(_away(case.traject, person, last, ctx), also=others)


def _unheard(mail: InboundMail, case: Case, ctx: Context) -> tuple[Note, ...]:
    """What would have been carried out, or asked, had no machine said it: she hears of it."""
    written, hers = replace(mail, automatic=Automatic.NO), case.role is Role.PRACTITIONER
    if mail.away or not isinstance(case, TrajectCase):
        return ()
    theirs = (withdrawal, decline, list_correction)
    if hers and not any(command_of(line) for line in lines_of(mail)):
        return ()
    if not hers and not any(handler.matches(written, case, ctx) for handler in theirs):
        return ()
    person = case.respondent
    return (Note("news.machine-words", (("respondent", person.id),) if person is not None else ()),)


def _holds_their_form(case: Case) -> bool:
    """A filled form: a scanner that mails, or an absence that quotes what was sent before."""
    return any(form.questionnaire == FEEDBACK and form.filled for form in case.clues.forms)


def _may_hold_a_form(mail: InboundMail, case: Case) -> bool:
    """That, or any file that can be an answer, such as a scan; beside an absence or a farewell a file is no answer."""
    tells = mail.away or GONE in mail.signs
    return _holds_their_form(case) or (case.clues.holds_answers and not tells)


def _is_of_a_traject(case: Case) -> bool:
    """Whether something in it points to one that lives, or to several."""
    return case.traject is not None or (case.doubt is not None and case.doubt.code == SEVERAL)


def _away(traject: Traject, person: Respondent, last: date | None, ctx: Context) -> Decision:
    until = last.isoformat() if last else ""
    note = Note("news.away", (("respondent", person.id), ("until", until)))
    after = with_outcome(traject, ctx, Outcome.AWAY, person.id, until)
    return Decision(after, (note,), Outcome.AWAY, person.id, until, intent=INTENT)


def _last_day(mail: InboundMail, ctx: Context) -> date | None:
    """The end of the absence; a Date header that is missing or far off is replaced by our own clock (h70)."""
    if mail.date is not None and abs(ctx.calendar.day(mail.date) - ctx.today) <= TRUSTED_WITHIN:
        return mail.until
    return last_day(f"{mail.new_text or mail.text}\n{mail.subject}", ctx.today)

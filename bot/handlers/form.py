"""A respondent's answer: our form, the questions answered in a reply, or anything else that looks like an answer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.association.alone import Alone
from bot.association.bearers import called, likeliest, of_person
from bot.association.case import Case, TrajectCase
from bot.association.clues import Part
from bot.core import buttons
from bot.core.context import Context
from bot.core.course.advance import advance, with_outcome
from bot.core.course.overtaken import overtaken_by
from bot.core.course.withdrawing import answered_since
from bot.core.decision import Decision, Enclosed, Note, Place, RespondentMail
from bot.core.documents import Read
from bot.core.mail.message import Automatic, InboundMail
from bot.core.people import names
from bot.core.people.names import Likeness
from bot.core.questions import LIES
from bot.core.traject.stages import Stage
from bot.core.traject.value import COUNTING, Outcome, Respondent, Traject
from bot.core.views import FormEmpty, FormReceived, FormUnreadable, Phrase, Proposal
from bot.core.words.gone import gone_in
from bot.core.words.grave import is_grave
from bot.core.words.phrases import announces_form, declines, may_answer
from bot.core.words.prose.judging import speaks_of_somebody
from bot.core.world import Role, World
from bot.forms.for_traject import questions_as_text
from bot.forms.questionnaires.catalogue import FEEDBACK
from bot.handlers import fact
from bot.handlers.shared import several
from bot.handlers.shared.answers import first_mail
from bot.handlers.shared.asking import ask
from bot.handlers.shared.copies import reaches_specialist
from bot.handlers.shared.lists import holds_list, passes_list_on
from bot.handlers.shared.tie import respondent_of, with_second_address

INTENT = "form"
NOTHING_ATTACHED = "nothing-attached"
_LONG, _SIGNATURE = 400, 4


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one mail is worth as an answer; `partly` says that more stands on the form than could be read."""

    outcome: Outcome
    detail: str = ""
    partly: bool = False

    @property
    def news(self) -> str:
        """What she is told of it."""
        return "form-partly" if self.partly else self.outcome


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """Answers, or a file in the place of answers, from a respondent; or what she says is one."""
    if case.counts:
        return True
    if mail.automatic is not Automatic.NO and not (case.by_her and any(f.filled for f in case.clues.forms)):
        return False
    if case.role is Role.SPECIALIST:
        return _through_specialist(case)
    if case.by_her and (_may_be_one(case) or _reads_as_answer(mail, case)):
        return case.respondent is not None or bool(case.clues.forms) or not _is_list(mail, case, ctx)
    refuses = not any(f.filled for f in case.clues.forms) and declines(mail.new_text)  # with the blank form, perhaps
    return case.respondent is not None and not refuses and (case.clues.looks_like_form or _lacks_the_form(mail, case))


def _reads_as_answer(mail: InboundMail, case: TrajectCase) -> bool:
    """Prose about somebody's functioning, and no cry for help, nor a word about who does not take part: what says
    nothing of a colleague may be about the writer.
    """
    text = mail.new_text
    judges = speaks_of_somebody(text, case.traject.specialist.name)
    return (
        judges and may_answer(text) and not is_grave(text) and not gone_in(text) and not _names(text, case.respondent)
    )


def _names(text: str, person: Respondent | None) -> bool:
    """Whether it is about the one who is to judge, as a secretary writes."""
    surname = names.folded(person.name).split()[-1:] if person is not None else []
    said = (names.folded(line).split() for line in text.splitlines() if len(line.split()) > _SIGNATURE)
    return bool(surname) and any(surname[0] in words for words in said)


def _is_list(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    return holds_list(mail, case, ctx) or passes_list_on(mail, case, ctx)


def _may_be_one(case: TrajectCase) -> bool:
    """What she ties is an answer when it can be one: any file in which something is."""
    return any(p.attachment.document.read is not Read.EMPTY for p in case.clues.parts)


def _lacks_the_form(mail: InboundMail, case: TrajectCase) -> bool:
    """An empty file, or the announcement of one that is not there."""
    if case.clues.parts:
        all_empty = all(p.attachment.document.read is Read.EMPTY for p in case.clues.parts)
        return all_empty and "?" not in mail.new_text and not declines(mail.new_text)
    return announces_form(mail.new_text) and not mail.encrypted


def _through_specialist(case: TrajectCase) -> bool:
    """Somebody's answers about him arrive through the specialist himself (h19)."""
    return any(form.questionnaire == FEEDBACK and form.filled for form in case.clues.forms)


def by_itself(alone: Alone) -> bool:
    """A feedback form."""
    return any(form.questionnaire == FEEDBACK for form in alone.clues.forms)


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """Counted, asked for again, or put before her."""
    if case.role is Role.SPECIALIST and not case.by_her:
        return ask(mail, case, ctx, Phrase("through-specialist"), _offers(case), INTENT)
    case = respondent_of(mail, case, world, ctx)
    if case.by_her and case.respondent is None and (found := several.people(case)):
        case = replace(case, respondent=found[0], role=Role.RESPONDENT)
    if case.respondent is None:
        place = Place.TRAJECT if case.by_her else Place.REVIEW
        what = Phrase("no-respondent", ((LIES, place),) if case.by_her else ())
        offers = tuple(dict.fromkeys((*likeliest(case.traject, mail), *_offers(case))))
        return replace(ask(mail, case, ctx, what, offers, INTENT), place=place)
    if not case.counts and _another_questionnaire(case):
        offers = (buttons.count(case.traject.ref, called(case.traject, case.respondent)), buttons.dismiss())
        return ask(mail, case, ctx, Phrase("other-questionnaire"), offers, INTENT)
    if _copied_unproved(mail, case, ctx):
        offers = (buttons.count(case.traject.ref, called(case.traject, case.respondent)), buttons.dismiss())
        return ask(mail, case, ctx, Phrase("copied-unproved"), offers, INTENT)
    if not case.by_her and (newer := overtaken_by(mail, case.traject, case.respondent, world, ctx)):
        offers = (buttons.count(case.traject.ref, called(case.traject, case.respondent)), buttons.dismiss())
        return ask(mail, case, ctx, Phrase("overtaken", (("by", newer),)), offers, INTENT)
    verdict = judge(mail, case)
    if verdict is None:
        offers = (buttons.count(case.traject.ref), buttons.dismiss())
        return ask(mail, case, ctx, Phrase("question-from-respondent"), offers, INTENT)
    return _decide(mail, case, case.respondent, verdict, ctx)


def _another_questionnaire(case: TrajectCase) -> bool:
    """A filled self-evaluation or plan is nobody's feedback, whoever sends it."""
    filled = {f.questionnaire for f in case.clues.forms if f.filled}
    return bool(filled) and FEEDBACK not in filled


def _copied_unproved(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """The specialist got it too, and our server, which could, does not vouch for the sender."""
    provable = bool(ctx.safeguards.trusted_authserv_id) and not case.by_her
    if not provable or case.authenticated:
        return False
    return reaches_specialist(mail, case.traject, ctx) is not Likeness.DIFFERENT


def judge(mail: InboundMail, case: TrajectCase) -> Verdict | None:
    """The best that is in the mail: a form with answers, then a document for her eyes, then what went wrong."""
    filled = tuple(f for f in case.clues.forms if f.questionnaire == FEEDBACK and f.filled)
    theirs = of_person(filled, case.respondent.name) if case.respondent else filled
    if several.contradict(theirs if case.by_her else filled):
        return Verdict(Outcome.FORM_FOR_EYES)
    best = max(theirs, key=lambda f: f.worth, default=None)
    if best is not None and best.readable:
        return Verdict(Outcome.FORM, f"{best.questionnaire}:{best.readable}", partly=best.for_eyes > 0)
    if any(p.attachment.document.parts for p in case.clues.parts) and not case.by_her:
        return None  # an archive in an archive is hers to look at (h74)
    if case.counts or (best is not None and best.filled) or any(_for_eyes(p, case.by_her) for p in case.clues.parts):
        return Verdict(Outcome.FORM_FOR_EYES)
    if case.by_her and _reads_as_answer(mail, case):
        return Verdict(Outcome.FORM_FOR_EYES)
    if case.clues.forms or all(p.attachment.document.read in (Read.OK, Read.EMPTY) for p in case.clues.parts):
        detail = "" if case.clues.parts else NOTHING_ATTACHED
        return Verdict(Outcome.FORM_EMPTY, detail) if len(mail.new_text) < _LONG else None
    reads = [p.attachment.document.read for p in case.clues.parts]
    reason = next((r for r in reads if r not in (Read.OK, Read.EMPTY)), Read.DAMAGED)
    return Verdict(Outcome.FORM_UNREADABLE, str(reason))


def _for_eyes(part: Part, by_her: bool) -> bool:
    """A file that looks like an answer; by her word any that can be read."""
    return (part.answers or by_her) and part.form is None and part.attachment.document.read is Read.OK


def _decide(mail: InboundMail, case: TrajectCase, person: Respondent, verdict: Verdict, ctx: Context) -> Decision:
    before, older = case.traject, answered_since(case.traject, person, ctx, COUNTING)
    shares = several.besides(case, person, ctx) if verdict.outcome in COUNTING else ()
    traject = with_outcome(before, ctx, verdict.outcome, person.id, verdict.detail, shares)
    answer = _answer(before, person, verdict, case, ctx)
    group = (("group", person.group),)
    note = Note("news.form-older", group) if older else Note(f"news.{verdict.news}", group)
    if verdict.outcome in COUNTING:
        traject = with_second_address(traject, person, mail, case, ctx)
        traject = traject.moved(Stage.COLLECTING, ctx.now) if traject.stage is Stage.STARTED else traject
        traject, more = advance(traject, ctx)
        thanks = tuple(
            _answer(before, other, verdict, case, ctx)
            for share in shares
            if share.respondent not in before.answered() and (other := before.respondent(share.respondent))
        )
        others = several.asked(mail, case, person, shares, ctx)
        return Decision(
            traject,
            (
                *(() if older else (answer,)),
                *thanks,
                note,
                *others,
                *fact.asked_too(mail, case, person, ctx),
                *more,
            ),
            verdict.outcome,
            person.id,
            verdict.detail,
            Place.TRAJECT,
            INTENT,
            shares,
        )
    return Decision(traject, (answer, note), verdict.outcome, person.id, verdict.detail, Place.TRAJECT, INTENT)


def _answer(traject: Traject, person: Respondent, verdict: Verdict, case: Case, ctx: Context) -> RespondentMail:
    """To the registered address only, whatever Reply-To says (h13)."""
    first, name, about = first_mail(traject, person.id), person.name, traject.specialist.name
    if verdict.outcome in COUNTING:
        replaced = person.id in traject.answered()
        received = FormReceived(traject.ref, name, about, first, replaced, proved=case.authenticated)
        key = ctx.key(traject, received.KIND, person.id)
        return RespondentMail(received, person.id, key, answers=True)
    if verdict.outcome is Outcome.FORM_EMPTY:
        text = questions_as_text(traject, person, ctx)
        empty = FormEmpty(traject.ref, name, about, text, first, verdict.detail != NOTHING_ATTACHED)
        key = f"{traject.ref}/{empty.KIND}/{person.id}"  # asked once
        return RespondentMail(empty, person.id, key, (Enclosed.WORD_FORM,), answers=True)
    unreadable = FormUnreadable(traject.ref, name, about, verdict.detail, first)
    return RespondentMail(unreadable, person.id, ctx.key(traject, unreadable.KIND), answers=True)


def _offers(case: TrajectCase) -> tuple[Proposal, ...]:
    """Whoever the form names, else a group to put it in."""
    ref = case.traject.ref
    named = [r for r in case.traject.respondents if case.clues.name and r.name == case.clues.name]
    people = [buttons.tie(ref, r.address or r.name) for r in named[:2]]
    groups = [buttons.tie(ref, g.key) for g in case.traject.groups if not case.traject.complete(g)]
    return (*(people or groups), buttons.dismiss())

"""A respondent asks something that nobody has to decide: who reads it, until when, the form once more."""

from __future__ import annotations

from dataclasses import replace

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Ask, Decision, Effect, Enclosed, Place, RespondentMail
from bot.core.mail.message import Automatic, InboundMail
from bot.core.traject.value import Outcome, Respondent
from bot.core.views import FactAnswer, FormAgain, Phrase
from bot.core.words.facts import Asked, Topic, asked
from bot.core.words.phrases import declines
from bot.core.words.promise import promises
from bot.core.words.taking_back.withdrawal import withdraws
from bot.core.world import World
from bot.forms.for_traject import questions_as_text
from bot.handlers import promise
from bot.handlers.shared.answers import first_mail
from bot.handlers.shared.asking import ask, who

INTENT = "question"


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """In plain words by somebody listed, without a file; whoever refuses in the same mail, refuses."""
    if case.respondent is None or mail.automatic is not Automatic.NO or case.clues.parts:
        return False
    found = asked(mail.new_text)
    return bool(found.topics) and not declines(found.others) and not withdraws(found.others)


def by_itself(alone: Alone) -> bool:
    """Never: a stranger gets no answers."""
    return False


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """Answered at the registered address; what else is asked goes before her."""
    assert case.respondent is not None
    found = asked(mail.new_text)
    told = answers(found, case, case.respondent, ctx)
    if found.rest and not case.by_her:
        offers = (buttons.dismiss(), buttons.count(case.traject.ref))
        put = ask(mail, case, ctx, Phrase("question-from-respondent"), offers, INTENT)
        return replace(put, effects=(*told, *put.effects))
    if promises(found.others):
        promised = promise.handle(mail, case, world, ctx)
        return replace(promised, effects=(*told, *promised.effects))
    place = Place.TRAJECT if case.by_her else Place.CORRESPONDENCE
    return Decision(case.traject, told, Outcome.FILED, place=place, intent=INTENT)


def put_aside(mail: InboundMail, case: TrajectCase, ctx: Context) -> Ask:
    """What he asks beside something that is settled is hers to answer."""
    what = Phrase("question-beside")
    return Ask(what.code, f"{case.traject.ref}/{what.code}/{ctx.inbound_id}", what, who(mail), (buttons.dismiss(),))


def asked_too(mail: InboundMail, case: TrajectCase, person: Respondent, ctx: Context) -> tuple[Effect, ...]:
    """A question in the letter around a form: one of fact is answered, another is hers."""
    in_a_file = any(p.form is not None and p.form.filled for p in case.clues.parts)
    if not in_a_file or case.by_her or "?" not in mail.new_text:
        return ()
    found = asked(mail.new_text)
    told = answers(found, case, person, ctx)
    return told if told and not found.rest else (*told, put_aside(mail, case, ctx))


def answers(found: Asked, case: TrajectCase, person: Respondent, ctx: Context) -> tuple[RespondentMail, ...]:
    """The mails that answer what is of fact."""
    traject = case.traject
    about, first = traject.specialist.name, first_mail(traject, person.id)
    topics = tuple(str(topic) for topic in found.topics if topic is not Topic.FORM)
    mails: tuple[RespondentMail, ...] = ()
    if topics:
        received = person.id in traject.answered()
        view = FactAnswer(traject.ref, person.name, about, topics, received, found.rest and not case.by_her, first)
        mails += (RespondentMail(view, person.id, ctx.key(traject, view.KIND), answers=True),)
    if Topic.FORM in found.topics:
        again = FormAgain(
            traject.ref, person.name, about, questions_as_text(traject, person, ctx), first and not topics
        )
        key = ctx.key(traject, again.KIND)
        mails += (RespondentMail(again, person.id, key, (Enclosed.WORD_FORM, Enclosed.PDF_FORM), answers=True),)
    return mails

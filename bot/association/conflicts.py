"""What in a form speaks against the traject or the respondent that the rest of the mail points to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations

from bot.association.anothers.colleagues import bearer_named, says_anothers
from bot.association.anothers.enclosed import is_specialist, listed_as, out_of_anothers
from bot.association.anothers.signed import signed_by
from bot.association.bearers import called, is_shared, likely_bearers
from bot.association.case import Case, doubtful
from bot.association.clues import Clues
from bot.core import buttons
from bot.core.mail.message import Automatic, InboundMail
from bot.core.people import names
from bot.core.people.names import Likeness
from bot.core.traject.value import Respondent, Traject
from bot.core.views import Phrase
from bot.core.world import Role, Token, World
from bot.forms.questionnaires.catalogue import FEEDBACK

OTHER_SPECIALIST, WHOSE, ANOTHERS = "names-other-specialist", "no-respondent", "sent-by-another"
OF_DESTROYED, OF_LIVING = "form-of-destroyed", "form-of-living"


def contradicted(case: Case, mail: InboundMail) -> Case:
    """A respondent's form that says something else than the rest of the mail is asked about."""
    if case.traject is None or case.doubt or case.role is not Role.RESPONDENT:
        return case
    sender = mail.sender.address if mail.sender else ""
    code = conflict(case.traject, case.respondent, sender, case.clues)
    if code == OTHER_SPECIALIST:
        return of_another(case, case.traject)
    people: tuple[Respondent, ...] = ()
    said, found = "form", None
    if case.respondent is not None and case.clues.looks_like_form and mail.automatic is Automatic.NO:
        found = _told_by_mail(case.traject, case.respondent, mail, case.clues)
        others = (r for r in likely_bearers(case.traject, mail, case.clues) if r.id != case.respondent.id)
        if found is not None:
            code, said = WHOSE, found.said
            people = (*((found.bearer,) if found.bearer else others), case.respondent)[-2:]
        elif code:
            people = (*others, case.respondent)[-2:]
    if not code:
        return case
    offers = doubtful(case.traject, mail, case.clues, code, people=people).proposals
    named = found.named if found is not None else None
    return replace(case, doubt=_doubt(code, case.respondent, people, said, named), proposals=offers)


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """That a form is not its sender's, by the mail around it: how that shows, and whose it is, where that is known.

    `named` is who is named as such, "" where nobody is.
    """

    said: str
    bearer: Respondent | None = None
    named: str = ""


def _told_by_mail(traject: Traject, sender: Respondent, mail: InboundMail, clues: Clues) -> _Elsewhere | None:
    """By the sender's words, because it comes out of the mail of somebody else, or by who signs it."""
    colleague = bearer_named(traject, sender, mail.new_text)
    if colleague is not None:
        return _Elsewhere("mail", colleague, colleague.name)
    if not clues.holds_answers and clues.typed is None:
        return None
    wrote = out_of_anothers(mail, traject, sender, clues)
    if wrote is not None:
        listed = listed_as(wrote, traject)
        him = traject.specialist.name if is_specialist(wrote, traject) else ""
        return _Elsewhere("enclosed", listed, listed.name if listed else him)
    signer = signed_by(mail, traject, sender)
    if signer is not None:
        return _Elsewhere("mail", signer, signer.name)
    return _Elsewhere("mail") if says_anothers(traject, sender, mail.new_text) else None


def _doubt(
    code: str, sender: Respondent | None, people: tuple[Respondent, ...], said: str, named: str | None
) -> Phrase:
    """Who sent it and whose it seems to be: listed names only, never what somebody wrote."""
    if sender is None:
        return Phrase(code)
    if named is None:
        named = next((r.name for r in people if r.id != sender.id), "")
    return Phrase(ANOTHERS, (("sender", sender.name), ("named", named), ("said", said)))


def of_another(case: Case, traject: Traject) -> Case:
    """A form named after another traject counts only when she says that it does."""
    whose = called(traject, case.respondent) if case.respondent else ""
    return replace(case, doubt=Phrase(OTHER_SPECIALIST), proposals=(buttons.count(traject.ref, whose),))


def judged(case: Case, mail: InboundMail, world: World) -> Case:
    """The case, once the traject that its form is of is known."""
    return of_living(of_destroyed(case, world), mail, world)


def of_living(case: Case, mail: InboundMail, world: World) -> Case:
    """A form of another traject that lives is asked about as one of that: it must not go with this one. One that bears
    this one's reference and names that one's specialist stays here, where it comes alone.
    """
    here = case.traject
    if here is None or case.doubt is None or case.doubt.code != OTHER_SPECIALIST:
        return case
    bears = [t for ref in case.clues.form_references if (t := world.traject(ref)) is not None and t.ref != here.ref]
    found = bears or [t for t in _of_specialist(case.clues, world) if t.ref != here.ref]
    if len(found) != 1:
        return case
    known = world.known(mail.sender.address if mail.sender else "")
    listed = (found[0].respondent(k.respondent) for k in known if k.ref == found[0].ref and k.role is Role.RESPONDENT)
    theirs = next((r for r in listed if r is not None), None)
    whose = called(found[0], theirs) if theirs else ""
    told_by_name = bool(case.clues.form_references) and not bears
    offers = (buttons.tie(found[0].ref, whose), *case.proposals)
    if told_by_name:
        named = buttons.count(found[0].ref, whose, about=found[0].specialist.name)
        if not case.clues.apart:
            person = called(here, case.respondent) if case.respondent else ""
            return replace(case, proposals=(named, buttons.count(here.ref, person, about=here.specialist.name)))
        offers = (named,)
    return replace(
        case,
        traject=found[0],
        role=Role.STRANGER if theirs is None else Role.RESPONDENT,
        respondent=theirs,
        told=False,
        doubt=Phrase(OF_LIVING, (("ref", here.ref),)),
        proposals=offers,
    )


def _of_specialist(clues: Clues, world: World) -> list[Traject]:
    """The trajects of whom its forms name."""
    written = [form.specialist for form in clues.forms if form.specialist]
    return [
        t
        for t in world.open_trajects()
        if any(names.same_person(one, t.specialist.name) is Likeness.SAME for one in written)
    ]


def of_destroyed(case: Case, world: World) -> Case:
    """A form of a traject that was destroyed is nobody's in one that lives, whatever she says: it is not offered to
    count it.
    """
    refs = case.clues.form_references
    sent_on = case.doubt is None and case.role is Role.SPECIALIST and is_sent_on(case.clues)
    another = case.doubt is not None and case.doubt.code == OTHER_SPECIALIST
    if not (sent_on or another or case.counts) or not refs or not all(map(world.destroyed_at, refs)):
        return case
    return replace(case, doubt=Phrase(OF_DESTROYED), proposals=())


def conflict(traject: Traject, respondent: Respondent | None, sender: str, clues: Clues) -> str:
    """The code of the doubt, or "" when nothing contradicts."""
    if another_traject(traject, clues):
        return OTHER_SPECIALIST
    return WHOSE if respondent is not None and _another_person(traject, respondent, sender, clues) else ""


def another_traject(traject: Traject, clues: Clues) -> bool:
    """The forms name another specialist, or carry another reference (h89)."""
    if _another_specialist(traject, clues):
        return True
    return bool(clues.form_references) and traject.ref not in clues.form_references


def _another_specialist(traject: Traject, clues: Clues) -> bool:
    """As a form says; what the mail says ("formulier van Piet", "over collega Bakker") only when it is clear."""
    name = traject.specialist.name
    if written := next((form.specialist for form in clues.forms if form.specialist), ""):
        return names.same_person(written, name) is Likeness.DIFFERENT
    if not names.looks_full(clues.about) or names.folded(name).split()[-1] in names.folded(clues.about).split():
        return False
    return not any(refers_to(clues.about, one) for one in (name, *(r.name for r in traject.respondents)))


def refers_to(said: str, name: str) -> bool:
    """Whether these words mean this person: `dr. Jan Bakker`, `J. Bakker`, `Jan`, `dokter Bakker`."""
    words = set(names.folded(said).split())
    return bool(words) and (
        words <= set(names.folded(name).split()) or names.same_person(said, name) is not Likeness.DIFFERENT
    )


def _another_person(traject: Traject, respondent: Respondent, sender: str, clues: Clues) -> bool:
    """The forms are two people's and one of them is nobody's, or it is a listed colleague's (h21).

    A name that nobody listed bears is outranked by the listed sender, unless several people share that mailbox.
    """
    said = [name for name in clues.names if names.looks_full(name)]
    if any(names.same_person(a, b) is Likeness.DIFFERENT for a, b in combinations(said, 2)):
        return not _theirs_and_listed(traject, respondent, said)
    strange = [name for name in said if names.same_person(name, respondent.name) is Likeness.DIFFERENT]
    others = [r.name for r in traject.respondents if r.id != respondent.id and not r.removed]
    colleague = any(names.same_person(name, other) is Likeness.SAME for name in strange for other in others)
    return colleague or (bool(strange) and is_shared(sender))


def _theirs_and_listed(traject: Traject, respondent: Respondent, said: list[str]) -> bool:
    """Whether one of several forms is the sender's own, and the others are listed people's: each is asked about."""

    def bears(name: str) -> bool:
        return names.same_person(name, respondent.name) is not Likeness.DIFFERENT

    others = [name for name in said if not bears(name)]
    listed = [[r for r in traject.respondents if names.same_person(n, r.name) is Likeness.SAME] for n in others]
    return len(others) < len(said) and all(len(found) == 1 for found in listed)


def is_anothers(case: Case, token: Token, mail: InboundMail, clues: Clues) -> bool:
    """Whether somebody listed answers a mail of ours that went to another respondent: whose answer is it? (h17)

    Not where a form says so with the sender's own name, nor where both have one address.
    """
    person, traject = case.respondent, case.traject
    if traject is None or person is None or token.fits or token.role is not Role.RESPONDENT or case.doubt is not None:
        return False
    told = clues.looks_like_form and names.same_person(clues.name, person.name) is Likeness.SAME
    return mail.automatic is Automatic.NO and token.respondent not in ("", person.id) and not told


def is_a_colleagues(case: Case, token: Token, mail: InboundMail, clues: Clues) -> bool:
    """Whether the specialist answers a mail of ours that went to a respondent; a form that he sends on is known."""
    if case.role is not Role.SPECIALIST or token.fits or token.role is not Role.RESPONDENT or case.doubt is not None:
        return False
    return mail.automatic is Automatic.NO and not is_sent_on(clues)


def is_sent_on(clues: Clues) -> bool:
    """Whether somebody's answers about a colleague are in it."""
    return any(form.questionnaire == FEEDBACK and form.filled for form in clues.forms)

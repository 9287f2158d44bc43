"""Which traject and which person a mail belongs to: a ladder of evidence, climbed down from the strongest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.association.anothers.enclosed import without_ours
from bot.association.anothers.passing_on import passed_on
from bot.association.bearers import bearer, called, whose
from bot.association.case import Case, TrajectCase, Word, case_of, doubtful
from bot.association.clues import Clues, gather
from bot.association.conflicts import (
    WHOSE,
    another_traject,
    contradicted,
    is_a_colleagues,
    is_anothers,
    judged,
    of_another,
    refers_to,
)
from bot.association.flagged import came_late, names_gone
from bot.association.invited import by_invitation
from bot.association.separation import about, by_traject, without_destroyed
from bot.association.spoken_of import spoken_of
from bot.association.tokens import holds_hers, is_his_afterwards
from bot.core import buttons
from bot.core.context import Context
from bot.core.mail.authentication.verdict import Standing, standing
from bot.core.mail.message import Automatic, InboundMail
from bot.core.people import addresses, names
from bot.core.people.names import Likeness
from bot.core.traject import reference
from bot.core.traject.stages import OPEN, Stage
from bot.core.traject.value import Traject
from bot.core.views import Destroyed, FollowupCycle, FollowupYearly, Phrase
from bot.core.words.years.followups import refuses_followups
from bot.core.world import Role, Token, World
from bot.forms.questionnaires.catalogue import FEEDBACK

_TOO_COMPLEX = frozenset({"too-deep", "too-many-parts"})
Rung = Callable[[InboundMail, Clues, World], Case | None]


def associate(mail: InboundMail, world: World, ctx: Context, word: Word | None = None) -> tuple[Case, ...]:
    """One case a traject the mail concerns; at least one. Her word comes first, then the ladder."""
    clues = without_ours(without_destroyed(gather(mail), _sender(mail), world), ctx)
    if _is_ours(mail, clues, world, ctx):
        return (Case(None, own=True, clues=clues),)  # once, however many trajects it names
    proof = standing(mail, ctx.safeguards.trusted_authserv_id)
    trusted = proof.authenticated
    if word is not None:
        case = judged(_by_her_word(mail, clues, world, word), mail, world)
        if _is_a_memo(mail, case, word, ctx):
            case = replace(case, role=Role.PRACTITIONER)
        return (replace(case, authenticated=trusted, group=word.group),)
    if (late := came_late(mail, clues, world, ctx)) is not None:
        return (replace(late, authenticated=trusted),)
    if ctx.practitioner.writes_from(_sender(mail)) or _claims_her(mail, clues, ctx):
        return (replace(_hers(mail, clues, world), authenticated=trusted),)
    if mail.sender is not None and mail.sender.key == addresses.key(ctx.practice.address):
        return (Case(None, authenticated=trusted, clues=clues),)  # forged, or her own mail by hand: left alone (h31)
    if ctx.practitioner.writes_from(addresses.look_alike(_sender(mail))):
        return (replace(doubtful(None, mail, clues, "look-alike", *clues.references), clues=clues),)
    if (gone := names_gone(mail, clues, world)) is not None:
        return (replace(gone, authenticated=trusted),)
    after = _answers_afterwards(mail, clues, world)
    sets = by_traject(clues)
    cases = _one_a_traject(tuple(_climb(mail, part, world) for part in sets), mail)
    if len(sets) == 1:
        cases = tuple(spoken_of(case, mail, clues, world) for case in cases)
    return tuple(replace(_knowing(after, _unsure(case, mail, proof)), authenticated=trusted) for case in cases)


def _is_ours(mail: InboundMail, clues: Clues, world: World, ctx: Context) -> bool:
    """By its Message-ID, or by a header; that one anybody can write, and nobody's filled form is ours for it."""
    if mail.message_id and world.tokens((mail.message_id,), ""):
        return True
    theirs = _sender(mail) and addresses.key(_sender(mail)) != addresses.key(ctx.practice.address)
    filled = any(form.questionnaire == FEEDBACK and form.filled for form in clues.forms)
    return mail.automatic is Automatic.LOOP and not (theirs and filled)


def _answers_afterwards(mail: InboundMail, clues: Clues, world: World) -> Token | None:
    """What he answers of that which he got once his traject was destroyed."""
    if mail.automatic is not Automatic.NO:
        return None
    his = (t for t in world.tokens(clues.answered_ids, _sender(mail)) if t.fits and is_his_afterwards(t))
    return next((token for token in his if world.traject(token.ref) is None), None)


def _knowing(after: Token | None, case: Case) -> Case:
    """The case, and what he answers; a word that is a refusal there is none about a traject that he has now."""
    if after is None or (case.traject is not None and (case.role is not Role.SPECIALIST or case.answers)):
        return case
    return replace(case, answers=after.kind, answered=after.key, afterwards=True)


def _is_a_memo(mail: InboundMail, case: Case, word: Word, ctx: Context) -> bool:
    """A mail of hers that she put into the folder of a traject whose destruction is planned: it may be about that."""
    dragged = not (word.respondent or word.group or word.counts or word.heard)
    planned = case.traject is not None and case.traject.destroy_at is not None
    return dragged and planned and ctx.practitioner.writes_from(_sender(mail))


def _hers(mail: InboundMail, clues: Clues, world: World) -> Case:
    """Hers is of the traject whose mail she answers, else of the one that it names; which kind of mail that was."""
    answered = next((t for t in world.tokens(clues.answered_ids, _sender(mail)) if t.role is Role.PRACTITIONER), None)
    uid = mail.calendar.uid if mail.calendar else ""
    first = (answered.ref,) if answered is not None and answered.ref else ()
    named = (*first, *clues.references, *reference.find(uid))
    tied = next((t for ref in named if (t := world.traject(ref))), None)
    kind, key = (answered.kind, answered.key) if answered else ("", "")
    return replace(case_of(tied, Role.PRACTITIONER), clues=clues, answers=kind, answered=key)


def _claims_her(mail: InboundMail, clues: Clues, ctx: Context) -> bool:
    """A From that is not clean has her address in it: never hers, and no form of anybody (h4-h8)."""
    return not clues.looks_like_form and any(ctx.practitioner.writes_from(one.address) for one in mail.claimed)


def _one_a_traject(cases: tuple[Case, ...], mail: InboundMail) -> tuple[Case, ...]:
    """Forms that turn out to be about the same traject are one case of it; a doubt about one is a doubt about all."""
    found: dict[str, Case] = {}
    for case in cases:
        ref = case.traject.ref if case.traject else ""
        same = found.get(ref)
        if same is not None and not (same.doubt or case.doubt):
            parts = (*same.clues.parts, *case.clues.parts)
            case = contradicted(replace(same, clues=replace(same.clues, parts=parts)), mail)
        found[ref] = same if same is not None and same.doubt else case
    pointing = tuple(case for case in found.values() if case.traject or case.doubt)
    return pointing or cases[:1]


def _unsure(case: Case, mail: InboundMail, proof: Standing) -> Case:
    """A mail that speaks against its own sender, or is too complex to be read whole, decides nothing; nor does one from
    an address that nobody knows: a name is known to many, and whose its words are nothing tells.
    """
    if case.traject is None or case.doubt or mail.automatic is Automatic.BOUNCE:
        return case
    by_hand = mail.automatic is Automatic.NO
    if by_hand and "name" in case.evidence and case.respondent is not None:
        what = Phrase("private-address", (("name", case.respondent.name),))
        return replace(case, doubt=what, proposals=(buttons.tie(case.traject.ref, case.respondent.name),))
    disowned = proof.failed or (by_hand and proof.unproved)
    if not disowned and _TOO_COMPLEX.isdisjoint(mail.flags):
        return case
    person = called(case.traject, case.respondent) if case.respondent else ""
    why = "not-authenticated" if disowned else "unknown-mail"
    return replace(case, doubt=Phrase(why), proposals=(buttons.tie(case.traject.ref, person),))


def _climb(mail: InboundMail, clues: Clues, world: World) -> Case:
    """The first rung that holds; the last one always does."""
    for rung in RUNGS:
        case = rung(mail, clues, world)
        if case is not None:
            return judged(contradicted(replace(case, clues=clues), mail), mail, world)
    raise AssertionError("the last rung always holds")


def _by_token(mail: InboundMail, clues: Clues, world: World) -> Case | None:
    """An answer to a mail of ours, from whom it was sent to or from somebody else of that traject."""
    if holds_hers(mail, clues, world):
        return doubtful(None, mail, clues, "foreign-token", "token")
    tokens = [t for t in world.tokens(clues.answered_ids, _sender(mail)) if t.ref]
    for token in tokens:
        traject = world.traject(token.ref)
        case = _of_sender(traject, mail, clues, world, "token", token=token) if traject else None
        if case and traject and is_anothers(case, token, mail, clues):
            theirs = tuple(r for i in (token.respondent,) if (r := traject.respondent(i)))
            people = (*((case.respondent,) if case.respondent else ()), *theirs)
            return doubtful(traject, mail, clues, "others-token", "token", people=people)
        if case and traject and is_a_colleagues(case, token, mail, clues):
            asked = doubtful(traject, mail, clues, "specialist-answers-other", "token")
            return replace(asked, proposals=(buttons.tie(traject.ref),))
        if case:
            return replace(case, answers=token.kind, answered=token.key)
    for token in tokens:
        traject = world.traject(token.ref)
        if traject is not None and (mail.automatic is Automatic.NO or _is_sent_by_machine(mail, clues)):
            asked = doubtful(traject, mail, clues, "unknown-sender", "token")
            return replace(asked, answers=token.kind, answered=token.key)
    return None


def _is_sent_by_machine(mail: InboundMail, clues: Clues) -> bool:
    """Whether a form may lie in a mail that a list or a device sends: the sender is not the one who answers."""
    machine = mail.automatic in (Automatic.AUTO_REPLY, Automatic.BULK)
    return machine and (clues.holds_answers or clues.typed is not None)


def _by_reference(mail: InboundMail, clues: Clues, world: World) -> Case | None:
    """The reference in subject, body, form or file, and a sender listed in that traject."""
    named = [t for ref in clues.references if (t := world.traject(ref))]
    listed = [case for t in named if (case := _of_sender(t, mail, clues, world, "reference", "address"))]
    if len(listed) > 1 and not clues.form_references:
        return doubtful(None, mail, clues, "several-trajects", *_refs(listed))
    if listed:
        return listed[0]
    if not named:
        return None
    return _by_name_in(named[0], mail, clues, "reference") or doubtful(
        named[0], mail, clues, _why_unknown(named[0], mail), "reference"
    )


def _by_address(mail: InboundMail, clues: Clues, world: World) -> Case | None:
    """The sender is known in exactly one open traject, or the form tells which of several."""
    known = dict.fromkeys(k.ref for k in world.known(_sender(mail)))
    theirs = [t for ref in known if (t := world.traject(ref))]
    listed = [case for t in theirs if t.stage in OPEN and (case := _of_sender(t, mail, clues, world, "address"))]
    if not listed:
        stopped = [t for t in theirs if t.stage is Stage.STOPPED]
        return _of_sender(stopped[0], mail, clues, world, "address") if len(stopped) == 1 else None
    if len(listed) == 1:
        return listed[0]
    named = [c for c in listed if c.traject and refers_to(clues.specialist, c.traject.specialist.name)]
    if len(named) == 1:
        return replace(named[0], evidence=(*named[0].evidence, "specialist"))
    if mail.automatic is not Automatic.NO:
        return next((c for c in listed if c.role is Role.RESPONDENT), listed[0])
    return doubtful(None, mail, clues, "several-trajects", *_refs(listed))


def _by_name(mail: InboundMail, clues: Clues, world: World) -> Case | None:
    """A private address: the specialist is named, and the sender's name is that of one who has not answered yet."""
    if not clues.looks_like_form or not names.looks_full(clues.specialist):
        return None
    named = [t for t in world.open_trajects() if _is(clues.specialist, t.specialist.name)]
    found = [case for t in named if (case := _by_name_in(t, mail, clues, "specialist"))]
    if len(found) == 1 and len(named) == 1:
        return found[0]
    if named:
        only = named[0] if len(named) == 1 else None
        why = _why_unknown(only, mail) if only else "several-trajects"
        return doubtful(only, mail, clues, why, *[t.ref for t in named])
    return None


def _by_likeness(mail: InboundMail, clues: Clues, world: World) -> Case | None:
    """A known address with a tag (`p.devries+werk@…`, h12) or in other letters is evidence only, whatever it says."""
    sender = _sender(mail)
    bare, looks = addresses.without_tag(sender), addresses.look_alike(sender)
    alike, why = (looks, "look-alike") if looks else (bare, "plus-tag")
    if alike == sender or mail.automatic is not Automatic.NO or world.known(sender):
        return None
    known = [(t, k) for k in world.known(alike) if (t := world.traject(k.ref)) and t.stage in OPEN]
    if not known:
        return None
    traject = next((t for t, _ in known if t.ref in clues.references), known[0][0])
    people = tuple(r for t, k in known if t is traject and (r := t.respondent(k.respondent)))
    return doubtful(traject, mail, clues, why, "an address that is nearly the same", people=people)


def _by_claim(mail: InboundMail, clues: Clues, world: World) -> Case | None:
    """A From that is not clean but names somebody of an open traject: hers to judge (h4-h8)."""
    known = [k for claimed in mail.claimed for k in world.known(claimed.address)]
    open_ones = [t for k in known if (t := world.traject(k.ref)) and t.stage in OPEN]
    if not open_ones or mail.automatic is not Automatic.NO:
        return None
    return doubtful(open_ones[0], mail, clues, "not-authenticated", "address")


def _stranger(mail: InboundMail, clues: Clues, world: World) -> Case | None:
    """Nothing points to a traject."""
    return Case(None)


def _by_refusal(mail: InboundMail, clues: Clues, world: World) -> Case | None:
    """He wants no more mails about a traject that was destroyed, and answers one: not of another that he has now."""
    tokens = (t for t in world.tokens(clues.answered_ids, _sender(mail)) if not t.ref)
    if not any(_is_his(t) or (t.fits and t.kind == Destroyed.KIND) for t in tokens):
        return None
    case = _by_memory(mail, clues, world)
    return case if case is not None and case.gone else None


def _by_memory(mail: InboundMail, clues: Clues, world: World) -> Case | None:
    """A specialist whose traject was destroyed: he answers what is still written to him, or wants no more of it."""
    if mail.automatic is not Automatic.NO:
        return None
    answered = next((t.kind for t in world.tokens(clues.answered_ids, _sender(mail)) if _is_his(t)), "")
    gone = world.followed(_sender(mail)) if refuses_followups(mail.new_text, asked=bool(answered)) else ()
    return Case(None, evidence=("destroyed",), gone=gone, answers=answered) if gone or answered else None


def _is_his(token: Token) -> bool:
    return token.role is Role.SPECIALIST and token.fits and token.kind in (FollowupYearly.KIND, FollowupCycle.KIND)


RUNGS: tuple[Rung, ...] = (
    by_invitation,
    _by_token,
    _by_refusal,
    _by_likeness,
    _by_reference,
    _by_address,
    _by_name,
    _by_claim,
    _by_memory,
    _stranger,
)


def _by_her_word(mail: InboundMail, clues: Clues, world: World, word: Word) -> Case:
    traject = world.traject(word.ref)
    if traject is None:
        return Case(None, clues=clues)
    clues = about(clues, traject)
    told = traject.respondent(word.respondent) if word.respondent else None
    case = (
        TrajectCase(traject, Role.RESPONDENT, told, ("her word",))
        if told
        else _of_sender(traject, mail, clues, world, "her word", "address", group=word.group)
        or _by_name_in(traject, mail, clues, "her word", likely=True)
        or TrajectCase(traject, evidence=("her word",))
    )
    case = replace(case, by_her=True, counts=word.counts, told=bool(word.respondent), clues=clues)
    if not word.counts and another_traject(traject, clues):
        return of_another(case, traject)
    return passed_on(case, mail, world)


def _sender(mail: InboundMail) -> str:
    return mail.sender.address if mail.sender else ""


def _refs(cases: list[Case]) -> list[str]:
    return [case.traject.ref for case in cases if case.traject]


def _of_sender(
    traject: Traject,
    mail: InboundMail,
    clues: Clues,
    world: World,
    *evidence: str,
    token: Token | None = None,
    group: str = "",
) -> Case | None:
    """Who the sender is in this traject: by the address, or by the token of the mail of ours that it answers.

    Where several respondents share the address the form's name decides, else she is asked; in which `group` she said.
    """
    known = [k for k in world.known(_sender(mail)) if k.ref == traject.ref]
    fits = token is not None and token.fits
    if any(k.role is Role.SPECIALIST for k in known):
        return TrajectCase(traject, Role.SPECIALIST if not (token and fits) else token.role, None, evidence)
    ids = [k.respondent for k in known] or ([token.respondent] if token and fits else [])
    if not known and ids and not group:  # the address was theirs when we wrote to it
        person = traject.respondent(ids[0])
        return doubtful(traject, mail, clues, "unknown-sender", *evidence, people=(person,) if person else ())
    people = tuple(r for i in ids if (r := traject.respondent(i)) and (not group or len(ids) == 1 or r.group == group))
    if not people:
        return None
    person = whose(people, mail, clues, token.respondent if token and fits else "")
    if person is None and mail.automatic is Automatic.NO:
        return doubtful(traject, mail, clues, WHOSE, *evidence, people=people)
    return TrajectCase(traject, Role.RESPONDENT, person, evidence)


def _by_name_in(traject: Traject, mail: InboundMail, clues: Clues, *evidence: str, likely: bool = False) -> Case | None:
    """Whoever bears the name that the sender or the form gives."""
    respondent = bearer(traject, mail, clues, likely=likely) if clues.looks_like_form or likely else None
    return TrajectCase(traject, Role.RESPONDENT, respondent, (*evidence, "name")) if respondent else None


def _why_unknown(traject: Traject, mail: InboundMail) -> str:
    if not traject.respondents:
        return "form-without-list"
    return "not-authenticated" if mail.sender is None else "unknown-sender"


def _is(a: str, b: str) -> bool:
    return names.same_person(a, b) is not Likeness.DIFFERENT

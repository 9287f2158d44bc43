"""Which traject and which person a mail belongs to: a ladder of evidence, climbed down from the strongest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.core import addresses, names, reference
from bot.core.authentication import authenticated, failed
from bot.core.bearers import bearer, likely_bearers
from bot.core.clues import NOTHING, Clues, gather
from bot.core.context import Context
from bot.core.mail import Automatic, InboundMail
from bot.core.names import Likeness
from bot.core.stages import OPEN, Stage
from bot.core.traject import Respondent, Traject
from bot.core.views import Phrase, Proposal
from bot.core.world import Known, Role, World


@dataclass(frozen=True, slots=True)
class Word:
    """What she said about a mail: by `koppel`, or by dragging it into a folder."""

    ref: str
    respondent: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A mail as one traject sees it. `doubt` says why she must decide; `by_her` that she did."""

    traject: Traject | None
    role: Role = Role.STRANGER
    respondent: Respondent | None = None
    evidence: tuple[str, ...] = ()
    doubt: Phrase | None = None
    proposals: tuple[Proposal, ...] = ()
    authenticated: bool = False
    by_her: bool = False
    own: bool = False
    group: str = ""
    clues: Clues = NOTHING


_TOO_COMPLEX = frozenset({"too-deep", "too-many-parts"})
Rung = Callable[[InboundMail, Clues, World], Case | None]


def associate(mail: InboundMail, world: World, ctx: Context, word: Word | None = None) -> tuple[Case, ...]:
    """One case a traject the mail concerns; at least one. Her word comes first, then the ladder."""
    clues = gather(mail)
    if mail.message_id and world.tokens((mail.message_id,), ""):
        return (Case(None, own=True, clues=clues),)
    trusted = authenticated(mail, ctx.safeguards.trusted_authserv_id)
    if word is not None:
        return (replace(_by_her_word(mail, clues, world, word), authenticated=trusted, clues=clues, group=word.group),)
    if mail.sender is not None and ctx.practitioner.writes_from(mail.sender.address):
        tied = next((t for ref in clues.references if (t := world.traject(ref))), None)
        return (Case(tied, Role.PRACTITIONER, authenticated=trusted, clues=clues),)
    if mail.sender is not None and mail.sender.key == ctx.practice.address.casefold():
        return (Case(None, authenticated=trusted, clues=clues),)  # forged, or her own mail by hand: left alone (h31)
    several = clues.by_reference()
    cases = tuple(_climb(mail, part, world) for part in (several if len(several) > 1 else (clues,)))
    return tuple(replace(_unsure(case, mail, ctx), authenticated=trusted) for case in cases)


def _unsure(case: Case, mail: InboundMail, ctx: Context) -> Case:
    """A mail that its own domain disowns (DMARC fail), or that is too complex to be read whole, decides nothing."""
    if case.traject is None or case.doubt or mail.automatic is Automatic.BOUNCE:
        return case
    if failed(mail, ctx.safeguards.trusted_authserv_id):
        return replace(case, doubt=Phrase("not-authenticated"))
    if not _TOO_COMPLEX.isdisjoint(mail.flags):
        return replace(case, doubt=Phrase("unknown-mail"))
    return case


def _climb(mail: InboundMail, clues: Clues, world: World) -> Case:
    """The first rung that holds; the last one always does."""
    for rung in RUNGS:
        case = rung(mail, clues, world)
        if case is not None:
            return _contradicted(replace(case, clues=clues))
    raise AssertionError("the last rung always holds")


def _by_token(mail: InboundMail, clues: Clues, world: World) -> Case | None:
    """An answer to a mail of ours, from whom it was sent to or from somebody else of that traject."""
    sender = mail.sender.address if mail.sender else ""
    tokens = [t for t in world.tokens(clues.answered_ids, sender) if t.ref]
    for token in tokens:
        traject = world.traject(token.ref)
        if traject is None:
            continue
        if token.fits:
            return _known_case(traject, Known(token.ref, token.role, token.respondent), "token")
        listed = next((k for k in world.known(sender) if k.ref == token.ref), None)
        if listed:
            return _known_case(traject, listed, "token", "address")
    for token in tokens:
        traject = world.traject(token.ref)
        if traject is not None and mail.automatic is Automatic.NO:
            return _doubt(traject, mail, clues, "unknown-sender", "token")
    return None


def _by_reference(mail: InboundMail, clues: Clues, world: World) -> Case | None:
    """The reference in subject, body, form or file, and a sender listed in that traject."""
    named = [t for ref in clues.references if (t := world.traject(ref))]
    sender = mail.sender.address if mail.sender else ""
    listed = [(t, k) for t in named for k in world.known(sender) if k.ref == t.ref]
    if len({t.ref for t, _ in listed}) > 1 and not clues.form_references:
        return _doubt(None, mail, clues, "several-trajects", *[t.ref for t, _ in listed])
    if listed:
        return _known_case(*listed[0], "reference", "address")
    if not named:
        return None
    return _by_name_in(named[0], mail, clues, "reference") or _doubt(
        named[0], mail, clues, _why_unknown(named[0], mail, world), "reference"
    )


def _by_address(mail: InboundMail, clues: Clues, world: World) -> Case | None:
    """The sender is known in exactly one open traject, or the form tells which of several."""
    sender = mail.sender.address if mail.sender else ""
    open_ones = [(t, k) for k in world.known(sender) if (t := world.traject(k.ref)) and t.stage in OPEN]
    if not open_ones:
        return _closed_one(world, sender)
    if len(open_ones) == 1:
        return _known_case(*open_ones[0], "address")
    named = [(t, k) for t, k in open_ones if clues.specialist and _is(clues.specialist, t.specialist.name)]
    if len({t.ref for t, _ in named}) == 1:
        return _known_case(*named[0], "address", "specialist")
    answering = [(t, k) for t, k in open_ones if k.role is Role.RESPONDENT]
    if mail.automatic is not Automatic.NO:
        return _known_case(*(answering or open_ones)[0], "address")
    return _doubt(None, mail, clues, "several-trajects", *[t.ref for t, _ in open_ones])


def _by_name(mail: InboundMail, clues: Clues, world: World) -> Case | None:
    """A private address: the specialist is named, and the sender's name is that of one who has not answered yet."""
    if not clues.looks_like_form or not clues.specialist:
        return None
    named = [t for t in world.open_trajects() if _is(clues.specialist, t.specialist.name)]
    found = [case for t in named if (case := _by_name_in(t, mail, clues, "specialist"))]
    if len(found) == 1 and len(named) == 1:
        return found[0]
    if named:
        only = named[0] if len(named) == 1 else None
        return _doubt(only, mail, clues, "unknown-sender" if only else "several-trajects", *[t.ref for t in named])
    return None


def _by_plus_tag(mail: InboundMail, clues: Clues, world: World) -> Case | None:
    """`p.devries+werk@…` of a known `p.devries@…` is evidence only (h12), whatever else the mail says."""
    sender = mail.sender.address if mail.sender else ""
    bare = addresses.without_tag(sender)
    if not sender or bare == sender or mail.automatic is not Automatic.NO or world.known(sender):
        return None
    open_ones = [t for k in world.known(bare) if (t := world.traject(k.ref)) and t.stage in OPEN]
    return _doubt(open_ones[0], mail, clues, "plus-tag", "address without its tag") if open_ones else None


def _by_claim(mail: InboundMail, clues: Clues, world: World) -> Case | None:
    """A From that is not clean but names somebody of an open traject: hers to judge (h4-h8)."""
    known = [k for claimed in mail.claimed for k in world.known(claimed.address)]
    open_ones = [t for k in known if (t := world.traject(k.ref)) and t.stage in OPEN]
    if not open_ones or mail.automatic is not Automatic.NO:
        return None
    return _doubt(open_ones[0], mail, clues, "not-authenticated", "address")


def _stranger(mail: InboundMail, clues: Clues, world: World) -> Case | None:
    """Nothing points to a traject."""
    return Case(None)


RUNGS: tuple[Rung, ...] = (_by_token, _by_plus_tag, _by_reference, _by_address, _by_name, _by_claim, _stranger)


def _by_her_word(mail: InboundMail, clues: Clues, world: World, word: Word) -> Case:
    traject = world.traject(word.ref)
    if traject is None:
        return Case(None)
    told = traject.respondent(word.respondent) if word.respondent else None
    if told:
        return Case(traject, Role.RESPONDENT, told, ("her word",), by_her=True)
    sender = mail.sender.address if mail.sender else ""
    known = next((k for k in world.known(sender) if k.ref == traject.ref), None)
    if known:
        return replace(_known_case(traject, known, "her word", "address"), by_her=True)
    by_name = _by_name_in(traject, mail, clues, "her word", likely=True)
    return replace(by_name, by_her=True) if by_name else Case(traject, evidence=("her word",), by_her=True)


def _known_case(traject: Traject, known: Known, *evidence: str) -> Case:
    respondent = traject.respondent(known.respondent) if known.role is Role.RESPONDENT else None
    return Case(traject, known.role, respondent, evidence)


def _closed_one(world: World, sender: str) -> Case | None:
    """Someone of a stopped traject still writes about it: filed there."""
    stopped = [(t, k) for k in world.known(sender) if (t := world.traject(k.ref)) and t.stage is Stage.STOPPED]
    return _known_case(*stopped[0], "address") if len(stopped) == 1 else None


def _by_name_in(traject: Traject, mail: InboundMail, clues: Clues, *evidence: str, likely: bool = False) -> Case | None:
    """Whoever bears the name that the sender or the form gives."""
    respondent = bearer(traject, mail, clues, likely=likely) if clues.looks_like_form or likely else None
    return Case(traject, Role.RESPONDENT, respondent, (*evidence, "name")) if respondent else None


def _why_unknown(traject: Traject, mail: InboundMail, world: World) -> str:
    if not traject.respondents:
        return "form-without-list"
    if mail.sender is None:
        return "not-authenticated"
    return "unknown-sender"


def _contradicted(case: Case) -> Case:
    """A form that names another specialist is not taken for this traject (h89)."""
    traject, said = case.traject, case.clues.specialist
    if traject is None or case.doubt or case.role is not Role.RESPONDENT or not said:
        return case
    if names.same_person(said, traject.specialist.name) is Likeness.DIFFERENT:
        return replace(case, doubt=Phrase("names-other-specialist"))
    return case


def _doubt(traject: Traject | None, mail: InboundMail, clues: Clues, why: str, *evidence: str) -> Case:
    refs = [traject.ref] if traject else [e for e in evidence if reference.normalised(e)]
    likely = likely_bearers(traject, mail, clues) if traject else ()
    offers = tuple(Proposal(f"koppel NR {ref}") for ref in refs)
    if traject and likely:
        offers = tuple(Proposal(f"koppel NR {traject.ref} {r.address or r.name}", r.name) for r in likely)
    return Case(traject, evidence=evidence, doubt=Phrase(why), proposals=offers)


def _is(a: str, b: str) -> bool:
    return names.same_person(a, b) is not Likeness.DIFFERENT


def proposals(case: Case, number_word: str = "NR") -> tuple[Proposal, ...]:
    """The commands that would settle a doubt; the number is filled in at commit."""
    return (*case.proposals[:2], Proposal(f"negeer {number_word}"))

"""koppel NR REF [respondent-adres] [groep]: this mail belongs to that traject."""

from __future__ import annotations

from dataclasses import replace

from bot.association.conflicts import OF_DESTROYED
from bot.core.decision import Close, Effect, Retry, Settle
from bot.core.people import addresses, names
from bot.core.people.names import Likeness
from bot.core.questions import MORE_SAID, OF_A_LIST
from bot.core.traject import reference
from bot.core.traject.stages import COLLECTS
from bot.core.traject.value import Outcome, Respondent, Traject
from bot.core.views import Phrase
from bot.core.world import NumberedQuestion
from bot.handlers.shared.asking import is_from
from bot.handlers.shared.tie import without_mistaken
from bot.handlers.steering.beside import still_requested
from bot.handlers.steering.desk import Confirmed, Desk, Done, failed, gone, left_over, no_question, not_understood
from bot.handlers.steering.group_names import group_among
from bot.handlers.steering.settled import CAN_BE_TIED, is_aside, on_record, stands
from bot.handlers.steering.taking import About, a_person, a_traject, besides, one_address

WORDS = ("koppel", "link", "tie", "assign")
USAGE = "koppel NR REF [respondent-adres] [groep]"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED
_WHOSE = frozenset({"sent-by-another", "others-token"})
"""Asked about a form of which two people may be the bearer: that it counts does not tell whose it is."""
HIS = "specialist"
"""In the place of a respondent's identifier: the mail is the specialist's."""


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """Her word is evidence: the mail is handled once more, and is what it is."""
    question = desk.question(words[0]) if words else None
    if question is None or question.inbound_id is None:
        return no_question(words)
    about = of_question(words[1:], question, desk)
    if isinstance(about, Done):
        return about
    if gone(question, desk) and not _may_be_put_right(question, about, desk):
        return stands(question, desk)
    if question.what.code == OF_DESTROYED:
        return failed("command.of-destroyed", number=str(question.number))
    if desk.world.is_gone(question.inbound_id):
        return failed("command.mail-gone", number=str(question.number))
    return tied(question, about.traject, about.rest, desk)


def of_question(words: tuple[str, ...], question: NumberedQuestion, desk: Desk) -> About | Done:
    """The traject that the words name, else the one that the question is about; and the words besides."""
    asked = desk.traject(question.ref)
    if asked is not None and not any(reference.spelt(word) or word[:2].upper() == "T-" for word in words):
        return About(asked, words, named=False)
    return a_traject(words, desk)


def _may_be_put_right(question: NumberedQuestion, about: About, desk: Desk) -> bool:
    """She says of a settled mail whose it is: her later word outranks the former, while the mail is there. One that was
    set aside may come back without a person; what another traject has made of it stays.
    """
    mine, ref = on_record(question, desk), about.traject.ref
    own = [v for t, v in mine if t.ref == ref]
    if is_aside(question, desk):
        return bool(own) or not question.ref
    there = {t.ref for t, v in mine if v.outcome is not Outcome.DISMISSED}
    return bool(about.rest) and there == {ref} and all(v.outcome in CAN_BE_TIED for v in own)


def tied(
    question: NumberedQuestion, found: Traject, words: tuple[str, ...], desk: Desk, *, counts: bool = False
) -> Done:
    """The mail of this question belongs to this traject, and to whom the other words say."""
    several = one_address(words)
    if isinstance(several, Done):
        return several
    if words and not counts and _is_him(words, found):
        return _of_specialist(question, found)
    group, rest = group_among(words, found)
    person = listed(rest, found, group)
    if person is not None and (more := besides(rest, person, found)):
        return not_understood(more, USAGE)
    if person is None and rest and "@" not in " ".join(rest):
        named = a_person(rest, found)
        if isinstance(named, Done):
            return named
        if named is not None and not left_over(named.rest):
            if more := besides(rest, named.person, found):
                return not_understood(more, USAGE)
            person = named.person
    if rest and person is None and "@" not in " ".join(rest):
        groups = ", ".join(g.key for g in found.groups)
        return failed("command.no-such-group", group=" ".join(rest), groups=groups)
    if person is None and rest:
        return _with_newlisted(rest, group, found, question, desk, counts)
    if not words and counts:
        person = said_before(question, found)
        if person is None and question.what.code in _WHOSE:
            return failed("command.whose", number=str(question.number))
    return _done(question, found, person, group, counts)


def _done(question: NumberedQuestion, traject: Traject, person: Respondent | None, group: str, counts: bool) -> Done:
    assert question.inbound_id is not None
    identifier = person.id if person else ""
    again = Retry(question.inbound_id, traject.ref, identifier, group, by_her=True, counts=counts)
    effects: tuple[Effect, ...] = (Close(question.number), again, *still_requested(question, traject))
    if question.ref and question.ref != traject.ref:
        effects += (Settle(question.inbound_id, Outcome.DISMISSED),)
    name, more = person.name if person else "", dict(question.what.values).get(MORE_SAID, "")
    values = (("number", str(question.number)), ("ref", traject.ref), ("name", name), (MORE_SAID, more))
    return Done(Phrase(_said(question, traject, counts), values), True, traject, effects)


def _is_him(words: tuple[str, ...], traject: Traject) -> bool:
    """Whether she says that it is the specialist's."""
    said = " ".join(words).strip("<>")
    if "@" in said:
        return addresses.key(said) in {addresses.key(a) for a in (traject.specialist.address, *traject.others)}
    namesakes = (r for r in traject.respondents if names.same_person(said, r.name) is not Likeness.DIFFERENT)
    return names.same_person(said, traject.specialist.name) is Likeness.SAME and next(namesakes, None) is None


def _of_specialist(question: NumberedQuestion, traject: Traject) -> Done:
    """His, from another address: it is remembered as his, and the mail is handled as his own."""
    assert question.inbound_id is not None
    sender = addresses.key(question.who.rpartition("<")[2].rstrip(">"))
    known = {addresses.key(a) for a in (traject.specialist.address, *traject.others)}
    traject = without_mistaken(traject, traject.valid, question.inbound_id, sender)
    taken = {addresses.key(a) for r in traject.respondents for a in (r.address, *r.others)}
    if sender in taken:
        return failed("command.others-address", address=sender)
    grown = replace(traject, others=traject.others if sender in known else (*traject.others, sender))
    again = Retry(question.inbound_id, traject.ref, HIS, by_her=True)
    values = (("number", str(question.number)), ("ref", traject.ref), ("name", traject.specialist.name))
    effects: tuple[Effect, ...] = (Close(question.number), again, *still_requested(question, traject))
    return Done(Phrase("command.tied-his", values), True, grown, effects)


def _said(question: NumberedQuestion, traject: Traject, counts: bool) -> str:
    if question.what.code in OF_A_LIST and not counts:
        return "command.list-used"
    if traject.stage not in COLLECTS:
        return "command.tied-late"
    return "command.counted" if counts else "command.tied"


def _with_newlisted(
    rest: tuple[str, ...], group: str, traject: Traject, question: NumberedQuestion, desk: Desk, counts: bool
) -> Done:
    """An address that is not listed is listed now, when she says in which group."""
    address = next(w.strip("<>") for w in rest if "@" in w)
    if not addresses.is_valid(address):
        return failed("command.bad-address", address=address)
    if desk.ctx.is_ours(address):
        return failed("command.own-address", address=address)
    if not group and is_from(question.who, address):
        return _done(question, traject, None, "", counts)  # she repeats the sender's address: it tells nothing more
    if not group:
        return failed("command.which-respondent", number=str(question.number), ref=traject.ref)
    name = names.tidy(" ".join(w for w in rest if "@" not in w)) or names.tidy(question.who.partition("<")[0])
    added = Respondent(desk.world.new_identifier(), name or address, address, group, desk.ctx.now, by_her=True)
    grown = replace(traject, respondents=(*traject.respondents, added))
    return _done(question, grown, added, group, counts)


def said_before(question: NumberedQuestion, traject: Traject) -> Respondent | None:
    """Whose she said that this mail is, when another question was left."""
    there = (v for v in traject.valid if v.inbound_id == question.inbound_id and v.outcome is Outcome.DOUBTFUL)
    return next((r for v in there if (r := traject.respondent(v.respondent)) is not None), None)


def listed(words: tuple[str, ...], traject: Traject, group: str = "") -> Respondent | None:
    """The listed respondent with this address or name; of those who share an address the one named, or of the group."""
    address = next((addresses.key(w.strip("<>")) for w in words if "@" in w), "")
    text = " ".join(w for w in words if "@" not in w).strip("<>")
    there = traject.respondents
    if address:
        there = tuple(r for r in there if address in {addresses.key(a) for a in (r.address, *r.others)})
        if len(there) < 2:
            return next(iter(there), None)
        there = tuple(r for r in there if not group or r.group == group)
    if not text:
        return there[0] if address and len(there) == 1 else None
    for fits in ({Likeness.SAME}, {Likeness.SAME, Likeness.LIKELY}):
        alike = [r for r in there if names.same_person(text, r.name) in fits]
        if alike:
            return alike[0] if len(alike) == 1 else None
    return None

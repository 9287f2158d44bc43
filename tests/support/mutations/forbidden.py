"""What must never follow from a mail, whatever it has become."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from support.caseload import LIST_OPENS, USUAL, VOUCHED, WORLD
from support.mutations.mutate import corpus, mutated
from support.trajects import mails

from bot.app import decide
from bot.association.ladder import associate
from bot.core.context import Context
from bot.core.decision import (
    Ask,
    Decision,
    Note,
    Place,
    PractitionerMail,
    RespondentMail,
    Retry,
    Settle,
    SpecialistMail,
    Used,
    Work,
)
from bot.core.mail.authentication.verdict import authenticated
from bot.core.mail.message import InboundMail
from bot.core.mail.parse import parse
from bot.core.people.addresses import key
from bot.core.traject.value import Outcome, Traject
from bot.core.world import Role, World
from bot.readers import read

CONTEXTS = (USUAL, LIST_OPENS, VOUCHED)
OF_A_SENDER = frozenset(
    {
        Outcome.FORM, Outcome.FORM_FOR_EYES, Outcome.FORM_EMPTY, Outcome.FORM_UNREADABLE, Outcome.LIST,
        Outcome.DOCUMENT, Outcome.DECLINED, Outcome.WITHDRAWN, Outcome.AWAY, Outcome.PROMISED, Outcome.REREGISTERED,
    }
)  # fmt: skip
"""Outcomes that only somebody who is known in the traject can bring about, or she."""
STEERED = ("stage", "approved", "hold", "paused_until", "groups", "waived", "held_on", "respondents")


@dataclass(frozen=True)
class Handled:
    """A mail and all that is decided about it."""

    mail: InboundMail
    decisions: tuple[Decision, ...]
    world: World
    ctx: Context
    by_name: frozenset[str] = frozenset()
    """The trajects whose kenmerk stands in the form, with the name of somebody listed: a private address."""

    @property
    def sender(self) -> str:
        return self.mail.sender.address if self.mail.sender else ""

    @property
    def hers(self) -> bool:
        return bool(self.sender) and self.ctx.practitioner.writes_from(self.sender)

    def role_in(self, traject: Traject) -> Role:
        """Who the sender is in a traject; whose mail opened it is its specialist."""
        if self.world.traject(traject.ref) is None and key(traject.specialist.address) == key(self.sender):
            return Role.SPECIALIST
        known = self.world.known(self.sender) if self.sender else ()
        return next((k.role for k in known if k.ref == traject.ref), Role.STRANGER)


def handled(raw: bytes, world: World, ctx: Context) -> Handled:
    """Read, tied, routed and handled, as a round does it."""
    mail = parse(raw, read)
    cases = associate(mail, world, ctx)
    decisions = decide(mail, world, ctx)
    by_name = frozenset(c.traject.ref for c in cases if c.traject and c.evidence[-1:] == ("name",))
    return Handled(mail, tuple(d for one in decisions for d in (one, *one.also)), world, ctx, by_name)


def wrong(seed: int) -> str:
    """What is wrong with the handling of the mail of this seed, "" when nothing is."""
    raw = mutated(corpus(), seed)
    try:
        found = faults(handled(raw, WORLD, CONTEXTS[seed % len(CONTEXTS)]))
    except Exception as error:  # noqa: BLE001 - whatever is raised is what is looked for
        return f"{seed}: {type(error).__name__}: {error}"
    return f"{seed}: {'; '.join(found)}" if found else ""


def faults(h: Handled) -> tuple[str, ...]:
    """Each forbidden thing that followed, in a few words."""
    found = [*_counts(h)]
    for decision in h.decisions:
        before = h.world.traject(decision.traject.ref) if decision.traject else None
        found += [*_recipients(h, decision), *_specialist(h, decision, before), *_outcome(h, decision)]
        found += [*_commands(h, decision, before), *_facts(decision)]
    return tuple(found)


def _counts(h: Handled) -> Iterator[str]:
    refs = Counter(d.traject.ref if d.traject else "" for d in h.decisions)
    if not refs:
        yield "no outcome at all"
    for ref, n in refs.items():
        if n > 1:
            yield f"{n} outcomes for {ref or 'no traject'}"


def _recipients(h: Handled, decision: Decision) -> Iterator[str]:
    """To a stranger nothing but one intake-received; to anybody else only because they wrote or are listed."""
    for mail in mails(decision.effects):
        if isinstance(mail, PractitionerMail):
            continue
        if mail.address and key(mail.address) != key(h.sender):
            yield f"{mail.view.KIND} to an address that did not write"
        to = mail.address or _address(mail, decision.traject)
        if not to:
            yield f"{mail.view.KIND} to nobody"
        elif decision.traject and h.world.traject(decision.traject.ref) is None:
            continue  # his list opened it
        elif not h.world.known(to) and not h.ctx.practitioner.writes_from(to) and mail.view.KIND != "intake-received":
            yield f"{mail.view.KIND} to a stranger"


def _address(mail: SpecialistMail | RespondentMail, traject: Traject | None) -> str:
    if traject is None:
        return ""
    if isinstance(mail, SpecialistMail):
        return traject.specialist.address
    person = traject.respondent(mail.respondent)
    return person.address if person else ""


def _specialist(h: Handled, decision: Decision, before: Traject | None) -> Iterator[str]:
    """Of what anybody else wrote the specialist reads not a word: only what stood in his traject before."""
    if before is None or h.hers or h.role_in(before) is Role.SPECIALIST:
        return
    known = " ".join(_strings(before))
    for mail in mails(decision.effects):
        if isinstance(mail, SpecialistMail):
            new = [s for s in _strings(mail.view) if len(s) > 2 and s not in known]
            if new:
                yield f"{mail.view.KIND} tells the specialist what stands in somebody else's mail: {new}"


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _strings(getattr(value, field.name))
    elif isinstance(value, tuple | list | frozenset):
        for one in value:
            yield from _strings(one)


def _is_put_aside(decision: Decision) -> bool:
    """In her name, but with a From that is not clean: only her overview tells of it."""
    told = all(isinstance(e, Note) and e.code.startswith("problem.") for e in decision.effects)
    return told and decision.place is Place.REVIEW and not decision.also


def _outcome(h: Handled, decision: Decision) -> Iterator[str]:
    if decision.outcome is Outcome.COMMAND and not h.hers and not _is_put_aside(decision):
        yield "a command of somebody else"
    if decision.traject is None:
        return
    known = h.hers or decision.traject.ref in h.by_name or h.role_in(decision.traject) is not Role.STRANGER
    if decision.outcome in OF_A_SENDER and not known:
        yield f"{decision.outcome} by somebody who is not known there"
    if decision.respondent and decision.traject.respondent(decision.respondent) is None:
        yield f"{decision.outcome} of a respondent of another traject"
    if decision.outcome is Outcome.DOUBTFUL and not any(isinstance(e, Ask) for e in decision.effects):
        yield "doubtful, and nobody is asked"


def _commands(h: Handled, decision: Decision, before: Traject | None) -> Iterator[str]:
    """Unproved, nothing that she steers by changes; a reply with a valid token proves it."""
    proved = authenticated(h.mail, h.ctx.safeguards.trusted_authserv_id)
    if not h.hers or proved or any(isinstance(e, Used) for e in decision.effects):
        return
    if before is not None and decision.traject is not None and decision.outcome is Outcome.COMMAND:
        changed = [name for name in STEERED if getattr(before, name) != getattr(decision.traject, name)]
        if changed:
            yield f"unproved, and {', '.join(changed)} changed"
    if any(isinstance(e, Settle | Retry | Work) for e in decision.effects) and decision.outcome is Outcome.COMMAND:
        yield "unproved, and carried out"


def _facts(decision: Decision) -> Iterator[str]:
    """A Note is kept for ever: no address stands in it."""
    for effect in decision.effects:
        if isinstance(effect, Note) and any("@" in value for _, value in effect.values):
            yield f"an address in {effect.code}"

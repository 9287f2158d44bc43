"""A mail as one traject sees it, and what she is asked when that is not sure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.association.bearers import called, likely_bearers
from bot.association.clues import NOTHING, Clues
from bot.core import buttons
from bot.core.mail.message import InboundMail
from bot.core.people import names
from bot.core.people.names import Likeness
from bot.core.traject import reference
from bot.core.traject.value import Respondent, Traject
from bot.core.views import Phrase, Proposal
from bot.core.world import Role


@dataclass(frozen=True, slots=True)
class Word:
    """What she said about a mail: by `koppel`, by `telt` (`counts`), or by dragging it into a folder. `heard`: what
    she wrote in the mail itself was carried out or answered before.
    """

    ref: str
    respondent: str = ""
    group: str = ""
    counts: bool = False
    heard: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A mail as one traject sees it. `doubt` says why she must decide; `by_her` that she did, `counts` that it does.

    `told`: she named the respondent; `writer` is who sent it, where the file is another's by her word; `strange` says
    that nobody knows whose the words around the file are. `answers` is the kind of the mail of ours that it answers,
    `answered` its key; `gone` are destroyed trajects of which the sender is still written to; `afterwards`: what is
    answered is what he got once his traject was destroyed.
    """

    traject: Traject | None
    role: Role = Role.STRANGER
    respondent: Respondent | None = None
    evidence: tuple[str, ...] = ()
    doubt: Phrase | None = None
    proposals: tuple[Proposal, ...] = ()
    authenticated: bool = False
    by_her: bool = False
    counts: bool = False
    own: bool = False
    group: str = ""
    told: bool = False
    writer: Respondent | None = None
    strange: bool = False
    answers: str = ""
    answered: str = ""
    gone: tuple[str, ...] = ()
    afterwards: bool = False
    clues: Clues = NOTHING


@dataclass(frozen=True, slots=True)
class TrajectCase(Case):
    """A mail of this traject."""

    traject: Traject


def case_of(traject: Traject | None, role: Role = Role.STRANGER) -> Case:
    """A mail from somebody in this role, of this traject or of none."""
    return Case(None, role) if traject is None else TrajectCase(traject, role)


def doubtful(
    traject: Traject | None,
    mail: InboundMail,
    clues: Clues,
    why: str,
    *evidence: str,
    people: tuple[Respondent, ...] = (),
) -> Case:
    """A question; `people` are proposed, else whoever the mail seems to name, else the trajects in `evidence`."""
    refs = [traject.ref] if traject else [e for e in evidence if reference.normalised(e)]
    likely = people or (likely_bearers(traject, mail, clues) if traject else ())
    offers = tuple(buttons.tie(ref) for ref in refs)
    if traject and likely:
        offers = tuple(buttons.tie(traject.ref, called(traject, r), r.name) for r in likely)
    if traject and _may_be_his(traject, mail, clues):
        offers = (buttons.tie(traject.ref, traject.specialist.address, traject.specialist.name), *offers)
    return replace(case_of(traject), evidence=evidence, doubt=Phrase(why), proposals=offers)


def _may_be_his(traject: Traject, mail: InboundMail, clues: Clues) -> bool:
    """Whether the sender bears the specialist's name, without a form: he writes from another address, perhaps."""
    name = mail.sender.name if mail.sender else ""
    him = traject.specialist
    same = bool(name) and names.same_person(name, him.name) is Likeness.SAME
    return same and bool(him.address) and not clues.looks_like_form


def proposals(case: Case) -> tuple[Proposal, ...]:
    """The commands that would settle a doubt."""
    return (*case.proposals[:2], buttons.dismiss())

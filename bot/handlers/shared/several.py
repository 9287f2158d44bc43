"""Several people's forms for one traject in one mail: whose they are, and what becomes of each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from bot.association.bearers import called, of_person
from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Ask, Effect, Share
from bot.core.filled import FilledForm, differing
from bot.core.mail.message import InboundMail
from bot.core.people import names
from bot.core.people.names import Likeness
from bot.core.questions import OTHER_FORM
from bot.core.traject.value import COUNTING, Outcome, Respondent
from bot.core.views import Phrase
from bot.forms.questionnaires.catalogue import FEEDBACK
from bot.handlers.shared.asking import who


def people(case: TrajectCase) -> tuple[Respondent, ...]:
    """The listed people whose names stand in the filled feedback forms, in order, each once."""
    said = [f.name for f in case.clues.forms if f.questionnaire == FEEDBACK and f.filled and names.looks_full(f.name)]
    found: dict[str, Respondent] = {}
    for name in said:
        alike = [r for r in case.traject.respondents if names.same_person(name, r.name) is Likeness.SAME]
        if len(alike) == 1:
            found[alike[0].id] = alike[0]
    return tuple(found.values())


def besides(case: TrajectCase, person: Respondent, ctx: Context) -> tuple[Share, ...]:
    """What counts beside the form of `person`: the others' by her word, and what counted already."""
    forms = {r.id: _worth(case, r) for r in people(case) if r.id != person.id}
    told = {v.respondent for v in case.traject.valid if v.inbound_id == ctx.inbound_id and v.outcome in COUNTING}
    if sum(f.questionnaire == FEEDBACK and f.filled > 0 for f in case.clues.forms) < 2:
        return ()
    whole = case.by_her and not case.told
    kept = {v: forms.get(v, "") for v in told if v != person.id}
    return tuple(Share(r, Outcome.FORM, detail) for r, detail in ({**forms, **kept} if whole else kept).items())


def asked(
    mail: InboundMail, case: TrajectCase, person: Respondent, shares: tuple[Share, ...], ctx: Context
) -> tuple[Effect, ...]:
    """The question about each form that does not count yet; with `telt` the only one is whose she says that it is."""
    if case.told and case.counts and sum(f.questionnaire == FEEDBACK and f.filled > 0 for f in case.clues.forms) < 2:
        return ()
    counted = {person.id, *(s.respondent for s in shares)}
    filled = sum(f.questionnaire == FEEDBACK and f.filled > 0 for f in case.clues.forms)
    only = (("counts", person.name),) if filled < 2 else ()
    return tuple(
        Ask(
            OTHER_FORM,
            f"{OTHER_FORM}/{ctx.inbound_id}/{other.id}",
            Phrase(OTHER_FORM, (("name", other.name), *only)),
            who(mail),
            (buttons.tie(case.traject.ref, called(case.traject, other), other.name), buttons.dismiss()),
            ctx.inbound_id,
        )
        for other in people(case)
        if other.id not in counted
    )


def contradict(forms: Sequence[FilledForm]) -> bool:
    """Whether two of these answer a question otherwise, and are not forms of two people."""
    return any(_differ(one, other) for one, other in combinations(forms, 2))


def _differ(one: FilledForm, other: FilledForm) -> bool:
    two_people = (
        names.looks_full(one.name)
        and names.looks_full(other.name)
        and (names.same_person(one.name, other.name) is not Likeness.SAME)
    )
    return not two_people and bool(differing(one, other))


def _worth(case: TrajectCase, person: Respondent) -> str:
    best = max(of_person(case.clues.forms, person.name), key=lambda f: f.worth)
    return f"{best.questionnaire}:{best.readable}"

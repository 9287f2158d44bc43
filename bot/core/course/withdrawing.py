"""A respondent's form is taken back: it no longer counts, and the shell removes it."""

from __future__ import annotations

from dataclasses import replace

from bot.core.context import Context
from bot.core.course.advance import advance, dossier, with_outcome
from bot.core.decision import Effect, Note, Settle, Work
from bot.core.traject.value import COUNTING, Disposition, Outcome, Respondent, Traject
from bot.core.views import Ready, Withdrawn

REMOVED = "removed"
"""The detail of a form that is withdrawn; the mail that withdraws it has none."""
NOT_THEIRS = "not-theirs"
"""The detail of a form that was taken back because its bearer says that it is somebody else's, and of that mail."""
_FORMS = COUNTING | {Outcome.FORM_EMPTY, Outcome.FORM_UNREADABLE}


def gave_answer(traject: Traject, person: Respondent) -> bool:
    """Whether there is a form to take back, or was one."""
    taken = any(v.respondent == person.id and v.outcome is Outcome.WITHDRAWN for v in traject.valid)
    return taken or bool(_forms_of(traject, person))


def answered_since(traject: Traject, person: Respondent, ctx: Context, outcomes: frozenset[Outcome] = _FORMS) -> bool:
    """Whether a form of theirs came after the mail at hand: what that says was said before. Mails are numbered as they
    are seen, in the order of arrival.
    """
    theirs = (v for v in traject.valid if v.respondent == person.id and v.outcome in outcomes)
    return any(v.inbound_id > ctx.inbound_id for v in theirs)


def shared_with_others(traject: Traject, person: Respondent) -> bool:
    """Whether a mail with their form holds somebody else's too: it cannot be removed for one of them."""
    theirs = {v.inbound_id for v in _forms_of(traject, person)}
    return any(v.inbound_id in theirs and v.respondent not in ("", person.id) for v in traject.valid)


def withdrawn(
    traject: Traject, person: Respondent, ctx: Context, until: str = ""
) -> tuple[Traject, tuple[Effect, ...]]:
    """The traject without their form, and what is left to do; `until` when another one is to come: the day before
    which nobody is reminded of it (ISO).
    """
    forms = _forms_of(traject, person)
    settled = tuple(Settle(v.inbound_id, Outcome.WITHDRAWN, respondent=person.id, detail=REMOVED) for v in forms)
    traject = replace(traject, valid=tuple(_withdrawn(v, ctx) if v in forms else v for v in traject.valid))
    traject = with_outcome(traject, ctx, Outcome.PROMISED if until else Outcome.WITHDRAWN, person.id, until)
    traject, more = advance(traject, ctx)
    if any(v.outcome in COUNTING for v in forms) and any(s.kind == Ready.KIND for s in traject.sent):
        more = tuple(dict.fromkeys((*more, dossier(traject))))
    work = Work("withdraw", f"{traject.ref}/withdraw/{person.id}/{ctx.inbound_id}")
    told = () if not forms and _is_being_removed(traject, person) else (work,)
    return traject, (*settled, Note("news.withdrawn", (("group", person.group),)), *told, *more)


def _is_being_removed(traject: Traject, person: Respondent) -> bool:
    """Whether a form of theirs was taken back and they have not heard yet that it is removed: once will do."""
    removed = [v.at for v in traject.valid if (v.respondent, v.detail) == (person.id, REMOVED)]
    told = (s.at for s in traject.sent if (s.kind, s.respondent) == (Withdrawn.KIND, person.id))
    return bool(removed) and not any(at >= max(removed) for at in told)


def disowned(traject: Traject, person: Respondent, ctx: Context) -> tuple[Traject, tuple[Effect, ...]]:
    """The traject without a form that was not theirs: it no longer counts and stays where it lies."""
    forms = _forms_of(traject, person)
    settled = tuple(Settle(v.inbound_id, Outcome.TAKEN_BACK, None, person.id, NOT_THEIRS) for v in forms)
    rest = (v for v in traject.valid if v not in forms)
    taken = (Disposition(v.inbound_id, Outcome.TAKEN_BACK, ctx.now, person.id, NOT_THEIRS) for v in forms)
    traject, more = advance(replace(traject, valid=(*rest, *taken)), ctx)
    if any(v.outcome in COUNTING for v in forms) and any(s.kind == Ready.KIND for s in traject.sent):
        more = tuple(dict.fromkeys((*more, dossier(traject))))
    return traject, (*settled, Note("news.taken-back"), *more)


def put_aside(traject: Traject, person: Respondent) -> tuple[int, ...]:
    """The forms in their name that no longer count because they were not theirs."""
    theirs = (v for v in traject.valid if (v.respondent, v.detail) == (person.id, NOT_THEIRS))
    return tuple(v.inbound_id for v in theirs if v.outcome is Outcome.TAKEN_BACK)


def is_disowned(traject: Traject, person: Respondent) -> bool:
    """Whether a mail of theirs waits for her that says that a form is not theirs."""
    theirs = (v for v in traject.valid if (v.respondent, v.detail) == (person.id, NOT_THEIRS))
    return any(v.outcome is Outcome.DOUBTFUL for v in theirs)


def forms_told(traject: Traject, person: Respondent) -> str:
    """Which forms of theirs there are: a question about them is about no later one."""
    return ",".join(str(v.inbound_id) for v in _forms_of(traject, person))


def _forms_of(traject: Traject, person: Respondent) -> tuple[Disposition, ...]:
    return tuple(v for v in traject.valid if v.respondent == person.id and v.outcome in _FORMS)


def _withdrawn(valid: Disposition, ctx: Context) -> Disposition:
    return Disposition(valid.inbound_id, Outcome.WITHDRAWN, ctx.now, valid.respondent, REMOVED)

"""His calendar answers the invitation; where he cannot come, or proposes another time, she decides: the last word of
one calendar takes the place of what was asked about an earlier one. From an address
that is not his nothing changes, whoever holds the invitation: she is told what was answered.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.association.invited import INVITATION, answers_invitation
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Decision, Effect, Note
from bot.core.mail.message import InboundMail
from bot.core.planning.appointing import MAY_STAND, clash, put_away, settled
from bot.core.traject.planning import OPEN_AGAIN, CalendarAnswer
from bot.core.traject.stages import Stage
from bot.core.traject.value import Outcome, Traject
from bot.core.views import Phrase, Proposal
from bot.core.world import Role, World
from bot.handlers.shared.asking import ask, is_from

INTENT = "calendar-reply"
_OF_HIS_CALENDAR = frozenset({"calendar-declined", "calendar-counter", "calendar-elsewhere"})
"""What is settled when he can come after all."""
_OTHER = "calendar-other"
_SAID = {
    "ACCEPTED": CalendarAnswer.ACCEPTED,
    "DECLINED": CalendarAnswer.DECLINED,
    "TENTATIVE": CalendarAnswer.TENTATIVE,
}
_NEWS = {
    CalendarAnswer.ACCEPTED: "news.calendar-accepted",
    CalendarAnswer.DECLINED: "news.calendar-declined",
    CalendarAnswer.TENTATIVE: "news.calendar-tentative",
}
_SUBJECTS = {
    "ACCEPTED": re.compile(r"(?i)(?:geaccepteerd|accepted|aanvaard|angenommen|zugesagt|accepté)\s*:"),
    "DECLINED": re.compile(r"(?i)(?:geweigerd|afgewezen|declined|abgelehnt|abgesagt|refusé)\s*:"),
    "TENTATIVE": re.compile(r"(?i)(?:voorlopig|met voorbehoud|tentative|tentatively accepted|mit vorbehalt)\s*:"),
    "COUNTER": re.compile(r"(?i)(?:nieuwe tijd voorgesteld|nieuw tijdstip voorgesteld|new time proposed)\s*:"),
}
"""What Outlook puts above an answer whose calendar part was lost on the way."""


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """From the specialist's calendar, from hers, or about the invitation that we sent, from whoever has it."""
    invited = INVITATION in case.evidence
    if answers_invitation(mail):
        return invited or case.role in (Role.SPECIALIST, Role.PRACTITIONER)
    return case.role is Role.SPECIALIST and bool(case.traject.planning.uid) and bool(_by_subject(mail))


def _by_subject(mail: InboundMail) -> str:
    if mail.new_text.strip() or mail.calendar is not None:
        return ""
    return next((said for said, subject in _SUBJECTS.items() if subject.match(mail.subject)), "")


def by_itself(alone: Alone) -> bool:
    """Whatever it was invited to."""
    return answers_invitation(alone.mail)


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """The appointment as it stands becomes what he says of it; an answer to another one changes nothing."""
    said, traject = mail.calendar, case.traject
    if case.role is Role.PRACTITIONER:
        return _hers(mail, case, ctx)
    if said is not None and said.uid.casefold() != traject.planning.uid.casefold() and not said.problem:
        return ask(mail, case, ctx, Phrase("question-from-specialist"), (buttons.dismiss(),), INTENT)
    if said is not None and (said.problem or said.recurs or said.several):
        return ask(mail, case, ctx, Phrase("calendar-unread"), (buttons.dismiss(),), INTENT)
    told = _told(mail)
    if _is_over(mail, traject, ctx):
        return _of_another(mail, case, told, ctx)
    if case.role is not Role.SPECIALIST:
        return _by_somebody(mail, case, told, world, ctx)
    return _answered(mail, case, told, world, ctx)


def _told(mail: InboundMail) -> str:
    """COUNTER, or the PARTSTAT."""
    if mail.calendar is None:
        return _by_subject(mail)
    return "COUNTER" if mail.calendar.method == "COUNTER" else mail.calendar.partstat


def _is_over(mail: InboundMail, traject: Traject, ctx: Context) -> bool:
    """Whether it answers an appointment that was called off, moved since, or has been."""
    planned, told = traject.planning, mail.calendar.sequence if mail.calendar else -1
    gone = planned.starts_at is None or planned.starts_at <= ctx.now or traject.stage not in MAY_STAND
    return gone or -1 < told < planned.sequence


def _of_another(mail: InboundMail, case: TrajectCase, told: str, ctx: Context) -> Decision:
    """Nothing changes. She hears at once of one who still counts on it, or names another time; else in her overview."""
    stale = case.traject.planning.starts_at is not None
    if told == "COUNTER" or (told in ("ACCEPTED", "TENTATIVE") and not stale):
        return ask(mail, case, ctx, Phrase("calendar-old"), (buttons.dismiss(),), INTENT)
    return Decision(case.traject, (Note("news.calendar-old"),), Outcome.FILED, intent=INTENT)


def _by_somebody(mail: InboundMail, case: TrajectCase, told: str, world: World, ctx: Context) -> Decision:
    """A secretary, he from home, whom it was passed on to, or anybody: nothing proves for whom they speak."""
    starts, new = case.traject.planning.starts_at, mail.calendar.starts_at if mail.calendar else None
    assert starts is not None
    at = ctx.calendar.local(starts).isoformat()
    other = new if told == "COUNTER" and new is not None and new > ctx.now and new != starts else None
    proposed = ctx.calendar.local(other).isoformat() if other is not None else ""
    of = _elsewhere(mail, starts) if told != "COUNTER" else None
    what = Phrase(_OTHER, (("at", at), ("said", told.lower()), ("new", proposed), ("of", _local(of, ctx))))
    offers = _offers(case, other, world, ctx) if told in ("DECLINED", "COUNTER") else (buttons.dismiss(),)
    return _asked(mail, case, what, offers, world, ctx)


def _replaced(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> tuple[Effect, ...]:
    """What is still asked about an earlier answer of the same calendar: it says something else now."""
    sender = mail.sender.address if mail.sender else ""
    his = _OF_HIS_CALENDAR if case.role is Role.SPECIALIST else frozenset[str]()
    return put_away(
        q
        for q in world.questions(case.traject.ref)
        if q.inbound_id != ctx.inbound_id and (q.kind in his or (q.kind == _OTHER and is_from(q.who, sender)))
    )


def _answered(mail: InboundMail, case: TrajectCase, told: str, world: World, ctx: Context) -> Decision:
    before, traject = case.traject.planning, case.traject
    assert before.starts_at is not None
    at = ("at", ctx.calendar.local(before.starts_at).isoformat())
    new = mail.calendar.starts_at if mail.calendar else None
    if told == "COUNTER" and mail.calendar is not None and new == before.starts_at:
        told = mail.calendar.partstat
    if told == "COUNTER":
        local = ctx.calendar.local(new).isoformat() if new is not None and new > ctx.now else ""
        what = Phrase("calendar-counter", (at, ("new", local)))
        asked = _asked(mail, case, what, _offers(case, new, world, ctx), world, ctx)
        return replace(asked, traject=_with(traject, CalendarAnswer.COUNTERED, ctx))
    if told == "DELEGATED":
        return ask(mail, case, ctx, Phrase("calendar-delegated", (at,)), (*_off(traject), buttons.dismiss()), INTENT)
    answer = _SAID.get(told)
    if answer is not None and (of := _elsewhere(mail, before.starts_at)) is not None:
        what = Phrase("calendar-elsewhere", (at, ("said", told.lower()), ("of", _local(of, ctx))))
        return _asked(mail, case, what, _offers(case, of, world, ctx), world, ctx)
    if answer is None or answer is before.answer:
        return Decision(traject, (), Outcome.FILED, intent=INTENT)
    after, news = _with(traject, answer, ctx), Note(_NEWS[answer])
    if answer is CalendarAnswer.DECLINED:
        asked = _asked(mail, case, Phrase("calendar-declined", (at,)), _offers(case, None, world, ctx), world, ctx)
        return replace(asked, traject=after, effects=(news, *asked.effects))
    return Decision(after, (news, *settled(traject, world, _OF_HIS_CALENDAR)), Outcome.FILED, intent=INTENT)


def _asked(
    mail: InboundMail, case: TrajectCase, what: Phrase, offers: tuple[Proposal, ...], world: World, ctx: Context
) -> Decision:
    asked = ask(mail, case, ctx, what, offers, INTENT)
    return replace(asked, effects=(*_replaced(mail, case, world, ctx), *asked.effects))


def _elsewhere(mail: InboundMail, stands: datetime) -> datetime | None:
    """The moment that the answer is about, where that is not the one that stands."""
    at = mail.calendar.starts_at if mail.calendar is not None else None
    return None if at == stands else at


def _local(at: datetime | None, ctx: Context) -> str:
    return ctx.calendar.local(at).isoformat() if at is not None else ""


def _with(traject: Traject, answer: CalendarAnswer, ctx: Context) -> Traject:
    """Open again where he cannot come, planned again where he can after all."""
    after = replace(traject, planning=replace(traject.planning, answer=answer))
    was, to = (Stage.PLANNED, Stage.READY) if answer in OPEN_AGAIN else (Stage.READY, Stage.PLANNED)
    if traject.stage is Stage.PAUSED and traject.resume is was:
        return replace(after, resume=to)
    return after.moved(to, ctx.now) if traject.stage is was else after


def _offers(case: TrajectCase, new: datetime | None, world: World, ctx: Context) -> tuple[Proposal, ...]:
    """The moment that he proposes, the one that was, none."""
    traject, was = case.traject, case.traject.planning.starts_at
    found: list[Proposal] = []
    if new is not None and new > ctx.now and clash(new, traject, world.open_trajects()) is None:
        found.append(buttons.appointment(traject.ref, f"{ctx.calendar.local(new):%Y-%m-%d %H:%M}"))
    if was is not None:
        at = f"{ctx.calendar.local(was):%Y-%m-%d %H:%M}"
        found.append(buttons.appointment(traject.ref, at, "button.keep-moment"))
    return (*found, *_off(traject), buttons.dismiss())


def _off(traject: Traject) -> tuple[Proposal, ...]:
    return (buttons.no_longer(traject.ref),)


def _hers(mail: InboundMail, case: TrajectCase, ctx: Context) -> Decision:
    """Her own calendar says that she comes, which is known; or that she does not."""
    planned, told = case.traject.planning, mail.calendar
    starts = planned.starts_at
    stale = told is None or told.uid.casefold() != planned.uid.casefold() or -1 < told.sequence < planned.sequence
    if starts is None or stale or told is None or (told.partstat != "DECLINED" and told.method != "COUNTER"):
        return Decision(case.traject, (), Outcome.FILED, intent=INTENT)
    at = ("at", ctx.calendar.local(starts).isoformat())
    return ask(mail, case, ctx, Phrase("calendar-hers", (at,)), (*_off(case.traject), buttons.dismiss()), INTENT)

"""The specialist writes of the appointment that stands: she is asked, whatever else is done with the mail."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from bot.association.case import TrajectCase
from bot.association.invited import invites
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Ask, Decision
from bot.core.mail.itip.note import note_of
from bot.core.mail.message import Automatic, InboundMail
from bot.core.planning.appointing import clash
from bot.core.planning.offers import OF_APPOINTMENT
from bot.core.questions import APPOINTMENT, CHOSEN, OF_A_DATE, is_of_a_date
from bot.core.traject.planning import Planning
from bot.core.views import Phrase, Proposal
from bot.core.words.choice import in_words, says_nothing_else
from bot.core.words.moments.written_dates import MONTHS, WEEKDAYS
from bot.core.words.prose.courtesy import beside_coming, is_pleasant
from bot.core.words.prose.letter import parted
from bot.core.words.sentences import sentences
from bot.core.world import Role, World
from bot.handlers.beside.his_absence import with_his_absence
from bot.handlers.beside.offered import answered, chosen_of, named_by, said_of
from bot.handlers.shared.asking import ask_beside, is_from

_CAN = r"(?:lukt|past|schikt|kan|red|komt)"
_DAY = (
    r"(?:\d{1,2}e?|\d{4}|maandag|dinsdag|woensdag|donderdag|vrijdag|januari|februari|maart|april|mei|juni|juli|augustus|"
    r"september|oktober|november|december|dan)"
)
_MOMENT = re.compile(
    rf"(?i)\b(?:(?:op|om|de|het|{'|'.join(n for names in (*WEEKDAYS, *MONTHS) for n in names.split())}|"
    r"\d{1,4}(?:[-/.:]\d{1,4})*(?:e|de|ste)?|uur|u)(?:\b,?\s*|(?=\W|$))){1,9}"
)
"""`donderdag 10 december om 14.00 uur`; words that only join such are in it too."""
_NAMED = re.compile(rf"(?i)\d|\b(?:{'|'.join(n for names in (*WEEKDAYS, *MONTHS) for n in names.split())})\b")
_CALLS_OFF = re.compile(
    r"\b(?:afspraak|afzeggen|afgezegd|zeg\b.{0,20}\baf|annule\w*|geannuleerd|cancel\w*|verzet(?:ten)?|verplaats\w*|"
    r"verhinderd|verschuiven|resched\w*|appointment|postpone\w*|ander (?:moment|tijdstip)|andere (?:dag|datum|tijd)|"
    r"gesprek\b.{0,60}\b(?:niet|doorgaan|eerder|later)|niet doorgaan|beter (?:uit\w*|schikken|passen)|"
    rf"{_CAN}\b.{{0,25}}\b(?:niet|moeilijk)\b.{{0,25}}\b{_DAY}|{_CAN}\b.{{0,25}}\b{_DAY}\b.{{0,20}}\b(?:niet|moeilijk)|"
    rf"{_DAY}\b.{{0,25}}\b{_CAN}\b.{{0,20}}\b(?:niet|moeilijk))\b"
)


def calls_off(mail: InboundMail) -> bool:
    """Whether it says something of an appointment that is no mere confirmation."""
    return any(map(_CALLS_OFF.search, (mail.subject.lower(), mail.new_text.lower())))


def _undated(text: str) -> str:
    """`Tot donderdag 10 december` as `tot dan`."""
    return _MOMENT.sub(lambda found: "dan " if _NAMED.search(found[0]) else found[0], text)


def confirms(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """Whether he says no more than thanks, or that he comes, with the day or the time of the appointment itself; or
    chooses that moment in the offer that he answers.
    """
    stands, text = case.traject.planning.stands, in_words(mail.new_text)
    if stands is None or case.role is not Role.SPECIALIST or not text.strip():
        return False
    options = answered(case)
    offered = said_of(mail, options, ctx)
    if offered.chosen is not None and options[offered.chosen] == stands:
        return not offered.beside
    said = said_of(mail, (stands,), ctx)
    if said.another or said.none or said.undecided or "?" in text:
        return False
    if said.chosen is not None and said.dated and not said.beside:
        return True
    words = _undated(parted(text)[0])
    left = beside_coming(words)
    return bool(sentences(words)) and (not left or (is_pleasant(left) and says_nothing_else(left, named_by(mail, ctx))))


def _says_something(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """Whether an answer to what was written of the appointment, or to the invitation, is more than a courtesy."""
    stands, text = case.traject.planning.stands, note_of(mail) if mail.calendar is not None else mail.new_text
    if stands is None or not text or (mail.calendar is None and case.answers not in OF_APPOINTMENT):
        return False
    another = said_of(replace(mail, new_text=text), (stands,), ctx).another
    return another or not says_nothing_else(_undated(text), named_by(mail, ctx))


def about(case: TrajectCase, ctx: Context, chosen: datetime | None = None, *, past: bool = False) -> Phrase:
    """What she is asked; where he answers a `past` offer, with the moment that he chose in it, if any."""
    said = (("past", "yes"), ("chosen", _local(chosen, ctx))) if past else ()
    return Phrase(
        "about-appointment", (("at", _local(case.traject.planning.stands, ctx)), ("ref", case.traject.ref), *said)
    )


def _local(at: datetime | None, ctx: Context) -> str:
    return ctx.calendar.local(at).isoformat() if at is not None else ""


def offers_about(case: TrajectCase, world: World, ctx: Context, chosen: datetime | None = None) -> tuple[Proposal, ...]:
    """The moment that he chose, where it is free; none any longer, where one stands."""
    ref, free = case.traject.ref, chosen is not None and chosen > ctx.now
    if chosen is None or not free or clash(chosen, case.traject, world.open_trajects()) is not None:
        wanted: tuple[Proposal, ...] = ()
    else:
        wanted = (buttons.appointment(ref, f"{ctx.calendar.local(chosen):%Y-%m-%d %H:%M}"),)
    off = (buttons.no_longer(ref),) if case.traject.planning.stands is not None else ()
    return (*wanted, *off, buttons.dismiss())


def told_by_another(
    mail: InboundMail, case: TrajectCase, world: World, ctx: Context
) -> tuple[tuple[tuple[str, str], ...], tuple[Proposal, ...]]:
    """What somebody who is not known writes of the moment, as values of a question, and what she may do about it: the
    moment that is chosen of those that were offered, or that the appointment is written about.
    """
    planned = case.traject.planning
    chosen = chosen_of(mail, case, ctx)
    if chosen is None and planned.options and mail.calendar is not None and invites(mail):
        chosen = mail.calendar.starts_at
    if chosen is not None and chosen != planned.stands:
        return ((CHOSEN, _local(chosen, ctx)),), offers_about(case, world, ctx, chosen)[:-1]
    if planned.stands is not None and (case.answers in OF_APPOINTMENT or calls_off(mail)):
        return ((APPOINTMENT, _local(planned.stands, ctx)),), offers_about(case, world, ctx)[:-1]
    return (), ()


def _with_word_kept(decision: Decision, mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """He names the moment that stands; she hears it while another word of his about it is before her."""
    stands, sender = case.traject.planning.stands, mail.sender.address if mail.sender else ""
    waits = any(is_of_a_date(q, OF_A_DATE) and is_from(q.who, sender) for q in world.questions(case.traject.ref))
    if stands is None or not waits or not (chosen_of(mail, case, ctx) == stands or said_of(mail, (stands,), ctx).dated):
        return decision
    what = about(case, ctx, stands, past=True)
    return replace(decision, effects=(*decision.effects, ask_beside(mail, case, ctx, what, (buttons.dismiss(),))))


def _moments(planned: Planning) -> tuple[object, ...]:
    """What stands and what is offered, whatever a calendar answered."""
    return planned.stands, planned.options


def with_appointment(decision: Decision, mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """The decision, and a question beside it, where the mail is put before her by none."""
    planned, his = case.traject.planning, case.role is Role.SPECIALIST and mail.automatic is Automatic.NO
    asked = any(isinstance(e, Ask) and e.what.code in OF_A_DATE for e in decision.effects)
    seen = any(isinstance(e, Ask) and e.inbound_id is not None for e in decision.effects)
    moved = decision.traject is not None and _moments(decision.traject.planning) != _moments(planned)
    if not his or case.by_her or asked or moved:
        return decision
    if confirms(mail, case, ctx):
        return _with_word_kept(decision, mail, case, world, ctx)
    away = with_his_absence(decision, mail, case, ctx)
    if seen or away is not decision:
        return away
    chosen = None if planned.options else chosen_of(mail, case, ctx)
    past = chosen is not None and chosen != planned.stands
    if not past and (planned.stands is None or not (calls_off(mail) or _says_something(mail, case, ctx))):
        return decision
    question = ask_beside(mail, case, ctx, about(case, ctx, chosen, past=past), offers_about(case, world, ctx, chosen))
    return replace(decision, effects=(*decision.effects, question))

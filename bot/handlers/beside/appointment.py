"""The specialist writes of the appointment that stands: she is asked, whatever else is done with the mail."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Ask, Decision
from bot.core.mail.message import Automatic, InboundMail
from bot.core.questions import OF_A_DATE
from bot.core.views import Phrase
from bot.core.world import Role
from bot.handlers.shared.asking import as_proved, who

_CALLS_OFF = re.compile(
    r"\b(?:afspraak|afzeggen|afgezegd|zeg\b.{0,20}\baf|annule\w*|geannuleerd|cancel\w*|verzet(?:ten)?|verplaats\w*|"
    r"verhinderd|verschuiven|resched\w*|appointment|postpone\w*|ander (?:moment|tijdstip)|andere (?:dag|datum|tijd)|"
    r"gesprek\b.{0,60}\b(?:niet|doorgaan|eerder|later)|niet doorgaan|beter (?:uit\w*|schikken|passen)|"
    r"(?:lukt|past|schikt|kan|red|komt)\b.{0,25}\b(?:niet|moeilijk)\b.{0,25}\b(?:\d{1,2}e?|maandag|dinsdag|woensdag|"
    r"donderdag|vrijdag|dan)|(?:\d{1,2}e?|\d{4}|maandag|dinsdag|woensdag|donderdag|vrijdag|januari|februari|maart|april|mei|"
    r"juni|juli|augustus|september|oktober|november|december)\b.{0,25}\b(?:lukt|past|schikt|kan|red|komt)\b.{0,20}\bniet)\b"
)


def calls_off(mail: InboundMail) -> bool:
    """Whether it says something of an appointment that is no mere confirmation."""
    return any(map(_CALLS_OFF.search, (mail.subject.lower(), mail.new_text.lower())))


def about(case: TrajectCase, ctx: Context) -> Phrase:
    """What she is asked."""
    at = case.traject.planning.stands
    stands = ctx.calendar.local(at).isoformat() if at is not None else ""
    return Phrase("about-appointment", (("at", stands), ("ref", case.traject.ref)))


def with_appointment(decision: Decision, mail: InboundMail, case: TrajectCase, ctx: Context) -> Decision:
    """The decision, and a question beside it, where the mail is put before her by none."""
    stands, his = case.traject.planning.stands, case.role is Role.SPECIALIST and mail.automatic is Automatic.NO
    planned = any(isinstance(e, Ask) and e.what.code in OF_A_DATE for e in decision.effects)
    seen = any(isinstance(e, Ask) and e.inbound_id is not None for e in decision.effects)
    moved = decision.traject is not None and decision.traject.planning != case.traject.planning
    if stands is None or not his or case.by_her or planned or seen or moved or not calls_off(mail):
        return decision
    what = as_proved(about(case, ctx), mail, case, ctx)
    offers = (buttons.no_longer(case.traject.ref), buttons.dismiss())
    question = Ask(what.code, f"{case.traject.ref}/{what.code}/{ctx.inbound_id}", what, who(mail), offers)
    return replace(decision, effects=(*decision.effects, question))

"""What a mail of the specialist tells beside what it is about: his BIG number, for the statement."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.association.case import TrajectCase
from bot.core.context import Context
from bot.core.decision import Decision
from bot.core.mail.message import Automatic, InboundMail
from bot.core.words.big_number import big_number
from bot.core.world import Role

_BEGINS_QUOTATION = re.compile(
    r"(?i)^\s*>|^\s*-{2,}.*(?:message|bericht)|^\s*(?:van|from|von|verzonden|sent):|\bschreef\b.*:\s*$|\bwrote:\s*$"
)


def with_big_number(decision: Decision, mail: InboundMail, case: TrajectCase, ctx: Context) -> Decision:
    """Taken from what he wrote himself, where it is clear; another one that he writes later takes its place."""
    if case.role is not Role.SPECIALIST or case.doubt or mail.automatic is not Automatic.NO or mail.forwarded:
        return decision
    traject, number = decision.traject, big_number(_own(mail))
    if (
        traject is None
        or traject.ref != case.traject.ref
        or number in ("", traject.big_number, ctx.practitioner.big_number)
    ):
        return decision
    return replace(decision, traject=replace(traject, big_number=number))


def _own(mail: InboundMail) -> str:
    """What he wrote and the signature below it: up to what he quotes without marks, or passes on."""
    at = mail.text.find(mail.new_text.strip()[-40:]) if mail.new_text.strip() else -1
    below = mail.text[at:] if at >= 0 else mail.text
    lines = []
    for line in below.splitlines()[:40]:
        if _BEGINS_QUOTATION.search(line):
            break
        lines.append(line)
    return "\n".join((mail.new_text, *lines))

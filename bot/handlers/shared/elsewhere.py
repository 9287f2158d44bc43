"""What one mail of a person means for the other trajects that list the address."""

from __future__ import annotations

from collections.abc import Callable

from bot.core.decision import Decision
from bot.core.mail.message import InboundMail
from bot.core.traject.stages import COLLECTS
from bot.core.traject.value import Respondent, Traject
from bot.core.world import Role, World


def everywhere(
    mail: InboundMail, world: World, but: Traject, decide: Callable[[Traject, Respondent], Decision]
) -> tuple[Decision, ...]:
    """The same decision for each respondent with the sender's address in another traject that still collects."""
    known = world.known(mail.sender.address) if mail.sender else ()
    found = (
        (traject, person)
        for k in known
        if k.role is Role.RESPONDENT and k.ref != but.ref
        if (traject := world.traject(k.ref)) and traject.stage in COLLECTS
        if (person := traject.respondent(k.respondent)) and not person.removed
    )
    return tuple(decide(traject, person) for traject, person in found)

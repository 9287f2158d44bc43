"""The answer of a calendar to an invitation of ours: its UID, which nobody can guess, tells whose traject it is."""

from __future__ import annotations

from bot.association.case import Case, TrajectCase
from bot.association.clues import Clues
from bot.core.mail.message import InboundMail
from bot.core.traject import reference
from bot.core.world import Role, World

INVITATION = "invitation"
"""The evidence."""
_ANSWERS = ("REPLY", "COUNTER")


def answers_invitation(mail: InboundMail) -> bool:
    """Whether a calendar program answers; not when it invites."""
    return mail.calendar is not None and mail.calendar.method in _ANSWERS


def invites(mail: InboundMail) -> bool:
    """Whether a calendar program invites us."""
    return mail.calendar is not None and mail.calendar.method == "REQUEST"


def by_invitation(mail: InboundMail, clues: Clues, world: World) -> Case | None:
    """Whoever holds the invitation: he himself, his secretary, or somebody whom it was passed on to."""
    if mail.calendar is None or not answers_invitation(mail):
        return None
    uid = mail.calendar.uid.casefold()
    for ref in reference.find(mail.calendar.uid):
        traject = world.traject(ref)
        if traject is not None and traject.planning.uid and traject.planning.uid.casefold() == uid:
            sender = mail.sender.address if mail.sender else ""
            known = any(k.ref == ref and k.role is Role.SPECIALIST for k in world.known(sender))
            role = Role.SPECIALIST if known else Role.STRANGER
            return TrajectCase(traject, role, None, (INVITATION, *(("address",) if known else ())))
    return None

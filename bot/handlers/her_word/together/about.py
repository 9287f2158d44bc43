"""The one traject that a mail of hers is about, for a verb that names none; an overview is about all that it lists."""

from __future__ import annotations

from bot.association.case import Case
from bot.core.mail.message import InboundMail
from bot.core.traject import reference
from bot.core.world import World


def about(mail: InboundMail, case: Case, world: World) -> str:
    """Its reference, "" where there is none or what she answers lists several and she names none herself. What she put
    into a traject's folder is about that one.
    """
    if case.traject is None:
        return ""
    ref = case.traject.ref
    if case.by_her or ref in reference.find(f"{mail.subject}\n{mail.new_text}"):
        return ref
    if any(token.ref == ref for token in world.tokens(mail.in_reply_to, "")):
        return ref
    quoted = {one for one in reference.find(mail.text) if world.traject(one) is not None}
    return "" if quoted - {ref} else ref

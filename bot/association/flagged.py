"""Mails of which something was found before they were read: that they name a destroyed traject, or came late."""

from __future__ import annotations

from dataclasses import replace

from bot.association.case import Case, doubtful
from bot.association.clues import Clues
from bot.core.context import Context
from bot.core.mail.message import Automatic, InboundMail
from bot.core.world import World

NAMES_GONE = "names-destroyed"
"""The flag, and the question, of a mail that names a destroyed traject, and that she must judge."""
HOLDS_GONE = "holds-destroyed"
"""The question about one with a form of that traject beside words that she must read."""
CAME_LATE = "came-late"
"""The flag, and the question, of a mail that the server withheld so long that she was told of it."""


def came_late(mail: InboundMail, clues: Clues, world: World, ctx: Context) -> Case | None:
    """Much may have been said since: what somebody wrote who takes part, or of a traject, is put before her. Hers is
    heard while a destruction is planned: she may have thought better of it.
    """
    sender = mail.sender.address if mail.sender else ""
    hers = ctx.practitioner.writes_from(sender)
    if CAME_LATE not in mail.flags or mail.automatic is not Automatic.NO or (hers and world.planned()):
        return None
    refs = tuple(clues.references) or tuple(dict.fromkeys(known.ref for known in world.known(sender)))
    if not refs and not hers:
        return None
    tied = world.traject(refs[0]) if len(refs) == 1 else None
    return replace(doubtful(tied, mail, clues, CAME_LATE, *refs), clues=clues)


def names_gone(mail: InboundMail, clues: Clues, world: World) -> Case | None:
    """It is offered to the living trajects in which its sender, or somebody whom it names, takes part."""
    if NAMES_GONE not in mail.flags:
        return None
    if any(form.filled for form in clues.forms):
        return replace(doubtful(None, mail, clues, HOLDS_GONE), clues=clues)
    named = (t.ref for t in world.open_trajects() if any(r.name in mail.new_text for r in t.respondents))
    sender = mail.sender.address if mail.sender else ""
    living = dict.fromkeys((*(known.ref for known in world.known(sender)), *named))
    return replace(doubtful(None, mail, clues, NAMES_GONE, *living), clues=clues)

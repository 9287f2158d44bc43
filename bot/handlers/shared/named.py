"""Whom of an open traject a service's notice is about, when the service wrote it and not the person."""

from __future__ import annotations

import re

from bot.association.case import Case
from bot.core.mail.message import InboundMail
from bot.core.people import names
from bot.core.traject.stages import COLLECTS
from bot.core.traject.value import Respondent, Traject
from bot.core.world import Role, World

_ADDRESS = re.compile(r"[^\s<>\"'(),;:\[\]]{1,64}@[\w-]+(?:\.[\w-]+)+")
MAX_TEXT = 5000

Subject = tuple[Traject, Respondent | None]


def about(mail: InboundMail, case: Case, world: World) -> Subject | None:
    """The traject and the respondent (None for the specialist): the sender, an address that is named, or a name.

    A name counts when only one person who is listed bears it.
    """
    if case.traject is not None and case.doubt is None and case.role in (Role.SPECIALIST, Role.RESPONDENT):
        return case.traject, case.respondent
    said = "\n".join((mail.sender.name if mail.sender else "", mail.subject, mail.text[:MAX_TEXT]))
    by_address = _by_address((*(a.address for a in mail.reply_to), *_ADDRESS.findall(said)), world)
    return by_address or _by_name(said, case, world)


def _by_address(named: tuple[str, ...], world: World) -> Subject | None:
    for address in named[:20]:
        for known in world.known(address.strip(".")):
            traject = world.traject(known.ref)
            if traject is not None and traject.stage in COLLECTS:
                return traject, traject.respondent(known.respondent) if known.respondent else None
    return None


def _by_name(said: str, case: Case, world: World) -> Subject | None:
    words = f" {names.folded(said)} "
    trajects = (case.traject,) if case.traject is not None else world.open_trajects()
    found = [
        (traject, person)
        for traject in trajects
        if traject.stage in COLLECTS
        for person in traject.respondents
        if not person.removed and " " in (name := names.folded(person.name)) and f" {name} " in words
    ]
    return found[0] if len({names.folded(person.name) for _, person in found}) == 1 else None

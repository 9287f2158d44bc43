"""A form that counts and lies nowhere any more: somebody deleted it, and she is asked whether it still counts."""

from __future__ import annotations

from datetime import datetime

from bot.core import buttons
from bot.core.decision import Ask
from bot.core.questions import FORM_GONE
from bot.core.traject.stages import OPEN
from bot.core.views import Phrase
from bot.shell.ledger import locations, questions, trajects
from bot.shell.round.looking.renamed import lying_elsewhere
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop


def ask_about_missing(workshop: Workshop, room: Mailroom, now: datetime) -> None:
    """Asks a round after a form was seen to be gone, once each time; a form that is back needs no answer.

    One that lies in another folder of the account is told to lie there.
    """
    with workshop.book() as book:
        missing = locations.missing(book, now)
        for number, ref, inbound_id in questions.open_of_kind(book, FORM_GONE):
            if (ref, inbound_id) not in missing:
                questions.close(book, number, now)
        known = questions.keys(book, FORM_GONE)
        refs = trajects.refs_in(book, OPEN)
        asked = {
            (ref, inbound_id): key
            for ref, inbound_id in missing
            if ref in refs
            and (key := f"{FORM_GONE}/{inbound_id}/{ref}/{locations.gone_since(book, inbound_id)}") not in known
        }
    if not asked:
        return
    ours = frozenset(room.folders.look().values())
    places = lying_elsewhere(workshop, room.mailbox, room.intake.read, {i for _, i in asked}, ours)
    for (ref, inbound_id), key in asked.items():
        with workshop.book() as book:
            traject = book.traject(ref)
            if traject is None:
                continue
            whose = next((v.respondent for v in traject.valid if v.inbound_id == inbound_id), "")
            person = traject.respondent(whose)
            name = person.name if person else "?"
            offers = (buttons.count(), buttons.dismiss())
            where = (("folder", places[inbound_id]),) if inbound_id in places else ()
            ask = Ask(FORM_GONE, key, Phrase(FORM_GONE, (("name", name), *where)), name, offers, inbound_id)
            workshop.clerk(book, workshop.context(now)).write(traject, (ask,))

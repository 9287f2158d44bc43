"""A mail that concerns two trajects lies in the second one's folder too."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.shell.ledger import locations
from bot.shell.ledger.jobs import Job
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop


def copy(workshop: Workshop, room: Mailroom, job: Job, now: datetime) -> None:
    """Puts the copy there, unless it is there or nothing is left to copy."""
    inbound_id = int(job.key.rpartition("/")[2])
    with workshop.book() as book:
        places = locations.places_of(book, inbound_id)
        traject = book.traject(job.ref)
    if traject is None or any(p.folder == job.ref for p in places):
        return
    fetched = room.fetch(places[0]) if places else None
    if fetched is None:
        return
    spot = room.put(job.ref, traject.specialist.name, job.ref, fetched.raw, fetched.received)
    if spot is not None:
        with workshop.book() as book:
            locations.locate(book, replace(spot, inbound_id=inbound_id), copy=True)

"""What is left of a destroyed traject, store by store; only looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.core.errors import ConfigurationError
from bot.core.traject import reference
from bot.core.traject.stages import Stage
from bot.shell.imap.mailbox import Mailbox
from bot.shell.jobs.search import Search
from bot.shell.jobs.stores import STORES
from bot.shell.ledger import trajects
from bot.shell.operator.verifying.account import search_account
from bot.shell.operator.verifying.data_files import search_files
from bot.shell.operator.verifying.words import Words
from bot.shell.round.faults import Faults
from bot.shell.round.mailroom import Mailroom
from bot.shell.round.workshop import Workshop, only_looking
from bot.shell.servers.accounts import imap_endpoint
from bot.shell.settings.frozen import Settings

_TOLD = "destroyed/{}"


@dataclass(frozen=True, slots=True)
class Looked:
    """How much was found at one place of a store; a name that a place bears is left out. `stays` is what a living
    traject has as well, `later` what came after the destruction and is no part of it; not `looked` at is what may not
    be opened; `unopened` mails from when the traject was there hold something that cannot, and may be of it.
    """

    ref: str
    store: str
    place: str
    found: int
    looked: bool = True
    stays: int = 0
    later: int = 0
    unopened: int = 0

    def as_object(self) -> dict[str, Any]:
        """As `verify-destruction --json` tells it."""
        told = {"ref": self.ref, "store": self.store, "place": self.place, "found": self.found}
        return {**told, "stays": self.stays, "later": self.later, "looked": self.looked, "unopened": self.unopened}

    def in_words(self) -> str:
        """The same for a person."""
        where = f"{self.store}, {self.place}" if self.place else self.store
        if not self.looked:
            return f"SHUT  {where}: may not be opened, and was not searched"
        stays = f", and {self.stays} that another traject has too" if self.stays else ""
        later = f", and {self.later} about it from after the destruction" if self.later else ""
        shut = f", and {self.unopened} with something in it that cannot be opened" if self.unopened else ""
        return f"{'LEFT' if self.found else 'ok  '}  {where}: {self.found or 'nothing'}{stays}{later}{shut}"


def verified(settings: Settings, said: str, now: datetime) -> Iterator[Looked]:
    """Every place that was searched. ConfigurationError when there is no such traject, or it was not destroyed."""
    with only_looking(settings) as workshop:
        ref = _destroyed(workshop, said)
        with workshop.book() as book:
            words = Words.of(ref, book.meta_sealed(_TOLD.format(ref)) or {})
        with Mailbox(imap_endpoint(settings.imap)) as mailbox:
            room = Mailroom(workshop, mailbox, Faults(workshop, _nothing_caught, now))
            room.folders.look()
            search = Search(workshop, room, ref)
            for store in STORES:
                yield from _told(ref, store.name, store.finds(search), words)
            for one in search_account(search):
                place = words.without_name(one.name)
                rest = {"stays": one.shared, "later": one.later, "unopened": one.unopened}
                yield Looked(ref, "account", place, one.left, looked=one.looked, **rest)
        yield from _told(ref, "files", search_files(settings, words), words)


def _told(ref: str, store: str, counts: Mapping[str, int | None], words: Words) -> Iterator[Looked]:
    for place, found in (counts or {"": 0}).items():
        yield Looked(ref, store, words.without_name(place), found or 0, looked=found is not None)


def _destroyed(workshop: Workshop, said: str) -> str:
    ref = reference.normalised(said)
    if ref is None:
        raise ConfigurationError(f"{said} is not a reference.", "It looks like T-7KQFK.")
    with workshop.book() as book:
        stage = trajects.stage_of(book, ref)
    if stage is None:
        raise ConfigurationError(f"There is no traject {ref}.", "`trajectbot status` lists them.")
    if stage != Stage.DESTROYED:
        raise ConfigurationError(
            f"Traject {ref} was not destroyed: its stage is {stage}.", "There is nothing to verify."
        )
    return ref


def _nothing_caught(act: Callable[[], object]) -> None:
    act()

"""A restore that was begun and is not at its end: until it is, nothing else opens the stores."""

from __future__ import annotations

from pathlib import Path

from bot.core.errors import ConfigurationError
from bot.shell.ledger.files.destructions import put, settled
from bot.shell.ledger.files.looking import file_of
from bot.shell.settings.frozen import Stores

_ENDING = ".restoring"


def _place(stores: Stores) -> Path:
    keys = file_of(stores.keystore_url)
    assert keys is not None  # the settings refuse it
    return keys.with_name(keys.name + _ENDING)


def is_begun(stores: Stores) -> bool:
    """Whether a restore began and did not come to its end."""
    return _place(stores).exists()


def begin(stores: Stores, what: str) -> None:
    """Said before the first store is put in its place."""
    put(_place(stores), f"{what}\n".encode(), "the note that a restore has begun")


def end(stores: Stores) -> None:
    """The stores are whole, and what had to be done over again is done."""
    place = _place(stores)
    place.unlink(missing_ok=True)
    settled(place.parent)


def refuse_unfinished(stores: Stores) -> None:
    """ConfigurationError while a restore is not at its end."""
    if is_begun(stores):
        raise ConfigurationError(
            "A restore was begun and is not finished: what was destroyed may be back, and old mail waits to be sent.",
            "Give the same command again, trajectbot restore DIR: it begins anew.",
        )

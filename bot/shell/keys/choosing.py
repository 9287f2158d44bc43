"""Which of two master keys opens the key store, when a change from one to the other was cut off."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from bot.core.errors import OperatorError
from bot.shell.keys.cipher import unseal
from bot.shell.keys.master import key_in

_ENDING = ".next"


def following(file: Path) -> Path:
    """Where the next master key lies until it takes the place of the one in use."""
    return file.with_name(file.name + _ENDING)


def current(file: Path, master: bytes, place: str, wrapped: bytes | None) -> bytes:
    """The one at hand, unless only the next one opens what is wrapped at this place."""
    other = following(file)
    if wrapped is None or not other.exists() or _opens(master, place, wrapped):
        return master
    found = key_in(other)
    return found if _opens(found, place, wrapped) else master


def _opens(master: bytes, place: str, wrapped: bytes) -> bool:
    with suppress(OperatorError):
        return bool(unseal(master, place, wrapped))
    return False

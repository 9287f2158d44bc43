"""Files closed for others in the format age (age-encryption.org/v1), which its own program opens as well."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyrage
from pyrage import passphrase, x25519

from bot.core.errors import ConfigurationError

ENDING = ".age"
IDENTITY = "identity.age"
PASSPHRASE, RECIPIENT = "passphrase", "recipient"
_SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Lock:
    """How a backup is closed, or opened again: with words, for the holder of a key, or not at all."""

    words: str = ""
    recipient: str = ""
    identity: str = ""

    @property
    def kind(self) -> str:
        """As the manifest says it."""
        return PASSPHRASE if self.words else RECIPIENT if self.recipient else ""


@dataclass(frozen=True, slots=True)
class Closed:
    """The lock of one backup: with words it has a key of its own, which lies beside the files, closed with the words.

    So the words are stretched once however many files there are, and `age -d -i identity.age FILE` opens one by hand.
    """

    recipient: str = ""
    identity: str = ""
    beside: bytes = b""


def closed_with(lock: Lock) -> Closed:
    """For a new backup."""
    if not lock.words:
        return Closed(lock.recipient)
    own = x25519.Identity.generate()
    return Closed(str(own.to_public()), str(own), passphrase.encrypt(str(own).encode(), lock.words))


def lock_with(words: str, recipient: str) -> Lock:
    """For making a backup; ConfigurationError when that cannot be done with these."""
    if words and recipient:
        raise ConfigurationError("A backup has a passphrase or a recipient, not both.", "Leave one of them out.")
    if words and len(words) < _SHORTEST:
        problem = f"The passphrase is too short: at least {_SHORTEST} characters."
        raise ConfigurationError(problem, "Several random words are better.")
    if recipient:
        _recipient(recipient)
    return Lock(words, recipient)


def first_line(file: Path, what: str, *, after_comments: bool = False) -> str:
    """A secret that was put in a file; ConfigurationError when there is none. A file of age-keygen has comments."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text in UTF-8"
        raise ConfigurationError(f"{what} {file} cannot be read: {reason}.", "Check the path.") from error
    lines = [line for line in lines if line.strip() and not (after_comments and line.startswith("#"))]
    found = lines[0].strip() if lines else ""
    if not found:
        raise ConfigurationError(f"{what} {file} is empty.", "Put it in the first line.")
    return found


def close(recipient: str, content: bytes) -> bytes:
    """The content as age writes it; as it is without a recipient."""
    return pyrage.encrypt(content, [_recipient(recipient)]) if recipient else content


def identity_for(lock: Lock, kind: str, beside: bytes) -> str:
    """The key that opens a backup that was closed in that way; ConfigurationError when it cannot be had with these."""
    if kind == PASSPHRASE:
        if not lock.words:
            raise ConfigurationError(
                "The backup was closed with a passphrase.", "Name it: --passphrase-file FILE; nothing was changed."
            )
        try:
            return passphrase.decrypt(beside, lock.words).decode()
        except pyrage.DecryptError as error:
            raise ConfigurationError("The passphrase is not that of the backup.", "Nothing was changed.") from error
    if kind and not lock.identity:
        raise ConfigurationError(
            "The backup was closed for the holder of an age key.", "Name it: --identity FILE; nothing was changed."
        )
    return lock.identity if kind else ""


def opened(identity: str, content: bytes) -> bytes:
    """What was closed for this key; ConfigurationError when it was not."""
    if not identity:
        return content
    try:
        return pyrage.decrypt(content, [x25519.Identity.from_str(identity)])
    except pyrage.IdentityError as error:
        raise ConfigurationError("That is no age key.", "It begins with AGE-SECRET-KEY-1.") from error
    except pyrage.DecryptError as error:
        raise ConfigurationError("The age key is not that of the backup.", "Nothing was changed.") from error


def _recipient(text: str) -> x25519.Recipient:
    try:
        return x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        raise ConfigurationError("That is no recipient of age.", "It begins with age1, see age-keygen.") from error

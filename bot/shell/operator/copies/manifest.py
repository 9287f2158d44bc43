"""What a part of a backup says of itself: whose it is, of which moment and version, and the hash of each file."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from bot import __version__
from bot.core.errors import ConfigurationError
from bot.shell.keys.cipher import keyed_hash

NAME = "manifest.json"
DATA, KEYS = "data", "keys"
FOLDER = re.compile(r"(?P<part>data|keys)-(?P<stamp>\d{8}T\d{6})")
_FORMAT = 1
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Manifest:
    """`closed` is "", "passphrase" or "recipient"; `kind` that of the ledger; `files` are SHA-256 by name."""

    part: str
    stamp: str
    at: str
    installation: str
    mark: str
    revision: str
    kind: str
    closed: str
    files: dict[str, str]
    version: str = __version__
    format: int = _FORMAT
    seal: str = field(default="")

    def sealed(self, key: bytes) -> Manifest:
        """The same with a check that only who has the installation's HMAC key can make."""
        return replace(self, seal=self._sealing(key))

    def is_sealed(self, key: bytes) -> bool:
        """Whether nobody changed it since."""
        return self.seal == self._sealing(key)

    def _sealing(self, key: bytes) -> str:
        return keyed_hash(key, "backup", json.dumps(asdict(replace(self, seal="")), sort_keys=True))

    def as_bytes(self) -> bytes:
        """As it is written."""
        return (json.dumps(asdict(self), indent=2) + "\n").encode()


def read_manifest(folder: Path) -> Manifest:
    """ConfigurationError when the folder holds none of ours, a damaged one, or one of a newer version."""
    file = folder / NAME
    try:
        values = json.loads(file.read_bytes())
    except FileNotFoundError:
        raise ConfigurationError(f"{folder} is no backup of trajectbot.", f"It should hold {NAME}.") from None
    except OSError as error:
        raise ConfigurationError(f"{file} cannot be read: {error.strerror}.", "Check who may read it.") from error
    except ValueError as error:
        raise damaged(file) from error
    if not isinstance(values, dict):
        raise damaged(file)
    if _is_newer(values):
        problem = f"The backup {folder} was made by a newer version of trajectbot ({values.get('version')})."
        raise ConfigurationError(problem, "Install that version, then restore; nothing was changed.")
    try:
        found = Manifest(**values)
        datetime.fromisoformat(found.at)
        names_are_plain = all(Path(name).name == name for name in found.files)
    except (TypeError, ValueError, AttributeError) as error:
        raise damaged(file) from error
    if not names_are_plain or FOLDER.fullmatch(f"{found.part}-{found.stamp}") is None:
        raise damaged(file)
    return found


def damaged(file: Path) -> ConfigurationError:
    """A file of a backup is not what it was."""
    return ConfigurationError(f"{file} is damaged.", "Take another backup; nothing was changed.")


def contents(folder: Path, manifest: Manifest) -> dict[str, bytes]:
    """The files of a part, each as it was when the backup was made; ConfigurationError otherwise."""
    found = {}
    for name, wanted in manifest.files.items():
        file = folder / name
        try:
            found[name] = file.read_bytes()
        except FileNotFoundError:
            raise ConfigurationError(
                f"{file} is missing in the backup.", "Take another backup; nothing was changed."
            ) from None
        except OSError as error:
            raise ConfigurationError(f"{file} cannot be read: {error.strerror}.", "Check who may read it.") from error
        if sha256(found[name]).hexdigest() != wanted:
            raise damaged(file)
    return found


def _is_newer(values: dict[str, object]) -> bool:
    format_ = values.get("format")
    if isinstance(format_, int) and format_ > _FORMAT:
        return True
    return _numbers(str(values.get("version", ""))) > _numbers(__version__)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in _NUMBERS.findall(version)[:3])

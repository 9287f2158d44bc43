"""A master key that others may read or replace: closed when it is ours, told when it cannot be."""

from __future__ import annotations

import base64
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core.errors import ConfigurationError
from bot.shell.keys.master import read_master

ROOT, US, ANOTHER = 0, 65534, 4711
KEY = bytes(range(32))
needs_root = pytest.mark.skipif(os.geteuid() != ROOT, reason="only root becomes another user")


@pytest.fixture
def file() -> Iterator[Path]:
    """In a folder that everybody reaches."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        made = Path(folder) / "master.key"
        made.write_bytes(base64.b64encode(KEY))
        yield made


def said(file: Path, us: int) -> str:
    """What this user hears, "" when the key is read."""
    os.setegid(us)
    os.seteuid(us)
    try:
        return "" if read_master(file) == KEY else "another key"
    except ConfigurationError as error:
        return str(error)
    finally:
        os.seteuid(ROOT)
        os.setegid(ROOT)


@needs_root
@pytest.mark.parametrize(
    ("owner", "group", "mode", "us", "words"),
    [
        pytest.param(US, US, 0o600, US, "", id="ours alone"),
        pytest.param(US, US, 0o644, US, "", id="ours, and a start will close it"),
        pytest.param(ROOT, US, 0o440, US, "", id="root's, for our group"),
        pytest.param(ROOT, ROOT, 0o444, US, "chmod o-rwx", id="root's, for everybody"),
        pytest.param(ROOT, US, 0o460, US, "chmod o-rwx,g-w", id="root's, and our group may change it"),
        pytest.param(ANOTHER, US, 0o640, US, "belongs to another user", id="another user's, for our group"),
        pytest.param(ANOTHER, ANOTHER, 0o644, US, "belongs to another user", id="another user's, for everybody"),
        pytest.param(ANOTHER, ANOTHER, 0o600, ROOT, "", id="as root for that user"),
    ],
)
def test_whose_key_is_taken(file: Path, owner: int, group: int, mode: int, us: int, words: str) -> None:
    os.chown(file, owner, group)
    file.chmod(mode)
    heard = said(file, us)
    assert words in heard
    assert bool(words) == bool(heard)

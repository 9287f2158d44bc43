"""The list of what was destroyed: it grows whole or not at all, tells of nobody, and hides no damage."""

from __future__ import annotations

import os
import random
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from support.least import CONFIG
from support.trajects import local

from bot.core.errors import ConfigurationError
from bot.core.traject import reference
from bot.shell.ledger.files import destructions
from bot.shell.ledger.files.destructions import place_of, read, recorded, remember
from bot.shell.settings.frozen import Settings
from bot.shell.settings.loading import load

NOW = local("2026-11-02 09:00")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "config.toml").write_text(CONFIG)
    return load(tmp_path / "config.toml", {})


def refs(many: int, seed: int = 9) -> list[str]:
    drawn = random.Random(seed)
    return [reference.make(drawn.choice) for _ in range(many)]


def test_what_was_recorded_is_there_once_in_a_file_of_its_owner_alone(settings: Settings) -> None:
    assert recorded(settings).at == {}
    made = {ref: NOW + timedelta(days=n) for n, ref in enumerate(refs(20))}
    for ref, at in made.items():
        remember(settings, ref, at)
        remember(settings, ref, at + timedelta(days=400))
    assert recorded(settings).at == made
    file = place_of(settings)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [other.name for other in file.parent.iterdir()] == [file.name]
    assert len(file.read_bytes().splitlines()) == len(made)


@pytest.mark.parametrize("seed", range(5))
def test_a_damaged_line_is_told_and_costs_no_other(settings: Settings, seed: int) -> None:
    """Any one byte of any line changed, taken out or put in."""
    drawn = random.Random(seed)
    for ref in refs(8, seed):
        remember(settings, ref, NOW)
    whole = place_of(settings).read_bytes()
    known = read(whole).at
    for _ in range(200):
        where, byte = drawn.randrange(len(whole)), bytes([drawn.choice(b"0 9TZ\x00\xff-")])
        hurt = whole[:where] + drawn.choice((byte, b"", byte + whole[where : where + 1])) + whole[where + 1 :]
        found = read(hurt)
        assert set(found.at.items()) <= set(known.items())
        lost = len(known) - len(found.at)
        assert lost <= 2, hurt
        assert lost == 0 or found.damaged, hurt


def test_more_is_recorded_beside_damage_which_stays(settings: Settings) -> None:
    one, other = refs(2)
    file = place_of(settings)
    file.parent.mkdir(mode=0o700)
    file.write_bytes(b"T-00000 torn")
    remember(settings, one, NOW)
    remember(settings, other, NOW)
    found = recorded(settings)
    assert set(found.at) == {one, other}
    assert found.damaged == (1,)


@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_a_process_that_is_killed_leaves_the_old_list_or_the_new(
    settings: Settings, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = refs(2)
    remember(settings, one, NOW)

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(*((Path, "replace") if step == "replace" else (os, step)), killed)
        with pytest.raises(KeyboardInterrupt):
            remember(settings, other, NOW)
    assert recorded(settings) == destructions.Destructions({one: NOW})
    remember(settings, other, NOW)
    assert set(recorded(settings).at) == {one, other}


def test_a_folder_in_its_place_is_refused(settings: Settings) -> None:
    place_of(settings).mkdir(parents=True)
    with pytest.raises(ConfigurationError, match="is a folder"):
        remember(settings, refs(1)[0], NOW)

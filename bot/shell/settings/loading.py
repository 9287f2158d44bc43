"""Reads config.toml and what the environment overrides."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.shell.settings.frozen import Settings


def load(path: Path, environ: Mapping[str, str]) -> Settings:
    """Read the file and the TRAJECTBOT__SECTION__KEY overrides; ConfigurationError names all that is wrong at once."""
    # Late: pydantic takes a quarter of a second, which --help and explain need not pay.
    from bot.shell.settings.build import build
    from bot.shell.settings.source import overlay, read

    path = path.absolute()
    return build(path, overlay(read(path), environ), environ)

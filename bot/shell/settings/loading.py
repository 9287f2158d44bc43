"""Reads config.toml and what the environment overrides."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import structlog

from bot.shell.settings.frozen import Settings

log = structlog.get_logger("trajectbot")


def load(path: Path, environ: Mapping[str, str]) -> Settings:
    """Read the file and the TRAJECTBOT__SECTION__KEY overrides; ConfigurationError names all that is wrong at once."""
    # Late: pydantic takes a quarter of a second, which --help and explain need not pay.
    from bot.shell.settings.build import build
    from bot.shell.settings.source import overlay, read, without_former

    path = path.absolute()
    tables, former = without_former(overlay(read(path), environ))
    for key in former:
        log.warning("former-key", key=key, remedy="It has no effect any more; take it out of the configuration.")
    return build(path, tables, environ)

"""Where settings come from: the TOML file, with the environment laid over it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.core.errors import ConfigurationError

PREFIX = "TRAJECTBOT__"
FORMER = (("traject", "destruction_confirm"),)
"""Section and key of what a former version knew; it has no effect any more."""


def read(path: Path) -> dict[str, Any]:
    """The file as it stands; a byte order mark, as Windows editors leave it, does no harm."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise ConfigurationError(f"{path} does not exist.", "Make it with: trajectbot init") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path} is not text in UTF-8.", "Save it again as UTF-8.") from error
    except OSError as error:
        raise ConfigurationError(
            f"{path} cannot be read: {error.strerror}.", "Check the path and who may read it."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(
            f"{path} is not TOML: {error}.", "Texts stand between quotes, lists in [ ]."
        ) from error


def overlay(file: dict[str, Any], environ: Mapping[str, str]) -> dict[str, Any]:
    """The file's values with those of TRAJECTBOT__SECTION__KEY in their place; lists are written as in JSON."""
    merged = dict(file)
    for variable in sorted(v for v in environ if v.upper().startswith(PREFIX)):
        *sections, key = variable[len(PREFIX) :].lower().split("__")
        table = merged
        for section in sections:
            inner = table.get(section)
            table[section] = table = dict(inner) if isinstance(inner, dict) else {}
        table[key] = value_of(variable, environ[variable])
    return merged


def value_of(variable: str, text: str) -> Any:
    """Text as it stands, but what starts like a list or a table must be one."""
    if not text.lstrip().startswith(("[", "{")):
        return text
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ConfigurationError(f"{variable} is not JSON: {error}.", "Write lists as [7, 14, 21].") from error


def without_former(tables: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The tables without the keys of former versions, those of a type of traject too, and the names of these keys."""
    found: list[str] = []
    kept = dict(tables)
    for section, key in FORMER:
        kept[section] = _without(kept.get(section), key, section, found)
        types = kept.get(f"{section}_types")
        if isinstance(types, dict):
            kept[f"{section}_types"] = {
                name: _without(table, key, f"{section}_types.{name}", found) for name, table in types.items()
            }
        if kept[section] is None:
            del kept[section]
    return kept, tuple(found)


def _without(table: Any, key: str, name: str, found: list[str]) -> Any:
    if not isinstance(table, dict) or key not in table:
        return table
    found.append(f"{name}.{key}")
    return {k: v for k, v in table.items() if k != key}

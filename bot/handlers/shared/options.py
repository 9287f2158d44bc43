"""The options of `start`: words of hers alone, which a stranger's name must not bring in (h107)."""

from __future__ import annotations

import re

OPTIONS = re.compile(
    r"(?i)\b(?P<rush>spoed|rush|urgent)\b|\btype\s+(?P<type>[\w-]+)|\b(?:taal|language)\s+(?P<language>nl|en)\b"
    r"|\b(?:gesprek\s+)?(?:v[oó][oó]r|before)\s+(?P<before>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-\d{4})"
)


def without_options(name: str) -> str:
    """A stranger's name without anything that `start` would take for an option."""
    return " ".join(OPTIONS.sub(" ", name).split()).strip(" ,")

"""The options of `start`: words of hers alone, which a stranger's name must not bring in (h107)."""

from __future__ import annotations

import re

OPTIONS = re.compile(
    r"(?i)\b(?P<rush>spoed|rush|urgent)\b|\b(?P<employed>(?:in\s+)?loondienst|employed|employee)\b|\btype\s+(?P<type>[\w-]+)|\b(?:taal|language)\s+(?P<language>nl|en)\b"
    r"|\b(?:gesprek\s+)?(?:v[oó][oó]r|before)\s+(?P<before>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-\d{4})"
)
_CUT = re.compile(re.sub(r"\?P<\w+>", "?:", OPTIONS.pattern))


def without_options(name: str) -> str:
    """A stranger's name up to what `start` would take for an option, or behind that where it begins with one."""
    before, *behind = _CUT.split(name)
    if not behind:
        return name
    kept = before if re.search(r"\w", before) else " ".join(behind)
    return re.sub(r"(?i)(?:[\W_]|\b(?:met|with|en|and)\b)+$|^[\W_]+", "", kept)

"""Rows about the list itself, which are nobody: totals, who made it, when, its version."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.lists.grids.columns import roles
from bot.lists.grids.grid import Grid, filled

_COUNTED = re.compile(
    r"(?:(?:sub)?tota(?:al|len|l)|aantal(?: (?:respondenten|personen|namen|collega'?s))?|som|number of \w+)"
    r"(?:\s*[:=(]|\s+\d|\s*$|\s+(?:aantal|respondenten|personen|namen|of|generaal)\b)",
    re.IGNORECASE,
)
_MADE = re.compile(
    r"(?:(?:deze |dit )?(?:lijst|overzicht|bestand|document|list|file)\s+(?:is\s+)?)?"
    r"(?:(?:gemaakt|opgesteld|samengesteld|aangemaakt|ingevuld|bijgewerkt|aangeleverd|verzameld|gewijzigd|created|made|"
    r"prepared|compiled|updated|filled in|laatst (?:gewijzigd|bijgewerkt)|last (?:updated|modified))"
    r"(?:\s+(?:door|by|op|on|d\.d\.)\b|\s*:)|(?:auteur|author|bron|source|versie|version|printdatum|datum|date|pagina|page)"
    r"\s*(?::|\d))",
    re.IGNORECASE,
)


def without_remarks(grid: Grid) -> Grid:
    """The grid without such rows; a counted row that holds an address is somebody all the same."""
    kept = tuple(row for row in grid.rows if not _is_remark(row))
    return replace(grid, rows=kept) if len(kept) < len(grid.rows) else grid


def _is_remark(row: tuple[str, ...]) -> bool:
    cells = filled(row)
    if not cells or not (_MADE.match(cells[0]) or _COUNTED.match(cells[0])):
        return False
    made = bool(_MADE.match(cells[0]))
    return (made or not any("@" in c for c in cells)) and not roles(row)

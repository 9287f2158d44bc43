"""The page with the commands, to print: what the mail that answers `help` says, as one sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot import resources
from bot.typeset import typeset

_CODE = re.compile(r"`([^`]+)`")
_ROW = re.compile(r"- ((?:`[^`]+`|[^`:])+): (.+)")


@dataclass(frozen=True, slots=True)
class CommandsData:
    """Whose practice it is; `made_on` becomes the file's own date."""

    practice: str
    address: str
    made_on: date
    language: str = "nl"


def commands_page(data: CommandsData) -> bytes:
    """The page as PDF, one sheet of A4, the same for the same data."""
    shown = {
        "language": data.language,
        "reference": data.practice,
        "practice": data.practice,
        "address": data.address,
        "sections": sections(_source(data.language)),
    }
    return typeset("commands.typ", shown, data.made_on)


def sections(source: str) -> list[dict[str, Any]]:
    """What stands under each heading of the mail: paragraphs, and rows of a command and what it does."""
    found: list[dict[str, Any]] = []
    for line in source.splitlines():
        if line.startswith("## "):
            found.append({"heading": line.removeprefix("## "), "said": [], "rows": []})
        elif row := _ROW.fullmatch(line):
            found[-1]["rows"].append({"how": _runs(row[1]), "what": _runs(row[2])})
        elif line:
            found[-1]["said"].append(line)
    return found


def _runs(text: str) -> list[dict[str, Any]]:
    """Its parts in their order, and which of them are to be typed."""
    parts = ((n % 2 == 1, part) for n, part in enumerate(_CODE.split(text)) if part)
    return [{"code": code, "text": part} for code, part in parts]


def _source(language: str) -> str:
    folder = resources.root() / "mail" / ("en" if language == "en" else "nl")
    return (folder / "_help.md").read_text(encoding="utf-8")

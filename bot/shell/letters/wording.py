"""The words of all templates, by which our own mail is known when it comes back."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bot.core.mail.machine.echo import DAY, Wording, wording
from bot.forms.questionnaires.catalogue import questionnaires
from bot.forms.questionnaires.header import FormHeader
from bot.forms.questionnaires.questionnaire import editions
from bot.forms.writers import text

_LANGUAGES = ("nl", "en")
_BLANK = FormHeader(*("{{}}",) * 6)
_WRITTEN_DAY = re.compile(r"\{\{ by\|unbroken \}\}")
_VALUE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.S)


@cache
def of_templates(root: Path) -> Wording:
    """What every mail and questionnaire below `root` says between its values, in every language."""
    read = (path.read_text("utf-8").removeprefix("Subject:") for path in sorted(root.glob("mail/*/*.md")))
    mails = tuple(_WRITTEN_DAY.sub(DAY, text) for text in read)
    tables = (tomllib.loads(path.read_text("utf-8")) for path in sorted(root.rglob("*.toml")))
    told = (*mails, *(said for table in tables for said in _strings(table)))
    handed_out = tuple(edition for q in questionnaires() for edition in editions(q))
    forms = tuple(text.write(q, _BLANK, code, only_questions=True) for q in handed_out for code in _LANGUAGES)
    lines = (line for whole in (*mails, *forms) for line in whole.split("\n") if "{" not in line)
    listed = (line.removeprefix("- ") for whole in mails for line in whole.split("\n") if line.startswith("- **{{"))
    pieces = (piece for whole in (*told, *forms) for piece in _VALUE.split(whole))
    return wording(pieces, lines, (piece for line in listed for piece in _VALUE.split(line)))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _strings(one)

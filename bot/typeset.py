"""Data through a typst template into a PDF; what people wrote stays data and never becomes markup."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from bot import resources
from bot.core.errors import OperatorError

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_UNBROKEN = re.compile(r"\S{50}")


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """Where a template left room for a form field: points from the top left of a page; pages count from 0."""

    name: str
    page: int
    left: float
    top: float
    width: float
    height: float


def typeset(template: str, data: Mapping[str, Any], on: date, *, archival: bool = False) -> bytes:
    """The PDF that `template` (a file in templates/documents) makes of the data; `on` becomes the file's own date.

    `archival`: as PDF/A-2b (ISO 19005-2), which can be read for as long as it must be kept. Raises OperatorError when
    typst refuses.
    """
    return _compiled(template, data, on, archival=archival)[0]


def typeset_with_places(template: str, data: Mapping[str, Any], on: date) -> tuple[bytes, tuple[FieldPlace, ...]]:
    """The same, and the places that the template marks with the label <field>."""
    pdf, compiler = _compiled(template, data, on)
    found = json.loads(compiler.query("<field>", field="value"))
    return pdf, tuple(FieldPlace(**one) for one in found)


def _compiled(template: str, data: Mapping[str, Any], on: date, *, archival: bool = False) -> tuple[bytes, Any]:
    import typst  # late: a quarter of a second that most rounds do not need

    folder = resources.documents()
    compiler = typst.Compiler(
        folder / template,
        root=folder,
        font_paths=[folder / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(printable(data))},
    )
    moment = datetime.combine(on, time(12), UTC)
    try:
        made = compiler.compile(
            format="pdf", timestamp=int(moment.timestamp()), pdf_standards=["a-2b"] if archival else []
        )
    except typst.TypstError as error:
        raise OperatorError(
            f"{template} cannot be typeset: {error.message}.", "Is the installation complete?"
        ) from error
    assert isinstance(made, bytes)
    return made, compiler


def printable(value: Any) -> Any:
    """The same data with text that can be set: no control characters, endless words made breakable."""
    if isinstance(value, str):
        whole = value.encode("utf-8", "replace").decode()
        return _UNBROKEN.sub(lambda match: f"{match.group(0)}\u200b", _UNPRINTABLE.sub("", whole))
    if isinstance(value, Mapping):
        return {key: printable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [printable(one) for one in value]
    return value

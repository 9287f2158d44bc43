"""What the demo leaves behind: every mail, the documents, the final state, and a page to browse them."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.core.errors import OperatorError
from bot.demo.page import page
from bot.demo.world import ZONE, Happening

_MARKER = ".trajectbot-demo"
_MAILS = "mails"


@dataclass(frozen=True, slots=True)
class Ending:
    """What there is to keep."""

    events: tuple[Happening, ...]
    documents: dict[str, bytes]
    state: list[dict[str, Any]]


def prepare(output: Path) -> None:
    """Makes the folder, or empties one of an earlier demo; refuses one that holds anything else."""
    try:
        if output.exists() and not output.is_dir():
            raise OperatorError(f"{output} is a file.", "Name a folder with --output.")
        if output.is_dir() and any(output.iterdir()) and not (output / _MARKER).is_file():
            problem = f"{output} holds files that are not an earlier demo's; it is left as it is."
            raise OperatorError(problem, "Name another folder with --output, or empty this one yourself.")
        output.mkdir(parents=True, exist_ok=True)
        _forget(output)
        (output / _MARKER).write_text("The files that this list names belong to a demo.\n", "utf-8")
    except OSError as error:
        raise OperatorError(f"{output} cannot be written: {error.strerror}.", "Name another with --output.") from error


def _forget(output: Path) -> None:
    """Only what a demo has written is removed."""
    marker = output / _MARKER
    for name in marker.read_text("utf-8").splitlines()[1:] if marker.is_file() else ():
        (output / name).unlink(missing_ok=True)
    mails = output / _MAILS
    if mails.is_dir() and marker.is_file():
        shutil.rmtree(mails)


def leave(output: Path, outcome: Ending) -> None:
    """Writes everything."""
    (output / _MAILS).mkdir(exist_ok=True)
    for event in outcome.events:
        (output / path_of(event)).write_bytes(event.mail.raw)
    for name, data in outcome.documents.items():
        (output / name).write_bytes(data)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in outcome.state)
    (output / "status.json").write_text(lines, "utf-8")
    links = tuple((path_of(event), event) for event in outcome.events)
    (output / "index.html").write_text(page(links, tuple(outcome.documents)), "utf-8")
    names = ("index.html", "status.json", *outcome.documents)
    with (output / _MARKER).open("a", encoding="utf-8") as marker:
        marker.writelines(f"{name}\n" for name in names)


def path_of(event: Happening) -> str:
    """`mails/017-2026-11-06-0905-in-jolanda-smit-form.eml`"""
    here = event.at.astimezone(ZONE)
    way = "in" if event.incoming else "out"
    words = re.sub(r"[^a-z0-9]+", "-", f"{_plain(event.who)} {event.kind}".casefold()).strip("-")
    return f"{_MAILS}/{event.number:03}-{here:%Y-%m-%d-%H%M}-{way}-{words[:60]}.eml"


def _plain(text: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFKD", text.replace("ı", "i")).encode("ascii", "ignore").decode()

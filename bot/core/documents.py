"""What a reader makes of one file: text in reading order, tables and fields."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

GOES_ON = "\u205f"  # a space that nobody types: what a cell says into which a merged cell of a row above reaches


ARCHIVES = frozenset({"zip", "tar", "gz", "bz2", "xz", "mbox"})
"""The formats of what only holds files."""


class Read(StrEnum):
    """How far a file could be read (the `read` of `read --json`)."""

    OK = "ok"
    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    UNSUPPORTED = "unsupported"
    TOO_LARGE = "too-large"
    TIMEOUT = "timeout"


class FieldKind(StrEnum):
    """What sort of control a form field is."""

    TEXT = "text"
    CHECKBOX = "checkbox"
    CHOICE = "choice"
    RADIO = "radio"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Field:
    """A form field; placeholder text is not a value. A ticked checkbox has the value "x".

    `at` is where it stands: behind how many characters of what is printed; -1 when that is not known.
    """

    name: str
    label: str = ""
    kind: FieldKind = FieldKind.TEXT
    value: str = ""
    choices: tuple[str, ...] = ()
    filled: bool = False
    at: int = -1


@dataclass(frozen=True, slots=True)
class Addition:
    """What somebody put onto a page: a note with its text, or ink, a stamp, a picture without any.

    It stands behind `at` characters of what is printed and reaches to `to`; both are -1 when that is not known.
    `on_page` says that it is part of the page itself and may be a logo.
    """

    text: str = ""
    at: int = -1
    to: int = -1
    on_page: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells as displayed; `name` is the sheet's name where there is one.

    `hidden_rows` and `hidden_columns` (from nought) are in `rows`, but whoever sent the file did not see them.
    `merged` are the places (row, column) into which a cell of a row above reaches; they are empty in `rows`.
    """

    rows: tuple[tuple[str, ...], ...]
    name: str = ""
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    merged: tuple[tuple[int, int], ...] = ()

    def spelt(self) -> tuple[tuple[str, ...], ...]:
        """The rows, with GOES_ON where a merged cell goes on."""
        places = frozenset(self.merged)
        return (
            tuple(
                tuple(GOES_ON if (r, c) in places else text for c, text in enumerate(row))
                for r, row in enumerate(self.rows)
            )
            if places
            else self.rows
        )


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read. `format` is what the content says ("docx", "xlsx", "pdf", "png", ...), never the name.

    `properties` are the file's own (title, keywords, custom); `parts` are files inside it (zip, eml, msg, winmail.dat).
    `printed` is what the pages show, by position: line by line, without what `additions` put onto them; "" where the
    text says the same. `picture` marks a scan or a photograph: there is an answer for human eyes, but no text. `flags`
    name what was left out on purpose ("macros", "javascript", "tracked-changes", "external"). `hidden` are the sheets
    that nobody sees.
    """

    format: str
    read: Read = Read.OK
    text: str = ""
    tables: tuple[Table, ...] = ()
    fields: tuple[Field, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    parts: tuple[tuple[str, Document], ...] = ()
    picture: bool = False
    flags: tuple[str, ...] = ()
    problem: str = ""
    printed: str = ""
    additions: tuple[Addition, ...] = ()
    pages: int = 0
    hidden: tuple[Table, ...] = ()

"""What a reader makes of one file: text in reading order, tables and fields."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
    """A form field; placeholder text is not a value. A ticked checkbox has the value "x"."""

    name: str
    label: str = ""
    kind: FieldKind = FieldKind.TEXT
    value: str = ""
    choices: tuple[str, ...] = ()
    filled: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells as displayed; `name` is the sheet's name where there is one.

    `hidden_rows` and `hidden_columns` (from nought) are in `rows`, but whoever sent the file did not see them.
    """

    rows: tuple[tuple[str, ...], ...]
    name: str = ""
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read. `format` is what the content says ("docx", "xlsx", "pdf", "png", ...), never the name.

    `properties` are the file's own (title, keywords, custom); `parts` are files inside it (zip, eml, msg, winmail.dat).
    `picture` marks a scan or a photograph: there is an answer for human eyes, but no text. `flags` name what was left
    out on purpose ("macros", "javascript", "tracked-changes", "external"). `hidden` are the sheets that nobody sees.
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
    hidden: tuple[Table, ...] = ()

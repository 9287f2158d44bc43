"""Workbooks through calamine, once somebody has made sure that their sheets are no larger than they may be."""

from __future__ import annotations

import io
from collections.abc import Iterable

from bot.core.documents import Document, Read, Table
from bot.readers.office import ooxml
from bot.readers.shared import cells, result
from bot.readers.shared.limits import Limits
from bot.readers.shared.package import ZIP_ERRORS
from bot.readers.shared.source import Source, Unreadable, damaged, too_large


def read_workbook(source: Source, flags: Iterable[str] = ()) -> Document:
    """The visible sheets as tables; raises CalamineError and what else calamine throws at bad files."""
    try:
        found, tables = _open(source)
    except BaseException as error:
        # A panic of the library is a BaseException that cannot be imported, so only its name tells.
        if type(error).__name__ == "PanicException":
            raise damaged("The workbook is broken or incomplete.") from None
        raise
    bound(sum(len(one.rows) * len(one.rows[0]) for one in tables if one.rows), 1, source.limits)
    own = ooxml.properties(source) if source.package is not None else ()
    text = result.as_lines(one for one in tables if one.rows)
    return result.document(source, text, tables, (), own, flags={*flags, *found})


def _open(source: Source) -> tuple[tuple[str, ...], list[Table]]:
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(source.data))
    except calamine.PasswordError:
        raise Unreadable(Read.ENCRYPTED, "It needs a password.") from None
    sheets = [one for one in book.sheets_metadata if one.typ == calamine.SheetTypeEnum.WorkSheet]
    seen = [one for one in sheets if one.visible == calamine.SheetVisibleEnum.Visible]
    flags = ("hidden-sheets",) if len(seen) < len(sheets) else ()
    return flags, [_sheet(book.get_sheet_by_name(one.name), source.limits) for one in seen]


def _sheet(sheet: "calamine.CalamineSheet", limits: Limits) -> Table:  # type: ignore[name-defined]  # noqa: F821, UP037
    bound(sheet.total_height, sheet.total_width, limits)
    rows = [[cells.shown(value) for value in row] for row in sheet.iter_rows()]
    return result.table((row for row in rows), sheet.name)


def bound(rows: int, columns: int, limits: Limits) -> None:
    """Refuses a sheet that would take more memory than any list does."""
    if rows > limits.rows or columns > limits.columns or rows * columns > limits.cells:
        raise too_large(f"A sheet of {rows} rows by {columns} columns.")


def errors() -> tuple[type[Exception], ...]:
    """calamine's own errors and those of the file objects it uses."""
    import python_calamine as calamine

    return (calamine.CalamineError, *ZIP_ERRORS, UnicodeError)

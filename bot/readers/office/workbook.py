"""Workbooks through calamine, once somebody has made sure that their sheets are no larger than they may be."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping

from bot.core.documents import GOES_ON, Document, Read, Table
from bot.readers.office import ooxml
from bot.readers.shared import cells, result
from bot.readers.shared.limits import Limits
from bot.readers.shared.marks import NOTHING, Marks, marked
from bot.readers.shared.package import ZIP_ERRORS
from bot.readers.shared.source import Source, Unreadable, damaged, too_large

REACH = 200  # rows into which a merged cell reaches at most


def read_workbook(source: Source, flags: Iterable[str] = (), marks: Mapping[str, Marks] | None = None) -> Document:
    """The sheets as tables, with their marks, which are found by the sheet's name.

    Raises CalamineError and what else calamine throws at bad files.
    """
    try:
        tables, hidden = _open(source, marks or {})
    except BaseException as error:
        # A panic of the library is a BaseException that cannot be imported, so only its name tells.
        if type(error).__name__ == "PanicException":
            raise damaged("The workbook is broken or incomplete.") from None
        raise
    bound(sum(len(one.rows) * len(one.rows[0]) for one in tables if one.rows), 1, source.limits)
    found = ("hidden-sheets",) if hidden else ()
    own = ooxml.properties(source) if source.package is not None else ()
    text = result.as_lines(one for one in tables if one.rows)
    return result.document(source, text, tables, (), own, flags={*flags, *found}, hidden=hidden)


def _open(source: Source, marks: Mapping[str, Marks]) -> tuple[list[Table], list[Table]]:
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(source.data))
    except calamine.PasswordError:
        raise Unreadable(Read.ENCRYPTED, "It needs a password.") from None
    tables: tuple[list[Table], list[Table]] = ([], [])
    for one in book.sheets_metadata:
        if one.typ == calamine.SheetTypeEnum.WorkSheet:
            unseen = one.visible != calamine.SheetVisibleEnum.Visible
            sheet = book.get_sheet_by_name(one.name)
            tables[unseen].append(_sheet(sheet, source.limits, marks.get(one.name, NOTHING)))
    return tables


def _sheet(sheet: "calamine.CalamineSheet", limits: Limits, marks: Marks) -> Table:  # type: ignore[name-defined]  # noqa: F821, UP037
    bound(sheet.total_height, sheet.total_width, limits)
    left = [""] * (sheet.start[1] if sheet.start and marks is not NOTHING else 0)
    rows = [left + [cells.shown(value) for value in row] for row in sheet.iter_rows()]
    shift = 0 if left or not sheet.start else sheet.start[1]
    for (top, first, *_), (bottom, *_) in ((start, end) for start, end in sheet.merged_cell_ranges or ()):
        for row in rows[top + 1 : min(bottom, top + REACH) + 1]:
            if 0 <= (column := first - shift) < len(row) and not row[column]:
                row[column] = GOES_ON
    return marked(rows, marks, sheet.name)


def bound(rows: int, columns: int, limits: Limits) -> None:
    """Refuses a sheet that would take more memory than any list does."""
    if not fits(rows, columns, limits):
        raise too_large(f"A sheet of {rows} rows by {columns} columns.")


def fits(rows: int, columns: int, limits: Limits) -> bool:
    """Whether a sheet is no larger than it may be."""
    return rows <= limits.rows and columns <= limits.columns and rows * columns <= limits.cells


def errors() -> tuple[type[Exception], ...]:
    """calamine's own errors and those of the file objects it uses."""
    import python_calamine as calamine

    return (calamine.CalamineError, *ZIP_ERRORS, UnicodeError)

"""The empty list of respondents as a workbook that the specialist fills in."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.writer.excel import ExcelWriter

from bot.forms.questionnaires.catalogue import sheet_words
from bot.forms.questionnaires.header import FormHeader
from bot.forms.titles import FileTitle

_WIDTHS = (32, 38, 30, 44)
_ROWS = 200
_FIXED_MOMENT = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # openpyxl takes naive UTC
_SAME_MOMENT = (1980, 1, 1, 0, 0, 0)


def write(header: FormHeader, language: str) -> bytes:
    """A sheet with headings and no example row, so that nothing in it can be taken for a respondent.

    The groups are a drop-down list whose labels stand on a hidden sheet: inline they may not exceed 255 characters.
    """
    header = header.printable()
    book = Workbook()
    sheet: Any = book.active
    sheet.title = FileTitle.LIST.in_(language)
    sheet.append([title.in_(language) for title in sheet_words().columns])
    for cell, width in zip(sheet[1], _WIDTHS, strict=True):
        cell.font, cell.fill = Font("Calibri", 11, bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F4E5F")
        cell.alignment = Alignment(vertical="center")
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.row_dimensions[1].height = 22
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    _offer_groups(book, sheet, header.groups, language)
    book.properties.title, book.properties.creator = f"{sheet.title} {header.reference}", header.practice
    book.properties.keywords = header.reference
    book.properties.created = book.properties.modified = _FIXED_MOMENT
    return _saved(book)


def _offer_groups(book: Workbook, sheet: Any, groups: tuple[str, ...], language: str) -> None:
    if not groups:
        return
    listed: Any = book.create_sheet(sheet_words().groups.in_(language))
    for label in groups:
        listed.append([label])
        listed.cell(listed.max_row, 1).data_type = "s"  # a label that opens with "=" is no formula
    listed.sheet_state = "hidden"
    menu = DataValidation("list", formula1=f"'{listed.title}'!$A$1:$A${len(groups)}", allow_blank=True)
    menu.prompt = sheet_words().choose_group.in_(language)
    menu.showErrorMessage = False  # somebody who types another word is understood, not corrected
    sheet.add_data_validation(menu)
    menu.add(f"D2:D{_ROWS}")


def _saved(book: Workbook) -> bytes:
    """The file's bytes, the same for the same workbook."""
    raw, out = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        ExcelWriter(book, archive).save()
    with zipfile.ZipFile(io.BytesIO(raw.getvalue())) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _SAME_MOMENT), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()

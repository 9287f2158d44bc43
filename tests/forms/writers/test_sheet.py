"""The empty list of respondents."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import openpyxl
import pytest

from bot.forms.questionnaires.header import FormHeader
from bot.forms.writers import sheet
from bot.readers import read

Header = Callable[..., FormHeader]


@pytest.mark.parametrize(
    ("language", "columns"),
    [
        pytest.param("nl", ("Naam", "E-mail", "Functie", "Groep"), id="Dutch"),
        pytest.param("en", ("Name", "E-mail", "Position", "Group"), id="English"),
    ],
)
def test_holds_the_headings_and_no_respondent(language: str, columns: tuple[str, ...], header: Header) -> None:
    document = read(sheet.write(header(language), language), "lijst.xlsx")
    assert document.tables[0].rows == (columns,)


def test_the_groups_are_offered_as_a_list(header: Header) -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheet.write(header(), "nl")))
    menu = book.worksheets[0].data_validations.dataValidation[0]
    assert str(menu.sqref) == "D2:D200"
    assert [cell.value for cell in book.worksheets[1]["A"]] == list(header().groups)
    assert book.worksheets[1].sheet_state == "hidden"


def test_h88_the_reader_does_not_take_the_hidden_groups_for_rows(header: Header) -> None:
    document = read(sheet.write(header(), "nl"), "lijst.xlsx")
    assert len(document.tables) == 1


def test_h79_a_group_that_looks_like_a_formula_is_text(header: Header) -> None:
    evil = '=cmd|"/c calc"!A1'
    book = openpyxl.load_workbook(io.BytesIO(sheet.write(replace(header(), groups=(evil,)), "nl")))
    cell = book.worksheets[1]["A1"]
    assert (cell.value, cell.data_type) == (evil, "s")


def test_the_kenmerk_stands_in_the_properties_and_the_file_is_reproducible(header: Header) -> None:
    first, second = sheet.write(header(), "nl"), sheet.write(header(), "nl")
    assert first == second
    assert openpyxl.load_workbook(io.BytesIO(first)).properties.keywords == "T-7KQFK"

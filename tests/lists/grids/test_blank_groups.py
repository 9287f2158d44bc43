"""An empty cell below a group: the file says that it is merged, gaps are the rule of the column, or it is a doubt."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage

import openpyxl
import pytest
from support.listing import CONTEXT, document, plain
from support.office_files import docx, odf

from bot.core.mail.parse import parse
from bot.lists import respondents
from bot.readers import read

GROUPS = {"Vakgenoten": "vakgenoten", "Artsen andere discipline": "artsen", "Niet-artsen": "niet_artsen"}
UNKNOWN = ""
KEYS = {"Vakgenoten": "vakgenoten", "Artsen": "artsen", "Niet-artsen": "niet_artsen"}
FIRST = ("Hanna", "Otto", "Noor", "Kees")
LAST = ("Bos", "Veen", "Kok", "Smit", "Jonker", "Snaar", "Ruiter", "Bakvis")


@dataclass(frozen=True)
class Case:
    """Rows of name, address, group as shown, how many rows its cell takes (0: it goes on), and the true group."""

    rows: tuple[tuple[str, str, str, int, str], ...]
    last: bool  # the groups stand in the last column
    head: bool

    def lines(self) -> Iterator[tuple[tuple[str, int], ...]]:
        if self.head:
            head = (("Naam", 1), ("E-mail", 1))
            yield (*head, ("Groep", 1)) if self.last else (("Groep", 1), *head)
        for name, address, group, high, _ in self.rows:
            who = ((name, 1), (address, 1))
            yield (*who, (group, high)) if self.last else ((group, high), *who)


def case(choice: random.Random, style: str) -> Case:
    """A list of one to five people a group: groups merged, written once, or in every row with some forgotten."""
    rows: list[tuple[str, str, str, int, str]] = []
    labels = choice.sample([*GROUPS], choice.randint(1, 3))
    names = choice.sample([f"{first} {last}" for first in FIRST for last in LAST], 15)
    for label in labels:
        size = choice.randint(1, 5)
        for n in range(size):
            number = len(rows)
            shown, high = (label, 1) if style == "each" or n == 0 else ("", 1)
            if style == "merged":
                high = size if n == 0 else 0
            rows.append((names[number], f"a{number}@z.example", shown, high, GROUPS[label]))
    if style == "each":
        others = range(1, len(rows))
        for n in choice.sample(others, min(len(others), choice.randint(1, 2))):
            rows[n] = (*rows[n][:2], "", 1, UNKNOWN)
    return Case(tuple(rows), choice.random() < 0.5, choice.random() < 0.7)


def as_docx(found: Case) -> bytes:
    def cell(text: str, high: int) -> str:
        merged = {0: "<w:vMerge/>", 1: ""}.get(high, '<w:vMerge w:val="restart"/>')
        return f"<w:tc><w:tcPr>{merged}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    return docx(f"<w:tbl>{''.join('<w:tr>' + ''.join(cell(*c) for c in r) + '</w:tr>' for r in found.lines())}</w:tbl>")


def as_xlsx(found: Case) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for number, line in enumerate(found.lines(), 3):
        for column, (text, high) in enumerate(line, 2):  # a sheet need not begin at A1
            if high:
                sheet.cell(number, column, text or None)
            if high > 1:
                sheet.merge_cells(start_row=number, end_row=number + high - 1, start_column=column, end_column=column)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _opened(found: Case, kind: str) -> bytes:
    def cell(text: str, high: int) -> str:
        about = f' table:number-rows-spanned="{high}"' if high > 1 else ""
        shown = f"<table:table-cell{about}><text:p>{text}</text:p></table:table-cell>"
        return shown if high else "<table:covered-table-cell/>"

    rows = ("".join(cell(*c) for c in line) for line in found.lines())
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return odf(kind, f'<table:table table:name="Blad1">{body}</table:table>')


def as_ods(found: Case) -> bytes:
    return _opened(found, "spreadsheet")


def as_odt(found: Case) -> bytes:
    return _opened(found, "text")


def as_html(found: Case) -> bytes:
    def cell(text: str, high: int) -> str:
        return f'<td rowspan="{high}">{text}</td>' if high > 1 else f"<td>{text}</td>" if high else ""

    rows = "".join(f"<tr>{''.join(cell(*c) for c in line)}</tr>" for line in found.lines())
    return f"<html><body><table>{rows}</table></body></html>".encode()


def as_csv(found: Case) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([text for text, _ in line] for line in found.lines())
    return out.getvalue().encode()


def as_text(found: Case) -> bytes:
    return "\n".join("\t".join(text for text, _ in line) for line in found.lines()).encode()


def by_file(name: str, data: bytes) -> list[tuple[str, str, str, str]]:
    return plain(respondents("", (read(data, name),), CONTEXT))


def by_mail(name: str, data: bytes) -> list[tuple[str, str, str, str]]:
    message = EmailMessage()
    message["From"] = "Jan Bakker <j.bakker@ziekenhuis.example>"
    message["Subject"] = "Respondenten"
    message.set_content(data.decode(), subtype=name)
    mail = parse(message.as_bytes(), read)
    return plain(respondents(mail.new_text, (), CONTEXT))


WAYS: dict[str, Callable[[Case], list[tuple[str, str, str, str]]]] = {
    "docx": lambda c: by_file("l.docx", as_docx(c)),
    "xlsx": lambda c: by_file("l.xlsx", as_xlsx(c)),
    "ods": lambda c: by_file("l.ods", as_ods(c)),
    "odt": lambda c: by_file("l.odt", as_odt(c)),
    "html": lambda c: by_file("l.html", as_html(c)),
    "csv": lambda c: by_file("l.csv", as_csv(c)),
    "html mail": lambda c: by_mail("html", as_html(c)),
    "text mail": lambda c: by_mail("plain", as_text(c)),
}
MERGE = ("docx", "xlsx", "ods", "odt", "html", "html mail")


@pytest.mark.parametrize("way", MERGE)
def test_merged_cells_are_certain(way: str) -> None:
    choice = random.Random(f"merged {way}")
    for number in range(60):
        found = case(choice, "merged")
        if way == "html mail" and found.last:
            continue  # what stands at the end of a line of text is not kept
        assert WAYS[way](found) == [(n, a, g, "") for n, a, _, _, g in found.rows], (number, found)


@pytest.mark.parametrize("way", WAYS)
def test_a_gap_among_groups_is_a_doubt(way: str) -> None:
    choice = random.Random(f"each {way}")
    seen = 0
    for number in range(60):
        found = case(choice, "each")
        blanks, values = [r[2] for r in found.rows].count(""), [r[2] for r in found.rows if r[2]]
        once = len(set(values)) == len(values)
        if blanks >= len(values) and once:
            continue  # nobody can tell it from groups that are written once
        seen += blanks
        for row, (name, address, _, _, group) in zip(WAYS[way](found), found.rows, strict=True):
            assert row[:2] == (name, address)
            doubt = row[3] == "group-above" if once else row[2:] == ("", "no-group")
            assert row[2:] == (group, "") if group else doubt or row[2:] == ("", "no-group"), (number, found)
    assert seen > 60


@pytest.mark.parametrize("way", WAYS)
def test_groups_written_once_are_filled_in_and_never_wrong(way: str) -> None:
    choice = random.Random(f"once {way}")
    asked = people = 0
    for number in range(60):
        found = case(choice, "once")
        plainly = found.head and [r[2] for r in found.rows].count("") > len({r[2] for r in found.rows if r[2]})
        for row, (name, address, _, _, group) in zip(WAYS[way](found), found.rows, strict=True):
            assert row[:2] == (name, address)
            assert row[2:] in ((group, ""), (group, "group-above"), ("", "no-group")), (number, found)
            asked += bool(row[3]) and plainly
            people += plainly
    assert asked == 0 < people


@pytest.mark.parametrize("title", ["Vakgenoten", "Collega's dezelfde discipline"])
@pytest.mark.parametrize("head", [[], [["Naam", "E-mail", "Groep"]]], ids=["without a header", "headed"])
def test_a_title_is_nobodys_group_where_each_row_tells_its_own(title: str, head: list[list[str]]) -> None:
    groups = ["Vakgenoten", "Artsen", "", "Artsen", "Niet-artsen", "Vakgenoten"]
    people = [[f"Hanna Kok{n * 'k'}", f"a{n}@z.example", group] for n, group in enumerate(groups)]
    found = plain(respondents("", (document([[title, "", ""], *head, *people]),), CONTEXT))
    blank = found.pop(2)
    assert blank[3] in ("no-group", "group-above")
    groups.remove("")
    assert [(r[2], r[3]) for r in found] == [(KEYS[g], "") for g in groups]


def test_a_group_that_only_few_rows_tell_is_not_passed_over() -> None:
    groups = ["", "Artsen", "", "", "", "Artsen", "", "", "", ""]
    people = [[f"Hanna Kok{n * 'k'}", f"a{n}@z.example", group] for n, group in enumerate(groups)]
    found = plain(respondents("", (document([["Vakgenoten", "", ""], *people]),), CONTEXT))
    assert [r[2:] for r in found] == [("artsen", "") if g else ("vakgenoten", "group-above") for g in groups]


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_merged_group_whose_row_is_struck_out_is_not_the_one_above(kind: str) -> None:
    rows = [["Naam", "E-mail", "Groep"]]
    rows += [[f"Hanna Kok{n * 'k'}", f"a{n}@z.example", g] for n, g in enumerate(["Vakgenoten", "Artsen", ""])]
    if kind == "xlsx":
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.active.merge_cells("C3:C4")
        for column in (1, 2, 3):
            book.active.cell(3, column).font = openpyxl.styles.Font(strike=True)
        out = io.BytesIO()
        book.save(out)
        found = by_file("l.xlsx", out.getvalue())
    else:
        struck = "<w:rPr><w:strike/></w:rPr>"
        marks = {2: '<w:vMerge w:val="restart"/>', 3: "<w:vMerge/>"}
        body = "".join(
            "<w:tr>"
            + "".join(
                f"<w:tc><w:tcPr>{marks.get(n, '') if c == 2 else ''}</w:tcPr>"
                f"<w:p><w:r>{struck if n == 2 else ''}<w:t>{text}</w:t></w:r></w:p></w:tc>"
                for c, text in enumerate(row)
            )
            + "</w:tr>"
            for n, row in enumerate(rows)
        )
        found = by_file("l.docx", docx(f"<w:tbl>{body}</w:tbl>"))
    assert [(r[0], r[2], r[3]) for r in found] == [("Hanna Kok", "vakgenoten", ""), ("Hanna Kokkk", "", "no-group")]

"""Lists whose formatting means something, made at random with known truth, as every program would write them."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby

import openpyxl
from openpyxl.styles import Font
from support.office_files import docx, odf, relations

GIVEN = ("Hanna", "Otto", "Mia", "Zoë", "Jeroen", "Fatma", "Pieter", "André", "Loes", "Sjoerd", "Noor", "Karin")
FAMILY = ("Kok", "Lam", "Post", "Köster", "de Vries", "Yıldız", "van den Berg", "Lefèvre", "'t Hart", "Blok", "Snaar")
GROUPS = {"vakgenoten": "Vakgenoten", "artsen": "Artsen andere discipline", "niet_artsen": "Niet-artsen"}
FUNCTIONS = {"vakgenoten": "cardioloog", "artsen": "internist", "niet_artsen": "verpleegkundige"}
HEAD = ("Groep", "Naam", "E-mail", "Functie")


@dataclass(frozen=True, slots=True)
class Person:
    """One row and what its formatting says."""

    name: str
    address: str
    group: str
    linked: bool = False  # the address stands behind the name only
    struck: bool = False
    hidden: bool = False

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """The row as it is seen."""
        return GROUPS[self.group], self.name, "" if self.linked else self.address, FUNCTIONS[self.group]


@dataclass(frozen=True, slots=True)
class Formatted:
    """A list: people, whether each group is written once, and whether a total stands below."""

    people: tuple[Person, ...]
    once: bool
    total: bool

    def rows(self) -> list[tuple[Person | None, tuple[str, ...], int]]:
        """Every row below the header: whose it is, its cells, and how many rows its group's cell takes (0: none)."""
        found: list[tuple[Person | None, tuple[str, ...], int]] = []
        for _, run in groupby(self.people, key=lambda one: one.group):
            block = list(run)
            for number, one in enumerate(block):
                high = (0 if number else len(block)) if self.once else 1
                found.append((one, one.cells if high else ("", *one.cells[1:]), high))
        return [*found, (None, (f"Totaal: {len(self.people)}", "", "", ""), 1)] if self.total else found


def formatted(choice: random.Random, *, hides: bool) -> Formatted:
    """A list of six to fourteen people of three groups; the first of a group is not hidden, so that its name is seen."""
    people: list[Person] = []
    names = choice.sample([f"{given} {family}" for given in GIVEN for family in FAMILY], 20)
    for group in GROUPS:
        for number in range(choice.randint(2, 5)):
            name = names.pop()
            one = Person(name, f"{chr(97 + len(people))}{choice.randint(10, 99)}@z.example", group)
            one = replace(one, linked=choice.random() < 0.3)
            struck = choice.random() < 0.2
            hidden = hides and bool(number) and not struck and choice.random() < 0.2
            one = replace(one, struck=struck, hidden=hidden)
            people.append(one)
    return Formatted(tuple(people), choice.random() < 0.6, choice.random() < 0.5)


def as_xlsx(found: Formatted, choice: random.Random) -> bytes:
    """Links as parts or as formulas, strikes as fonts or as pieces, groups merged."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEAD)
    for number, (one, cells, high) in enumerate(found.rows(), 2):
        sheet.append(cells)
        if high > 1:
            sheet.merge_cells(start_row=number, end_row=number + high - 1, start_column=1, end_column=1)
        if one and one.linked and choice.random() < 0.5:
            sheet.cell(number, 2).hyperlink = f"mailto:{one.address}?subject=Vraag"
        elif one and one.linked:
            sheet.cell(number, 2).value = f'=HYPERLINK("mailto:{one.address}","{one.name}")'
        if one and one.struck:
            for column in (2, 3) if choice.random() < 0.5 else (2, 3, 4):
                sheet.cell(number, column).font = Font(strike=True)
        sheet.row_dimensions[number].hidden = bool(one and one.hidden)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_ods(found: Formatted, choice: random.Random) -> bytes:
    """Links as text or as formulas, strikes as styles of cells or of pieces, groups merged."""
    rows = [_ods_row([_ods_cell(cell) for cell in HEAD], "")]
    for one, cells, high in found.rows():
        shown = [_ods_cell(cell) for cell in cells]
        shown[0] = shown[0].replace(
            "<table:table-cell", f'<table:table-cell table:number-rows-spanned="{high}"', high > 1
        )
        shown[0] = shown[0] if high else "<table:covered-table-cell/>"
        if one and one.linked:
            link = f'<text:a xlink:href="mailto:{one.address}">{escape(one.name)}</text:a>'
            formula = escape(f'of:=HYPERLINK("mailto:{one.address}";"{one.name}")')
            by_formula = (
                f'<table:table-cell table:formula="{formula}"><text:p>{escape(one.name)}</text:p></table:table-cell>'
            )
            shown[1] = _ods_cell("", link) if choice.random() < 0.5 else by_formula
        if one and one.struck:
            gone = (f'<text:span text:style-name="T1">{escape(cell)}</text:span>' for cell in cells[1:3])
            by_style = [
                one.replace("<table:table-cell", '<table:table-cell table:style-name="ce1"') for one in shown[1:3]
            ]
            shown[1:3] = [_ods_cell("", cell) for cell in gone] if choice.random() < 0.5 else by_style
        rows.append(_ods_row(shown, ' table:visibility="filter"' if one and one.hidden else ""))
    struck = '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    styles = (
        f'<style:style style:name="ce1" style:family="table-cell">{struck}<style:style style:name="T1">{struck}'
        '<style:style style:name="ce2"><style:text-properties style:text-line-through-style="none"/></style:style>'
    )
    return odf("spreadsheet", f'<table:table table:name="Blad1">{"".join(rows)}</table:table>', styles=styles)


def _ods_cell(text: str, inside: str = "") -> str:
    return f"<table:table-cell><text:p>{inside or escape(text)}</text:p></table:table-cell>"


def _ods_row(cells: list[str], about: str) -> str:
    return f"<table:table-row{about}>{''.join(cells)}</table:table-row>"


def as_docx(found: Formatted, choice: random.Random) -> bytes:
    """Links as relations or as fields, strikes of one or two lines or tracked, groups merged."""
    links: list[tuple[str, str, str, bool]] = []
    rows = [_word_row([_word_cell(_run(cell)) for cell in HEAD])]
    for one, cells, high in found.rows():
        style = choice.choice(("<w:strike/>", '<w:dstrike w:val="true"/>')) if one and one.struck else ""
        last = choice.choice((style, ""))
        shown = [_word_cell(_run(cells[0]), high)]
        shown += [_word_cell(_run(cell, style)) for cell in cells[1:3]] + [_word_cell(_run(cells[3], last))]
        if one and one.linked and choice.random() < 0.5:
            links.append((f"rId{len(links) + 10}", "hyperlink", f"mailto:{one.address}", True))
            shown[1] = _word_cell(f'<w:hyperlink r:id="{links[-1][0]}">{_run(one.name, style)}</w:hyperlink>')
        elif one and one.linked:
            shown[1] = _word_cell(_field(f' HYPERLINK "mailto:{one.address}" ', _run(one.name, style)))
        gone = "<w:trPr><w:del w:id='1'/></w:trPr>" if one and one.struck and choice.random() < 0.3 else ""
        rows.append(_word_row(shown, gone))
    more = {"word/_rels/document.xml.rels": relations(*links)} if links else {}
    return docx(f"<w:tbl>{''.join(rows)}</w:tbl>", dict(more))


def _run(text: str, style: str = "") -> str:
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _field(orders: str, shown: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    half = len(orders) // 2  # Word divides what it writes as it likes
    told = "".join(f"<w:r><w:instrText>{escape(part)}</w:instrText></w:r>" for part in (orders[:half], orders[half:]))
    return mark("begin") + told + mark("separate") + shown + mark("end")


def _word_cell(inside: str, high: int = 1) -> str:
    merged = {0: "<w:vMerge/>", 1: ""}.get(high, '<w:vMerge w:val="restart"/>')
    return f"<w:tc><w:tcPr>{merged}</w:tcPr><w:p>{inside}</w:p></w:tc>"


def _word_row(cells: list[str], about: str = "") -> str:
    return f"<w:tr>{about}{''.join(cells)}</w:tr>"


def as_html(found: Formatted, choice: random.Random) -> str:
    """The table of an HTML mail: links, mentions, strikes by tag, style or class, cells over several rows."""
    rows = ["<tr>" + "".join(f"<th>{cell}</th>" for cell in HEAD) + "</tr>"]
    for one, cells, high in found.rows():
        shown = [escape(cell) for cell in cells]
        if one and one.linked:
            at = choice.choice(("", "@"))
            shown[1] = f'<a href="mailto:{one.address}">{at}{shown[1]}</a>'
        if one and one.struck:
            tag = choice.choice(("s", "strike", "del", "span style='text-decoration:line-through'", "b class=weg"))
            shown[1:3] = [f"<{tag}>{cell}</{tag.split()[0]}>" for cell in shown[1:3]]
        first = "" if not high else f"<td rowspan={high}>{shown[0]}</td>"
        rows.append(f"<tr>{first}{''.join(f'<td><p>{cell}</p></td>' for cell in shown[1:])}</tr>")
    style = "<style>.weg {color:red; text-decoration: line-through}</style>"
    return f"<html><head>{style}</head><body><p>Hierbij mijn lijst.</p><table>{''.join(rows)}</table></body></html>"

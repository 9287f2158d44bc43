"""The questionnaire as a Word form with content controls, made to be filled in on a screen or on paper."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from bot.forms.questionnaires.catalogue import form_words
from bot.forms.questionnaires.header import FormHeader, filled_in
from bot.forms.questionnaires.questionnaire import Kind, Question, Questionnaire
from bot.forms.writers.moulds import Mould, mould
from bot.forms.writers.word_parts import (
    Controls,
    borders,
    custom_properties,
    keep_row,
    padding,
    shade,
)

_INK, _LINE, _TINT = "1F4E5F", "B9CBD2", "EDF3F5"
_WIDTH = Cm(17)
_FIXED_MOMENT = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # python-docx takes naive UTC


def write(questionnaire: Questionnaire, header: FormHeader, language: str) -> bytes:
    """The blank form as .docx; reference and questionnaire stand in it visibly and in its custom properties.

    `name` and `group` of the header are what stands in it already; whoever fills it in may change both.
    """
    header = header.printable()
    return _mould(questionnaire, header.marked(), language).poured(header)


@lru_cache(maxsize=32)
def _mould(questionnaire: Questionnaire, marked: FormHeader, language: str) -> Mould:
    """A tenth of a second's work, the same for all forms of a practice."""
    made = io.BytesIO()
    _Form(questionnaire, marked, language).document.save(made)
    return mould(made.getvalue())


class _Form:
    """Writes one form from top to bottom."""

    def __init__(self, questionnaire: Questionnaire, header: FormHeader, language: str) -> None:
        self.questionnaire, self.header, self.language = questionnaire, header, language
        self.words, self.controls = form_words(), Controls()
        self.document = _blank(language)
        self._properties()
        self._top()
        self._who()
        self._notice()
        self._scale()
        for question in questionnaire.questions:
            self._section(question)
            self._question(question)
        self._bottom()

    def _say(self, text: Any) -> str:
        return filled_in(text.in_(self.language), self.header)

    def _properties(self) -> None:
        core = self.document.core_properties
        core.title = f"{self._say(self.questionnaire.title)} {self.header.reference}"
        core.author = core.last_modified_by = self.header.practice
        core.comments, core.keywords, core.language = "", self.header.reference, self.language
        core.created = core.modified = _FIXED_MOMENT
        properties = (
            ("kenmerk", self.header.reference),
            ("questionnaire", self.questionnaire.key),
            ("specialist", self.header.specialist),
            ("language", self.language),
        )
        custom_properties(self.document, properties)

    def _top(self) -> None:
        line = _paragraph(self.document, self.header.practice, size=9, colour="5F7780", after=10)
        line.paragraph_format.tab_stops.add_tab_stop(_WIDTH, alignment=2)
        _run(line, f"\t{self._say(self.words.reference)}: {self.header.reference}", size=9, colour="5F7780")
        _paragraph(self.document, self._say(self.questionnaire.title), size=22, bold=True, colour=_INK, after=0)
        _paragraph(self.document, self._say(self.questionnaire.subject), size=13, colour=_INK, after=8)
        _paragraph(self.document, self._say(self.questionnaire.introduction), after=8)

    def _who(self) -> None:
        table = self._table(2, (Cm(3.4), Cm(13.6)), lines=("top", "bottom", "insideH"))
        for label, fill in self._facts():
            row = table.add_row()
            keep_row(row)
            _run(row.cells[0].paragraphs[0], label, bold=True, colour=_INK)
            fill(row.cells[1].paragraphs[0])
        _paragraph(self.document, "", size=4, after=2)

    def _facts(self) -> Iterator[tuple[str, Any]]:
        header, controls, say = self.header, self.controls, self._say
        label = say(self.words.specialist)
        if self.questionnaire.asks_group:
            yield label, lambda p: controls.text(p, "specialist", label, "-", header.specialist)
        name = say(self.words.name)
        own = header.name if self.questionnaire.asks_group else header.specialist
        yield name, lambda p: controls.text(p, "name", name, say(self.words.type_name), own)
        group = say(self.words.group)
        if self.questionnaire.asks_group and header.groups:
            prompt = say(self.words.choose_group)
            yield group, lambda p: controls.choice(p, "group", group, prompt, header.groups, header.group)
        date = say(self.words.date)
        yield date, lambda p: controls.text(p, "date", date, say(self.words.type_date))

    def _notice(self) -> None:
        table = self._table(2, (Cm(3.4), Cm(13.6)))
        for notice in self.questionnaire.notices:
            row = table.add_row()
            keep_row(row)
            for cell in row.cells:
                shade(cell, _TINT)
            _run(row.cells[0].paragraphs[0], self._say(notice.label), size=9, bold=True, colour=_INK)
            _run(row.cells[1].paragraphs[0], self._say(notice.text), size=9)
        _paragraph(self.document, "", size=4, after=2)

    def _scale(self) -> None:
        if not self.questionnaire.scale:
            return
        steps = " · ".join(f"{step.value} = {self._say(step.label)}" for step in self.questionnaire.scale)
        line = _paragraph(self.document, "", after=6)
        _run(line, f"{self._say(self.words.score)}  ", bold=True, colour=_INK)
        _run(line, f"{steps} · {self._say(self.words.no_opinion)}")

    def _section(self, question: Question) -> None:
        if heading := self._say(question.section):
            made = _paragraph(self.document, heading, size=13, bold=True, colour=_INK, after=4)
            made.paragraph_format.space_before, made.paragraph_format.keep_with_next = Pt(8), True

    def _question(self, question: Question) -> None:
        scored = question.kind is Kind.SCORE
        widths = (Cm(12.7), Cm(4.3)) if scored else (_WIDTH,)
        table = self._table(len(widths), widths, lines=("top", "left", "bottom", "right"))
        self._asked(table.add_row(), question)
        answer = table.add_row()
        keep_row(answer)
        answer.height, answer.height_rule = Cm(1.5 if scored else 2.6), WD_ROW_HEIGHT_RULE.AT_LEAST
        cell = answer.cells[0].merge(answer.cells[1]) if scored else answer.cells[0]
        self._answer(cell.paragraphs[0], question)
        _paragraph(self.document, "", size=3, after=2)

    def _asked(self, row: Any, question: Question) -> None:
        keep_row(row)
        for cell in row.cells:
            shade(cell, _TINT)
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        title = row.cells[0].paragraphs[0]
        _run(title, f"{question.number}. {self._say(question.title)}", bold=True, colour=_INK)
        if description := self._say(question.description):
            more = row.cells[0].add_paragraph()
            more.paragraph_format.keep_with_next = True
            _run(more, description, size=9)
        if question.kind is Kind.SCORE:
            self._score(row.cells[1].paragraphs[0], question)

    def _score(self, into: Paragraph, question: Question) -> None:
        into.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        label = self._say(self.words.score)
        _run(into, f"{label}: ", bold=True, colour=_INK)
        steps = tuple(f"{step.value} – {self._say(step.label)}" for step in self.questionnaire.scale)
        items, alias = (*steps, self._say(self.words.no_opinion)), f"{label} {question.number}"
        self.controls.choice(into, question.score_key, alias, self._say(self.words.choose_score), items)

    def _answer(self, into: Paragraph, question: Question) -> None:
        label = self._say(self.words.explanation if question.kind is Kind.SCORE else self.words.answer)
        _run(into, f"{label}: ", size=9, colour="5F7780")
        alias = f"{label} {question.number}"
        self.controls.text(into, question.text_key, alias, self._say(self.words.type_here), long=True)

    def _bottom(self) -> None:
        end = _paragraph(self.document, f"{self._say(self.words.end)}. ", size=9, colour="5F7780")
        end.paragraph_format.space_before = Pt(4)
        _run(end, self._say(self.questionnaire.closing), bold=True, colour=_INK)

    def _table(self, columns: int, widths: tuple[Any, ...], lines: tuple[str, ...] = ()) -> Any:
        table = self.document.add_table(rows=0, cols=columns)
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        borders(table, _LINE, *lines)
        padding(table, 80)
        return table


def _blank(language: str) -> Document:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(1.5), Cm(1.5)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    normal.paragraph_format.space_after = Pt(0)
    normal.element.get_or_add_rPr().append(_language(language))
    placeholder = document.styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER)
    placeholder.element.set(docx.oxml.ns.qn("w:styleId"), "PlaceholderText")
    placeholder.font.color.rgb = RGBColor.from_string("8A9AA1")
    return document


def _language(language: str) -> Any:
    made: Any = docx.oxml.OxmlElement("w:lang")
    made.set(docx.oxml.ns.qn("w:val"), "en-GB" if language == "en" else "nl-NL")
    return made


def _paragraph(
    document: Document, text: str, *, size: float = 10.5, bold: bool = False, colour: str = "", after: float = 0
) -> Paragraph:
    made = document.add_paragraph()
    made.paragraph_format.space_after = Pt(after)
    if not text:
        made.paragraph_format.line_spacing = Pt(size)
    _run(made, text, size=size, bold=bold, colour=colour)
    return made


def _run(into: Paragraph, text: str, *, size: float = 10.5, bold: bool = False, colour: str = "") -> None:
    run = into.add_run(text)
    run.font.size, run.bold = Pt(size), bold
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)

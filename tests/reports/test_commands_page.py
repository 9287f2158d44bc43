"""The page with the commands: one sheet that says what the mail says, whose examples do what they say."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest
from support.caseload import QUESTIONS, VOUCHED, WORLD
from support.paper import paper_practice
from support.stories.practice import parsed
from support.trajects import mails
from support.world import mail

from bot import resources
from bot.association.ladder import associate
from bot.core.views import CommandResult
from bot.handlers import command
from bot.handlers.commands import command_of
from bot.reports.commands_page import CommandsData, commands_page, sections

LANGUAGES = ("nl", "en")


def source(language: str) -> str:
    return (resources.root() / f"mail/{language}/_help.md").read_text("utf-8")


def page(language: str, name: str = "Praktijk Voorbeeld") -> pypdf.PdfReader:
    data = CommandsData(name, "info@praktijk.example", date(2026, 11, 10), language)
    return pypdf.PdfReader(io.BytesIO(commands_page(data)))


def flat(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["Praktijk Voorbeeld", "Praktijk voor intervisie en individueel functioneren " * 2])
def test_it_is_one_sheet_of_a4_with_all_that_the_mail_says(language: str, name: str) -> None:
    read = page(language, name)
    (sheet,) = read.pages
    assert [round(float(side)) for side in sheet.mediabox[2:]] == [595, 842]
    printed = flat(sheet.extract_text().replace("\u00ad", ""))
    for line in source(language).splitlines():
        for part in re.split(r"`|: ", line.removeprefix("- ").removeprefix("## ")):
            assert flat(part) in printed


def test_its_font_goes_along() -> None:
    fonts = page("nl").pages[0]["/Resources"]["/Font"].values()  # type: ignore[index]
    kinds = [font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert kinds
    assert all("/FontFile2" in kind.get_object() for kind in kinds)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_of_the_mail_is_lost(language: str) -> None:
    rows = [row for section in sections(source(language)) for row in section["rows"]]
    assert len(rows) == source(language).count("\n- ")


def examples(language: str) -> list[str]:
    last = sections(source(language))[-1]
    return [run["text"] for row in last["rows"] for run in row["how"] if run["code"]]


ANSWERS = ("ja", "yes", "de tweede graag", "the second please", "koppel Piet", "link Piet")
"""In reply to a question: tests/handlers/test_in_reply.py."""


@pytest.mark.parametrize("line", [line for code in LANGUAGES for line in examples(code) if line not in ANSWERS])
def test_an_example_is_carried_out_as_it_stands(line: str) -> None:
    asked = tuple(replace(QUESTIONS[0], number=n) for n in (12, 13, 15))
    world = replace(WORLD, asked=asked)
    hers = mail(
        "A. de Vries <a.devries@praktijk.example>",
        subject="",
        text=line,
        authentication=("mx.praktijk.example; dmarc=pass header.from=praktijk.example",),
    )
    (case,) = associate(hers, world, VOUCHED)
    answers = [m.view for m in mails(command.handle(hers, case, world, VOUCHED).effects)]
    (result,) = (view for view in answers if isinstance(view, CommandResult))
    assert [one.done for one in result.lines] == [True] * len(result.lines)


def test_both_languages_show_the_same_commands_in_the_same_order() -> None:
    dutch, english = ([command_of(line) for line in examples(code)] for code in LANGUAGES)
    assert dutch == english


def test_help_is_answered_with_the_page_and_nothing_else_is(tmp_path: Path) -> None:
    with paper_practice(tmp_path) as paper:
        for line in ("help", "status"):
            paper.command(line)
        paper.round("2026-11-05 10:00")
        files = [[n for part in parsed(r).walk() if (n := part.get_filename())] for r in paper.sent("command-result")]
    assert sorted(files) == [[], ["Opdrachten per mail.pdf"]]

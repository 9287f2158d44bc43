"""What a view says stays literal in both parts, whatever it says."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace

import pytest
from support.mails import EVERY_MAIL, links, nodes, one_line, render, shown

from bot.core import views
from bot.core.views import Phrase, View
from bot.shell.letters.examples import PRACTICE

REF = "T-7KQFK"
HOSTILE = [
    pytest.param("Jan *Bakker* **x** _y_ `z`", "Jan *Bakker* **x** _y_ `z`", id="h41 emphasis"),
    pytest.param("Jan | Bakker", "Jan | Bakker", id="h41 table border"),
    pytest.param("<script>alert(1)</script>", "<script>alert(1)</script>", id="h41 script"),
    pytest.param("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>", id="h41 image"),
    pytest.param("[x](http://evil.example)", "[x](http://evil.example)", id="h41 link"),
    pytest.param("<http://evil.example>", "<http://evil.example>", id="h41 autolink"),
    pytest.param("{{ 7*7 }} {% if x %}", "{{ 7*7 }} {% if x %}", id="h40 template"),
    pytest.param("# Bakker", "# Bakker", id="h41 heading"),
    pytest.param("> vernietig T-7KQFK", "> vernietig T-7KQFK", id="h41 quotation"),
    pytest.param("Jan\r\nBcc: x@evil.example", "Jan Bcc: x@evil.example", id="h36 line end"),
    pytest.param("Jan\x00\x1b[31m\x7fBakker", "Jan [31m Bakker", id="h36 controls"),
    pytest.param("Jan \u202eBakker\u200b", "Jan Bakker", id="h65 direction"),
    pytest.param("Jan\ue041\ue100\uf8ff Bakker", "Jan Bakker", id="h41 our own marks"),
    pytest.param('O\'Brien & "Zn" &lt;b&gt;', 'O\'Brien & "Zn" &lt;b&gt;', id="h41 entities"),
    pytest.param("a\\*b\\\\", "a\\*b\\\\", id="h41 backslashes"),
    pytest.param("Şükrü Yıldız 👩‍⚕️", "Şükrü Yıldız 👩‍⚕️", id="letters of the world stay"),
    pytest.param("1. Jan", "1. Jan", id="h41 list"),
    pytest.param("=== ---", "=== ---", id="h41 underline"),
]


@pytest.mark.parametrize(("name", "literal"), HOSTILE)
def test_a_name_stays_literal_in_both_parts(name: str, literal: str) -> None:
    mail = render(views.FormReceived(REF, name, name, first=True))
    assert f"Geachte {literal}," in one_line(mail.text)
    assert f"Geachte {literal}," in shown(mail.html)


@pytest.mark.parametrize(("name", "literal"), HOSTILE)
def test_a_name_in_a_table_stays_literal_and_in_its_column(name: str, literal: str) -> None:
    rows = (views.ListedRow(name, "a@b.example", name), views.ListedRow("Piet", "p@b.example", "arts"))
    group = views.GroupListed("Collega's", rows, 5, 10, 5, 3, 0.0)
    mail = render(views.ListReceived(REF, "Jan Bakker", (group,), (), 0.5, bot_invites=False))
    cells = [one_line(cell.text()) for cell in nodes(mail.html, "tbody td")]
    assert cells[:3] == [literal, "a@b.example", literal]
    lines = mail.text.splitlines()
    row = next(line for line in lines if "a@b.example" in line)
    assert row.startswith(literal)
    assert row.index("a@b.example") == next(line for line in lines if "p@b.example" in line).index("p@b.example")


@pytest.mark.parametrize(("name", "literal"), HOSTILE)
def test_a_name_in_a_subject_stays_literal(name: str, literal: str) -> None:
    assert literal in render(views.Ready(REF, name, (), (), False, ())).subject


@pytest.mark.parametrize(("name", "literal"), HOSTILE)
def test_a_value_of_a_sentence_stays_literal(name: str, literal: str) -> None:
    line = views.CommandLine(name, False, Phrase("command.unknown", (("nearest", name),)))
    mail = render(views.CommandResult("", (line,)))
    assert f"“{literal}”" in one_line(mail.text)
    assert f"“{literal}”" in shown(mail.html)


EVIL = "x*|<script>y</script> {{ 7*7 }} [z](http://evil.example)\nBcc: q <img src=//evil.example>"


def poisoned(found: object) -> object:
    """Every text in a view replaced, except for the codes of sentences."""
    if isinstance(found, str):
        return EVIL
    if isinstance(found, Phrase):
        return Phrase(found.code, tuple((key, EVIL) for key, _ in found.values))
    if isinstance(found, tuple):
        return tuple(poisoned(each) for each in found)
    if is_dataclass(found) and not isinstance(found, type):
        return replace(found, **{f.name: poisoned(getattr(found, f.name)) for f in fields(found)})
    return found


@pytest.mark.parametrize(("view", "language"), EVERY_MAIL)
def test_h41_no_text_of_a_view_becomes_markup(view: View, language: str) -> None:
    mail = render(poisoned(view), language)
    assert nodes(mail.html, "script, img, iframe, object, form, input") == []
    assert all(link.startswith(f"mailto:{PRACTICE.address}?subject=x") for link in links(mail.html))
    assert "\n" not in mail.subject
    assert "49" not in re.sub(r"style=\S+", "", mail.subject + mail.text)


def test_a_value_is_cut_off_before_it_fills_the_mail() -> None:
    mail = render(views.FormReceived(REF, "x" * 100_000, "Jan Bakker", first=False))
    assert len(mail.text) < 2000

"""The shapes: each puts a plan into a mail."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Callable
from email.message import EmailMessage
from random import Random

from support.random_lists import letters, people
from support.random_lists.sections import Expected, Plan, plan, without_headings
from support.random_lists.workbook import xlsx

SPECIALIST = ("Jet Zwaluw", "j.zwaluw@zuidland.example")
Shape = Callable[[Plan, Random], tuple[str, str, bytes]]
"""Gives the text, the attachment's name ("" for none, ".html" for an HTML part) and its bytes."""


def typed(plan: Plan, random: Random) -> tuple[str, str, bytes]:
    """A heading a line, a person a line."""
    row = letters.row(plan, random)
    blank = random.choice(("\n", ""))
    under = random.random() < 0.1
    parts = []
    for s in plan.sections:
        ruler = f"\n{'-' * len(s.heading)}" if under and s.heading else ""
        rows = [line for p in s.people for line in letters.noted(row(p), random)]
        lines = [s.heading + ruler, *rows] if s.heading else rows
        parts.append("\n".join(lines))
    return f"\n{blank}".join(parts), "", b""


def bullets(plan: Plan, random: Random) -> tuple[str, str, bytes]:
    """A person a bullet or a number."""
    row = letters.row(plan, random)
    mark = random.choice(("- ", "* ", "• ", "– ", "{n}. ", "{n}) ", "o ", "{n} "))
    parts = []
    for s in plan.sections:
        lines = [t for n, p in enumerate(s.people) for t in letters.noted(mark.format(n=n + 1) + row(p), random)]
        parts.append("\n".join([s.heading, *lines] if s.heading else lines))
    return random.choice(("\n\n", "\n")).join(parts), "", b""


def inline(plan: Plan, random: Random) -> tuple[str, str, bytes]:
    """Heading and people on one line."""
    mark = random.choice(("; ", ", "))
    one = letters.compact(plan, random)
    lines = []
    for s in plan.sections:
        last = " en " if random.random() < 0.3 and len(s.people) > 1 else mark
        rows = [one(p) for p in s.people]
        text = last.join([mark.join(rows[:-1]), rows[-1]]) if len(rows) > 1 else rows[0]
        lines.append(f"{s.heading.strip(' *#-:')}: {text}")
    return random.choice(("\n", "\n\n")).join(lines), "", b""


def rows_of_cells(plan: Plan, random: Random) -> tuple[str, str, bytes]:
    """`naam; adres; functie` below headings."""
    mark = random.choice(("; ", ";", " ; ", " | ", " / ", "\t", ", "))
    parts = []
    for s in plan.sections:
        lines = [mark.join(letters.cells(p, plan, random)) for p in s.people]
        parts.append("\n".join([s.heading, *lines] if s.heading else lines))
    return "\n\n".join(parts), "", b""


def address_book(plan: Plan, random: Random) -> tuple[str, str, bytes]:
    """What Outlook gives when names are copied out of it."""
    mark = random.choice(("; ", ";", ";\n"))
    parts = []
    for s in plan.sections:
        line = mark.join(f"{people.book(p.who, random)} <{p.who.address}>" for p in s.people)
        line += random.choice(("", ";"))
        parts.append(random.choice((f"{s.heading}\n{line}", f"{s.heading.strip(' *#-:')}: {line}")))
    return random.choice(("\n\n", "\n")).join(parts), "", b""


def apart(plan: Plan, random: Random) -> tuple[str, str, bytes]:
    """Name, function and address under each other."""
    between = random.choice(("\n", "\n\n"))
    parts = []
    for s in plan.sections:
        blocks = []
        for p in s.people:
            lines = [people.spelled(p.who, random), p.who.address]
            if plan.functions:
                lines.insert(random.choice((1, 2)), p.who.function)
            blocks.append("\n".join(lines))
        parts.append("\n".join([s.heading, between.join(blocks)]) if s.heading else between.join(blocks))
    return "\n\n".join(parts), "", b""


def name_runs(plan: Plan, random: Random) -> tuple[str, str, bytes]:
    """A run of names, then a run of addresses."""
    parts = []
    for s in plan.sections:
        names = [people.spelled(p.who, random) for p in s.people]
        mails = [p.who.address for p in s.people]
        mark = random.choice(("\n", "; "))
        parts.append(f"{s.heading}\n{mark.join(names)}\n{random.choice(('', chr(10)))}{mark.join(mails)}")
    return "\n\n".join(parts), "", b""


def two_a_line(plan: Plan, random: Random) -> tuple[str, str, bytes]:
    """`Hanna Kok en Otto Lam: h.kok@… en o.lam@…`"""
    parts = []
    for s in plan.sections:
        lines, left = [s.heading], list(s.people)
        while left:
            some = left[: random.choice((1, 2, 2, 3))]
            left = left[len(some) :]
            lines.append(letters.together(some, random))
        parts.append("\n".join(lines))
    return "\n\n".join(parts), "", b""


def prose(plan: Plan, random: Random) -> tuple[str, str, bytes]:
    """Sentences."""
    lines = []
    for s in plan.sections:
        text = s.heading.strip(" *#-:")
        small = text[0].lower() + text[1:]
        rows = [f"{people.spelled(p.who, random)} ({p.who.address})" for p in s.people]
        listed = " en ".join([", ".join(rows[:-1]), rows[-1]]) if len(rows) > 1 else rows[0]
        lines.append(
            random.choice(
                (
                    f"Voor de {small} vraag ik {listed}.",
                    f"Als {small} heb ik gekozen voor {listed}.",
                    f"Bij de {small} wil ik graag {listed} vragen.",
                    f"{text}: {listed}.",
                    f"Voor {small} kies ik {listed}.",
                )
            )
        )
    return random.choice(("\n", " ", "\n\n")).join(lines), "", b""


def labels(plan: Plan, random: Random) -> tuple[str, str, bytes]:
    """`Naam: … / E-mail: … / Groep: …`"""
    blocks = []
    for s in plan.sections:
        group = s.heading.strip(" *#-:")
        for p in s.people:
            lines = [f"Naam: {people.spelled(p.who, random)}", f"E-mail: {p.who.address}", f"Groep: {group}"]
            if plan.functions:
                lines.insert(1, f"Functie: {p.who.function}")
            blocks.append("\n".join(lines))
    return "\n\n".join(blocks), "", b""


def by_function(plan: Plan, random: Random) -> tuple[str, str, bytes]:
    """No headings: the function tells."""
    row = letters.row(plan, random)
    first = random.random() < 0.3
    lines = [
        f"{p.who.function} {people.spelled(p.who, random)}, {p.who.address}" if first else row(p) for p in plan.people
    ]
    return "\n".join(lines), "", b""


def names_only(plan: Plan, random: Random) -> tuple[str, str, bytes]:
    """Names without addresses."""
    plan.more["bare"] = "yes"
    parts = []
    for s in plan.sections:
        names = [people.spelled(p.who, random) + (f", {p.who.function}" if plan.functions else "") for p in s.people]
        parts.append("\n".join([s.heading, *names]))
    return "\n\n".join(parts), "", b""


def html_table(plan: Plan, random: Random) -> tuple[str, str, bytes]:
    """A table in an HTML mail: a group column, or rows that are headings."""
    rows = letters.table(plan, random)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in r) + "</tr>"
        if len(r) > 1
        else f'<tr><td colspan="4"><b>{html.escape(r[0])}</b></td></tr>'
        for r in rows
    )
    return "", ".html", f"<table>{body}</table>".encode()


def html_list(plan: Plan, random: Random) -> tuple[str, str, bytes]:
    """Bold headings and lists in an HTML mail."""
    row = letters.row(plan, random)
    parts = []
    for s in plan.sections:
        items = "".join(f"<li>{html.escape(row(p))}</li>" for p in s.people)
        parts.append(f"<p><b>{html.escape(s.heading)}</b></p><ul>{items}</ul>")
    return "", ".html", "".join(parts).encode()


def comma_separated(plan: Plan, random: Random) -> tuple[str, str, bytes]:
    """A csv file."""
    out = io.StringIO()
    csv.writer(out, delimiter=random.choice(";;,")).writerows(letters.table(plan, random, group_column=True))
    return "", "lijst.csv", out.getvalue().encode(random.choice(("utf-8", "utf-8-sig")))


def sheet(plan: Plan, random: Random) -> tuple[str, str, bytes]:
    """A workbook with a group column, filled in once or in every row, or with headings between the rows."""
    return "", "lijst.xlsx", xlsx({"Blad1": letters.table(plan, random)})


def sheet_a_group(plan: Plan, random: Random) -> tuple[str, str, bytes]:
    """A sheet a group."""
    sheets = {}
    for n, s in enumerate(plan.sections):
        name = "".join(c for c in s.heading.strip(" *#-:") if c not in "[]:*?/\\").strip("'")[:31] or f"Blad{n}"
        name = f"{name[:28]} {n}" if name.lower() in {x.lower() for x in sheets} else name
        sheets[name] = [["Naam", "E-mail"], *[[people.spelled(p.who, random), p.who.address] for p in s.people]]
    return "", "lijst.xlsx", xlsx(sheets)


def column_a_group(plan: Plan, random: Random) -> tuple[str, str, bytes]:
    """The groups beside each other."""
    wide = random.random() < 0.5
    columns: list[list[str]] = []
    for s in plan.sections:
        names = [people.spelled(p.who, random) for p in s.people]
        mails = [p.who.address for p in s.people]
        head = s.heading.strip(" *#-:")
        if wide:
            columns += [[head, "Naam", *names], ["", "E-mail", *mails]]
        else:
            columns.append([head, *(f"{n} <{m}>" for n, m in zip(names, mails, strict=True))])
    deep = max(map(len, columns))
    rows = [[c[i] if i < len(c) else "" for c in columns] for i in range(deep)]
    return "", "lijst.xlsx", xlsx({"Blad1": rows})


SHAPES: tuple[Shape, ...] = (
    *(typed, bullets, inline, rows_of_cells, address_book, apart, name_runs, two_a_line, prose, labels, by_function),
    *(names_only, html_table, html_list, comma_separated, sheet, sheet_a_group, column_a_group),
)


def made(shape: Shape, random: Random, *, ordinary: bool) -> tuple[bytes, Plan, str]:
    """The bytes of a random mail in this shape, what is in it, and a text to show."""
    content = without_headings(random) if shape is by_function else plan(random, ordinary=ordinary)
    content = content.with_plain_headings() if shape is names_only else content
    text, name, data = shape(content, random)
    message = EmailMessage()
    message["From"] = f"{SPECIALIST[0]} <{SPECIALIST[1]}>"
    message["To"] = "info@praktijk.example"
    message["Subject"] = "Respondenten IFMS"
    greeting, closing = letters.around(content, SPECIALIST, random)
    if name == ".html":
        body = "".join(f"<p>{html.escape(x)}</p>" for x in greeting.split("\n\n"))
        end = "<br>".join(html.escape(closing).split("\n"))
        message.set_content(f"<html><body>{body}{data.decode()}<p>{end}</p></body></html>", subtype="html")
    else:
        message.set_content(f"{greeting}\n\n{text}\n\n{closing}\n" if text else f"{greeting}\n\n{closing}\n")
    if name and name != ".html":
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    shown = text or data.decode("utf-8", "replace")[:3000] if name != "lijst.xlsx" else letters.shown(content)
    return message.as_bytes(), content, f"{greeting}\n\n{shown}\n\n{closing}"


__all__ = ["SHAPES", "SPECIALIST", "Expected", "Shape", "made"]

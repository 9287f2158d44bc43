"""Tables under titles and empty rows: the header counts at any depth, and each row's own group before what stands above."""

from __future__ import annotations

import random

import pytest
from support.random_lists.workbook import xlsx

from bot.core.list_context import ListContext
from bot.core.listed import RowProblem
from bot.core.traject.rules import DEFAULT_GROUPS
from bot.lists import looks_like_list, respondents
from bot.readers import read

CONTEXT = ListContext(DEFAULT_GROUPS)
GROUPS = {
    "vakgenoten": ("Vakgenoten", "collega's", "Vakgenoot"),
    "artsen": ("Artsen van een andere discipline", "andere artsen"),
    "niet_artsen": ("Niet-artsen", "geen arts"),
    "": ("overig", "n.v.t."),
}
TITLES = (
    "Ziekenhuis Voorbeeld, vakgroep cardiologie",
    "Vakgroep cardiologie",
    "Maatschap cardiologie",
    "Respondenten collega's en artsen",
    "Vakgenoten",
    "Lijst voor de IFMS van dr. Bakker",
    "Artsen",
)
HEADERS = (
    ("Nr", "Achternaam", "Voornaam", "Tel", "E-mail", "Groep"),
    ("Groep", "Voornaam", "Achternaam", "E-mailadres"),
    ("Achternaam", "Voornaam", "Categorie", "Mail", "Opmerking"),
)
PEOPLE = (("Carla", "Dam"), ("Erik", "Fok"), ("Gea", "Hop"), ("Ivo", "Jol"), ("Kim", "Lam"), ("Mats", "Nip"))


def made(rng: random.Random) -> tuple[list[list[str]], list[tuple[str, str]]]:
    """A sheet, and the name and group of each of its people."""
    top = [[t] if rng.random() < 0.6 else [""] for t in rng.sample(TITLES, rng.randrange(1, 5))]
    top += [[""]] * rng.choice((0, 2, 20, 27, 60))
    head = rng.choice(HEADERS)
    truth = [(f"{first} {last}", rng.choice(tuple(GROUPS))) for first, last in PEOPLE]
    if not any(group for _, group in truth):
        truth[0] = (truth[0][0], "artsen")
    rows = []
    for number, (name, group) in enumerate(truth):
        first, last = name.split()
        cells = {"Nr": str(number + 1), "Achternaam": last, "Voornaam": first, "Tel": f"06-{number}"}
        cells |= dict.fromkeys(("E-mail", "E-mailadres", "Mail"), f"{first[0]}.{last}@zh.example".lower())
        cells |= dict.fromkeys(("Groep", "Categorie"), rng.choice(GROUPS[group]))
        rows.append([cells.get(column, "") for column in head])
    if rng.random() < 0.3:
        rows[2:2] = [[""]] * 2
    return [*top, list(head), *rows], truth


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_each_row_keeps_its_own_group_under_any_title(kind: str) -> None:
    rng = random.Random(7)
    for _ in range(60 if kind == "csv" else 12):
        rows, truth = made(rng)
        raw = xlsx({"Blad1": rows}) if kind == "xlsx" else "\n".join(map(";".join, rows)).encode()
        document = read(raw, f"lijst.{kind}")
        found = respondents("", (document,), CONTEXT).rows
        assert [(r.name, r.group) for r in found] == truth, document.text
        assert all(r.problem is (None if r.group else RowProblem.NO_GROUP) for r in found), document.text
        assert looks_like_list("", (document,), CONTEXT)


def test_a_header_below_a_list_without_one_is_nobody() -> None:
    above = [f"p{n}@zh.example;P. Nummer{'abcdefghijklmnopqrstuvwxyzabcd'[n]};Vakgenoten" for n in range(30)]
    lines = [*above, "", "Naam;E-mail;Groep", "E. Fok;e.fok@zh.example;Artsen"]
    found = respondents("", (read("\n".join(lines).encode(), "lijst.csv"),), CONTEXT).rows
    assert [r.address for r in found] == [*(f"p{n}@zh.example" for n in range(30)), "e.fok@zh.example"]


@pytest.mark.parametrize(("own", "problem"), [("Artsen", RowProblem.TWO_GROUPS), ("Vakgenoten", None), ("", None)])
def test_a_row_under_a_heading_of_another_group_keeps_its_own_and_it_is_said(
    own: str, problem: RowProblem | None
) -> None:
    lines = [
        "Naam;E-mail;Groep",
        "Artsen;;",
        "G. Hop;g.hop@zh.example;Artsen",
        "Vakgenoten;;",
        "C. Dam;c.dam@zh.example;Vakgenoten",
        f"E. Fok;e.fok@zh.example;{own}",
    ]
    found = respondents("", (read("\n".join(lines).encode(), "lijst.csv"),), CONTEXT).rows
    assert [r.problem for r in found] == [None, None, problem]
    assert found[-1].group == ("artsen" if own == "Artsen" else "vakgenoten")


@pytest.mark.parametrize("header", [True, False])
@pytest.mark.parametrize("seed", range(20))
def test_a_group_that_is_left_out_among_others_is_assumed_and_said(header: bool, seed: int) -> None:
    rng = random.Random(seed)
    groups = rng.sample(["Vakgenoten", "Artsen", "Niet-artsen"], 3)
    at = rng.randrange(1, 4)
    cells = [*groups[:at], "", *groups[at:]]
    people = [(f"P. Nummer{'abcd'[n]}", f"p{n}@zh.example") for n in range(4)]
    lines = [f"{name};{address};{cell}" for (name, address), cell in zip(people, cells, strict=True)]
    text = "\n".join((*(["Naam;E-mail;Groep"] if header else []), *lines))
    found = respondents("", (read(text.encode(), "lijst.csv"),), CONTEXT).rows
    assert [r.problem is None for r in found] == list(map(bool, cells)), text
    doubt, group = found[at].problem, found[at].group
    assert (doubt, group) in ((RowProblem.GROUP_ABOVE, found[at - 1].group), (RowProblem.NO_GROUP, ""))
    assert doubt is RowProblem.GROUP_ABOVE or not header


@pytest.mark.parametrize("seed", range(20))
def test_groups_written_once_above_their_people_are_no_doubt(seed: int) -> None:
    rng = random.Random(seed)
    cells = [c for g in ("Vakgenoten", "Artsen", "Niet-artsen") for c in (g, *[""] * rng.randrange(1, 5))]
    lines = [f"P. Nummer{'abcdefghijklmnop'[n]};p{n}@zh.example;{cell}" for n, cell in enumerate(cells)]
    found = respondents("", (read("\n".join(("Naam;E-mail;Groep", *lines)).encode(), "lijst.csv"),), CONTEXT).rows
    assert [r.problem for r in found] == [None] * len(cells)
    assert all(r.group for r in found)

"""How random lists are read: right, asked about, silently wrong or lost, a person each.

`PYTHONPATH=.:tests python -m support.random_lists.measure --lists 3000 --seed 7 --show 20` prints the figures a shape.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from support.random_lists.people import Person
from support.random_lists.sections import Expected, Plan
from support.random_lists.shapes import SHAPES, SPECIALIST, Shape, made

from bot.core.listed import ListedRespondent, RowProblem
from bot.core.mail.parse import parse
from bot.core.people.names import folded
from bot.core.traject.rules import DEFAULT_GROUPS
from bot.lists import ListContext, looks_like_list, respondents
from bot.lists.reading import with_discipline
from bot.readers import read

RIGHT, ASKED, WRONG, LOST, GHOST = "right", "asked", "wrong", "lost", "ghost"
_SILENT = {None, RowProblem.SHARED_ADDRESS}
_KEEPS_GROUP = {None, RowProblem.NO_ADDRESS, RowProblem.NO_NAME, RowProblem.SHARED_ADDRESS}
_SPARE = frozenset(["prof", "dr", "drs", "mr", "mw", "mevr", "mevrouw", "dhr", "heer", "de", "zr", "msc"])


@dataclass(frozen=True)
class Outcome:
    """What became of a person, or of a row that is nobody (a ghost)."""

    kind: str
    about: str
    row: ListedRespondent | None = None


@dataclass(frozen=True)
class Trial:
    """One random list as it was read."""

    shape: str
    seed: int
    text: str
    plan: Plan
    outcomes: tuple[Outcome, ...]
    recognised: bool


def trial(shape: Shape, seed: int, *, ordinary: bool) -> Trial:
    """The list of this seed, read from the bytes of its mail."""
    random = Random(f"{shape.__name__} {seed} {ordinary}")
    raw, plan, shown = made(shape, random, ordinary=ordinary)
    mail = parse(raw, read)
    context = ListContext(DEFAULT_GROUPS, SPECIALIST[0], SPECIALIST[1], practice_addresses=("info@praktijk.example",))
    documents = tuple(a.document for a in mail.attachments)
    informed = with_discipline(context, (), mail.text)
    rows = respondents(mail.new_text, documents, informed).rows
    return Trial(
        shape.__name__,
        seed,
        shown,
        plan,
        tuple(outcomes(plan, rows)),
        looks_like_list(mail.new_text, documents, context),
    )


def outcomes(plan: Plan, rows: tuple[ListedRespondent, ...]) -> Iterator[Outcome]:
    """One outcome a person, and one for each row that is nobody."""
    left = list(rows)
    others = {_key(p.who.address) for p in plan.people}
    for expected in plan.people:
        mine = [r for r in rows if r.address and _key(r.address) == _key(expected.who.address)]
        named = [r for r in rows if _key(r.address) not in others and _is_named(r.name, expected.who)]
        left = [r for r in left if r not in (*mine, *named)]
        yield _outcome(expected, mine, named, plan)
    yield from (Outcome(WRONG if r.problem in _SILENT else GHOST, r.as_typed, r) for r in left)


def _outcome(expected: Expected, mine: list[ListedRespondent], named: list[ListedRespondent], plan: Plan) -> Outcome:
    who = expected.who
    heading = next(s.heading for s in plan.sections if expected in s.people)
    about = f"{who.full} <{who.address}> {who.function} {'/'.join(expected.groups)} below {heading!r}"
    silent = [r for r in mine if r.problem in _SILENT]
    for row in silent:
        if not _is_named(row.name, who) or row.group not in expected.groups:
            return Outcome(WRONG, about, row)
    for row in (*mine, *named):
        if row.problem in _KEEPS_GROUP and row.group and row.group not in expected.groups:
            return Outcome(WRONG, about, row)
    if silent:
        return Outcome(RIGHT, about, silent[0])
    if not mine and named and "bare" in plan.more and named[0].group:
        return Outcome(RIGHT, about, named[0])
    found = (*mine, *named)
    if not mine and not any(r.problem for r in named):
        return Outcome(LOST, about)
    return Outcome(ASKED, about, found[0]) if found else Outcome(LOST, about)


def _key(address: str) -> str:
    return address.casefold()


def _is_named(name: str, who: Person) -> bool:
    """Whether nothing but this person's name is in a name, and the surname is."""
    found = set(folded(name.replace("-", " ").replace(".", " ")).split()) - _SPARE
    family = set(folded(who.surname.replace("-", " ")).split()) - {"de"}
    allowed = {*family, *folded(who.given.replace("-", " ")).split(), *who.initials.lower().replace(".", " ").split()}
    return bool(found) and family <= found | {"de"} and found <= allowed | {"i", "j", "y"}


def measured(lists: int, seed: int, *, ordinary: bool, shapes: tuple[Shape, ...] = SHAPES) -> Iterator[Trial]:
    """So many lists, the shapes in turn."""
    for number in range(lists):
        yield trial(shapes[number % len(shapes)], seed * 1_000_000 + number, ordinary=ordinary)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lists", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--kind", default=f"{WRONG},{LOST}")
    parser.add_argument("--shape", default="")
    parser.add_argument("--full", action="store_true")
    given = parser.parse_args()
    shapes = tuple(s for s in SHAPES if not given.shape or s.__name__ in given.shape.split(","))
    for ordinary in (True, False):
        counts: dict[str, Counter[str]] = {}
        shown = 0
        for found in measured(given.lists, given.seed, ordinary=ordinary, shapes=shapes):
            count = counts.setdefault(found.shape, Counter())
            count.update(o.kind for o in found.outcomes)
            count["unseen"] += not found.recognised
            bad = [o for o in found.outcomes if o.kind in given.kind.split(",")]
            if bad and shown < given.show:
                shown += 1
                print(f"=== {found.shape} {found.seed} own {found.plan.own} signed {found.plan.signed}")
                print(found.text if given.full else "")
                for outcome in bad:
                    print(f"  {outcome.kind}: {outcome.about} | {_told(outcome.row)}")
        _print(counts, ordinary)


def _told(row: ListedRespondent | None) -> str:
    if row is None:
        return ""
    return f"{row.name}|{row.address}|{row.group}|{row.function}|{row.problem or ''}|{row.as_typed}"


def _print(counts: dict[str, Counter[str]], ordinary: bool) -> None:
    print("ordinary headings" if ordinary else "with headings that are turned or tell nothing")
    total: Counter[str] = sum(counts.values(), Counter())
    for name, count in (*sorted(counts.items()), ("TOTAL", total)):
        people = sum(count[k] for k in (RIGHT, ASKED, WRONG, LOST))
        shares = " ".join(f"{k} {100 * count[k] / max(1, people):6.2f}%" for k in (RIGHT, ASKED, WRONG, LOST, GHOST))
        print(f"{name:24} {people:6} {shares} wrong {count[WRONG]} lost {count[LOST]} unseen {count['unseen']}")


if __name__ == "__main__":
    main()

"""The house as the imports draw it: rooms, floors and arrows. `PYTHONPATH=.:tests python -m support.house` prints docs/house.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]

FLOORS = (
    *("bot.core.errors", "bot.core.people", "bot.core.traject", "bot.core.calendar", "bot.core.documents"),
    *("bot.core.listed", "bot.core.list_context", "bot.core.filled", "bot.core.mail.reply", "bot.core.mail"),
    *("bot.core.words", "bot.core.mail.machine", "bot.core.mail.signs", "bot.core.mail.parse"),
    *("bot.core.views", "bot.core.buttons"),
    *("bot.core.world", "bot.core.no_world", "bot.core.context", "bot.core.decision", "bot.core.codec"),
    *("bot.core.filing", "bot.core.questions", "bot.core.course", "bot.core.planning", "bot.core.due"),
    *("bot.resources", "bot.typeset", "bot.readers.shared", "bot.readers.pdfs", "bot.readers.opendocument.text"),
    *("bot.readers.opendocument", "bot.readers.office.word", "bot.readers.office", "bot.readers.text"),
    *("bot.readers.mail", "bot.readers"),
    *("bot.lists.words", "bot.lists.grids", "bot.lists.rows", "bot.lists.shapes", "bot.lists"),
    *("bot.forms.questionnaires", "bot.forms.titles", "bot.forms.shapes", "bot.forms.writers", "bot.forms"),
    *(
        "bot.association",
        "bot.handlers.shared",
        "bot.handlers.steering",
        "bot.handlers.beside",
        "bot.handlers.commands",
        "bot.handlers.her_word",
        "bot.handlers",
        "bot.explain",
        "bot.reports",
    ),
    *("bot.shell.log", "bot.shell.disk", "bot.shell.settings", "bot.shell.servers", "bot.shell.imap", "bot.shell.smtp"),
    *("bot.shell.sandbox", "bot.shell.ledger.files", "bot.shell.keys", "bot.shell.letters", "bot.shell.ledger"),
    *("bot.shell.round", "bot.shell.jobs", "bot.shell.operator"),
    *("bot.app", "bot.engines", "bot.demo", "bot.cli", "bot.__main__"),
)
"""From the ground up: an arrow of import goes down, or stays on its floor. The longest name that fits counts."""

ROOMS = (
    *("core", "readers", "lists", "forms", "association", "handlers", "explain", "reports", "shell/settings"),
    *("shell/servers", "shell/imap", "shell/smtp", "shell/sandbox", "shell/ledger/files", "shell/keys", "shell/ledger"),
    *("shell/letters", "shell/round", "shell/jobs", "shell/operator", "app", "engines", "demo", "cli"),
)
"""What the picture shows; the rooms inside a room are in the table."""


@cache
def modules() -> dict[str, Path]:
    """Every module of the product by its dotted name; a package stands for its `__init__`."""
    paths = sorted((HOME / "bot").rglob("*.py"))
    names = (".".join(path.relative_to(HOME).with_suffix("").parts) for path in paths)
    return {name.removesuffix(".__init__"): path for name, path in zip(names, paths, strict=True)}


@cache
def arrows() -> dict[str, frozenset[str]]:
    """What each module imports of the product, late and for the types alone included."""
    return {name: frozenset(_imports(name)) for name in modules()}


def _imports(name: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(modules()[name].read_text("utf-8"))):
        named: list[str] = []
        if isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            whole = [f"{node.module}.{alias.name}" for alias in node.names]
            named = [one if one in modules() else str(node.module) for one in whole]
        yield from (one for one in named if one in modules() and one not in (name, "bot"))


def floor(name: str) -> int:
    """The height of a module; a module for which there is no floor is a fault of the list above."""
    fits = [f for f in FLOORS if name == f or name.startswith(f"{f}.")]
    assert fits, f"{name} stands on no floor"
    return FLOORS.index(max(fits, key=len))


def circles() -> list[list[str]]:
    """Modules that import each other, round about."""
    left = {name: set(there) for name, there in arrows().items()}
    while free := [name for name, there in left.items() if not there & left.keys()]:
        for name in free:
            del left[name]
    return [sorted(left)] if left else []


def room_of(name: str) -> str:
    """The room of the picture in which a module is, or "" for what is in none."""
    path = name.removeprefix("bot.").replace(".", "/")
    fits = [room for room in ROOMS if path == room or path.startswith(f"{room}/")]
    return max(fits, key=len, default="")


def drawn() -> str:
    """The page docs/house.md."""
    pairs = {(room_of(a), room_of(b)) for a, there in arrows().items() for b in there}
    needed = sorted((a, b) for a, b in pairs if a and b and a != b)
    # An arrow that a longer way says as well is left out.
    shown = [(a, b) for a, b in needed if not _reaches(a, b, [pair for pair in needed if pair != (a, b)])]
    lines = [f"  {_key(a)}[{a}] --> {_key(b)}[{b}]" for a, b in shown]
    return "\n".join((HEAD, "```mermaid", "flowchart TD", *lines, "```", "", TABLE, *_table(), ""))


HEAD = """# The house

Drawn from the imports by `PYTHONPATH=.:tests python -m support.house > docs/house.md`; a test compares. An arrow says *imports*; one that
a longer way says as well is left out. All of them go down: `tests/support/house.py` names the floors, `tests/test_layout.py` checks them.
"""
TABLE = "| room | files | what is in it |\n| --- | --- | --- |"


def _table() -> Iterator[str]:
    for path in sorted((HOME / "bot").rglob("__init__.py")):
        room = path.parent.relative_to(HOME).as_posix()
        sentence = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").split("\n\n")[0].replace("\n", " ")
        yield f"| `{room}/` | {len(list(path.parent.glob('*.py'))) - 1} | {sentence} |"


def _reaches(start: str, end: str, pairs: list[tuple[str, str]]) -> bool:
    seen, todo = set[str](), [start]
    while todo:
        here = todo.pop()
        for one in (b for a, b in pairs if a == here and b not in seen):
            seen.add(one)
            todo.append(one)
    return end in seen


def _key(room: str) -> str:
    return room.replace("/", "_")


if __name__ == "__main__":
    print(drawn(), end="")

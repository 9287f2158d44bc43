"""What the documents say exists: commands, options, keys, words, links and the diagram."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from bot.cli import main
from bot.core.traject.stages import Stage, diagram
from bot.handlers.commands import COMMANDS, command_of, verb_of

HOME = Path(__file__).resolve().parents[1]
OPERATOR, PRACTITIONER, README = HOME / "docs/operator.md", HOME / "docs/practitioner.md", HOME / "README.md"
DOCUMENTS = (README, HOME / "CHANGELOG.md", HOME / "CONTRIBUTING.md", *sorted((HOME / "docs").rglob("*.md")))
NOT_THERE = "## What is not there yet"
# Domains that belong to nobody (RFC 2606), and the one that the configuration's example uses.
OURS_TO_USE = re.compile(r"(?:.+\.)?example(?:\.(?:com|org|net))?|voorbeeld\.nl")


def each(paths: tuple[Path, ...]) -> list[object]:
    return [pytest.param(path, id=path.relative_to(HOME).as_posix()) for path in paths]


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def code(path: Path) -> Iterator[str]:
    """Every span and line of code."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text(path), re.M | re.S)
    yield from (line for block in blocks for line in block.splitlines())
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text(path), flags=re.M | re.S))


def rows(path: Path, heading: str) -> Iterator[list[str]]:
    """The cells of the first table after a heading, without its head."""
    table = re.search(r"^\|[^\n]*\n\|[ :|-]+\n((?:\|[^\n]*\n)+)", text(path).partition(heading)[2], re.M)
    assert table is not None
    for line in table[1].splitlines():
        yield [cell.strip() for cell in line.strip("|").split("|")]


def uses(path: Path) -> Iterator[list[str]]:
    """The words after `trajectbot` wherever a document calls it."""
    for line in code(path):
        for call in re.findall(r"(?:^|\./|/opt/trajectbot/)trajectbot((?: +[\[/-]*[\w.][\w./=-]*\]*)+)", line):
            yield call.replace("[", " ").replace("]", " ").split()


def options(command: click.Command) -> set[str]:
    below = command.commands.values() if isinstance(command, click.Group) and command is not main else ()
    named = {name for one in (command, *below) for parameter in one.params for name in parameter.opts}
    return {name for name in named if name.startswith("-")} | {"--help", "-h"}


@pytest.mark.parametrize("path", each(DOCUMENTS))
def test_commands_and_options_exist(path: Path) -> None:
    for words in uses(path):
        known, command = options(main), None
        for word in words:
            if command is None and word in main.commands:
                command = main.commands[word]
                known |= options(command)
            elif word.startswith("-"):
                assert word in known, f"trajectbot {' '.join(words)}"
        named = [w for w in words if re.fullmatch(r"[a-z][a-z-]+", w)]
        assert not named or command is not None, f"trajectbot {' '.join(words)}"


def test_every_command_is_in_the_operators_table() -> None:
    told = {word for cells in rows(OPERATOR, "## Commands") for word in re.findall(r"trajectbot ([a-z-]+)", cells[0])}
    assert told - {"--version"} == set(main.commands)


def test_every_option_is_in_the_operators_table() -> None:
    table = "\n".join(cells[0] for cells in rows(OPERATOR, "## Commands"))
    for name, command in main.commands.items():
        line = "\n".join(row for row in table.splitlines() if f"trajectbot {name}" in row)
        for option in options(command) - {"--help", "-h"}:
            assert option in line, f"{name} {option}"


def test_what_is_not_there_is_not_there() -> None:
    missing = text(OPERATOR).partition(NOT_THERE)[2]
    commands = re.search(r"^\* Com(.*?)(?:\. |\.$)", missing, re.M | re.S)
    assert commands is not None
    assert not set(re.findall(r"`([\w-]+)`", commands[1])) & set(main.commands)


def keys(table: dict[str, object]) -> Iterator[str]:
    for name, value in table.items():
        yield name
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from keys(one)


def example() -> dict[str, object]:
    """The configuration with what is commented out switched on."""
    commented = re.sub(r"(?m)^# (?=\[|\w+ = )", "", text(HOME / "config.example.toml"))
    return tomllib.loads(commented)


def test_every_key_of_the_configuration_is_explained() -> None:
    words = set(re.findall(r"[A-Za-z_]+", " ".join(code(OPERATOR))))
    assert [key for key in keys(example()) if key not in words | {"aios"}] == []


def test_the_words_of_the_practitioner_are_those_of_the_program() -> None:
    told: set[str] = set()
    for cells in rows(PRACTITIONER, "## Knoppen en opdrachten"):
        (usage, *_), also = re.findall(r"`([^`]+)`", cells[0]), re.findall(r"`([^`]+)`", cells[1])
        command = command_of(usage)
        assert command is not None, usage
        verb = " ".join(usage.split()[: verb_of(usage, command)])
        assert {verb, *also} == set(command.WORDS)
        told |= set(command.WORDS)
    assert told == {word for command in COMMANDS for word in command.WORDS}


def test_the_diagram_is_the_one_of_the_table() -> None:
    drawn = re.search(r"```mermaid\n(.*?)\n```", text(HOME / "docs/stages.md"), re.S)
    assert drawn is not None
    assert drawn[1] == diagram()


def test_every_stage_is_told() -> None:
    assert [cells[0] for cells in rows(HOME / "docs/stages.md", "What the diagram")] == [f"`{s}`" for s in Stage]


def anchors(path: Path) -> set[str]:
    """As GitHub makes them from the headings."""
    headings = re.findall(r"^#+ (.+)$", text(path), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", each(DOCUMENTS))
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", text(path)):
        if not link.startswith("https://"):
            file, _, anchor = link.partition("#")
            target = (path.parent / file).resolve() if file else path
            assert target.exists(), link
            assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("path", each((*DOCUMENTS, HOME / "deploy/trajectbot.service")))
def test_addresses_belong_to_nobody(path: Path) -> None:
    domains = re.findall(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)", text(path))
    assert [domain for domain in domains if not OURS_TO_USE.fullmatch(domain)] == []


@pytest.mark.parametrize("name", ["trajectbot.service", "trajectbot-backup.service"])
def test_the_units_call_what_exists(name: str) -> None:
    start = re.search(r"^ExecStart=\S+/trajectbot --config \S+ ([\w-]+)(.*)$", text(HOME / "deploy" / name), re.M)
    assert start is not None
    assert start[1] in main.commands
    assert set(re.findall(r"--[\w-]+", start[2])) <= options(main.commands[start[1]])

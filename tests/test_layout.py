"""How the code is laid out: a core that does no I/O and reads no clock, and nothing of one machine in the files."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest
from support import house

from bot import handlers
from bot.handlers import commands

HOME = Path(__file__).resolve().parents[1]
MODULES = sorted((HOME / "bot").rglob("*.py"))
PURE = ("core", "association", "explain", "handlers", "readers", "lists", "forms")
# Only these may read files: the questionnaires are data beside the code.
READ_OUR_OWN_FILES = {"bot/forms/questionnaires/catalogue.py"}

OUTSIDE_WORLD = {
    *("aiosmtpd", "aiosmtplib", "alembic", "apscheduler", "imapclient", "psycopg", "pymap", "sqlalchemy"),
    *("asyncio", "ftplib", "http", "imaplib", "multiprocessing", "os", "poplib", "requests", "select", "selectors"),
    *("shutil", "signal", "smtplib", "socket", "ssl", "subprocess", "sys", "tempfile", "threading", "urllib.request"),
    *("pydantic", "pydantic_settings", "random", "secrets", "structlog"),
    *("bot.app", "bot.cli", "bot.shell", "bot.reports"),
}
CLOCKS = {
    *("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns"),
    *("time.monotonic", "time.perf_counter", "time.sleep", "time.localtime", "time.gmtime", "uuid.uuid1", "uuid.uuid4"),
}
FILES = {"open", "input", "print"}
FILE_METHODS = {"read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir", "iterdir", "glob", "rglob"}


def name(path: Path) -> str:
    return path.relative_to(HOME).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(module: ast.Module) -> Iterator[str]:
    yield from (ast.unparse(node.func) for node in ast.walk(module) if isinstance(node, ast.Call))


def reaches_out(imported: str) -> bool:
    parts = imported.split(".")
    return any(".".join(parts[:length]) in OUTSIDE_WORLD for length in range(1, len(parts) + 1))


def sets_type(imported: str) -> bool:
    """The typesetter is a pure function of its data and our own template files."""
    return imported.startswith("bot.typeset")


def touches_files(call: str) -> bool:
    return call in FILES or ("." in call and call.rpartition(".")[2] in FILE_METHODS)


def reads_the_clock(call: str) -> bool:
    return any(call == clock or call.endswith(f".{clock}") for clock in CLOCKS)


def faults(path: Path, source: ast.Module) -> list[str]:
    found = [f"imports {i}" for i in imports(source) if reaches_out(i) and not sets_type(i)]
    found += [f"reads the clock with {c}()" for c in calls(source) if reads_the_clock(c)]
    if name(path) not in READ_OUR_OWN_FILES:
        found += [f"touches files with {c}()" for c in calls(source) if touches_files(c)]
    return found


PURE_MODULES = [path for path in MODULES if path.relative_to(HOME / "bot").parts[0] in PURE]


@pytest.mark.parametrize("path", PURE_MODULES, ids=name)
def test_the_core_does_no_io_and_reads_no_clock(path: Path) -> None:
    assert faults(path, tree(path)) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("import socket", 1, id="import"),
        pytest.param("from bot.shell import store", 1, id="the shell"),
        pytest.param("from urllib import request", 1, id="from a package"),
        pytest.param("from urllib.parse import quote", 0, id="its harmless neighbour"),
        pytest.param("import datetime\ndatetime.datetime.now(tz)", 1, id="clock"),
        pytest.param("def f():\n    return date.today()", 1, id="clock inside"),
        pytest.param("Path('x').read_text()", 1, id="file"),
        pytest.param("z.open('x')", 0, id="a member of an archive in memory"),
        pytest.param("from datetime import datetime\nx = datetime(2026, 1, 1)", 0, id="a value"),
    ],
)
def test_the_check_above_sees_what_it_should(source: str, expected: int) -> None:
    assert len(faults(HOME / "bot/core/example.py", ast.parse(source))) == expected


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_opens_by_saying_what_it_is(path: Path) -> None:
    assert (ast.get_docstring(tree(path)) or "").strip()


def test_modules_and_functions_stay_small() -> None:
    modules = [len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES]
    functions = [
        node.end_lineno - node.lineno + 1
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None
    ]
    assert median(modules) < 80
    assert median(functions) < 8
    assert sum(lines > 250 for lines in modules) <= len(modules) * 0.03
    assert sum(lines > 40 for lines in functions) <= len(functions) * 0.01


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert house.circles() == []


def test_every_arrow_of_import_goes_down() -> None:
    up = [(a, b) for a, there in house.arrows().items() for b in there if house.floor(b) > house.floor(a)]
    assert up == []


def test_the_picture_of_the_house_is_up_to_date() -> None:
    assert (HOME / "docs/house.md").read_text("utf-8") == house.drawn(), house.HEAD


# Everything in these is listed by an ordered tuple, and so there may be more of them.
LISTED = {"bot/handlers", "bot/handlers/commands"}


def test_a_folder_has_at_most_fifteen_rooms() -> None:
    counts = Counter(path.parent.relative_to(HOME).as_posix() for path in MODULES)
    assert {folder: n for folder, n in counts.items() if n > 15 and folder not in LISTED} == {}


def test_what_a_tuple_lists_lies_alone_in_its_folder() -> None:
    for folder, entries in ((handlers, handlers.HANDLERS), (commands, commands.COMMANDS)):
        listed = {str(getattr(e, "handler", e).__name__).rpartition(".")[2] for e in entries}
        there = {path.stem for path in Path(str(folder.__file__)).parent.glob("*.py")} - {"__init__"}
        assert there == listed


def test_the_name_of_a_class_is_unique() -> None:
    places = defaultdict(list)
    for path in MODULES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(name(path))
    assert {cls: paths for cls, paths in places.items() if len(paths) > 1} == {}


SQL_ONLY_IN = ("bot/shell/ledger/", "bot/shell/keys/")


def test_sql_is_spoken_in_the_ledger_and_the_key_store_only() -> None:
    speakers = {name(path) for path in MODULES for i in imports(tree(path)) if i.partition(".")[0] == "sqlalchemy"}
    assert {path for path in speakers if not path.startswith(SQL_ONLY_IN)} == set()


# Words that a Dutch sentence can hardly do without; and where sentences are meant to be understood, not said.
DUTCH = re.compile(r"(?i)(?<![\w\\|(?:])(?:het|een|niet|voor|wordt|deze|uw|heeft)(?![\w|)?:\\])")
UNDERSTOOD = (
    *("bot/core/", "bot/lists/", "bot/forms/shape", "bot/readers/", "bot/association/", "bot/explain/"),
    *("bot/handlers/", "bot/reports/signals.py", "bot/demo/", "bot/shell/imap/"),
)


def said(source: ast.Module) -> Iterator[str]:
    """The texts of a module that are neither a docstring nor a pattern."""
    docs = {id(n.value) for n in ast.walk(source) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)}
    for node in ast.walk(source):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def wording(source: ast.Module) -> list[str]:
    return [text for text in said(source) if " " in text and DUTCH.search(text)]


@pytest.mark.parametrize("path", [path for path in MODULES if not name(path).startswith(UNDERSTOOD)], ids=name)
def test_what_users_read_stands_in_templates(path: Path) -> None:
    assert wording(tree(path)) == []


def test_wording_would_be_seen() -> None:
    assert wording(ast.parse('TEXT = "Het dossier is niet gemaakt."')) == ["Het dossier is niet gemaakt."]
    assert wording(ast.parse('"""Het."""\nx = "The dossier"')) == []


def catches_all_and_goes_on(handler: ast.ExceptHandler) -> bool:
    caught = "BaseException" if handler.type is None else ast.unparse(handler.type)
    goes_on = not (isinstance(handler.body[-1], ast.Raise) and handler.body[-1].exc is None)
    return goes_on and bool({"Exception", "BaseException"} & set(re.findall(r"\w+", caught)))


def test_the_unforeseen_is_caught_in_one_place() -> None:
    found = {
        name(path)
        for path in MODULES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and catches_all_and_goes_on(node)
    }
    assert found <= {"bot/app.py"}


def tracked() -> list[Path]:
    """The files that git knows; in a copy without git there is nothing to look through."""
    if shutil.which("git") is None:
        pytest.skip("no git")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=HOME, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("no git checkout")
    return [path for entry in listed.stdout.decode().split("\0") if entry and (path := HOME / entry).is_file()]


# Written in pieces, so that this file does not find itself.
OF_ONE_MACHINE = re.compile(
    "|".join(
        (r"(?<![\w.])/(" + "home" + r"|Users|root)/\w", "/" + r"work/(main|shared)\b", r"/tmp/" + r"(bash_jobs|house)")
    )
)
REGISTRIES = re.compile(
    "|".join((r"pypi\." + "org", "python" + "hosted", "npmjs" + r"\.", r"index-url\s*[=:]", "deb" + r"\.debian\."))
)


@pytest.mark.parametrize(
    "pattern",
    [pytest.param(OF_ONE_MACHINE, id="paths of one machine"), pytest.param(REGISTRIES, id="addresses of registries")],
)
def test_tracked_files_hold_nothing_of_one_machine(pattern: re.Pattern[str]) -> None:
    found = [
        f"{name(path)}:{number}: {match[0]}"
        for path in tracked()
        for number, line in enumerate(path.read_bytes().decode("utf-8", errors="replace").splitlines(), 1)
        if (match := pattern.search(line))
    ]
    assert found == []


def test_the_locked_lists_agree() -> None:
    runtime, dev = (
        re.findall(r"^([\w.-]+==\S+)", (HOME / f"requirements/{part}.txt").read_text(encoding="utf-8"), re.MULTILINE)
        for part in ("runtime", "dev")
    )
    assert runtime
    assert set(runtime) < set(dev)

"""What `pip install .` brings along: the modules, and the files that stand beside them in a checkout."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[1]
SOURCES = ("bot", "templates", "migrations")
FILES = ("pyproject.toml", "setup.py", "README.md", "config.example.toml")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree that goes into a wheel, made from a copy so that the checkout stays clean."""
    copy, target = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("built")
    for source in SOURCES:
        shutil.copytree(HOME / source, copy / source, ignore=shutil.ignore_patterns("__pycache__"))
    for file in FILES:
        shutil.copy(HOME / file, copy / file)
    command = [sys.executable, "setup.py", "--quiet", "build_py", "--build-lib", str(target)]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    return target


def files(folder: Path) -> set[str]:
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix() for path in found}


def test_templates_migrations_and_example_come_along(built: Path) -> None:
    assert files(built / "bot/_templates") == files(HOME / "templates")
    assert files(built / "bot/_migrations") == files(HOME / "migrations")
    assert (built / "bot/config.example.toml").read_bytes() == (HOME / "config.example.toml").read_bytes()


def test_every_module_comes_along(built: Path) -> None:
    ours = {file for file in files(HOME / "bot") if file.endswith(".py")}
    assert ours <= files(built / "bot")


def test_the_installed_bot_finds_its_own_templates(built: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-c", "import bot.resources; print(bot.resources.documents())"],
        env={**os.environ, "PYTHONPATH": str(built)},
        text=True,
        capture_output=True,
        check=True,
    )
    assert Path(done.stdout.strip()) == built / "bot/_templates/documents"


def test_the_command_exists() -> None:
    with (HOME / "pyproject.toml").open("rb") as file:
        scripts = tomllib.load(file)["project"]["scripts"]
    module, function = scripts["trajectbot"].split(":")
    assert callable(getattr(importlib.import_module(module), function))

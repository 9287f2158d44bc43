"""./trajectbot: .venv on first use, once, whoever starts it from wherever; clear words when it cannot be made."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[1]
PROGRAM = "import json, sys, greeting\nprint(json.dumps([greeting.VERSION, sys.argv[1:], sys.prefix]))\n"
ONCE = "Once only"


@dataclass(frozen=True)
class Checkout:
    """A small checkout with our launcher, a program of three words and a registry in a folder."""

    home: Path
    wheels: Path

    @property
    def environ(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "LC_", "LANG", "PYTHON"))}
        return {**kept, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels), "PIP_CONFIG_FILE": os.devnull}

    def start(self, *arguments: str, program: Path | None = None, cwd: Path | None = None) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [program or self.home / "trajectbot", *arguments],
            cwd=cwd or self.home,
            env=self.environ,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *arguments: str, program: Path | None = None, cwd: Path | None = None) -> tuple[int, str, str]:
        process = self.start(*arguments, program=program, cwd=cwd)
        output, errors = process.communicate(timeout=600)
        return process.returncode, output, errors

    def require(self, version: str, digest: str = "") -> None:
        """Have the list ask for this version; a digest of our own choice is a wrong one."""
        wheel = self.wheels / f"greeting-{version}-py3-none-any.whl"
        digest = digest or hashlib.sha256(wheel.read_bytes()).hexdigest()
        for part in ("runtime", "dev"):
            (self.home / f"requirements/{part}.txt").write_text(f"greeting=={version} --hash=sha256:{digest}\n")


def make_wheel(folder: Path, version: str) -> None:
    """A wheel of one module, as the registry would give it."""
    about = f"greeting-{version}.dist-info"
    with zipfile.ZipFile(folder / f"greeting-{version}-py3-none-any.whl", "w") as archive:
        archive.writestr("greeting.py", f"VERSION = '{version}'\n")
        archive.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: greeting\nVersion: {version}\n")
        archive.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{about}/RECORD", f"greeting.py,,\n{about}/METADATA,,\n{about}/WHEEL,,\n{about}/RECORD,,\n")


def lay_out(home: Path) -> None:
    """The launcher and what it needs, in a folder of its own."""
    (home / "requirements").mkdir(parents=True)
    (home / "bot").mkdir()
    for file in ("trajectbot", "requirements/prepare.sh", "requirements/install.py"):
        shutil.copy(HOME / file, home / file)
    (home / "bot/__main__.py").write_text(PROGRAM)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checkout]:
    folder = tmp_path_factory.mktemp("launcher")
    made = Checkout(home=folder / "een map", wheels=folder / "wheels")
    lay_out(made.home)
    made.wheels.mkdir()
    for version in ("1.0", "2.0"):
        make_wheel(made.wheels, version)
    made.require("1.0")
    yield made
    shutil.rmtree(folder)


def test_two_that_start_at_once_make_one_venv(checkout: Checkout) -> None:
    first, second = checkout.start("een", "twee drie"), checkout.start("vier")
    (output, errors), (other_output, other_errors) = first.communicate(timeout=600), second.communicate(timeout=600)
    assert (first.returncode, second.returncode) == (0, 0), errors + other_errors
    assert json.loads(output) == ["1.0", ["een", "twee drie"], str(checkout.home / ".venv")]
    assert json.loads(other_output)[1] == ["vier"]
    assert (errors + other_errors).count(ONCE) == 1


def test_the_second_time_nothing_is_fetched(checkout: Checkout) -> None:
    checkout.run()
    code, _, errors = checkout.run()
    assert (code, errors) == (0, "")


def test_a_changed_list_is_installed(checkout: Checkout) -> None:
    for version in ("2.0", "1.0"):
        checkout.require(version)
        code, output, errors = checkout.run()
        assert (code, json.loads(output)[0], ONCE in errors) == (0, version, True)


def test_a_wrong_hash_is_refused_and_told(checkout: Checkout) -> None:
    checkout.run()
    checkout.require("2.0", digest="0" * 64)
    code, output, errors = checkout.run()
    assert (code, output) == (2, "")
    assert "could not be installed" in errors
    assert "HASHES" in errors
    checkout.require("1.0")
    assert checkout.run()[0] == 0


def test_a_venv_whose_python_has_gone_is_made_anew(checkout: Checkout) -> None:
    checkout.run()
    (checkout.home / ".venv/bin/python").unlink()
    code, output, errors = checkout.run()
    assert (code, json.loads(output)[0], ONCE in errors) == (0, "1.0", True)


def test_from_elsewhere_through_links_past_a_namesake(checkout: Checkout, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/direct").symlink_to(checkout.home / "trajectbot")
    (tmp_path / "bin/trajectbot").symlink_to("direct")
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot/__main__.py").write_text("print('a namesake')\n")
    (tmp_path / "json.py").write_text("raise SystemExit('another json')\n")
    code, output, errors = checkout.run("x", program=tmp_path / "bin/trajectbot", cwd=tmp_path)
    assert code == 0, errors
    assert json.loads(output)[1] == ["x"]


def run_with_python(folder: Path, script: str | None, **environ: str) -> tuple[int, str]:
    """Start a fresh checkout where `python3` is this script, or is missing; the exit status and what was said."""
    lay_out(folder / "checkout")
    (folder / "checkout/requirements/runtime.txt").write_text("")
    tools = folder / "tools"
    tools.mkdir()
    for tool in ("sh", "cmp", "dirname", "readlink"):
        (tools / tool).symlink_to(str(shutil.which(tool)))
    if script is not None:
        (tools / "python3").write_text(f"#!/bin/sh\n{script}")
        (tools / "python3").chmod(0o755)
    done = subprocess.run(
        [folder / "checkout/trajectbot"],
        env={"PATH": str(tools), **environ},
        text=True,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stderr


OLD = 'case "$*" in *version_info*) exit 1 ;; -V) echo Python 3.9.2 ;; esac'
NO_VENV = 'case "$*" in *ensurepip*) exit 1 ;; -V) echo Python 3.11.2 ;; esac'


@pytest.mark.parametrize(
    ("script", "language", "words"),
    [
        pytest.param(None, "en_GB.UTF-8", ("Python is missing", "3.11", "apt install python3"), id="missing"),
        pytest.param(None, "nl_NL.UTF-8", ("Python ontbreekt", "3.11", "apt install python3"), id="ontbreekt"),
        pytest.param(OLD, "C", ("Python 3.9.2 is too old", "3.11"), id="too old"),
        pytest.param(OLD, "nl_NL.UTF-8", ("Python 3.9.2 is te oud", "3.11"), id="te oud"),
        pytest.param(NO_VENV, "C", ("Python 3.11.2 lacks", "apt install python3-venv"), id="no venv"),
        pytest.param(NO_VENV, "nl_NL.UTF-8", ("Aan Python 3.11.2 ontbreekt", "python3-venv"), id="zonder venv"),
    ],
)
def test_a_python_that_will_not_do(tmp_path: Path, script: str | None, language: str, words: tuple[str, ...]) -> None:
    code, said = run_with_python(tmp_path, script, LANG=language)
    assert code == 2
    assert all(word in said for word in words), said


def test_where_nothing_may_be_written(tmp_path: Path) -> None:
    lay_out(tmp_path)
    (tmp_path / "requirements/runtime.txt").write_text("")
    (tmp_path / ".venv").write_text("a file is in the way\n")
    done = subprocess.run(
        [tmp_path / "trajectbot"],
        env={**os.environ, "LC_ALL": "nl_NL.UTF-8"},
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert ".venv kan niet worden gemaakt: File exists." in done.stderr
    assert "Traceback" not in done.stderr

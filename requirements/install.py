"""Install a hash-locked list into .venv: `install.py runtime` or `install.py dev`; safe when two start at once."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
LISTS = HOME / "requirements"
VENV = HOME / ".venv"
PYTHON = VENV / "bin" / "python"
# Whoever installs the first has also installed the others.
COVERS = {"runtime": ("runtime",), "dev": ("dev", "runtime")}


def say(dutch: str, english: str) -> None:
    """One line in the language of whoever sits at the terminal."""
    locale = next((os.environ[n] for n in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(n)), "")
    print(dutch if locale.startswith("nl") else english, file=sys.stderr, flush=True)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Nobody else prepares this checkout meanwhile; the lock dies with the process that holds it."""
    folder = os.open(LISTS, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def marker(name: str) -> Path:
    """Where a copy of the list that was installed last is kept."""
    return VENV / f"installed-{name}.txt"


def installed(name: str) -> bool:
    """Whether this very list has been installed to the end."""
    kept = marker(name)
    return works("-c", "") and kept.is_file() and kept.read_bytes() == (LISTS / f"{name}.txt").read_bytes()


def works(*arguments: str) -> bool:
    """Whether .venv's Python runs this."""
    if not os.access(PYTHON, os.X_OK):
        return False
    done = subprocess.run([PYTHON, *arguments], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return done.returncode == 0


def make() -> None:
    """A .venv with pip; what a broken-off attempt left behind is cleared away."""
    if works("-c", "import sys, pip; sys.exit(sys.version_info < (3, 11))"):
        return
    VENV.mkdir(exist_ok=True)
    marker("writable").touch()
    # The real name, python3.11: after a system upgrade the link is then broken, and not secretly another version.
    base = os.path.realpath(sys.executable)
    subprocess.run([base, "-m", "venv", "--clear", VENV], check=True, stdin=subprocess.DEVNULL, stdout=sys.stderr)


def install(name: str) -> None:
    """Install the list and, only when all went well, keep a copy of it."""
    for covered in COVERS[name]:
        marker(covered).unlink(missing_ok=True)
    command: list[str | Path] = [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    command += ["--require-hashes", "-r", LISTS / f"{name}.txt"]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    for covered in reversed(COVERS[name]):
        half = marker(covered).with_suffix(".half")
        shutil.copyfile(LISTS / f"{covered}.txt", half)
        half.replace(marker(covered))


def main(name: str) -> int:
    """0 when the list is there, 2 when it could not be installed."""
    try:
        with alone():
            if installed(name):
                return 0
            say(
                "Eenmalig: de onderdelen worden opgehaald, dat duurt ongeveer een minuut.",
                "Once only: fetching the parts, this takes about a minute.",
            )
            make()
            install(name)
    except subprocess.CalledProcessError:
        say(
            "De onderdelen konden niet worden geïnstalleerd (zie hierboven). Is er internet? Probeer opnieuw.",
            "The parts could not be installed (see above). Is there internet? Try again.",
        )
        return 2
    except OSError as error:
        say(
            f"{VENV} kan niet worden gemaakt: {error.strerror}. Geef uzelf schrijfrecht op {HOME} en maak ruimte vrij.",
            f"{VENV} cannot be made: {error.strerror}. Give yourself write access to {HOME} and free some space.",
        )
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

"""The program as somebody starts it from a shell."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from bot.cli import main

HOME = Path(__file__).resolve().parents[2]


def trajectbot(
    *arguments: str | bytes, folder: Path, answers: str = "", **environ: str
) -> subprocess.CompletedProcess[bytes]:
    """Runs it to its end in this folder, with these lines on its standard input."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("TRAJECTBOT", "LC_", "LANG", "PYTHON"))}
    return subprocess.run(
        [sys.executable, "-P", "-m", "bot", *arguments],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(HOME), **environ},
        input=answers.encode(),
        capture_output=True,
        timeout=600,
        check=False,
    )


def invoked(*arguments: str, answers: str = "") -> Result:
    """The same within this process, which spares the start; paths must be whole."""
    return CliRunner().invoke(main, arguments, input=answers)

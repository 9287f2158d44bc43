"""What a start brings along: a library that few mails need is loaded by the first mail that needs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import bot

ROOT = Path(bot.__file__).parents[1]


@pytest.mark.parametrize(
    ("module", "late"),
    [
        pytest.param(
            "bot.shell.sandbox.child",
            "bot.readers lxml pypdf pypdfium2 pdfplumber flufl python_calamine icalendar",
            id="child",
        ),
        pytest.param(
            "bot.shell.operator.explain",
            "bot.readers bot.lists bot.forms lxml sqlalchemy email_validator icalendar",
            id="explain",
        ),
        pytest.param(
            "bot.shell.operator.judge",
            "bot.core.words.phrases bot.lists bot.forms sqlalchemy email_validator rapidfuzz",
            id="judge",
        ),
    ],
)
def test_few_libraries_are_loaded_before_the_first_mail(module: str, late: str) -> None:
    code = f"import sys, {module}; print(*(name for name in {late.split()!r} if name in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []

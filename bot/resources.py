"""Where the project's own files (templates, questionnaires, fonts) are, in a checkout and after installation."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def root() -> Path:
    """The templates directory: inside the installed package, or next to it in a checkout."""
    installed = _PACKAGE / "_templates"
    return installed if installed.is_dir() else _PACKAGE.parent / "templates"


def documents() -> Path:
    """Typst sources, questionnaires and fonts."""
    return root() / "documents"


def migrations() -> Path:
    """Alembic's scripts."""
    installed = _PACKAGE / "_migrations"
    return installed if installed.is_dir() else _PACKAGE.parent / "migrations"

"""The wording of the typeset documents is complete in both languages."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from bot import resources
from bot.shell.jobs.proof.contents import OUT_OF_REACH


def _keys(table: dict[str, Any], prefix: str = "") -> set[str]:
    found: set[str] = set()
    for key, value in table.items():
        name = f"{prefix}{key}"
        found |= _keys(value, f"{name}.") if isinstance(value, dict) else {name}
    return found


def _words() -> dict[str, dict[str, Any]]:
    return tomllib.loads((resources.documents() / "words.toml").read_text(encoding="utf-8"))


def test_both_languages_have_the_same_words() -> None:
    words = _words()
    assert _keys(words["nl"]) == _keys(words["en"])


def test_every_word_of_a_document_is_used() -> None:
    for document in ("dossier", "statement", "certificate", "access"):
        source = (resources.documents() / f"{document}.typ").read_text(encoding="utf-8")
        names = [name for name, value in _words()["nl"][document].items() if isinstance(value, str)]
        assert [name for name in names if not re.search(rf"w\.{name}\b", source)] == []


def test_every_place_that_the_destruction_cannot_reach_is_explained() -> None:
    assert set(OUT_OF_REACH) <= set(_words()["nl"]["certificate"]["outside"])

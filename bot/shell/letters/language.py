"""One language of the mails: its templates and its sentences by code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.core.errors import OperatorError
from bot.core.views import Phrase
from bot.shell.letters import marked as marks
from bot.shell.letters.filters import Filters
from bot.shell.letters.marked import Trusted

_TAGS_ONLY = re.compile(r"^((?:\{% (?!include)[^%]*%\})+)\n", re.M)
_BUILT_IN = ("length", "sum", "rejectattr", "selectattr", "list")


@dataclass(frozen=True, slots=True)
class Language:
    """What a mail needs to be written in one language."""

    environment: ImmutableSandboxedEnvironment
    phrases: dict[str, str]
    months: tuple[str, ...]
    days: tuple[str, ...]
    _compiled: dict[str, Template] = field(default_factory=dict)

    @property
    def codes(self) -> Container[str]:
        """The codes that have a sentence."""
        return self.phrases.keys()

    def source(self, name: str, context: dict[str, Any]) -> str:
        """The Markdown of one template, its values marked."""
        return self.environment.get_template(f"{name}.md").render(context)

    def said(self, phrase: Phrase) -> Trusted:
        """The sentence of a phrase."""
        return self.say(phrase.code, dict(phrase.values))

    def say(self, code: str, values: dict[str, Any]) -> Trusted:
        """The sentence of a code, its values marked."""
        if code not in self.phrases:
            raise OperatorError(f"There is no sentence {code!r} in phrases.toml.", "Add it, in every language.")
        # Compiling all of them takes a quarter of a second; a run needs few.
        if code not in self._compiled:
            self._compiled[code] = self.environment.from_string(self.phrases[code])
        return Trusted(self._compiled[code].render(values))


class _Loader(FileSystemLoader):
    """Takes away the line end of a line that holds nothing but `if`, `for`, `else` and their ends."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, path, fresh = super().get_source(environment, template)
        return _TAGS_ONLY.sub(r"\1", source), path, fresh


def load(directory: Path) -> Language:
    """The language whose templates and phrases.toml are in this directory."""
    environment = ImmutableSandboxedEnvironment(
        loader=_Loader(directory),
        undefined=StrictUndefined,
        finalize=lambda found: found if isinstance(found, Trusted) else marks.value(found),
    )
    words = words_of(directory)
    language = Language(environment, dict(flat(words)), tuple(words["months"]), tuple(words["days"]))
    environment.filters = {name: environment.filters[name] for name in _BUILT_IN} | Filters(language).by_name()
    return language


def words_of(directory: Path) -> dict[str, Any]:
    """What stands in a phrases.toml."""
    try:
        words = tomllib.loads((directory / "phrases.toml").read_text("utf-8"))
        return {"months": words["months"], "days": words["days"], **words}
    except (OSError, ValueError, KeyError) as error:
        problem = f"The sentences in {directory.name}/phrases.toml cannot be read: {error}"
        raise OperatorError(problem, "Mend the file, or put the one that came with the program back.") from error


def flat(words: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Every sentence of a phrases.toml with its whole code."""
    for key, found in words.items():
        if isinstance(found, dict):
            yield from flat(found, f"{prefix}{key}.")
        elif isinstance(found, str):
            yield f"{prefix}{key}", found

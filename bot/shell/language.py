"""One language of the mails: its templates, its sentences by code, and the filters that templates may use."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.core.errors import OperatorError
from bot.core.views import GroupCount, Phrase, Proposal
from bot.shell import marks
from bot.shell.marks import Mark, Trusted

_TAGS_ONLY = re.compile(r"^((?:\{% (?!include)[^%]*%\})+)\n", re.M)
_Filters: TypeAlias = dict[str, Callable[..., Any]]
_BUILT_IN = ("length", "rejectattr", "list")


@dataclass(frozen=True, slots=True)
class Language:
    """What a mail needs to be written in one language."""

    environment: ImmutableSandboxedEnvironment
    phrases: dict[str, Template]
    months: tuple[str, ...]
    days: tuple[str, ...]

    def source(self, name: str, context: dict[str, Any]) -> str:
        """The Markdown of one template, its values marked."""
        return self.environment.get_template(f"{name}.md").render(context)

    def say(self, code: str, values: dict[str, Any]) -> Trusted:
        """The sentence of a code; its values are marked."""
        template = self.phrases.get(code)
        if template is None:
            raise OperatorError(f"There is no sentence {code!r} in phrases.toml.", "Add it, in every language.")
        return Trusted(template.render(values))

    def plain(self, code: str, **values: Any) -> str:
        """The sentence of a code as ordinary text."""
        return marks.literal(self.say(code, values))


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
    language = Language(environment, {}, tuple(words["months"]), tuple(words["days"]))
    environment.filters = {**{n: environment.filters[n] for n in _BUILT_IN}, **_filters(language)}
    language.phrases.update((code, environment.from_string(text)) for code, text in flat(words))
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


def _filters(language: Language) -> _Filters:
    say, plain = language.say, language.plain

    def day(moment: str | date) -> str:
        on = _as_date(moment)
        return on if isinstance(on, str) else f"{on.day} {language.months[on.month - 1]} {on.year}"

    def weekday(on: date) -> str:
        return f"{language.days[on.weekday()]} {on.day} {language.months[on.month - 1]}"

    @pass_context
    def moment(context: Context, at: datetime) -> str:
        here = at.astimezone(ZoneInfo(context["practice"].timezone))
        return plain("moment", day=day(here), time=f"{here:%H:%M}")

    def percent(chance: float) -> str:
        rounded = 5 * round(20 * chance)
        code = "hardly" if chance < 0.05 else "nearly" if chance > 0.95 else "about"
        return plain(f"percent.{code}", n=str(rounded))

    def phrase(what: Phrase) -> Trusted:
        return say(what.code, {"times": "1", **dict(what.values)})

    def term(codes: str | Iterable[str], kind: str) -> str:
        keys = codes.split(",") if isinstance(codes, str) else tuple(codes)
        words = [plain(f"{kind}.{key}") if f"{kind}.{key}" in language.phrases else key for key in keys]
        return " ".join((", ".join(words[:-1]), plain("and"), words[-1])) if len(words) > 1 else "".join(words)

    def count(n: int | str, what: str) -> str:
        return plain(f"count.{what}", n=int(n) if str(n).isdecimal() else n)

    def repeated(times: str) -> Trusted:
        return Trusted("" if times == "1" else f" ({say('count.time', {'n': times})})")

    def bar(group: GroupCount) -> str:
        full = min(group.returned, group.minimum)
        squares = "■" * full + "□" * (group.minimum - full)
        return plain("bar", squares=squares, returned=group.returned, minimum=group.minimum)

    @pass_context
    def mailto(context: Context, proposal: Proposal | str) -> Trusted:
        command = proposal if isinstance(proposal, str) else proposal.command
        label = "" if isinstance(proposal, str) else proposal.label
        return _button(language, context["practice"].address, command, label)

    spoken: _Filters = {"date": day, "weekday": weekday, "moment": moment, "percent": percent, "count": count}
    worded: _Filters = {"phrase": phrase, "term": term, "opening": _opening, "period": _period(language), "tag": _tag}
    return {**spoken, **worded, "bar": bar, "mailto": mailto, "lines": marks.lines, "repeated": repeated}


def _as_date(found: str | date) -> str | date:
    if not isinstance(found, str):
        return found
    try:
        return date.fromisoformat(found[:10])
    except ValueError:
        return found


def _tag(ref: str) -> Trusted:
    return Trusted(f"[{marks.value(ref)}] " if ref else "")


def _opening(text: str) -> str:
    """A sentence opens with a capital: "dr. Bakker" becomes "Dr. Bakker" there."""
    plain = marks.literal(text)
    return plain[:1].upper() + plain[1:]


def _period(language: Language) -> Callable[[int], str]:
    return lambda days: language.plain("count.year", n=max(1, round(days / 365)))


def _button(language: Language, address: str, command: str, label: str) -> Trusted:
    command = marks.literal(marks.value(command))
    words = command.casefold().split(" ")
    named = (f"button.{words[0]}-{words[-1]}", f"button.{words[0]}")
    known = next((language.plain(code) for code in named if code in language.phrases), command)
    label = marks.literal(marks.value(label)) or known
    url = f"mailto:{quote(address, safe='@.-_+')}?subject={quote(command, safe='')}"
    return marks.marked("\n".join((label, command, url, language.plain("button.send"))), Mark.BUTTON)

"""The filters that a mail's template may use; all of their words come from phrases.toml."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol
from urllib.parse import quote
from zoneinfo import ZoneInfo

import structlog
from jinja2 import TemplateError, pass_context
from jinja2.runtime import Context

from bot.core.errors import OperatorError
from bot.core.views import GroupCount, Phrase, Proposal
from bot.shell.letters import marked as marks
from bot.shell.letters.marked import Mark, Trusted

_NAMES = (
    "weekday",
    "moment",
    "occasion",
    "percent",
    "phrase",
    "term",
    "count",
    "repeated",
    "bar",
    "period",
    "mailto",
    "files",
    "coming",
    "unbroken",
)
_KINDS_OF_FILES = {
    "word": ("docx", "doc", "odt", "rtf", "pages", "dotx"),
    "sheet": ("xlsx", "xls", "ods", "csv", "numbers"),
    "pdf": ("pdf",),
    "picture": ("png", "jpeg", "jpg", "tiff", "gif", "heic", "bmp", "webp"),
    "mail": ("eml", "msg"),
}
_PLAIN = 180
"""Within so many days a day needs no year."""
log = structlog.get_logger("trajectbot")


class Speaker(Protocol):
    """A language, as far as filters need it."""

    @property
    def codes(self) -> Container[str]:
        """The codes that have a sentence."""

    @property
    def months(self) -> tuple[str, ...]:
        """January first."""

    @property
    def days(self) -> tuple[str, ...]:
        """Monday first."""

    def say(self, code: str, values: dict[str, Any]) -> Trusted:
        """A sentence with its values marked."""


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of one language."""

    speaker: Speaker

    def by_name(self) -> dict[str, Callable[..., Any]]:
        """What the environment takes."""
        named = {name: getattr(self, name) for name in _NAMES}
        return {**named, "date": self.day, "lines": marks.lines, "opening": opening, "tag": tag}

    def day(self, moment: str | date) -> str:
        """10 december 2026; a text that is no ISO date is left as it is."""
        on = _as_date(moment)
        return on if isinstance(on, str) else f"{on.day} {self.speaker.months[on.month - 1]} {on.year}"

    def unbroken(self, on: date) -> str:
        """donderdag 10 december, on one line"""
        return self.weekday(on).replace(" ", "\N{NO-BREAK SPACE}")

    @pass_context
    def coming(self, context: Context, moment: str | date) -> str:
        """18 november; with its year when that is not plain from when the mail is written."""
        on, near = _as_date(moment), context.get("by")
        if isinstance(on, str) or near is None or not -_PLAIN <= (on - near).days <= _PLAIN:
            return self.day(moment)
        return f"{on.day} {self.speaker.months[on.month - 1]}"

    def weekday(self, on: date | str) -> str:
        """donderdag 10 december"""
        on = date.fromisoformat(on) if isinstance(on, str) else on
        return f"{self.speaker.days[on.weekday()]} {on.day} {self.speaker.months[on.month - 1]}"

    @pass_context
    def moment(self, context: Context, at: datetime | str) -> str:
        """10 december 2026 om 14:00 uur, on the practice's clock; a text (ISO) is on its own"""
        here = _on_its_clock(context, at)
        return self._plain("moment", day=self.day(here), time=f"{here:%H:%M}")

    @pass_context
    def occasion(self, context: Context, at: datetime | str) -> str:
        """The same with the day of the week; of several texts, with commas between, an enumeration"""
        if isinstance(at, str) and "," in at:
            *those, last = (self.occasion(context, one) for one in at.split(","))
            return " ".join((", ".join(those), self._plain("and"), last))
        here = _on_its_clock(context, at)
        day = f"{self.speaker.days[here.weekday()]} {self.day(here)}"
        return self._plain("moment", day=day, time=f"{here:%H:%M}")

    def percent(self, chance: float) -> str:
        """A chance in words, to the nearest five per cent."""
        code = "hardly" if chance < 0.05 else "nearly" if chance > 0.95 else "about"
        return self._plain(f"percent.{code}", n=5 * round(20 * chance))

    def phrase(self, what: Phrase) -> Trusted:
        """The sentence of a code (it happened once, unless said otherwise); one that cannot be said costs its line."""
        try:
            return self.speaker.say(what.code, {"times": "1", **dict(what.values)})
        except (OperatorError, TemplateError) as error:
            log.error("no sentence", code=what.code, problem=type(error).__name__)
            return self.speaker.say("unsaid", {"code": what.code})

    def term(self, codes: str | Iterable[str], kind: str) -> str:
        """One or several codes of a kind in words, "a, b and c"; an unknown code stands for itself."""
        keys = codes.split(",") if isinstance(codes, str) else tuple(codes)
        words = [self._plain(f"{kind}.{key}") if f"{kind}.{key}" in self.speaker.codes else key for key in keys]
        return " ".join((", ".join(words[:-1]), self._plain("and"), words[-1])) if len(words) > 1 else "".join(words)

    def count(self, n: int | str, what: str) -> str:
        """3 namen, 1 naam"""
        return self._plain(f"count.{what}", n=int(n) if str(n).isdecimal() else n)

    def files(self, formats: Iterable[str]) -> str:
        """één Word-bestand en twee foto’s"""
        kinds = Counter(next((k for k, known in _KINDS_OF_FILES.items() if f in known), "other") for f in formats)
        words = [self._plain(f"file.{kind}", n=n) for kind, n in kinds.items()]
        return " ".join((", ".join(words[:-1]), self._plain("and"), words[-1])) if len(words) > 1 else "".join(words)

    def repeated(self, times: str) -> Trusted:
        """Nothing, or (3 keer)"""
        return Trusted("" if times == "1" else f" ({self.speaker.say('count.time', {'n': times})})")

    def bar(self, group: GroupCount) -> str:
        """■■■□□ 3 van 5"""
        full = min(group.returned, group.minimum)
        squares = "■" * full + "□" * (group.minimum - full)
        return self._plain("bar", squares=squares, returned=group.returned, minimum=group.minimum)

    def period(self, days: int) -> str:
        """5 jaar"""
        return self.count(max(1, round(days / 365)), "year")

    @pass_context
    def mailto(self, context: Context, proposal: Proposal) -> Trusted:
        """A button that opens a mail to the practice with the command as its subject."""
        command = marks.literal(marks.value(proposal.command))
        label = self._said(marks.literal(marks.value(proposal.label)), command) or self._label(command)
        url = f"mailto:{quote(context['practice'].address, safe='@.-_+')}?subject={quote(command, safe='')}"
        return marks.marked("\n".join((label, command, url, self._plain("button.send"))), Mark.BUTTON)

    def _said(self, label: str, command: str) -> str:
        """A label names words of ours, or is the name of the person whose the mail may be, or whom it is about."""
        if label.startswith("button.") and label in self.speaker.codes:
            return self._plain(label)
        code = _NAMING.get(command.partition(" ")[0])
        return self._plain(code, name=label) if label and code else label

    def _label(self, command: str) -> str:
        words = command.casefold().split(" ")
        named = (f"button.{words[0]}-{words[-1]}", f"button.{words[0]}")
        code = next((code for code in named if code in self.speaker.codes), "")
        ref, *whose = command.split(" ")[2:] or [""]
        return self._plain(code, ref=ref, whose=" ".join(whose), last=words[-1]) if code else command

    def _plain(self, code: str, **values: Any) -> str:
        return marks.literal(self.speaker.say(code, values))


_NAMING = {"koppel": "button.is-of", "telt": "button.telt-over"}


def opening(text: str) -> str:
    """A sentence opens with a capital: "dr. Bakker" becomes "Dr. Bakker" there."""
    plain = marks.literal(text)
    return plain[:1].upper() + plain[1:]


def tag(ref: str) -> Trusted:
    """[T-7KQFK], or nothing"""
    return Trusted(f"[{marks.value(ref)}] " if ref else "")


def _on_its_clock(context: Context, at: datetime | str) -> datetime:
    if isinstance(at, str):
        return datetime.fromisoformat(at)
    return at.astimezone(ZoneInfo(context["practice"].timezone))


def _as_date(found: str | date) -> str | date:
    if not isinstance(found, str):
        return found
    try:
        return date.fromisoformat(found[:10])
    except ValueError:
        return found

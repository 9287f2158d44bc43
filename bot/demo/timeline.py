"""The live timeline: days at the left, an arrow for the direction, who, what; bars when something was counted."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TextIO

from bot.demo.cast import COLLEAGUES, SHE, SPECIALIST
from bot.demo.verdict import Finding
from bot.demo.world import ZONE, Happening

WIDTH = 80
_PACE = 0.1
"""Seconds a line for who watches; a line that comes later than that is not held up."""
_NAME = 21
_MARGIN = 10
_SHORTEST = 8
_TOGETHER = frozenset({"respondent-reminder"})
_TAG = re.compile(r"^\[T-\w{5}\]\s*")
_COLOURS = {"dim": "2", "bold": "1", "in": "36", "out": "32", "specialist": "34", "her": "35", "bad": "31"}
_GROUPS = {"vakgenoten": "peers", "artsen": "doctors", "niet_artsen": "others"}


@dataclass
class Timeline:
    """Writes line by line. `colour` and `slow` are for people who watch."""

    colour: bool = False
    slow: bool = False
    out: TextIO = field(default_factory=lambda: sys.stdout)
    _began: float = field(default_factory=time.monotonic)
    _lines: int = 0
    _day: date | None = None
    _bars: str = ""

    def opening(self) -> None:
        """What is going to be seen."""
        self.say(f"One IFMS traject of {SPECIALIST.name}, cardiologist, with {len(COLLEAGUES)} respondents.", "bold")
        self.say("Everybody is invented; the mail servers live on this machine until the end.")
        self.say("→ comes in at the practice   ← the bot sends", "dim")

    def show(self, events: Iterable[Happening]) -> None:
        """The mails of one moment; reminders to many become one line."""
        for _, run in groupby(events, lambda e: e.kind if e.kind in _TOGETHER else e.number):
            mails = list(run)
            self._heading(mails[0])
            self._line(mails)

    def bars(self, counts: Mapping[str, tuple[int, int]]) -> None:
        """How many forms are in per group, when that has changed."""
        shown = "  ".join(f"{_GROUPS.get(k, k)} {_bar(n, least)} {n}/{least}" for k, (n, least) in counts.items())
        if shown != self._bars and counts:
            self._bars = shown
            self.say(f"{'':{_MARGIN}}{shown}", "out")

    def note(self, text: str) -> None:
        """Something to know about the line above."""
        self.say(f"{'':{_MARGIN}}{text}", "dim")

    def closing(
        self, findings: tuple[Finding, ...], events: tuple[Happening, ...], seconds: float, output: Path
    ) -> tuple[Finding, ...]:
        """What was proved, counts, and where to look; the findings that are not good."""
        self.say("")
        self.say("What the demo looked after", "bold")
        for finding in findings:
            mark = self._styled("✓", "out") if finding.good else self._styled("✗ NOT SO:", "bad")
            self.say(f"  {mark} {finding.words}")
        came = sum(e.incoming for e in events)
        days = (events[-1].at - events[0].at).days if events else 0
        self.say("")
        self.say(f"{came} mails came in, {len(events) - came} went out, {days} days in {seconds:.1f} seconds.", "bold")
        self.say(f"Browse them: {output / 'index.html'}")
        return tuple(finding for finding in findings if not finding.good)

    def say(self, text: str, style: str = "") -> None:
        """One line."""
        self.out.write(self._styled(text, style) + "\n")
        self.out.flush()
        if self.slow:
            self._lines += 1
            time.sleep(max(0.0, self._began + self._lines * _PACE - time.monotonic()))

    def _heading(self, event: Happening) -> None:
        here = event.at.astimezone(ZONE)
        if here.date() != self._day:
            gone = (here.date() - self._day).days if self._day else 0
            if gone > 21:
                self.say("")
                self.say(f"  … {gone} days later …", "dim")
            self._day = here.date()
            self.say("")
            self.say(f"{here:%a} {here.day} {here:%b %Y}", "bold")

    def _line(self, mails: list[Happening]) -> None:
        first = mails[0]
        who = _cut(first.who if len(mails) == 1 else f"{len(mails)} respondents", _NAME)
        clock = self._styled(f"  {first.at.astimezone(ZONE):%H:%M}", "dim")
        arrow = self._styled("→", "in") if first.incoming else self._styled("←", "out")
        self.say(f"{clock} {arrow} {self._styled(f'{who:<{_NAME}}', _role(first))} {self._what(first)}")

    def _what(self, event: Happening) -> str:
        """What somebody does; or the kind of the mail that goes out, and its subject as far as there is room."""
        room = WIDTH - _MARGIN - _NAME - 1
        if event.incoming:
            return _cut(event.note, room)
        subject = _cut(_TAG.sub("", event.mail.subject), room - len(event.kind) - 2)
        tail = f"  {self._styled(subject, 'dim')}" if len(subject) > _SHORTEST else ""
        return self._styled(event.kind, "bold") + tail

    def _styled(self, text: str, style: str) -> str:
        return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m" if self.colour and style and text else text


def _role(event: Happening) -> str:
    return {SPECIALIST.address: "specialist", SHE.address: "her"}.get(event.address, "")


def _bar(n: int, least: int) -> str:
    return "■" * min(n, least) + "□" * max(0, least - n)


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: max(0, room - 1)].rstrip() + "…"

"""What fails in a round costs that one thing: it is told once for as long as it lasts, and the round goes on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypedDict, TypeVar

import structlog

from bot.core import filing
from bot.core.decision import PractitionerMail
from bot.core.errors import TrajectbotError
from bot.core.views import Phrase, Technical
from bot.shell.imap.errors import NotAllowedError, RefusedError, WithheldError
from bot.shell.ledger import events
from bot.shell.ledger.book import Book
from bot.shell.round.workshop import Workshop

DIGEST = "digest"
MOVE = "move "
"""Begins what a move out of a folder is called among the faults."""
_META = "faults"
_KEPT = timedelta(days=30)
_SHOWN = 10
T = TypeVar("T")
Caught = Callable[[Callable[[], object]], Exception | None]
"""Does it, and answers what it raised; what concerns the whole round (no line, no database) is raised on."""
log = structlog.get_logger("trajectbot")


class _Kept(TypedDict):
    """What is remembered of a fault while it lasts; `folder` is the code of a folder that the server refuses, or ""."""

    times: int
    told: bool
    folder: str
    on: str


@dataclass(frozen=True, slots=True)
class Fault:
    """`kind` names the sentence `problem.KIND`; `where` is a traject's reference, the code of a folder, or ""."""

    kind: str
    where: str
    one: str
    error: Exception

    @property
    def key(self) -> str:
        return f"{self.kind}/{self.where}/{self.one}"

    @property
    def folder(self) -> str:
        """The folder that the server refuses, if that is the matter; a full mailbox is the matter of none."""
        if isinstance(self.error, WithheldError) or not isinstance(self.error, RefusedError | NotAllowedError):
            return ""
        return "full" if self.error.code == "OVERQUOTA" else self.where.partition("/")[0] or "some"

    @property
    def source(self) -> str:
        """Of a move that was refused the folder that it was from, which may be the one with a right too few."""
        return self.one.removeprefix(MOVE).partition("/")[0] if self.one.startswith(MOVE) else ""

    def patience(self, usual: int) -> int:
        """After how many times it is told: what nobody foresaw, or only people can mend, at once."""
        if isinstance(self.error, RefusedError) and not isinstance(self.error, WithheldError):
            return 2 if self.error.passes else 1
        foreseen = isinstance(self.error, TrajectbotError) and not isinstance(self.error, NotAllowedError)
        return usual if foreseen else 1

    def __str__(self) -> str:
        return " ".join(filter(None, (self.kind, self.where, f"({type(self.error).__name__})")))


class Faults:
    """Those of one round, and what is remembered of earlier ones."""

    def __init__(self, workshop: Workshop, caught: Caught, now: datetime) -> None:
        self._workshop, self._now = workshop, now
        self.caught = caught
        self._found: dict[str, Fault] = {}
        with workshop.book() as book:
            self._kept = _read(book, now)

    def __str__(self) -> str:
        """A sentence for whoever runs the program, "" when nothing failed: references and classes of errors only."""
        found = tuple(dict.fromkeys(str(fault) for fault in self._found.values()))
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        return f"Not done, tried again next round: {', '.join(found[:_SHOWN])}{more}." if found else ""

    def tried(
        self, kind: str, act: Callable[[], object], where: str = "", one: object = "", *, patience: int = 1
    ) -> bool:
        """Does one thing; whether it succeeded. The same three names mean the same thing: what succeeds is no fault."""
        error = self.caught(act)
        fault = Fault(kind, where, str(one), error or Exception())
        if error is not None:
            self._failed(fault, patience)
        else:
            self._found.pop(fault.key, None)
            self._over(fault.key)
        return error is None

    def each(self, kind: str, things: Iterator[T], where: str = "", one: object = "") -> Iterator[T]:
        """The things, as far as they come."""
        came: list[T] = []

        def comes() -> None:
            came.extend(thing for thing in (next(things, None),) if thing is not None)

        while self.tried(kind, comes, where, one) and came:
            yield came.pop()

    def failed(self, where: str) -> bool:
        """Whether anything of this folder failed in this round."""
        return any(fault.where == where for fault in self._found.values())

    def refused(self, where: str) -> bool:
        """Whether the server refused this folder in this round."""
        return bool(where) and any(fault.folder and fault.where == where for fault in self._found.values())

    def tell(self) -> None:
        """All folders that the server refuses, and have not been told yet, in one mail."""
        new = [f for f in self._found.values() if f.folder and self._untold(f)]
        if new:
            code = next((f.error.code for f in new if isinstance(f.error, RefusedError | NotAllowedError)), "")
            folders = ",".join(sorted({name for f in new for name in (f.folder, f.source) if name}))
            phrase = Phrase("technical.folder", (("folders", folders), ("status", code)))
            self._mailed(phrase, new)

    # -- remembering and telling ---------------------------------------------------------------------------------

    def _failed(self, fault: Fault, usual: int) -> None:
        log.error("failed", kind=fault.kind, ref=fault.where, problem=_place(fault.error))
        if fault.key in self._found:
            return
        self._found[fault.key] = fault
        kept = self._kept.get(fault.key)
        if kept is not None and kept["told"]:
            return
        times = kept["times"] + 1 if kept else 1
        self._kept[fault.key] = {
            "times": times, "told": False, "folder": fault.folder, "on": self._now.date().isoformat(),
        }  # fmt: skip
        if not fault.folder and times >= fault.patience(usual):
            self._tell_one(fault)
        with self._workshop.book() as book:
            self._write(book)

    def _tell_one(self, fault: Fault) -> None:
        if fault.kind == DIGEST:  # cannot be told in itself
            phrase = Phrase("technical.digest", (("problem", type(fault.error).__name__),))
            if self._mailed(phrase, [fault]):
                return
        if self.caught(partial(self._note, fault)) is None:
            self._kept[fault.key]["told"] = True

    def _note(self, fault: Fault) -> None:
        with self._workshop.book() as book:
            ref = filing.ref_of(fault.where)
            events.record(book, self._now, ref, f"problem.{fault.kind}", (("ref", ref),))

    def _mailed(self, what: Phrase, faults: list[Fault]) -> bool:
        if self.caught(partial(self._mail, what, faults[0].key)) is not None:
            return False
        for fault in faults:
            self._kept[fault.key]["told"] = True
        with self._workshop.book() as book:
            self._write(book)
        return True

    def _mail(self, what: Phrase, about: str) -> None:
        with self._workshop.book() as book:
            ctx = self._workshop.context(self._now)
            key = f"{what.code}/{about}"[:80] + f"/{self._now.isoformat()}"
            mail = PractitionerMail(Technical(what, ctx.operator), key=key)
            self._workshop.clerk(book, ctx).write(None, (mail,))

    def _untold(self, fault: Fault) -> bool:
        kept = self._kept[fault.key]
        known = any(k["told"] and k["folder"] == fault.folder for k in self._kept.values())
        return not known and kept["times"] >= fault.patience(1)

    def _over(self, key: str) -> None:
        if self._kept.pop(key, None) is not None:
            with self._workshop.book() as book:
                self._write(book)

    def _write(self, book: Book) -> None:
        book.drop_meta(_META)
        if self._kept:
            book.set_meta(_META, json.dumps(self._kept))


def _read(book: Book, now: datetime) -> dict[str, _Kept]:
    """What lasts for a month without a word is told again."""
    kept: dict[str, _Kept] = json.loads(book.meta(_META) or "{}")
    return {key: one for key, one in kept.items() if now.date() - date.fromisoformat(one["on"]) <= _KEPT}


def _place(error: Exception) -> str:
    """The class of the error and the line that raised it: its words may hold content."""
    found = error.__traceback__
    while found is not None and found.tb_next is not None:
        found = found.tb_next
    at = f" {Path(found.tb_frame.f_code.co_filename).name}:{found.tb_lineno}" if found is not None else ""
    return type(error).__name__ + at

"""Reading untrusted bytes in children that have no network, little memory and little time, and are replaced often.

What holds when the daemon has no privileges is told in bot.shell.sandbox.confine; the wall clock is kept here.
"""

from __future__ import annotations

import json
import queue
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import bot
from bot.association.leaves import Leaves
from bot.core.codec import Undecodable, from_plain
from bot.core.documents import Document
from bot.core.errors import TrajectbotError
from bot.core.mail.message import InboundMail, Inside, PassedFiles
from bot.shell.sandbox.frames import Gone, receive, send
from bot.shell.sandbox.heap import keep_apart

T = TypeVar("T")
Convert = Callable[[bytes, str, str], bytes | None]
VERDICTS = {"timeout": "timeout", "memory": "too-large", "died": "damaged"}
ATTEMPTS, AHEAD = 3, 10
GIVES_UP = (signal.SIGABRT, signal.SIGTRAP, signal.SIGILL)
"""How libraries end their process when they get no memory."""


class SandboxFailure(TrajectbotError):  # noqa: N818 - named for what happened
    """A child could not read something: `reason` is "timeout", "memory" or "died"; `reading` the attachment at hand."""

    def __init__(self, reason: str, reading: int = 0) -> None:
        super().__init__(f"Reading ended early: {reason}.", "It is put aside; the next mail is read by a new child.")
        self.reason = reason
        self.reading = reading


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one child may use: bytes of memory, seconds of processor and of wall clock a job; jobs in its life.

    After `patience` seconds of conversions a job gets no more of them.
    """

    memory: int = 180 << 20
    processor: int = 10
    wall: float = 15.0
    jobs: int = 500
    patience: float = 4.0


class Child:
    """One process and our end of its socket; used by one thread at a time."""

    def __init__(self, allowance: Allowance) -> None:
        self.allowance = allowance
        self.jobs = 0
        self.successor: Child | None = None
        self.socket, theirs = socket.socketpair()
        numbers = (theirs.fileno(), allowance.memory, allowance.processor, allowance.jobs)
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot.shell.sandbox.child", *map(str, numbers)],
                pass_fds=(theirs.fileno(),),
                env={"PYTHONPATH": str(Path(bot.__file__).parents[1]), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )

    def ask(self, head: dict[str, Any], body: bytes, convert: Convert | None) -> bytes:
        """The answer to one job; raises SandboxFailure, after which the child is of no use any more."""
        self.jobs += 1
        deadline, reading, spent = time.monotonic() + self.allowance.wall, 0, 0.0
        try:
            self.socket.settimeout(self.allowance.wall)
            send(self.socket, head, body)
            while True:
                answer, data = receive(self.socket, deadline)
                if "reading" in answer:
                    reading = int(answer["reading"])
                elif "convert" in answer:
                    took = self._converted(
                        answer["convert"], data, convert if spent < self.allowance.patience else None
                    )
                    spent, deadline = spent + took, deadline + took
                elif "failed" in answer:
                    raise SandboxFailure("memory", reading)
                else:
                    return data
        except TimeoutError:
            raise SandboxFailure("timeout", reading) from None
        except (Gone, OSError, ValueError, TypeError):
            raise SandboxFailure(self._ending(), reading) from None

    def _converted(self, formats: list[str], data: bytes, convert: Convert | None) -> float:
        """Has an old format converted outside; the time that takes is not the child's."""
        began = time.monotonic()
        given, wanted = formats
        made = convert(data, given, wanted) if convert else None
        send(self.socket, {"converted": made is not None}, made or b"")
        return time.monotonic() - began

    def _ending(self) -> str:
        try:
            ending = self.process.wait(1)
        except subprocess.TimeoutExpired:
            return "died"
        if ending == -signal.SIGXCPU:
            return "timeout"
        return "memory" if -ending in GIVES_UP else "died"

    def followed(self) -> Child:
        """This child, or the one that takes its place; a successor is started some jobs before it is needed."""
        if self.process.poll() is not None or self.jobs >= self.allowance.jobs:
            self.stop(successor=False)
            return self.successor or Child(self.allowance)
        if self.jobs == self.allowance.jobs - AHEAD:
            self.successor = Child(self.allowance)
        return self

    def stop(self, successor: bool = True) -> None:
        """Ends the process at once; it holds nothing that could be lost."""
        if successor and self.successor:
            self.successor.stop()
        self.socket.close()
        self.process.kill()
        self.process.wait()


class Sandbox:
    """A context manager with `workers` children, each serving one thread at a time."""

    def __init__(self, workers: int = 1, allowance: Allowance | None = None, convert: Convert | None = None) -> None:
        self.workers = workers
        self.allowance = allowance or Allowance()
        self.convert = convert
        self._readers = ThreadPoolExecutor(max(1, workers), "reader")
        self._idle: queue.LifoQueue[Child] = queue.LifoQueue()

    def __enter__(self) -> Sandbox:
        keep_apart()
        for _ in range(self.workers):
            self._idle.put(Child(self.allowance))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._readers.shutdown(cancel_futures=True)
        for _ in range(self.workers):
            self._idle.get().stop()

    def begin_mail(self, raw: bytes) -> Callable[[], InboundMail]:
        """The same, read meanwhile: what is given back waits for it, and fails as below."""
        return self._readers.submit(self.read_mail, raw).result

    def read_mail(self, raw: bytes) -> InboundMail:
        """The mail; an attachment that kills its child is left unread, a mail that does so raises SandboxFailure."""
        return self._without_killers(InboundMail, "mail", raw)

    def look_inside(self, raw: bytes) -> Inside:
        """What its attachments say of its traject; the rest of the mail does not leave the child. Fails as above."""
        return self._without_killers(Inside, "references", raw)

    def files_of(self, raw: bytes) -> PassedFiles:
        """The mail, and its files as they came. Fails as above."""
        return self._without_killers(PassedFiles, "files", raw)

    def _without_killers(self, kind: type[T], what: str, raw: bytes) -> T:
        skip: dict[str, str] = {}
        for _ in range(ATTEMPTS):
            try:
                return self._job(kind, {"do": what, "skip": skip}, raw)
            except SandboxFailure as failure:
                if not failure.reading:
                    raise
                skip[str(failure.reading)] = bare = VERDICTS[failure.reason]
        return self._job(kind, {"do": what, "bare": bare}, raw)

    def leaves(self, raw: bytes) -> Leaves:
        """What the mail and its files are known by, nothing of it read; raises SandboxFailure."""
        return self._job(Leaves, {"do": "leaves"}, raw)

    def read_file(self, data: bytes, name: str) -> Document:
        """One document; raises SandboxFailure."""
        return self._job(Document, {"do": "file", "name": name}, data)

    def _job(self, kind: type[T], head: dict[str, Any], body: bytes) -> T:
        """The answer; where a child that has read before has no room, a new one has more."""
        used: list[bool] = []
        try:
            return self._once(kind, head, body, used)
        except SandboxFailure as failure:
            if failure.reason != "memory" or not used[0]:
                raise
        return self._once(kind, head, body, used)

    def _once(self, kind: type[T], head: dict[str, Any], body: bytes, used: list[bool]) -> T:
        with self._child() as child:
            used.append(child.jobs > 0)
            answer = child.ask({**head, "office": self.convert is not None}, body, self.convert)
            try:
                return from_plain(kind, json.loads(answer))
            except (Undecodable, ValueError, RecursionError):
                raise SandboxFailure("died") from None

    @contextmanager
    def _child(self) -> Iterator[Child]:
        child = self._idle.get()
        try:
            yield child
        except (TrajectbotError, KeyboardInterrupt):
            child.stop(successor=False)  # it waits for an answer, or is of no use any more
            raise
        finally:
            self._idle.put(child.followed())

"""The story of the scenes as one server has it, recorded undisturbed; then any scene again, with a fault in it."""

from __future__ import annotations

import gc
import shutil
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from support.chaos.faults import Counted, Without
from support.chaos.line import Fault, Line
from support.chaos.oracle import different, excused, seen_at
from support.crash import Fuse, FusedConnection, Killed, copied, fused_app
from support.servers.dovecot import Account, Dovecot
from support.servers.smtp import Received, SmtpServer
from support.stories.practice import Practice, practice
from support.stories.scenes import MORE, SCENES

from bot.app import Summary
from bot.core.errors import OperatorError, TransientError
from bot.shell.imap.mailbox import Mailbox

PATIENCE = 0.5
"""Seconds that the bot waits for a server in a disturbed round; a busy machine only makes for one more fault."""
LATER = tuple(timedelta(minutes=m) for m in (0, 0, 2, 8, 25, 90, 91))
"""When the rounds after a fault come: a mail that was put off waits for up to an hour."""


@dataclass
class Disturbance:
    """What happens in a round: on the line to the mailbox, on the line that sends, or to the process itself; and then
    in the next round.
    """

    imap: Fault = field(default_factory=Fault)
    smtp: Fault = field(default_factory=Fault)
    fuse: Fuse = field(default_factory=Fuse)
    then: Disturbance | None = None
    renumbers: bool = False
    puts_back: bool = False

    def dies(self, link: Any) -> None:
        """The process dies at this moment: nothing is done or written any more."""
        self.fuse.blown = True
        link.cut()

    @property
    def fired(self) -> bool:
        return self.imap.fired or self.smtp.fired or self.fuse.blown

    @property
    def sends(self) -> int:
        """How often one mail may leave because of it: once more for a line that sends, or a process, that broke."""
        again = self.smtp.fired or self.fuse.blown
        return (self.then.sends if self.then else 1) + again


@dataclass
class Told:
    """The practice before each scene's round, and what came of it."""

    dovecot: Dovecot
    folder: Path
    lacks: tuple[bytes, ...] = ()
    before: list[tuple[Practice, list[Received]]] = field(default_factory=list)
    after: list[dict[str, Any]] = field(default_factory=list)
    marks: list[dict[str, dict[str, list[int]]]] = field(default_factory=list)
    verbs: list[dict[str, list[str]]] = field(default_factory=list)
    _copies: int = 0

    @contextmanager
    def recorded(
        self, smtp: SmtpServer, scenes: int = len(SCENES), prepare: Callable[[Account], None] | None = None
    ) -> Iterator[Told]:
        """Plays the first scenes; `prepare` is done to the empty mailbox."""
        gc.freeze()  # what is there already is not looked through after each case
        account = self.dovecot.account()
        if prepare is not None:
            prepare(account)
        with practice(self.folder, account, smtp, more=MORE) as p:
            for number, scene in enumerate(SCENES[:scenes]):
                scene(p)
                self.before.append(
                    (copied(p, self.folder / f"before{number}", self.dovecot.account()), [*smtp.received])
                )
                counted = {"imap": Counted(), "smtp": Counted()}
                self.disturbed(p, Disturbance(counted["imap"], counted["smtp"]), patience=10)
                self.marks.append({where: c.marks for where, c in counted.items()})
                self.verbs.append({where: c.verbs for where, c in counted.items()})
                self.recovers(p)
                seen, wrong = seen_at(p, self.expunges)
                assert not wrong, (scene.__name__, wrong)
                self.after.append(seen)
            gc.freeze()
            yield self

    @property
    def expunges(self) -> bool:
        """Whether the server can expunge single mails."""
        return b"UIDPLUS" not in self.lacks

    @contextmanager
    def fork(self, scene: int) -> Iterator[Practice]:
        """The practice as it was before this scene's round; thrown away afterwards."""
        self._copies += 1
        p, received = self.before[scene]
        p.smtp.recorder.received = [*received]
        folder = self.folder / f"copy{self._copies}"
        account = self.dovecot.account()
        try:
            yield copied(p, folder, account)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            shutil.rmtree(self.dovecot.folder / "mail" / account.user, ignore_errors=True)

    def disturbed(self, p: Practice, what: Disturbance, patience: float = PATIENCE) -> Summary | None:
        """One round with a fault in it, after a start of the process; its summary when it came to its end."""
        p.app = fused_app(p.settings, p.app.workshop.sandbox, what.fuse)
        sender = p.app.workshop.sender
        dovecot = p.account.server
        imap = Without(self.lacks, what.imap) if self.lacks else what.imap
        try:
            with (
                untidy(what),
                Line(dovecot.host, dovecot.imap_port, imap) as line,
                Line(sender.endpoint.host, p.smtp.port, what.smtp, smtp=True) as sending,
            ):
                sender.endpoint = replace(sender.endpoint, port=sending.port, timeout_seconds=patience)
                mailbox = Mailbox(p.account.endpoint(port=line.port, timeout_seconds=patience))
                mailbox.connect()
                connection: Any = mailbox._connection
                mailbox._connection = FusedConnection(connection, what.fuse)  # type: ignore[assignment]
                try:
                    summary = p.app.round(mailbox, p.now)
                finally:
                    mailbox._connection = None
                    with suppress(OSError):
                        connection.shutdown()
        except (Killed, TransientError, OperatorError):
            return None
        finally:
            p.app.workshop.ledger.close()
        return summary

    def recovers(self, p: Practice) -> None:
        """The fault is over: rounds come as they do, until one finds nothing to do and says that nothing waits."""
        began, last = p.now, None
        for later in LATER:
            p.now = began + later
            last = self.disturbed(p, Disturbance(), patience=10)
            if last == Summary():
                break
        p.now = began
        assert last == Summary(), f"still busy an hour after the fault was over: {last}"

    def judged(self, p: Practice, scene: int, what: Disturbance) -> str:
        """What is wrong an hour after the fault was over, "" when nothing is."""
        try:
            self.recovers(p)
        except AssertionError as error:
            return str(error)
        return self.compared(p, scene, what)

    def compared(self, p: Practice, scene: int, what: Disturbance | None = None) -> str:
        """What is wrong as it is now, "" when nothing is."""
        calm, what = self.after[scene], what or Disturbance()
        seen, wrong = seen_at(p, self.expunges, what.sends)
        if found := different(calm, excused(calm, seen, renumbered=what.renumbers, put_back=what.puts_back)):
            wrong.append(repr(found))
        return "; ".join(wrong)


@contextmanager
def untidy(what: Disturbance) -> Iterator[None]:
    """What is left open when a process dies is the system's to close: here that is told as a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        try:
            yield
        finally:
            if what.fired:
                gc.collect()

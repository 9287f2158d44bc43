"""Crashes on demand: a fuse that blows after the nth thing that was changed, and the edges of the app wired to it."""

from __future__ import annotations

import gc
import subprocess
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text
from support.servers.dovecot import Account
from support.servers.postgres import copy_of
from support.servers.smtp import SmtpServer
from support.stories.practice import Practice, templates_of

from bot.app import App
from bot.shell.imap.mailbox import Mailbox
from bot.shell.keys.store import open_keys
from bot.shell.ledger.files.database import open_engine
from bot.shell.ledger.ledger import Ledger
from bot.shell.letters.stationery import Stationery
from bot.shell.round.workshop import Workshop
from bot.shell.sandbox.parent import Sandbox
from bot.shell.servers.accounts import smtp_endpoint
from bot.shell.settings.frozen import Settings, Stores
from bot.shell.smtp.bursts import Together
from bot.shell.smtp.sender import CONNECTIONS, Outgoing, Result, Sender

CHANGES = frozenset(
    {"move", "copy", "add_flags", "uid_expunge", "append", "multiappend", "create_folder", "delete_folder"}
)


class Killed(BaseException):
    """The process ends here: no handler of the product's may catch it."""


class Fuse:
    """Counts what was changed in the world and blows after the nth change; from then on nothing is done any more."""

    def __init__(self, at: int = 0) -> None:
        self.at = at
        self.steps: list[str] = []
        self.blown = False

    def alive(self) -> None:
        if self.blown:
            raise Killed

    def step(self, what: str) -> None:
        self.alive()
        self.steps.append(what)
        if len(self.steps) == self.at:
            self.blown = True
            raise Killed(what)


class FusedConnection:
    """An IMAP connection; each command that changes something is a step once the server has carried it out."""

    def __init__(self, inner: Any, fuse: Fuse) -> None:
        self.__dict__.update(_inner=inner, _fuse=fuse)

    def __getattr__(self, name: str) -> Any:
        self._fuse.alive()
        found = getattr(self._inner, name)
        if name not in CHANGES:
            return found

        def call(*arguments: Any, **keywords: Any) -> Any:
            answer = found(*arguments, **keywords)
            self._fuse.step(f"imap {name}")
            return answer

        return call


class Disturbed:
    """An IMAP connection during which somebody else does something, once, just before a command of this name."""

    def __init__(self, inner: Any, command: str, act: Callable[[], None]) -> None:
        self._inner, self._command, self._acts = inner, command, [act]

    def __getattr__(self, name: str) -> Any:
        if name == self._command and self._acts:
            self._acts.pop()()
        return getattr(self._inner, name)


class FusedEngine:
    """A database engine; each commit that wrote something is a step."""

    def __init__(self, inner: Engine, fuse: Fuse, name: str) -> None:
        self._inner, self._fuse, self._name = inner, fuse, name

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        self._fuse.alive()
        with self._inner.begin() as connection:
            before = _written(connection)
            yield connection
            self._fuse.alive()
            wrote = _written(connection) != before
        if wrote:
            self._fuse.step(f"commit {self._name}")


def _written(connection: Connection) -> object:
    """What is another value when this transaction wrote something."""
    if connection.dialect.name == "postgresql":
        return connection.scalar(text("SELECT pg_current_xact_id_if_assigned()::text"))
    driver: Any = connection.connection.driver_connection
    return driver.total_changes


class FusedSender(Sender):
    """A sender; each mail that the server took is a step, before the app hears of it."""

    fuse: Fuse

    def send_all(
        self,
        messages: Sequence[Outgoing],
        on_result: Callable[[Result], None],
        connections: int = CONNECTIONS,
        per_minute: int = 30,
        together: Together | None = None,
    ) -> None:
        def heard(result: Result) -> None:
            self.fuse.step(f"smtp {result.outcome}")
            on_result(result)

        super().send_all(messages, heard, connections, per_minute, together)


def fused_app(settings: Settings, sandbox: Sandbox, fuse: Fuse) -> App:
    """An app as after a start of the process, its edges wired to the fuse; only the reading child is shared."""
    engine: Any = FusedEngine(_compiling_once(open_engine(settings.stores.database_url)), fuse, "ledger")
    keys = open_keys(settings.stores.keystore_url, settings.stores.master_key_file, ledger_exists=True)
    keys._engine = FusedEngine(_compiling_once(keys._engine), fuse, "keys")  # type: ignore[assignment]
    sender = FusedSender(smtp_endpoint(settings.smtp))
    sender.fuse = fuse
    return App(Workshop(Ledger(settings, engine, keys), sandbox, sender, Stationery(templates_of(settings), keys)))


_COMPILED: dict[str, Engine] = {}


def _compiling_once(engine: Engine) -> Engine:
    """What an engine before it made of a statement serves this one too: a fifth of the time of a round in a new one."""
    first = _COMPILED.setdefault(engine.dialect.name, engine)
    engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache
    return engine


def crash(p: Practice, fuse: Fuse) -> bool:
    """One round that is cut off when the fuse blows; whether it did."""
    p.app.workshop.ledger.close()
    p.app = fused_app(p.settings, p.app.workshop.sandbox, fuse)
    mailbox = Mailbox(p.account.endpoint())
    mailbox.connect()
    connection: Any = mailbox._connection
    mailbox._connection = FusedConnection(connection, fuse)  # type: ignore[assignment]
    try:
        with untidy():
            p.app.round(mailbox, p.now)
    except Killed:
        return True
    finally:
        mailbox._connection = None
        connection.shutdown()
        p.app.workshop.ledger.close()
    return False


@contextmanager
def untidy() -> Iterator[None]:
    """What is left open when a process dies is the system's to close: here that is told as a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.freeze()  # what was there before is not looked through
        try:
            yield
        finally:
            gc.collect()
            gc.unfreeze()


def recover(p: Practice, most: int = 4) -> int:
    """Starts anew and goes on until a round has nothing to do; how many rounds that took."""
    p.app.workshop.ledger.close()
    p.app = fused_app(p.settings, p.app.workshop.sandbox, Fuse())
    for number in range(most):
        fuse = Fuse()
        with Mailbox(p.account.endpoint()) as mailbox:
            mailbox._connection = FusedConnection(mailbox._connection, fuse)  # type: ignore[assignment]
            p.app.workshop.ledger.engine._fuse = fuse  # type: ignore[attr-defined]
            p.app.round(mailbox, p.now)
        if not fuse.steps:
            p.app.workshop.ledger.close()
            return number
    raise AssertionError(f"still busy after {most} rounds: {fuse.steps}")


def copied(p: Practice, folder: Path, account: Account) -> Practice:
    """The same practice as it is now, in other files, another mailbox and another list of what was received."""
    folder.mkdir(parents=True)
    p.app.workshop.ledger.close()
    mail = account.server.folder / "mail"
    _copy(mail / p.account.user, mail / account.user)
    _copy(_data(p.settings), folder / "data")
    data = folder / "data"
    urls = (_copied(url, data) for url in (p.settings.stores.database_url, p.settings.stores.keystore_url))
    stores = Stores(*urls, data / p.settings.stores.master_key_file.name)
    words = p.settings.file.read_text().replace(f'"{p.account.user}"', f'"{account.user}"')
    (folder / "config.toml").write_text(words.replace(p.settings.stores.database_url, stores.database_url))
    imap = replace(p.settings.imap, username=account.user)
    settings = replace(p.settings, file=folder / "config.toml", stores=stores, imap=imap)
    p.smtp.recorder.received = list(p.smtp.recorder.received)
    return Practice(account, p.smtp, settings, p.app, p.now, p.authenticated, p._count)


def _copied(url: str, data: Path) -> str:
    """The url of the copy of a store."""
    return f"sqlite:///{data / Path(url).name}" if url.startswith("sqlite") else copy_of(url)


def _data(settings: Settings) -> Path:
    return settings.stores.master_key_file.parent


def _copy(source: Path, target: Path) -> None:
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)


__all__ = ["CHANGES", "Fuse", "Killed", "SmtpServer", "copied", "crash", "fused_app", "recover", "untidy"]

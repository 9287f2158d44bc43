"""A process that ends before the nth thing that it does to a file or a database, or after one to a mailbox: all that a
power cut may leave.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event as hooks
from sqlalchemy.engine import Engine

from bot.shell.imap.connection import Connection

_FILES = ("link", "fsync", "pwrite", "rename", "unlink")
_COMMANDS = ("move", "copy", "add_flags", "uid_expunge", "append", "create_folder", "delete_folder")
_WRITES = ("UPDATE", "INSERT", "DELETE", "CREATE", "DROP")


class Killed(BaseException):
    """The process ends here."""


def killed_at(step: int, act: Callable[[], object]) -> list[str]:
    """What was done until then; all of it when there were fewer steps."""
    steps: list[str] = []

    def count(what: str) -> None:
        steps.append(what)
        if len(steps) >= step:
            raise Killed

    def counted(name: str, really: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **more: object) -> object:
            count(name)
            return really(*arguments, **more)

        return call

    def heard(name: str, really: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **more: object) -> object:
            if len(steps) >= step:
                raise Killed
            answer = really(*arguments, **more)
            count(f"imap {name}")
            return answer

        return call

    def executed(_: object, __: object, statement: str, *___: object) -> None:
        if statement.split(maxsplit=1)[0] in _WRITES:
            count(statement)

    def committed(_: object) -> None:
        count("COMMIT")

    with pytest.MonkeyPatch.context() as patched:
        for name in _FILES:
            patched.setattr(os, name, counted(name, getattr(os, name)))
        for command in _COMMANDS:
            patched.setattr(Connection, command, heard(command, getattr(Connection, command)))
        for method in ("replace", "unlink"):
            patched.setattr(Path, method, counted(method, getattr(Path, method)))
        hooks.listen(Engine, "before_cursor_execute", executed)
        hooks.listen(Engine, "commit", committed)
        try:
            act()
        except Killed:
            pass
        finally:
            hooks.remove(Engine, "before_cursor_execute", executed)
            hooks.remove(Engine, "commit", committed)
    return steps

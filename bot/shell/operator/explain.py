"""What the bot would make of mails and documents in files; nothing is stored, moved or sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from bot.shell.operator.files import contents, in_order
from bot.shell.sandbox.office import installed
from bot.shell.sandbox.parent import VERDICTS, Sandbox, SandboxFailure

if TYPE_CHECKING:
    from bot.shell.settings.frozen import Settings

MANY_MAILS, MANY_FILES = 400, 12
"""From so many on a second reader is worth its start, which costs as much as reading some two hundred mails."""
JUDGING = 1
"""One mail is judged while the next is read."""


def explain(files: Sequence[str], settings: Settings | None) -> Iterator[dict[str, Any]]:
    """One object a mail, in the order given. Raises ConfigurationError when ledger and keys do not fit."""
    with _sandbox(len(files) >= MANY_MAILS) as sandbox:
        # Late: the reading children start meanwhile.
        from bot.explain.mails import nothing
        from bot.shell.operator.judge import judge

        with closing(judge(settings)) as jury:

            def work(file: str) -> dict[str, Any]:
                return jury.explained(file, sandbox.read_mail(contents(file, jury.most_bytes)))

            yield from in_order(files, work, nothing, sandbox.workers + JUDGING)


def read(files: Sequence[str]) -> Iterator[dict[str, Any]]:
    """One object a document, in the order given."""
    with _sandbox(len(files) >= MANY_FILES) as sandbox:
        from bot.core.documents import Read
        from bot.explain.documents import seen, unseen
        from bot.readers.shared.limits import LIMITS

        def work(file: str) -> dict[str, Any]:
            data = contents(file, LIMITS.size)
            try:
                return seen(file, sandbox.read_file(data, file.rpartition("/")[2]))
            except SandboxFailure as failure:
                return unseen(file, failure.problem, Read(VERDICTS[failure.reason]))

        yield from in_order(files, work, unseen, sandbox.workers)


@contextmanager
def _sandbox(many: bool) -> Iterator[Sandbox]:
    with Sandbox(2 if many else 1, convert=installed()) as sandbox:
        yield sandbox

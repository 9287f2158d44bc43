"""Plays one traject from the first mail to the destruction, on a mail server of its own and with a simulated clock."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

from bot.core.errors import OperatorError

__all__ = ["play"]


def play(output: Path, *, fast: bool, terminal: bool, until: datetime | None = None) -> None:
    """Shows the traject as it goes and leaves everything in `output`; OperatorError when it does not go as told.

    `terminal` gives colours, and without `fast` time to read; `until` lets the curtain fall early.
    """
    from bot.demo import archive
    from bot.demo.performance import CURTAIN, perform
    from bot.demo.timeline import Timeline

    started = time.monotonic()
    archive.prepare(output)
    timeline = Timeline(colour=terminal, slow=terminal and not fast)
    timeline.opening()
    performed = perform(timeline, until or CURTAIN)
    archive.leave(output, performed.outcome)
    wrong = timeline.closing(performed.findings, performed.outcome.events, time.monotonic() - started, output)
    if wrong:
        words = "; ".join(finding.words for finding in wrong)
        raise OperatorError(f"The demo did not go as it should. Not so: {words}.", f"The mails are in {output}.")

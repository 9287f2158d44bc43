"""A mail of hers that was not understood while a destruction is planned: that waits until she was answered."""

from __future__ import annotations

from dataclasses import replace

from bot.core.due.destruction import put_off
from bot.core.mail.message import InboundMail
from bot.core.traject import reference
from bot.core.views import CommandLine
from bot.core.words.phrases import affirms
from bot.core.words.prose.courtesy import is_pleasant
from bot.core.world import Confirmation
from bot.handlers.commands import command_of
from bot.handlers.commands import help as help_page
from bot.handlers.her_word.keeping.second_thoughts import speaks_of_destruction
from bot.handlers.steering.desk import Desk


def wavers(mail: InboundMail, asked: Confirmation | None, desk: Desk) -> tuple[str, ...] | None:
    """The trajects that are planned to be destroyed and that this mail is about; None where it is thanks or a yes."""
    if is_pleasant(mail.new_text) or affirms(mail.new_text):
        return None
    planned = [t.ref for t in desk.world.planned()]
    said = f"{mail.subject}\n{mail.new_text}"
    named = {desk.about, *reference.find(said), *reference.find(" ".join(asked.lines) if asked else "")}
    about = tuple(ref for ref in planned if ref in named)
    return about or (tuple(planned) if speaks_of_destruction(said) else ())


def _is_clear(line: CommandLine) -> bool:
    """Whether what she wants was understood and done: "Help!" and a lone "?" may mean another thing than a page."""
    return line.done and command_of(line.line) is not help_page


def with_time_to_think(
    desk: Desk, about: tuple[str, ...] | None, shown: tuple[CommandLine, ...]
) -> tuple[Desk, tuple[str, ...]]:
    """The desk, and the trajects that she must hear of: those that the mail is `about` when a line of it was not
    done, else all that are planned when none was.
    """
    if about is None or all(map(_is_clear, shown)):
        return desk, ()
    every = () if any(map(_is_clear, shown)) else tuple(t.ref for t in desk.world.planned())
    told: list[str] = []
    for ref in about or every:
        traject = desk.traject(ref)
        if traject is None or traject.destroy_at is None:
            continue
        going = put_off(traject, desk.ctx)
        if going != traject:
            desk = replace(desk, changed=(*(t for t in desk.changed if t.ref != ref), going))
        told.append(ref)
    return desk, tuple(told)

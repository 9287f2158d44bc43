"""She thinks better of a destruction that took place: whatever words she uses, she is told when it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from bot.association.case import Case
from bot.core.mail.message import InboundMail
from bot.core.people import names
from bot.core.traject import reference
from bot.core.traject.stages import Stage
from bot.core.views import CommandLine
from bot.core.world import Confirmation, World
from bot.handlers.commands import command_of, toch_niet
from bot.handlers.her_word.second_thoughts import speaks_of_destruction, thinks_better
from bot.handlers.steering.desk import Desk, Done, failed, line_of

_SHORT = 2
"""Letters of what is no name but stands between names, or an initial."""
_SINCE = timedelta(days=30)
"""So long ago may be what a mail means that names nothing."""


def gone_about(mail: InboundMail, case: Case, asked: Confirmation | None, world: World) -> str:
    """The one destroyed traject that a mail answers, or bears in its subject; "" where there is none, or another."""
    answered = (token.ref for token in world.tokens(case.clues.answered_ids, ""))
    confirmed = reference.find(" ".join(asked.lines)) if asked is not None else ()
    refs = {*answered, *confirmed, *reference.find(mail.subject)} - {""}
    return refs.pop() if len(refs) == 1 and all(world.destroyed_at(ref) for ref in refs) else ""


def too_late(lines: tuple[str, ...], subject: str, desk: Desk, *, kept: bool) -> tuple[CommandLine, ...]:
    """What she is told of each destroyed traject that these words may be meant to keep: those that they name, else the
    one that the mail is about, else, where nothing is planned any more, the last ones. `kept`: others are kept by them.
    """
    said = "\n".join(lines)
    if not thinks_better(said):
        return ()
    refs = reference.find(said) or (() if kept else (desk.about,) if desk.about else _lately(said, subject, desk))
    own = tuple(line for line in lines if thinks_better(line)) or lines
    where = {ref: next((line for line in own if ref in reference.find(line)), own[0]) for ref in refs}
    return tuple(line_of(where[ref], told) for ref in refs if (told := _told(ref, desk)) is not None)


def _lately(said: str, subject: str, desk: Desk) -> tuple[str, ...]:
    meant = command_of(said) is toch_niet or speaks_of_destruction(f"{subject}\n{said}")
    if not meant or desk.world.planned() or _names_somebody(said, desk):
        return ()
    return desk.world.destroyed_since(desk.ctx.now - _SINCE)


def _told(ref: str, desk: Desk) -> Done | None:
    traject = desk.traject(ref)
    if traject is not None and traject.stage is Stage.DESTROYING:
        return failed("command.too-late-to-keep", ref=ref)
    on = desk.world.destroyed_at(ref)
    return None if on is None else failed("command.too-late", ref=ref, on=desk.ctx.calendar.day(on).isoformat())


def _names_somebody(said: str, desk: Desk) -> bool:
    """Whether a specialist of an open traject is named: then it is that one."""
    words = set(_folded(said))
    return any(words & set(_folded(t.specialist.name)) for t in desk.open_trajects())


def _folded(text: str) -> Iterable[str]:
    return (word for word in names.folded(text).split() if len(word) > _SHORT)

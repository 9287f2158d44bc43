"""She thinks better of a destruction: it does not take place, or she is told when it did, whatever words she uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from bot.association.case import Case
from bot.core.context import Context
from bot.core.decision import Decision
from bot.core.mail.message import InboundMail
from bot.core.people import names
from bot.core.traject import reference
from bot.core.traject.stages import Stage
from bot.core.traject.value import Traject
from bot.core.views import CommandLine
from bot.core.world import Confirmation, World
from bot.handlers.commands import command_of, stop, toch_niet, vasthouden, verb_of, vernietig
from bot.handlers.commands import help as help_page
from bot.handlers.her_word.keeping.second_thoughts import speaks_of_destruction, thinks_better
from bot.handlers.her_word.keeping.to_keep import is_unsure, to_keep
from bot.handlers.her_word.refusal import REPLY, is_answer
from bot.handlers.her_word.tally import Tally, decided
from bot.handlers.steering.desk import Desk, Done, failed, line_of, split

_ASKS_FOR_HELP = 2
"""Words of a line that asks for the page with commands, and says nothing else."""
_AND = re.compile(r"(?i)[,;.]?\s+(?:maar|en|but|and)\s+(?:wel\s+|dan\s+|ook\s+)*")
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


def thought_better_of(
    mail: InboundMail, lines: tuple[str, ...], case: Case, asked: Confirmation | None, tally: Tally
) -> Decision | None:
    """What follows from it; None where she does not, or where a line may mean another thing."""
    desk, subject = tally.desk, REPLY.sub("", mail.subject)
    gone = bool(desk.about) and case.traject is None
    if any(is_nothing_but_itself(line, gone=gone) for line in lines):
        return None
    keeps = to_keep("\n".join(lines), case, asked, desk, subject)
    late = _too_late(lines, subject, desk, kept=bool(keeps)) if asked is None or asked.used else ()
    unsure = bool(is_unsure("\n".join(lines), case, desk, subject))
    return _kept(lines, keeps, replace(tally, shown=late), desk.ctx, unsure=unsure) if keeps or late else None


def of_every_plan(line: str, desk: Desk) -> tuple[str, ...]:
    """A *toch niet* that does not tell which destruction it is about, among other lines, is said of each that is
    planned: keeping too much loses nothing. Any other line is itself.
    """
    command = command_of(line)
    if command is not toch_niet or reference.find(line) or _names_somebody(line, desk):
        return (line,)
    if toch_niet.run(split(line)[verb_of(line, toch_niet) :], desk).done:
        return (line,)
    there = (t for one in desk.world.planned() if (t := desk.traject(one.ref)) is not None)
    return tuple(f"{toch_niet.WORDS[0]} {t.ref}" for t in there if t.destroy_at is not None) or (line,)


def is_nothing_but_itself(line: str, *, gone: bool) -> bool:
    """Whether a line is a command in which nobody can read second thoughts about a destruction. `gone`: it took place,
    and the mail is about it.
    """
    command = command_of(line)
    if command is help_page:  # "Help, dit was niet de bedoeling"
        return len(split(line)) <= _ASKS_FOR_HELP
    if command is vasthouden and gone:
        return bool(reference.find(line))
    may_be_meant = command in (stop, vernietig) or is_answer(line)
    return command not in (None, toch_niet) and not (may_be_meant and thinks_better(line))


def _kept(lines: tuple[str, ...], keeps: tuple[Traject, ...], tally: Tally, ctx: Context, *, unsure: bool) -> Decision:
    """What is planned for these trajects does not take place; each line that says so is answered."""
    said = tuple(line for line in lines if thinks_better(line)) or lines[:1]
    for traject in keeps:
        line = next((one for one in said if traject.ref in reference.find(one)), said[0])
        result = toch_niet.kept_after_all(traject, tally.desk, stops=command_of(line) is stop, unsure=unsure)
        shown = (*tally.shown, line_of(line, result))
        tally = replace(tally, desk=tally.desk.after(result), shown=shown, results=(*tally.results, result))
    more = tuple(line_of(one, failed("command.by-itself")) for line in said for one in _commands_beside(line))
    return decided(replace(tally, shown=(*tally.shown, *more)), ctx, ())


def _commands_beside(line: str) -> Iterator[str]:
    """What else such a line asks for: it was read for the destruction alone."""
    for part in _AND.split(line)[1:]:
        command = command_of(part)
        if command not in (None, toch_niet, vernietig, vasthouden, help_page) and not is_answer(part):
            yield part


def _too_late(lines: tuple[str, ...], subject: str, desk: Desk, *, kept: bool) -> tuple[CommandLine, ...]:
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

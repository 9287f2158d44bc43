"""What she must not forget while she reads an answer: a destruction that is still to come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.association.case import Case
from bot.core.course.blocking import blocked
from bot.core.due.destruction import moment
from bot.core.traject import reference
from bot.core.traject.stages import Stage
from bot.core.views import CommandLine, CommandResult, DestructionConfirm
from bot.core.world import Confirmation
from bot.handlers.commands import command_of
from bot.handlers.her_word.refusal import is_answer
from bot.handlers.steering.desk import Desk, done, line_of

_SAY_SO = frozenset(f"command.destruction-planned{which}" for which in ("", "-already", "-first"))

_IS_OFF = frozenset({"command.kept-after-all", "command.held-back-after-all"})


def remaining(shown: tuple[CommandLine, ...], desk: Desk) -> tuple[str, ...]:
    """Those that are planned, where an answer tells that another destruction is off: it must not be taken for these."""
    off = any(s.outcome.code in _IS_OFF for s in shown)
    return tuple(t.ref for t in desk.world.planned()) if off else ()


def still_waiting(refs: Iterable[str], desk: Desk) -> tuple[str, ...]:
    """Those of them whose destruction something stands in the way of: no date of it can be told."""
    there = (t for ref in refs if (t := desk.traject(ref)) is not None)
    return tuple(t.ref for t in there if blocked(t, desk) is not None)


def still_planned(shown: tuple[CommandLine, ...], desk: Desk, freed: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """The trajects that her lines, their questions or the mail are about, or that nothing stops any more (`freed`), and
    whose destruction is still to come, with the moment, unless the answer says so already: nothing that she reads here
    may be taken for its end.
    """
    said = {value for s in shown if s.outcome.code in _SAY_SO for value in dict(s.outcome.values).values()}
    numbers = (dict(s.outcome.values).get("number", "") for s in shown)
    asked = (question.ref for number in numbers if (question := desk.question(number)) is not None)
    for ref in dict.fromkeys((desk.about, *reference.find("\n".join(s.line for s in shown)), *asked, *freed)):
        traject = desk.traject(ref) if ref and ref not in said else None
        if traject is not None and traject.destroy_at is not None and traject.stage is not Stage.DESTROYING:
            yield ref, moment(traject, desk.ctx)


def still_going(lines: tuple[str, ...], case: Case, asked: Confirmation | None, desk: Desk) -> tuple[CommandLine, ...]:
    """The answer to a yes or thanks in reply to what she was told of a plan: nothing more is to be done for it."""
    told = case.answers in (CommandResult.KIND, DestructionConfirm.KIND) and (asked is None or asked.used)
    if not told or not lines or any(command_of(line) is not None and not is_answer(line) for line in lines):
        return ()
    refs = (desk.about, *reference.find(" ".join(asked.lines) if asked is not None else ""))
    there = (t for ref in dict.fromkeys(refs) if ref and (t := desk.traject(ref)) is not None)
    goes_on = (t for t in there if t.destroy_at is not None and t.stage is not Stage.DESTROYING)
    return tuple(
        line_of(lines[0], done("command.destruction-planned-already", t, at=moment(t, desk.ctx))) for t in goes_on
    )

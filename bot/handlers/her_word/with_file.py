"""A line of hers about a file that came with it: whose the files are, what waits, and what goes as which kind."""

from __future__ import annotations

from dataclasses import replace

from bot.core.decision import Retry, Work
from bot.handlers.commands import formulier, lijst, verb_of, verklaring, verslag
from bot.handlers.her_word.tally import Tally
from bot.handlers.steering.desk import Command, Done, failed, in_full, line_of, split
from bot.handlers.steering.passing import PASS_ON, REPORT, STATEMENT, with_mail, without_mail

WITH_FILE: tuple[Command, ...] = (verslag, verklaring, formulier, lijst)
"""What is about a file in the same mail."""
_KIND: dict[Command, str] = {verslag: REPORT, verklaring: STATEMENT}
VERB = {kind: command.WORDS[0] for command, kind in _KIND.items()}
"""What passes a file of this kind on."""


def with_file(line: str, command: Command, tally: Tally, *, confirmed: bool, trusted: bool) -> Tally:
    """A line about a file that came with it: looked at before she is asked to confirm, since her answer has none."""
    bare, source = without_mail(line)
    words = split(bare)[verb_of(bare, command) :]
    attached = source if confirmed else tally.desk.attached
    desk = replace(tally.desk, attached=attached, files=() if source else tally.desk.files, confirmed=confirmed)
    result = command.run(words, desk) if _may_take(bare, command, tally) else failed("command.one-file")
    if desk.parts is not None and command in _KIND and _stays(result, tally, sure=trusted and not confirmed):
        result = failed("command.each-own-mail")
    if not confirmed and (result.asks or (result.done and not trusted)):
        waiting = with_mail(in_full(command, bare, words, desk), attached, tuple(f.name for f in desk.files))
        would = tuple(t.ref for t in result.changes)
        tally = replace(tally, waiting=(*tally.waiting, waiting), touched=(*tally.touched, *would))
        return replace(tally, shown=(*tally.shown, line_of(bare, result))) if result.asks else tally
    shown, results = (*tally.shown, line_of(bare, result)), (*tally.results, result)
    return replace(tally, desk=tally.desk.after(result), shown=shown, results=results)


def _stays(result: Done, tally: Tally, *, sure: bool) -> bool:
    """Whether one of two kinds in a mail waits: which files are which is not plain, or is to be confirmed; or the other
    went to somebody else.
    """
    to = {r.traject.ref for r in (*tally.results, result) if r.traject is not None and _passes(r)}
    return not tally.desk.parts or result.asks or (result.done and (not sure or len(to) > 1))


def _passes(result: Done) -> bool:
    return any(isinstance(e, Work) and e.kind == PASS_ON for e in result.effects)


def _may_take(line: str, command: Command, tally: Tally) -> bool:
    """One mail's files are for one specialist, or of one respondent: no second line is about them, but where some are
    the statement and others the report.
    """
    effects = [e for r in tally.results for e in r.effects]
    kind = _KIND.get(command) if tally.desk.parts else None
    there = (e.key.split("/")[2] for e in effects if isinstance(e, Work) and e.kind == PASS_ON)
    passed = any(kind is None or kind == other for other in there)
    passed |= any(isinstance(e, Retry) and e.inbound_id == tally.desk.attached != 0 for e in effects)
    return not passed and not any(without_mail(one)[1] and without_mail(one)[0] != line for one in tally.waiting)

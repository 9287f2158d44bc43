"""A mail in her name that is not hers, as her own domain says, or whose From is not clean: none of it is carried out,
and her overview tells it. A word in it that stops a destruction may be hers all the same.
"""

from __future__ import annotations

from dataclasses import replace

from bot.association.case import Case
from bot.core.decision import Decision, Note, Place, PractitionerMail
from bot.core.due.destruction import put_off
from bot.core.mail.message import InboundMail
from bot.core.traject.value import Outcome, Traject
from bot.core.views import CommandResult
from bot.core.world import Confirmation
from bot.handlers.commands import command_of, vasthouden
from bot.handlers.her_word.keeping.still_planned import still_planned, still_waiting
from bot.handlers.her_word.keeping.thought_better import is_nothing_but_itself
from bot.handlers.her_word.keeping.to_keep import to_keep
from bot.handlers.her_word.refusal import REPLY
from bot.handlers.her_word.tally import INTENT, Tally, alone
from bot.handlers.her_word.wavering import wavers
from bot.handlers.steering.desk import Desk, failed, line_of


def unproved(mail: InboundMail, case: Case, lines: tuple[str, ...], asked: Confirmation | None, desk: Desk) -> Decision:
    """It is put aside for her. What it would stop or put off is put off, which harms nothing, and she hears so at once:
    once a day, however many such mails come.
    """
    what = Note("problem.unclear-sender" if mail.sender is None else "problem.forged")
    if stopped := _stopped(mail, case, lines, asked, desk):
        return _waits(stopped, what, desk)
    traject = case.traject or alone(Tally(desk, waiting=lines))
    if traject is None and asked is None and not any(command_of(line) for line in lines):
        return Decision(None, outcome=Outcome.LEFT_ALONE, place=Place.STAYS, intent=INTENT)
    return Decision(traject, (what,), Outcome.COMMAND, place=Place.REVIEW, intent=INTENT)


def _stopped(
    mail: InboundMail, case: Case, lines: tuple[str, ...], asked: Confirmation | None, desk: Desk
) -> tuple[Traject, ...]:
    """The trajects whose planned destruction these words would stop or put off, were they hers."""
    if any(is_nothing_but_itself(line, gone=False) and command_of(line) is not vasthouden for line in lines):
        return ()
    if keeps := to_keep("\n".join(lines), case, asked, desk, REPLY.sub("", mail.subject)):
        return keeps
    about = wavers(mail, asked, desk) or ()
    return tuple(t for ref in about if (t := desk.traject(ref)) is not None)


def _waits(trajects: tuple[Traject, ...], what: Note, desk: Desk) -> Decision:
    ctx, refs = desk.ctx, tuple(t.ref for t in trajects)
    changed = tuple(put_off(t, ctx) for t in trajects)
    desk = replace(desk, changed=(*(t for t in desk.changed if t.ref not in refs), *changed), about="")
    shown = (line_of("…", failed("command.stop-unproved")),)
    planned = tuple(still_planned(shown, desk, refs))
    waiting = still_waiting((ref for ref, _ in planned), desk)
    first, *others = changed
    view = CommandResult(first.ref, shown, planned=planned, waiting=waiting)
    key = "/".join((*refs, "stop-unproved", ctx.today.isoformat()))
    return Decision(
        first,
        (what, PractitionerMail(view, key, answers=True)),
        Outcome.COMMAND,
        place=Place.REVIEW,
        intent=INTENT,
        also=tuple(Decision(t, outcome=Outcome.COMMAND, place=Place.REVIEW, intent=INTENT) for t in others),
    )

"""The practitioner steers: one command a line, in the subject or the body; every line is answered."""

from __future__ import annotations

from dataclasses import replace

from bot.association.alone import Alone
from bot.association.case import Case
from bot.association.invited import answers_invitation
from bot.association.tokens import codes_in
from bot.core.context import Context
from bot.core.decision import Decision, Place, Used
from bot.core.mail.authentication.verdict import failed as disowned
from bot.core.mail.message import Automatic, InboundMail
from bot.core.mail.signs import PICTURE
from bot.core.traject.value import Outcome
from bot.core.views import StatementToSign
from bot.core.words.phrases import affirms, negates
from bot.core.world import Confirmation, NumberedQuestion, Role, World
from bot.handlers.commands import (
    command_of,
    nearest,
    probed,
    status,
    toch_niet,
    vasthouden,
    verb_of,
    verklaring,
    verslag,
)
from bot.handlers.commands import help as help_page
from bot.handlers.her_word.answers.in_reply import is_yes_or_no, numbered, whole
from bot.handlers.her_word.keeping.still_planned import still_going
from bot.handlers.her_word.keeping.thought_better import gone_about, of_every_plan, thought_better_of
from bot.handlers.her_word.keeping.to_keep import is_about_it
from bot.handlers.her_word.lines import heading, holds_list, lines_of
from bot.handlers.her_word.overview import shown_in
from bot.handlers.her_word.refusal import (
    CANCELLED,
    NOT_CONFIRMED,
    REPLY,
    SPENT,
    is_another,
    is_answer,
    refusal,
    refused,
)
from bot.handlers.her_word.returned import parts_of, returned
from bot.handlers.her_word.several import PartRefused, apart
from bot.handlers.her_word.spoken import by_place, in_figures
from bot.handlers.her_word.tally import INTENT, Tally, decided
from bot.handlers.her_word.together.about import about
from bot.handlers.her_word.together.following import together
from bot.handlers.her_word.unproved import unproved
from bot.handlers.her_word.wavering import wavers
from bot.handlers.her_word.with_file import VERB, WITH_FILE, with_file
from bot.handlers.steering.calling_off import of_appointment, speaks_of_appointment
from bot.handlers.steering.desk import (
    Command,
    Confirmed,
    Desk,
    Done,
    failed,
    in_full,
    line_of,
    split,
)

__all__ = ["INTENT", "by_itself", "handle", "matches"]
MOST_UNKNOWN = 5
_MAY_BE_ASKED: tuple[Command, ...] = (status, help_page, toch_niet, vasthouden)
"""What changes nothing, or only keeps: with a question mark the same is meant."""


def matches(mail: InboundMail, case: Case, ctx: Context) -> bool:
    """From one of her addresses; where it is the practice's own, only what begins with a command or answers one."""
    written = mail.automatic is Automatic.NO or PICTURE in mail.signs
    if case.role is not Role.PRACTITIONER or not written or answers_invitation(mail):
        return False
    known = any(command_of(line) for line in lines_of(mail)) or _is_signed(mail, case)
    if ctx.one_address and not case.by_her:
        said, answers = mail.new_text, bool(case.clues.answered_ids)
        return known or (answers and (affirms(said) or negates(said))) or is_about_it(case)
    return known or not case.clues.looks_like_form or case.traject is None


def by_itself(alone: Alone) -> bool:
    """Never: whose commands are carried out is configured."""
    return False


def handle(mail: InboundMail, case: Case, world: World, ctx: Context) -> Decision:
    """Carries out what may be carried out, asks for a confirmation of the rest, and answers."""
    lines, asked = tuple(map(in_figures, lines_of(mail))), _asked(mail, case, world)
    if asked is None and PICTURE in mail.signs and not world.planned():
        return Decision(None, outcome=Outcome.LEFT_ALONE, place=Place.STAYS, intent=INTENT)
    is_file = _is_signed(mail, case) and not any(command_of(line) for line in lines)
    if is_file:
        lines = tuple(VERB[kind] for kind in returned(mail))
    proved = case.authenticated and not ctx.one_address
    typed = holds_list(mail, lines)
    attached = ctx.inbound_id if mail.documents or typed else 0
    desk = Desk(
        world,
        ctx,
        about=about(mail, case, world) or gone_about(mail, case, asked, world),
        attached=attached,
        files=mail.documents,
        typed=typed,
        parts=parts_of(mail) if {verslag, verklaring} <= set(map(command_of, lines)) else None,
    )
    if mail.sender is None or disowned(mail, ctx.safeguards.trusted_authserv_id):
        return unproved(mail, case, lines, asked, desk)
    tally = Tally(desk, proved, wavers=wavers(mail, asked, desk))
    better = thought_better_of(mail, lines, case, asked, tally)
    if better is not None:
        return better
    if tally.wavers is None and (going := still_going(lines, case, asked, tally.desk)):
        return decided(replace(tally, shown=going), ctx, ())
    if is_file and not lines:
        which = line_of(mail.documents[0].name, failed("command.which-file", ref=desk.about))
        return decided(replace(tally, shown=(*tally.shown, which)), ctx, ())
    if asked is not None and not any(is_another(line, asked) for line in lines):
        return _confirmed(mail, asked, tally, ctx)
    put = world.asked_in((*mail.in_reply_to, *mail.references)) if asked is None else ()
    if asked is None and case.clues.looks_like_form and not any(command_of(line) for line in lines):
        what = line_of(REPLY.sub("", mail.subject) or "…", failed("command.form-without-line"))
        return decided(replace(tally, shown=(*tally.shown, what)), ctx, ())
    if not lines and asked is None and tally.wavers is not None and world.planned():
        nothing = line_of("…", failed("command.no-command"))  # no words, yet she wrote something
        return decided(replace(tally, shown=(nothing,)), ctx, ())
    joined = together(lines, in_figures(heading(mail)), asked, tally.desk)
    lines, tally = _meant(
        joined.lines, put, shown_in(case, world), replace(tally, shown=(*tally.shown, *joined.refused))
    )
    if asked is None and lines and not any(map(_is_near, lines)):
        nothing = line_of(lines[0], failed("command.no-command"))
        return decided(replace(tally, shown=(*tally.shown, nothing)), ctx, ())
    for number, written in enumerate(lines):
        tally = _line(written, asked, tally)
        if tally.unknown >= MOST_UNKNOWN:
            tally = replace(tally, shown=(*tally.shown, line_of("…", failed("command.too-many-unknown"))))
            for kept in (line for line in lines[number + 1 :] if command_of(line) is toch_niet):
                tally = _line(kept, asked, tally)
            break
    return decided(_once_more(tally), ctx, ())


def _is_near(line: str) -> bool:
    """Whether a line is a command, or can be told which it may have been."""
    return command_of(line) is not None or bool(nearest(line)) or speaks_of_appointment(line)


def _meant(
    lines: tuple[str, ...], put: tuple[NumberedQuestion, ...], shown: tuple[NumberedQuestion, ...], tally: Tally
) -> tuple[tuple[str, ...], Tally]:
    """The lines as commands, by the questions that they answer; one that answers none of them is said back. Of those
    that are only `shown` in an overview a yes or a no must tell which.
    """
    meant: list[str] = []
    for written in lines:
        for part, what in (each := numbered(written, put or shown, tally.desk)):
            if isinstance(what, Done):
                tally = replace(tally, shown=(*tally.shown, line_of(part, what)))
            else:
                meant.append(what)
        if each:
            continue
        about = put or (shown if is_yes_or_no(written) else ())
        found = whole(by_place(written, about), about, tally.desk)
        if isinstance(found, Done):
            tally = replace(tally, shown=(*tally.shown, line_of(written, found)))
        else:
            meant.append(found)
    return tuple(meant), tally


def _line(written: str, asked: Confirmation | None, tally: Tally) -> Tally:
    """A line that is no answer to what was asked."""
    command = command_of(written)
    if "?" in written and command is not None and command not in _MAY_BE_ASKED:
        asks_back = failed("command.asked-back", line=written.replace("?", "").strip())
        return replace(tally, shown=(*tally.shown, line_of(written, asks_back)))
    singles = apart(written, tally.desk)
    if isinstance(singles, PartRefused):
        told = (line_of(written, failed("command.not-each")), line_of(singles.part, singles.why))
        return replace(tally, shown=(*tally.shown, *told))
    for line in (one for single in singles for one in of_every_plan(single, tally.desk)):
        if asked is not None and is_answer(line):  # beside other commands nobody knows what it is a yes to
            until = tally.desk.ctx.calendar.local(asked.expires_at).isoformat()
            tally = replace(tally, shown=(*tally.shown, line_of(line, failed(NOT_CONFIRMED, until=until))))
        else:
            tally = _one(line, tally, confirmed=False, trusted=tally.proved)
    return tally


def _is_signed(mail: InboundMail, case: Case) -> bool:
    """Her answer to the statement that she was to sign, with a file: that is the signed one."""
    return case.answers == StatementToSign.KIND and case.traject is not None and bool(mail.documents)


def _once_more(tally: Tally) -> Tally:
    """Lines that nothing could be asked about yet: what other lines of the mail do, now or once she confirms it, may
    have been in their way ("vernietig" above "negeer").
    """
    desk = tally.desk
    for line in tally.waiting:
        if (command := command_of(line)) is not None:
            desk = desk.after(command.run(split(line)[verb_of(line, command) :], desk))
    late, tally = tally.late, replace(tally, late=())
    after = replace(tally, desk=desk)
    for line in late:
        after = _one(line, after, confirmed=False, trusted=True)
    shown = (*after.shown, *(line_of(line, probed(line, desk)) for line in after.late))
    return replace(after, desk=tally.desk, shown=shown)


def _asked(mail: InboundMail, case: Case, world: World) -> Confirmation | None:
    """What she was asked and answers: the code that she wrote goes before the mail that she answers, and that before
    what else stands in the thread. What a respondent was asked is not hers to confirm.
    """
    written, answered = codes_in(mail.new_text), mail.in_reply_to
    for named in (written, answered, (*case.clues.answered_ids, *codes_in(f"{mail.subject}\n{mail.text}"))):
        asked = world.confirmation(named) if named else None
        if asked is not None and not asked.person:
            return asked
    return None


def _one(line: str, tally: Tally, *, confirmed: bool, trusted: bool) -> Tally:
    command = command_of(line)
    if command is None:
        result = of_appointment(line, tally.desk) or failed("command.unknown", nearest=nearest(line))
        return replace(tally, shown=(*tally.shown, line_of(line, result)), unknown=tally.unknown + 1)
    if command in WITH_FILE:
        return with_file(line, command, tally, confirmed=confirmed, trusted=trusted)
    words = split(line)[verb_of(line, command) :]
    if not confirmed and command.CONFIRMED is Confirmed.ALWAYS:
        probe = command.run(words, tally.desk)
        if not probe.done:
            return replace(tally, late=(*tally.late, line))
        return replace(tally, destructive=(*tally.destructive, in_full(command, line, words, tally.desk)))
    result = command.run(words, replace(tally.desk, confirmed=confirmed))
    unproved = not confirmed and command.CONFIRMED is Confirmed.UNLESS_AUTHENTICATED and not trusted
    if result.asks or unproved:
        waits = (*tally.waiting, in_full(command, line, words, tally.desk))
        shown = (*tally.shown, *((line_of(line, result),) if result.asks else ()))
        would = (*tally.touched, *(t.ref for t in result.changes))
        return replace(tally, waiting=waits, shown=shown, touched=would)
    return replace(
        tally,
        desk=tally.desk.after(result),
        shown=(*tally.shown, line_of(line, result)),
        results=(*tally.results, result),
    )


def _confirmed(mail: InboundMail, asked: Confirmation, tally: Tally, ctx: Context) -> Decision:
    """Her word on what was asked: once, in time, and not a no."""
    why = refusal(mail, asked, tally.desk)
    if why == SPENT and tally.wavers:  # she may have thought better of it
        said = next(iter(lines_of(mail)), "…")
        return decided(replace(tally, shown=(line_of(said, failed("command.no-command")),)), ctx, ())
    if why:
        shown = tuple(line_of(line, refused(line, why, asked, tally.desk)) for line in asked.lines)
        used = (Used(asked.token, cancelled=True),) if why == CANCELLED else ()
        return decided(replace(tally, shown=shown), ctx, used)
    for line in asked.lines:
        tally = _one(line, tally, confirmed=True, trusted=True)
    return decided(tally, ctx, (Used(asked.token),))

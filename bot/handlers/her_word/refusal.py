"""Why a word of hers confirms nothing: it came before, or too late, or it is no plain yes."""

from __future__ import annotations

import re

from bot.core.context import Context
from bot.core.mail.message import InboundMail
from bot.core.words.phrases import affirms, begins_with_yes, negates
from bot.core.world import Confirmation
from bot.handlers.commands import command_of, probed, vernietig
from bot.handlers.her_word.second_thoughts import thinks_better
from bot.handlers.steering.desk import Desk, Done, failed

REPLY = re.compile(r"(?i)^\s*((re|fw|fwd|antw|doorst|aw|tr)\s*:\s*)+")
CANCELLED, _SPENT = "command.cancelled", "command.already-confirmed"


def refusal(mail: InboundMail, asked: Confirmation, ctx: Context) -> str:
    """The code of the reason; "" when it confirms."""
    if asked.used:
        return "command.cancelled-before" if asked.cancelled else _SPENT
    if ctx.now > asked.expires_at:
        return "command.expired"
    said = mail.new_text.strip() or REPLY.sub("", mail.subject)
    if negates(said) or (thinks_better(said) and not begins_with_yes(said)):
        return CANCELLED
    if not affirms(said) and (begins_with_yes(said) or asked.token not in mail.new_text.upper()):
        return "command.not-confirmed"
    return ""


def refused(line: str, why: str, asked: Confirmation, desk: Desk) -> Done:
    """What she asked for then, and how it stands now: of a destruction that was confirmed she must know whether it is
    still to come.
    """
    if why == _SPENT and command_of(line) is vernietig:
        probe = probed(line, desk)
        return failed("command.confirmation-spent", line=line) if probe.done else probe
    return failed(why, line=line, until=desk.ctx.calendar.local(asked.expires_at).isoformat())

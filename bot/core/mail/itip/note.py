"""What somebody wrote with an answer of his calendar: a COMMENT, or the text of the mail, but not the program's own."""

from __future__ import annotations

import re

from bot.core.mail.message import InboundMail

_ANSWERED = "accepted|declined|tentatively|proposed|geaccepteerd|afgewezen|geweigerd|aanvaard|afgeslagen|voorgesteld"
_INVITED = "invitation|uitnodiging|event|afspraak|meeting"
_PROGRAMS = re.compile(
    rf"(?i)\b(?:has|have|heeft|hebben)\b.{{0,40}}?(?:\b(?:{_ANSWERED})\b.{{0,40}}\b(?:{_INVITED})\b|"
    rf"\b(?:{_INVITED})\b.{{0,60}}\b(?:{_ANSWERED})\b)"
)
"""`Jan Bakker has accepted this invitation.` From there on the text is the program's."""
_NOTE = re.compile(
    r"(?is)\b(?:with this note|met deze (?:opmerking|notitie)|note|opmerking)\s*:\s*[\"“]?(.*?)[\"”]?\s*(?:\n\s*\n|$)"
)


def note_of(mail: InboundMail) -> str:
    """His words, "" where there are none."""
    comment = mail.calendar.comment if mail.calendar is not None else ""
    own, told = mail.new_text, _PROGRAMS.search(mail.new_text)
    if told is not None:
        noted = _NOTE.search(mail.new_text, told.start())
        own = "\n".join((mail.new_text[: told.start()].rpartition("\n")[0], noted[1] if noted else ""))
    return "\n".join(one for one in (comment.strip(), own.strip()) if one)

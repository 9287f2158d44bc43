"""What a mail is when no traject is known: the first handler that would take it, judged by nothing but the mail."""

from __future__ import annotations

from dataclasses import replace

from bot.association.alone import Alone
from bot.core.listed import ListedRespondent
from bot.core.mail.message import Automatic, InboundMail
from bot.explain.mails import Judgement
from bot.handlers import HANDLERS, Handler, auto_reply, list_correction, respondent_list, unknown
from bot.lists import respondents
from bot.lists.corrections import understood
from bot.lists.reading import with_discipline


def intent_of(handler: Handler, mail: InboundMail) -> str:
    """The public name of what a mail is; bulk mail is left alone as an automatic reply is, but is none."""
    bulk = handler is auto_reply and mail.automatic is Automatic.BULK
    return unknown.INTENT if bulk else handler.INTENT


def by_itself(alone: Alone) -> Judgement:
    """The judgement of a mail that belongs to nobody known."""
    name = intent_of(next(h for h in HANDLERS if h.by_itself(alone)), alone.mail)
    if alone.mail.automatic is not Automatic.NO:
        return Judgement(name)
    told = Judgement(name, references=alone.clues.references, forms=alone.clues.forms)
    if name == list_correction.INTENT:
        changes = understood(alone.mail.new_text, alone.lists, ()).changes
        return replace(told, rows=tuple(c.row for c in changes if c.row), changes=changes)
    return replace(told, rows=_rows(alone)) if name == respondent_list.INTENT else told


def _rows(alone: Alone) -> tuple[ListedRespondent, ...]:
    """Everyone that it lists; its sender is taken for the specialist."""
    signed = with_discipline(alone.lists, (), alone.mail.text)
    return respondents(alone.mail.new_text, alone.documents, signed).rows

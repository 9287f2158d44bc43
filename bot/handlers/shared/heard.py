"""A mail without the sentences of ours that a program left unmarked among the sender's own."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.association.case import Case, TrajectCase
from bot.core.context import Context
from bot.core.mail.machine.copied import ROW
from bot.core.mail.machine.echo import LONG, WORD, Wording, compared
from bot.core.mail.message import Automatic, InboundMail
from bot.core.mail.reply.quotation import unquoted_text
from bot.core.mail.signs import COPY, LINK, OLDER_COPY, signs
from bot.core.words.grave import is_grave
from bot.core.words.phrases import declines
from bot.core.words.privacy import asks_under_avg
from bot.core.words.taking_back.withdrawal import withdraws
from bot.core.world import Role
from bot.handlers.shared.lists import context_of
from bot.lists.own_list import without_own_list

_MOST_WORDS = 20_000
_REFERENCE = re.compile(r"(?i)\[?\bT-?[0-9A-Z]{5}\b\]?")
_ORDER = re.compile(r"(?im)^[^\w\n]*(?:lijst|list)\b.*$")
_ANSWERS = re.compile(r"(?i)^(?:re|aw|antw|antwoord|fw|fwd|doorst|wg|tr)\s*(?:\[\d+\])?\s*:")


def heard_in(mail: InboundMail, case: Case, ctx: Context) -> InboundMail:
    """The mail as its sender wrote it; of the specialist's, or of one sent for him, a copy of his list is left out."""
    if isinstance(case, TrajectCase) and case.role is not Role.PRACTITIONER:
        mail = _below_her_order(mail, ctx) if case.by_her else with_subject(mail)
    if not isinstance(case, TrajectCase) or case.respondent is not None or mail.automatic is not Automatic.NO:
        return heard(mail, ctx.wording)
    his, context = case.by_her or case.role in (Role.SPECIALIST, Role.STRANGER), context_of(case.traject, ctx)
    left = without_own_list(unquoted_text(mail.text), case.traject, ctx, context) if his else None
    if left is None:
        return heard(mail, ctx.wording)
    said = _with_text(mail, left.text)
    return replace(said, signs=(*said.signs, OLDER_COPY if left.differs else COPY))


def _below_her_order(mail: InboundMail, ctx: Context) -> InboundMail:
    """A list that she typed below her `lijst REF`: that line is no row of it."""
    hers = mail.sender is not None and ctx.practitioner.writes_from(mail.sender.address)
    left = _ORDER.sub("", mail.new_text) if hers else mail.new_text
    return mail if left == mail.new_text else replace(mail, new_text=left, text=_ORDER.sub("", mail.text))


def heard(mail: InboundMail, ours: Wording) -> InboundMail:
    """The mail as its sender wrote it: what our own mails say is no request, no refusal and no promise of his.

    The whole text and the files stay as they are: answers may stand between our questions.
    """
    text = without_ours(mail.new_text, ours)
    return mail if text == mail.new_text or mail.automatic is not Automatic.NO else _with_text(mail, text)


def with_subject(mail: InboundMail) -> InboundMail:
    """The mail with its subject as its first line, where that is no answer's and says something of its writer: a
    request, a refusal, something grave.
    """
    subject = _REFERENCE.sub(" ", mail.subject).strip()
    if mail.automatic is not Automatic.NO or not subject or _ANSWERS.match(subject):
        return mail
    says = any(says(subject) for says in (asks_under_avg, withdraws, declines, is_grave))
    if not says or subject.casefold() in mail.new_text.casefold():
        return mail
    return _with_text(mail, f"{subject.rstrip('.')}.\n{mail.new_text}")


def _with_text(mail: InboundMail, text: str) -> InboundMail:
    name, sent = mail.sender.name if mail.sender else "", mail.date.date() if mail.date else None
    told = signs(text, (), mail.automatic, name=name, until=mail.until is not None, sent=sent)
    return replace(mail, new_text=text, signs=(*told, *(s for s in mail.signs if s.startswith(LINK))))


def without_ours(text: str, ours: Wording) -> str:
    """The text less every long row of words that stands so in a template."""
    found = list(WORD.finditer(text))[:_MOST_WORDS]
    words = [compared(word[0]) for word in found]
    rows = zip(*(words[n:] for n in range(LONG)), strict=False)
    begins = bytes(row in ours.rows for row in rows) + b"\0"  # at which words such a row begins
    kept, at, start = list[str](), 0, begins.find(1)
    while start >= 0:
        last = begins.find(0, start)
        end = last + LONG - 1
        if end - start >= ROW:
            kept.append(text[at : found[start].start()])
            at, last = found[end - 1].end(), end
        start = begins.find(1, last)
    return "".join((*kept, text[at:])) if kept else text

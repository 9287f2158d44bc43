"""What somebody says of themselves around a form that is another's, or of whom nobody knows who that is."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.association.anothers.colleagues import own_words
from bot.association.case import Case, TrajectCase
from bot.core.context import Context
from bot.core.mail.message import InboundMail
from bot.core.mail.signs import AVG, GONE
from bot.core.people.addresses import key
from bot.core.questions import Beside
from bot.core.traject.value import Respondent
from bot.core.words.phrases import declines
from bot.core.words.taking_back.anew import encloses_new_one
from bot.core.words.taking_back.disowning import disowns
from bot.core.words.taking_back.withdrawal import withdraws
from bot.handlers.shared.asking import above_answers

_ADDRESS = re.compile(r"[\w.+'-]{1,64}@[\w-]+(?:\.[\w-]+)+")


def words_alone(mail: InboundMail, case: Case) -> InboundMail:
    """The mail with nothing but what its sender says beside the file, or above answers that are typed."""
    words = own_words(mail.new_text if case.clues.typed is None else above_answers(mail.new_text))
    return replace(mail, text=words, new_text=words, attachments=(), forms=None)


def said_by_anybody(mail: InboundMail) -> Beside | None:
    """Of a mail's words alone: what would follow for whoever says so."""
    text = mail.new_text
    told = {
        Beside.RIGHTS: AVG in mail.signs,
        Beside.DISOWNS: disowns(text, with_file=False, counted=True),
        Beside.WITHDRAWS: withdraws(text) and not encloses_new_one(text),
        Beside.REFUSES: declines(text),
        Beside.GONE: GONE in mail.signs,
    }
    return next((what for what, is_said in told.items() if is_said), None)


def asks_something(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """A question, or an address that is not known here: more than a letter around a form."""
    return "?" in mail.new_text or names_an_address(mail, case, case.traject.respondents, ctx)


def names_an_address(mail: InboundMail, case: TrajectCase, people: tuple[Respondent, ...], ctx: Context) -> bool:
    """Whether an address stands in it that is neither the sender's, nor of one of these people, nor ours or his."""
    known = {key(a) for a in (ctx.practice.address, ctx.practitioner.address, case.traject.specialist.address)}
    known |= {mail.sender.key if mail.sender else "", *(key(a) for r in people for a in (r.address, *r.others))}
    return any(key(one) not in known for one in _ADDRESS.findall(mail.new_text))

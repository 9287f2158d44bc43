"""A mail is put aside, and she is asked about it."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from itertools import takewhile

from bot.association.anothers.colleagues import own_words
from bot.association.case import Case, TrajectCase
from bot.core.context import Context
from bot.core.decision import Ask, Decision, Effect, Place
from bot.core.mail.message import Automatic, InboundMail
from bot.core.mail.signs import AVG
from bot.core.people.addresses import key
from bot.core.questions import FILES, GRAVE, MORE_SAID, REQUEST, TERM, UNPROVED
from bot.core.traject.reference import NO_TRAJECT
from bot.core.traject.value import Outcome
from bot.core.views import Phrase, Proposal
from bot.core.words.grave import is_grave
from bot.core.words.prose.letter import says_more
from bot.handlers.shared.copies import incident, shown

_LATEST = timedelta(days=28)
"""Older a mail is not taken to be: its date is its sender's word, and there must be days left to answer in."""
_MOST_FILES = 20
_SCORE = re.compile(r"\d")
_ASKS_WHO = frozenset({"not-authenticated", "copied-unproved", "look-alike", "foreign-token"})


def ask(
    mail: InboundMail, case: Case, ctx: Context, what: Phrase, offers: tuple[Proposal, ...], intent: str = "unknown"
) -> Decision:
    """The decision that puts a mail aside with a question; whose it is, where she has said so, stays on record."""
    ref = case.traject.ref if case.traject else NO_TRAJECT
    told = _with_alarm(_with_term(as_proved(what, mail, case, ctx), mail, ctx), mail, case, ctx)
    question = Ask(
        kind=what.code,
        key=f"mail/{ctx.inbound_id}/{ref}",
        what=with_files(_with_words(told, mail, case), mail),
        who=who(mail),
        proposals=offers,
        inbound_id=ctx.inbound_id,
        mail=mail.automatic is Automatic.NO,
    )
    copied = incident(mail, case.traject, ctx, Place.REVIEW) if case.traject is not None else ()
    whose = case.respondent.id if case.told and case.respondent is not None else ""
    effects: tuple[Effect, ...] = (question, *copied)
    return Decision(case.traject, effects, Outcome.DOUBTFUL, whose, place=Place.REVIEW, intent=intent)


def ask_beside(mail: InboundMail, case: TrajectCase, ctx: Context, what: Phrase, offers: tuple[Proposal, ...]) -> Ask:
    """A question about a mail that is not put aside for it."""
    what = as_proved(what, mail, case, ctx)
    return Ask(what.code, f"{case.traject.ref}/{what.code}/{ctx.inbound_id}", what, who(mail), offers)


def _with_term(what: Phrase, mail: InboundMail, ctx: Context) -> Phrase:
    """With the last day for a request under the AVG, where there is one and the question is another."""
    if AVG not in mail.signs or what.code == REQUEST:
        return what
    return Phrase(what.code, (*what.values, (TERM, answered_by(mail, ctx).isoformat())))


def _with_alarm(what: Phrase, mail: InboundMail, case: Case, ctx: Context) -> Phrase:
    """With the remark that something in it is for her to read, whatever is asked about it."""
    return Phrase(what.code, (*what.values, (GRAVE, "yes"))) if holds_grave(mail, case, ctx) else what


def holds_grave(mail: InboundMail, case: Case, ctx: Context) -> bool:
    """Whether somebody other than she writes in it of something grave, or wants to be called."""
    if mail.automatic is not Automatic.NO or ctx.practitioner.writes_from(mail.sender.address if mail.sender else ""):
        return False
    return is_grave(mail.new_text if case.clues.typed is None else above_answers(mail.new_text))


def _with_words(what: Phrase, mail: InboundMail, case: Case) -> Phrase:
    """With the remark that around a file more is written than a letter: she hears it when she ties the mail."""
    if not mail.documents or case.clues.typed is not None:
        return what
    traject = case.traject
    people = (traject.specialist.name, *(r.name for r in traject.respondents)) if traject is not None else ()
    more = says_more(own_words(mail.new_text), (*people, mail.sender.name if mail.sender else ""))
    return Phrase(what.code, (*what.values, (MORE_SAID, "yes"))) if more else what


def with_files(what: Phrase, mail: InboundMail) -> Phrase:
    """With what hangs on the mail: she may know by that which one it is."""
    formats = ",".join(one.document.format or "?" for one in mail.attachments[:_MOST_FILES])
    return Phrase(what.code, (*what.values, (FILES, formats))) if formats else what


def answered_by(mail: InboundMail, ctx: Context) -> date:
    """A month after a request came in (article 12, paragraph 3): from the date of its mail, where we were late."""
    day = written_on(mail, ctx)
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def written_on(mail: InboundMail, ctx: Context) -> date:
    """The day of its Date header, where that can be true: what it says of days counts from there."""
    written = ctx.calendar.day(mail.date) if mail.date is not None else ctx.today
    return min(ctx.today, max(written, ctx.today - _LATEST))


def as_proved(what: Phrase, mail: InboundMail, case: Case, ctx: Context) -> Phrase:
    """With the remark that nothing proves who sent the mail, where there could be one and the question is another."""
    provable = ctx.safeguards.trusted_authserv_id and mail.automatic is Automatic.NO
    if not provable or case.authenticated or case.by_her or what.code in _ASKS_WHO:
        return what
    return Phrase(what.code, (*what.values, (UNPROVED, "yes")))


def is_from(said: str, address: str) -> bool:
    """Whether what `who` said names this address."""
    return key(said.rpartition("<")[2].rstrip(">")) == key(address)


def who(mail: InboundMail) -> str:
    """The sender as she sees it in a question."""
    return shown(mail)


def above_answers(text: str) -> str:
    """What stands above answers that are typed: those are about somebody else."""
    return "\n".join(takewhile(lambda line: not _SCORE.search(line), text.splitlines()))

"""A mail that answers one of ours, or passes it on, though no traject that lives is known for it: hers to read."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.association.case import Case
from bot.association.tokens import is_sent_afterwards
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Decision, Place
from bot.core.filing import INBOX
from bot.core.mail.machine.copied import copied
from bot.core.mail.machine.echo import LONG, is_our_subject, words
from bot.core.mail.message import Automatic, InboundMail
from bot.core.people import addresses
from bot.core.questions import LIES
from bot.core.traject import reference
from bot.core.traject.value import Traject
from bot.core.views import Phrase
from bot.core.words.prose.courtesy import is_pleasant
from bot.core.world import Role, World
from bot.handlers.shared.asking import ask

AFTERWARDS = "answers-afterwards"
_REPLY = re.compile(r"(?i)^\s*(?:re|aw|antw|antwoord|fwd?|fw|doorst)\s*:")
_MARKS = re.compile(r"(?m)^[>|\s]+")
_MOST = 2


def afterwards(case: Case) -> Phrase | None:
    """What she is told of a specialist's answer to what he got once his traject was destroyed; None of any other."""
    refs = reference.find(case.answered)
    if not refs or not case.afterwards:
        return None
    return Phrase(AFTERWARDS, (("kind", case.answers), ("gone", refs[0])))


def since_gone(mail: InboundMail, case: Case, world: World) -> Phrase | None:
    """The same of his answer to a mail of ours about a traject of his that was destroyed since."""
    sender = mail.sender.address if mail.sender else ""
    made = world.tokens(case.clues.answered_ids, sender) if case.traject is None and sender else ()
    his = (t for t in made if t.fits and t.role is Role.SPECIALIST and t.ref and t.kind)
    his = (t for t in his if not is_sent_afterwards(t.kind))
    token = next((t for t in his if world.destroyed_at(t.ref) is not None), None)
    if token is None:
        return None
    return Phrase(AFTERWARDS, (("kind", token.kind), ("gone", token.ref), (LIES, INBOX)))


def put_answer_before_her(mail: InboundMail, case: Case, world: World, ctx: Context, intent: str) -> Decision | None:
    """The question; None where it answers nothing of ours, or what was sent to its sender and is settled elsewhere."""
    sender = mail.sender.address if mail.sender else ""
    hers = ctx.practitioner.writes_from(sender) or addresses.key(sender) == addresses.key(ctx.practice.address)
    if mail.automatic is not Automatic.NO or not sender or hers:
        return None
    told = afterwards(case)
    if (what := told or since_gone(mail, case, world)) is not None:
        if is_pleasant(mail.new_text) and not case.clues.parts:
            return None
        asked = ask(mail, case, ctx, what, (buttons.dismiss(),), intent)
        return asked if told is not None else replace(asked, place=Place.STAYS)  # as h104 has it
    tokens = world.tokens(case.clues.answered_ids, sender)
    if any(token.fits for token in tokens):
        return None
    if not tokens and not _quotes_ours(mail, world, ctx):
        return None
    offers = tuple(buttons.tie(t.ref) for t in _named(mail, world)[:_MOST])
    return ask(mail, case, ctx, Phrase("answers-ours"), (*offers, buttons.dismiss()), intent)


def _quotes_ours(mail: InboundMail, world: World, ctx: Context) -> bool:
    """Whether it bears a subject of ours as a reply does, or holds a passage that only a mail of ours has."""
    subject = words(mail.subject) if _REPLY.match(mail.subject) else []
    if any(tuple(subject[n : n + LONG]) in ctx.wording.rows for n in range(len(subject) - LONG + 1)):
        people = (name for t in world.open_trajects() for name in (t.specialist.name, *(r.name for r in t.respondents)))
        if is_our_subject(mail.subject, ctx.wording, people):
            return True
    return copied(_MARKS.sub("", mail.text), ctx.wording, (), ()) is not None


def _named(mail: InboundMail, world: World) -> list[Traject]:
    """The trajects whose specialist it names in full."""
    said = f"{mail.subject}\n{mail.text}"
    return [t for t in world.open_trajects() if " " in t.specialist.name and t.specialist.name in said]

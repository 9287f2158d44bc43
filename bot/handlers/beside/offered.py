"""What somebody says of the moments that a mail of ours offered, whether they still hold or not."""

from __future__ import annotations

from datetime import datetime

from bot.association.case import TrajectCase
from bot.core.context import Context
from bot.core.mail.message import InboundMail
from bot.core.planning.offers import offered_in
from bot.core.words.choice import Choice, choice


def said_of(mail: InboundMail, options: tuple[datetime, ...], ctx: Context) -> Choice:
    """Which of these moments (UTC, in the order of the mail) is chosen."""
    moments = tuple(ctx.calendar.local(at).replace(tzinfo=None) for at in options)
    return choice(mail.new_text, moments, ctx.today, named_by(mail, ctx))


def named_by(mail: InboundMail, ctx: Context) -> tuple[str, ...]:
    """Whose names stand in a letter without saying anything: hers, the practice's and the sender's own."""
    return (ctx.practitioner.name, ctx.practice.name, mail.sender.name if mail.sender else "")


def answered(case: TrajectCase) -> tuple[datetime, ...]:
    """The moments in the mail that is answered; none where it offered none."""
    return offered_in(case.answered)


def chosen_of(mail: InboundMail, case: TrajectCase, ctx: Context) -> datetime | None:
    """The moment that is plainly chosen in the mail that is answered."""
    options = answered(case)
    place = said_of(mail, options, ctx).chosen if options else None
    return None if place is None else options[place]

"""What she puts into *Beoordelen* herself: nothing is done with it, and it stands in each overview until she has said
what is to become of it.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.core import buttons
from bot.core.decision import Ask
from bot.core.filing import REVIEW
from bot.core.mail.message import InboundMail
from bot.core.questions import LAID_ASIDE
from bot.core.traject.reference import NO_TRAJECT
from bot.core.traject.value import COUNTING, Outcome
from bot.core.views import Phrase
from bot.handlers.shared.asking import who, with_files
from bot.shell.ledger import questions
from bot.shell.round.clerk import Clerk


def ask_about_laid_aside(
    identifier: int, mail: InboundMail | None, outcomes: Mapping[str, Outcome], folder: str, clerk: Clerk
) -> None:
    """Asks where nothing is asked about it already. `outcomes` are those before she put it there."""
    sender = mail.sender if mail is not None else None
    hers = sender is not None and clerk.ctx.practitioner.writes_from(sender.address)
    if folder != REVIEW or hers or questions.open_of_mail(clerk.book, identifier):
        return
    ref = min((ref for ref in outcomes if ref), key=lambda one: outcomes[one] not in COUNTING, default="")
    counted = outcomes.get(ref) in COUNTING
    wanted = (buttons.count(),) if counted else (buttons.tie(ref),) if ref else ()
    what = Phrase(LAID_ASIDE, (("counted", "yes"),) if counted else ())
    told, name = (with_files(what, mail), who(mail)) if mail is not None else (what, "?")
    ask = Ask(
        LAID_ASIDE,
        f"mail/{identifier}/{ref or NO_TRAJECT}",
        told,
        name,
        (*wanted, buttons.dismiss()),
        identifier,
        mail=False,
    )
    clerk.write(clerk.book.traject(ref) if ref else None, (ask,))

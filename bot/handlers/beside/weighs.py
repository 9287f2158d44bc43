"""A mail of nobody: a request under the AVG, or something grave from somebody of a destroyed traject."""

from __future__ import annotations

from bot.association.case import Case
from bot.core import buttons
from bot.core.context import Context
from bot.core.decision import Decision
from bot.core.mail.message import Automatic, InboundMail
from bot.core.mail.signs import AVG
from bot.core.questions import GRAVE
from bot.core.views import Phrase
from bot.core.words.privacy import asked
from bot.core.world import World
from bot.handlers.shared.asking import answered_by, ask, holds_grave

_NOBODY = ("nobody", "yes")


def put_before_her(mail: InboundMail, case: Case, world: World, ctx: Context, intent: str) -> Decision | None:
    """The question; None where nothing weighs. Strangers who want to be called are no business of ours; a request is,
    whoever makes it: he may know better than we what was kept of him.
    """
    sender = mail.sender.address if mail.sender else ""
    if mail.automatic is not Automatic.NO or not sender or ctx.practitioner.writes_from(sender):
        return None
    if AVG in mail.signs:
        rights = asked(mail.new_text)
        right = next(iter(rights)) if len(rights) == 1 else ""
        what = Phrase("avg-request", (("on", answered_by(mail, ctx).isoformat()), ("right", right), _NOBODY))
        return ask(mail, case, ctx, what, (buttons.dismiss(),), intent)
    if world.took_part(sender) and holds_grave(mail, case, ctx):
        return ask(mail, case, ctx, Phrase(GRAVE, (("place", ""), _NOBODY)), (buttons.dismiss(),), intent)
    return None

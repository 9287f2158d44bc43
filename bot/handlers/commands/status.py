"""status [REF]"""

from __future__ import annotations

from bot.core.due.digest import line
from bot.core.questions import enquiries_shown, questions_shown
from bot.core.traject.stages import Stage
from bot.core.views import Phrase
from bot.handlers.shared.desk import Confirmed, Desk, Done, the_traject

WORDS = ("status", "overzicht", "stand")
USAGE = "status [REF]"
CONFIRMED = Confirmed.NEVER


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """Where one traject stands, or all that are open with the open questions."""
    if words:
        found = the_traject(words, desk)
        if isinstance(found, Done):
            return found
        shown = (line(found, desk.ctx),)
        about_it = questions_shown(desk.world.questions(found.ref), desk.ctx)
        return Done(Phrase("command.status"), trajects=shown, questions=about_it)
    trajects = tuple(line(t, desk.ctx) for t in desk.world.open_trajects() if t.stage is not Stage.DESTROYED)
    asked = desk.world.questions()
    held = desk.world.held()
    return Done(
        Phrase("command.status-held", (("n", str(held)),)) if held else Phrase("command.status"),
        trajects=trajects,
        questions=questions_shown(asked, desk.ctx),
        enquiries=enquiries_shown(asked, desk.ctx),
    )

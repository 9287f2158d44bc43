"""status [REF]"""

from __future__ import annotations

from bot.core.due.alike import gathered, gathered_enquiries, lines_shown
from bot.core.due.digest import line
from bot.core.questions import enquiries_shown, questions_shown
from bot.core.traject.stages import Stage
from bot.core.views import Phrase
from bot.handlers.steering.desk import Confirmed, Desk, Done, left_over
from bot.handlers.steering.taking import traject_alone

WORDS = ("status", "overzicht", "stand")
USAGE = "status [REF]"
CONFIRMED = Confirmed.NEVER
_ALL = frozenset(("alles", "alle", "allemaal", "trajecten", "all", "zaken"))
_BETWEEN = frozenset(("van", "of"))


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """Where one traject stands, or all that are open with the open questions."""
    words = tuple(w for w in words if w.casefold() not in _ALL)
    if left_over(words, _BETWEEN):
        found = traject_alone(words, desk, USAGE)
        if isinstance(found, Done):
            return found
        shown = (line(found, desk.ctx),)
        asked = tuple(q for q in desk.questions() if q.ref == found.ref)
        about_it = gathered(questions_shown(asked, desk.ctx), (found,))
        return Done(Phrase("command.status"), trajects=shown, questions=about_it)
    there = tuple(t for t in desk.open_trajects() if t.stage is not Stage.DESTROYED)
    asked = desk.questions()
    held = desk.world.held()
    said = Phrase("command.status-held", (("n", str(held)),)) if held else Phrase("command.status")
    questions = gathered(questions_shown(asked, desk.ctx), there)
    enquiries = gathered_enquiries(enquiries_shown(asked, desk.ctx))
    trajects, more = lines_shown([line(t, desk.ctx) for t in there], len(questions), len(enquiries))
    return Done(said, trajects=trajects, questions=questions, enquiries=enquiries, more=more)

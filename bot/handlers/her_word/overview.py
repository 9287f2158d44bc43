"""An overview that a line asked for, as it stands once all lines of the mail are done ("status" above "negeer")."""

from __future__ import annotations

from datetime import datetime

from bot.association.case import Case
from bot.core.due.digest import line
from bot.core.views import Digest, Enquiry, OpenQuestion, TrajectLine
from bot.core.world import NumberedQuestion, World
from bot.handlers.steering.desk import Desk


def as_it_is(shown: TrajectLine, desk: Desk) -> TrajectLine:
    """The traject as the last line left it."""
    changed = next((t for t in desk.changed if t.ref == shown.ref), None)
    return shown if changed is None else line(changed, desk.ctx)


def is_open(shown: OpenQuestion | Enquiry, desk: Desk) -> bool:
    """Whether no line answered it; one that stands for several is shown as long as one of them may be open."""
    return shown.times > 1 or shown.number not in desk.closed


def shown_in(case: Case, world: World) -> tuple[NumberedQuestion, ...]:
    """The open questions in the overview that she answers, whose key is its moment; none where it is another mail."""
    kind, _, nominal = case.answered.partition("/")
    if case.answers != Digest.KIND or kind != Digest.KIND:
        return ()
    return tuple(q for q in world.questions() if q.opened_at <= datetime.fromisoformat(nominal))

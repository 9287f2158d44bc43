"""Changes that somebody asks for, carried out on a traject's list one by one, and how each is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.core.context import Context
from bot.core.course import listing
from bot.core.listed import ListedRespondent, RespondentList
from bot.core.people import names
from bot.core.traject.value import Respondent, Traject
from bot.core.views import ListChange
from bot.lists.corrections import Action, Correction

_SHAPE = "list-correction"


def as_meant(change: Correction, traject: Traject, text: str) -> Correction:
    """The change; a doubt where a line by itself names somebody who was taken off, among those still on the list."""
    if not change.plain or change.action is not Action.ADD or change.row is None:
        return change
    (row,) = listing.as_said_before(traject, RespondentList((change.row,), _SHAPE), text).rows
    return replace(change, row=row)


def told(change: Correction, person: Respondent | None, traject: Traject) -> ListChange:
    """How a change is told; a group by its name in his language."""
    row, name = change.row, person.name if person else ""
    if row is None:
        return ListChange(str(change.action), name)
    if change.action is Action.MOVE:
        group = traject.group(row.group)
        return ListChange(str(change.action), name, group.label(traject.language) if group else row.group)
    return ListChange(str(change.action), name, row.name, row.address)


def carried_out(
    change: Correction, person: Respondent | None, traject: Traject, ctx: Context, new_id: Callable[[], str]
) -> tuple[Traject, tuple[ListedRespondent, ...]]:
    """The traject after one change, and the rows that he must look at again."""
    row = change.row
    again = (row,) if row is not None and row.problem is not None else ()
    comes = change.action in (Action.ADD, Action.REPLACE) and row is not None
    unfit = change.action is Action.REPLACE and row is not None and not listing.stands_on_list(row)
    if change.problem is not None or unfit or (comes and row is not None and not is_somebody(row.name)):
        return traject, again  # nobody goes for somebody who cannot come, and nobody comes without a name
    if change.action is Action.ADDRESS and person is not None and row is not None and row.problem is None:
        return _with(traject, replace(_now(person, traject), address=row.address, listed_at=ctx.now)), ()
    if change.action is Action.MOVE and person is not None and row is not None:
        return _with(traject, replace(_now(person, traject), group=row.group)), ()
    if change.action is Action.RENAME and person is not None and row is not None:
        return _with(traject, replace(_now(person, traject), name=row.name)), ()
    if change.action in (Action.REMOVE, Action.REPLACE) and person is not None:
        traject = _with(traject, replace(_now(person, traject), removed=True))
    if change.action in (Action.ADD, Action.REPLACE) and row is not None:
        heir = replace(row, group=row.group or (person.group if person else ""))
        traject = listing.take_up(traject, RespondentList((heir,), _SHAPE), ctx, new_id)
        return traject, (heir,) if heir.problem is not None else ()
    return traject, again


def _now(person: Respondent, traject: Traject) -> Respondent:
    """As an earlier change in the same mail left them."""
    return traject.respondent(person.id) or person


def _with(traject: Traject, changed: Respondent) -> Traject:
    return replace(traject, respondents=tuple(changed if r.id == changed.id else r for r in traject.respondents))


def is_somebody(name: str) -> bool:
    """Whether a row names somebody: an address alone, or what cannot be read as a name, may be anybody's."""
    return bool(names.folded(name)) and not names.parse(name).raw

"""A traject takes up a list of respondents: what is new, what is known already, and how that is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.core.context import Context
from bot.core.course import prognosis
from bot.core.listed import ListedRespondent, RespondentList, RowProblem
from bot.core.people import names
from bot.core.people.addresses import key
from bot.core.people.names import Likeness
from bot.core.traject.value import Group, Respondent, Traject
from bot.core.views import (
    CorrectionReceived,
    DoubtfulRow,
    GroupListed,
    ListChange,
    ListedRow,
    ListIncomplete,
    ListReceived,
)

TYPING_ERROR = "typing-error"
_LISTED_ALL_THE_SAME = frozenset(
    {
        *(RowProblem.NO_ADDRESS, RowProblem.NO_GROUP, RowProblem.NO_NAME, RowProblem.SHARED_ADDRESS),
        *(RowProblem.DEPARTMENT_ADDRESS, RowProblem.TWO_GROUPS, RowProblem.GROUP_ABOVE),
    }
)
_NEEDS_NOBODY = frozenset(
    {None, RowProblem.TWICE, RowProblem.SHARED_ADDRESS, RowProblem.TWO_GROUPS, RowProblem.GROUP_ABOVE}
)


def stands_on_list(row: ListedRespondent) -> bool:
    """Whether a row is on the list once it is taken up, doubtful or not."""
    return row.problem is None or row.problem is RowProblem.TWICE or row.problem in _LISTED_ALL_THE_SAME


def take_up(traject: Traject, rows: RespondentList, ctx: Context, new_id: Callable[[], str]) -> Traject:
    """The traject with these respondents: known ones are brought up to date, nobody is lost."""
    for row in rows.rows:
        if row.problem is None or row.problem in _LISTED_ALL_THE_SAME:
            traject = _with_row(traject, row, ctx, new_id)
    return traject


def _with_row(traject: Traject, row: ListedRespondent, ctx: Context, new_id: Callable[[], str]) -> Traject:
    known = _same(traject, row)
    if known is None:
        name = row.name or row.address
        added = Respondent(new_id(), name, row.address, row.group, ctx.now, row.function)
        return replace(traject, respondents=(*traject.respondents, added))
    newly = known.removed or (row.address and key(row.address) != key(known.address))
    changed = replace(
        known,
        name=row.name or known.name,
        address=row.address or known.address,
        group=row.group or known.group,
        function=row.function or known.function,
        listed_at=ctx.now if newly else known.listed_at,
        removed=False,
    )
    traject = traject.listed_again(known.id)
    return replace(traject, respondents=tuple(changed if r.id == known.id else r for r in traject.respondents))


def _same(traject: Traject, row: ListedRespondent) -> Respondent | None:
    """Who this row is: by address, else by name when one of the two has no address that works."""
    if row.address:
        address = key(row.address)
        at_it = [r for r in traject.respondents if address in {key(a) for a in (r.address, *r.others)}]
        named = [r for r in at_it if names.same_person(r.name, row.name) is not Likeness.DIFFERENT]
        if at_it and (named or row.problem is not RowProblem.SHARED_ADDRESS):
            return (named or at_it)[0]
        if at_it:
            return None  # a second person at a department's address
    failing = traject.unreachable()
    for r in traject.respondents:
        lacks = not r.address or not row.address or r.id in failing
        if row.name and lacks and names.same_person(r.name, row.name) is Likeness.SAME:
            return r
    return None


def as_said_before(traject: Traject, rows: RespondentList, text: str = "") -> RespondentList:
    """The rows, a doubt where somebody was taken off the list and stands, as they stood on it, among those still on it
    (in the rows or the text).

    Such rows come from an older mail of ours, or from his own file: he may not know any more whom he had taken off.
    """
    words = (*(row.address for row in rows.rows), *(word.strip("<>()[],;:|.") for word in text.split()))
    said = {key(word) for word in words if "@" in word}
    if not any(key(r.address) in said for r in traject.respondents if r.address and not r.removed):
        return rows
    return replace(
        rows,
        rows=tuple(replace(r, problem=RowProblem.TAKEN_OFF) if _repeats_removed(traject, r) else r for r in rows.rows),
    )


def as_she_said(traject: Traject, rows: RespondentList) -> RespondentList:
    """The rows, a doubt where she took somebody off the list: a whole list of his does not know of that."""
    hers = traject.taken_off_by_her()

    def is_one(row: ListedRespondent) -> bool:
        address = key(row.address) if row.address else ""
        told = row.problem is None or row.problem in _LISTED_ALL_THE_SAME
        return told and any(
            (address and address in {key(a) for a in (r.address, *r.others) if a})
            or names.same_person(r.name, row.name) is Likeness.SAME
            for r in hers
        )

    if len(rows.rows) < 2 or not hers:
        return rows
    return replace(rows, rows=tuple(replace(r, problem=RowProblem.TAKEN_OFF) if is_one(r) else r for r in rows.rows))


def _repeats_removed(traject: Traject, row: ListedRespondent) -> bool:
    known = _same(traject, row) if row.problem is None or row.problem in _LISTED_ALL_THE_SAME else None
    if known is None or not known.removed:
        return False
    named = names.folded(row.name) in ("", names.folded(known.name))
    return named and key(row.address) == key(known.address)


def groups_listed(traject: Traject, rows: RespondentList | None = None) -> tuple[GroupListed, ...]:
    """Every group as it is listed now; the doubtful names without an address are shown among the doubtful rows."""
    deduced = {key(r.address) for r in (rows.rows if rows else ()) if r.deduced and r.address}
    return tuple(_group(traject, g, deduced) for g in traject.groups)


def _group(traject: Traject, group: Group, deduced: set[str]) -> GroupListed:
    usable = [r for r in traject.of_group(group.key) if r.address]
    shown = tuple(
        ListedRow(r.name, r.address, r.function, bool(r.address) and key(r.address) in deduced) for r in usable
    )
    return GroupListed(
        group.label(traject.language),
        shown,
        group.invite_minimum,
        group.invite_advised,
        group.return_minimum,
        max(0, group.invite_minimum - len(usable)),
        prognosis.chance(len(usable), group.return_minimum),
    )


def doubtful_rows(rows: RespondentList, *, proved: bool) -> tuple[DoubtfulRow, ...]:
    """The rows that could not be used as they stand, each with its reason; without proof that they are his, none of
    which neither name nor address was read.
    """
    return tuple(
        DoubtfulRow(_shown(row), str(row.problem or TYPING_ERROR), row.proposal)
        for row in rows.rows
        if (row.problem is not None or row.proposal) and (proved or _is_somebody(row))
    )


def _is_somebody(row: ListedRespondent) -> bool:
    return "@" in row.address or names.looks_full(row.name)


def _standing(traject: Traject, rows: RespondentList) -> tuple[DoubtfulRow, ...]:
    """Whoever is listed and cannot be used yet stays in every answer until that is mended."""
    told = {names.folded(row.name) for row in rows.rows if row.problem is not None}
    found = []
    for r in traject.respondents:
        lacks = RowProblem.NO_ADDRESS if not r.address else RowProblem.NO_GROUP if not r.group else None
        if lacks is not None and not r.removed and names.folded(r.name) not in told:
            found.append(DoubtfulRow(r.name if not r.address else f"{r.name}, {r.address}", str(lacks)))
    return tuple(found)


def _shown(row: ListedRespondent) -> str:
    parts = (row.name, row.address) if row.name or row.address else (row.as_typed,)
    return ", ".join(part for part in parts if part)


def answer(traject: Traject, rows: RespondentList, *, bot_invites: bool, proved: bool) -> ListReceived | ListIncomplete:
    """The list as understood; incomplete when a group is too small or a row needs him."""
    rows = _filled_in(traject, rows)
    groups, standing = groups_listed(traject, rows), _standing(traject, rows)
    needs_him = any(row.problem not in _NEEDS_NOBODY or row.proposal for row in rows.rows)
    incomplete = bool(needs_him or standing) or any(g.still_needed for g in groups)
    doubtful, name = (*doubtful_rows(rows, proved=proved), *standing), traject.specialist.name
    if not incomplete:
        return ListReceived(traject.ref, name, groups, doubtful, _chance(groups), bot_invites)
    withheld = _withheld(rows, proved=proved)
    return ListIncomplete(traject.ref, name, groups, doubtful, _chance(groups), bot_invites, withheld)


def _withheld(rows: RespondentList, *, proved: bool) -> bool:
    return not proved and any(row.problem is not None and not _is_somebody(row) for row in rows.rows)


def corrected(
    traject: Traject,
    changes: tuple[ListChange, ...],
    rows: RespondentList,
    *,
    asked: bool,
    bot_invites: bool,
    proved: bool,
) -> CorrectionReceived:
    """What was changed, and the list as it is now."""
    groups = groups_listed(traject, rows)
    doubtful = (*doubtful_rows(rows, proved=proved), *_standing(traject, rows))
    name, chance, withheld = traject.specialist.name, _chance(groups), _withheld(rows, proved=proved)
    return CorrectionReceived(traject.ref, name, changes, (), asked, groups, doubtful, chance, bot_invites, withheld)


def _filled_in(traject: Traject, rows: RespondentList) -> RespondentList:
    """What a row lacks and the list has of that person already is no matter: our own answer sent back has no groups."""

    def settled(row: ListedRespondent) -> ListedRespondent:
        known = _same(traject, row) if row.problem in (RowProblem.NO_GROUP, RowProblem.NO_NAME) else None
        had = known and not known.removed and (known.group if row.problem is RowProblem.NO_GROUP else row.address)
        return replace(row, problem=None) if had and known and known.name != row.address else row

    return replace(rows, rows=tuple(map(settled, rows.rows)))


def _chance(groups: tuple[GroupListed, ...]) -> float:
    return prognosis.chance_of_all((len(g.rows), g.return_minimum) for g in groups)

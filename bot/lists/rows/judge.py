"""From what a list says to what can be used: names and addresses put right, every doubt named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.list_context import ListContext
from bot.core.listed import ListedRespondent, RowProblem
from bot.core.people.addresses import AddressError, check, domain_of, key, reads_nobody, typo_proposal, without_tag
from bot.core.people.names import Likeness, folded, looks_full, same_person, tidy
from bot.lists.grids.grid import Entry, printable
from bot.lists.rows.contrary import contradicts, is_not_wanted
from bot.lists.rows.doubts import department_of, doubtful, is_department, with_several_names
from bot.lists.words.functions import DOCTORS, OTHERS, PEERS, group_of_function
from bot.lists.words.groups import group_of_text, named_group
from bot.lists.words.senses import is_turned, says_doctors

_LISTED = {
    *(None, RowProblem.SHARED_ADDRESS, RowProblem.NO_ADDRESS, RowProblem.NO_GROUP, RowProblem.NO_NAME),
    *(RowProblem.DEPARTMENT_ADDRESS, RowProblem.TWO_GROUPS, RowProblem.GROUP_ABOVE),
}


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the other rows and the traject tell about one row."""

    context: ListContext
    domains: tuple[str, ...]
    own: frozenset[str]
    practice: frozenset[str]
    addresses: dict[str, tuple[str, RowProblem | None, str]]  # what was found of each as typed: checking is dear


def judged(
    entries: Iterable[Entry], context: ListContext, listed: tuple[ListedRespondent, ...] = ()
) -> tuple[ListedRespondent, ...]:
    """Every entry as a row, in order, each with the first problem that it has; `listed` are those listed before."""
    rows = tuple(entries)
    known = _known((*(r.address for r in listed), *(e.address for e in rows)), context)
    seen = {mark: r.name for r in listed for mark in _marks(r)}
    suspects, shared = doubtful(rows), with_several_names(rows)
    done: list[ListedRespondent] = []
    usable = len(listed)
    for entry, doubt in zip(rows, suspects, strict=True):
        several = bool(entry.address) and key(entry.address) in shared
        row = _row(entry, known, seen, doubt, full=usable >= context.maximum, shared=several)
        usable += row.problem in _LISTED
        seen |= {mark: row.name for mark in _marks(row) if mark not in seen}
        done.append(row)
    return tuple(done)


def _row(
    entry: Entry, known: Earlier, seen: dict[str, str], doubt: RowProblem | None, *, full: bool, shared: bool
) -> ListedRespondent:
    group, deduced = _group(entry, known.context)
    raw = printable(entry.address)
    if raw not in known.addresses:
        known.addresses[raw] = _address(raw, known)
    address, problem, proposal = known.addresses[raw]
    row = ListedRespondent(
        name=tidy(printable(entry.name)) or department_of(entry),
        address=address,
        group=group,
        function=printable(entry.function),
        deduced=deduced,
        proposal=proposal,
        as_typed=entry.as_typed or printable(f"{entry.name} {entry.address}"),
    )
    found = (
        (RowProblem.CONTROL_CHARACTERS, entry.hostile),
        (RowProblem.OWN_ADDRESS, _is_own(row, known)),
        (RowProblem.PRACTICE_ADDRESS, bool(address) and key(without_tag(address)) in known.practice),
        (RowProblem.TWICE, any(not _is_another(row, seen[m]) for m in _marks(row) & seen.keys())),
        (RowProblem.HIDDEN, entry.hidden),
        (RowProblem.WITHHELD, is_not_wanted(entry)),
        (RowProblem.TOO_MANY, full),
        (problem, problem is not None),
        (doubt or RowProblem.UNCLEAR_PAIR, doubt is not None),
        (RowProblem.NO_PERSON, reads_nobody(row.address)),
        (RowProblem.SHARED_ADDRESS, (shared or bool(_marks(row) & seen.keys())) and bool(group)),
        (RowProblem.DEPARTMENT_ADDRESS, is_department(row.address, row.name)),
        (RowProblem.NO_NAME, not folded(row.name)),
        (RowProblem.NO_GROUP, not group),
        (RowProblem.TWO_GROUPS, named_group(entry.under, known.context) not in ("", group)),
        (RowProblem.GROUP_ABOVE, entry.assumed),
    )
    first = next((p for p, holds in found if holds), None)
    return _with(row, first)


def _with(row: ListedRespondent, problem: RowProblem | None) -> ListedRespondent:
    return ListedRespondent(
        row.name, row.address, row.group, row.function, problem, row.deduced, row.proposal, row.as_typed
    )


def _address(raw: str, known: Earlier) -> tuple[str, RowProblem | None, str]:
    """The address, what is wrong with it, and what was probably meant."""
    if not raw:
        return "", RowProblem.NO_ADDRESS, ""
    try:
        address = check(raw)
    except AddressError:
        return raw, RowProblem.BAD_ADDRESS, typo_proposal(raw, known.domains)
    return address, None, typo_proposal(address, known.domains)


def _group(entry: Entry, context: ListContext) -> tuple[str, bool]:
    """The group's key and whether it was deduced: a group's own word, then the function, then a heading's function."""
    named, deduced = group_of_text(entry.group, context) if entry.group else ("", False)
    by_function = group_of_function(entry.function, context)
    if named == DOCTORS and by_function == OTHERS and not says_doctors(folded(entry.group)):
        return "", False  # a nurse below `Overige disciplines`
    if named and contradicts(named, entry, context, deduced=deduced):
        return "", False
    if named and not (deduced and by_function):
        return named, deduced
    if by_function:
        contrary = by_function == PEERS and is_turned(folded(entry.group))
        return ("", False) if contrary else (by_function, True)
    key_, _ = group_of_text(entry.function, context) if entry.function else ("", False)
    return key_, bool(key_)


def _is_own(row: ListedRespondent, known: Earlier) -> bool:
    """The specialist's own address, another of theirs, or their own name (h99)."""
    context = known.context
    if row.address and key(without_tag(row.address)) in known.own:
        return True
    likeness = same_person(row.name, context.specialist_name) if context.specialist_name else Likeness.DIFFERENT
    if likeness is Likeness.SAME:
        return True
    local, at, domain = row.address.casefold().rpartition("@")
    own, _, home = context.specialist_address.casefold().rpartition("@")
    alike = domain == home and looks_full(row.name) and looks_full(context.specialist_name)
    return likeness is Likeness.LIKELY and bool(at) and (local == own or alike)


def _is_another(row: ListedRespondent, name: str) -> bool:
    """A department's mailbox may be the address of two people; the same name, or none, is one."""
    return bool(row.name and name) and same_person(row.name, name) is Likeness.DIFFERENT


def _marks(row: ListedRespondent) -> set[str]:
    """By what a second row for the same person is known."""
    if row.problem is RowProblem.TWICE:
        return set()
    if row.address:
        return {key(row.address)}
    return {f"{folded(row.name)} ({row.group})"} if row.name else set()


def _known(addresses: tuple[str, ...], context: ListContext) -> Earlier:
    """Domains that several rows use, or the specialist does, are right."""
    counted = Counter(domain_of(a.strip()) for a in addresses)
    repeated = [d for d, n in counted.most_common() if n > 1 and d]
    single = [d for d, n in counted.items() if n == 1 and d]
    own = [a for a in (context.specialist_address,) if a]
    domains = (*(domain_of(a) for a in own), *repeated)
    whole = domains if domains else tuple(single[:1])
    practice = frozenset(key(without_tag(a)) for a in context.practice_addresses)
    return Earlier(context, whole, frozenset(key(without_tag(a)) for a in own), practice, {})

"""What a list shows against itself: a name with two addresses, an address that is another's, a department's mailbox."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from bot.core.listed import RowProblem
from bot.core.people.addresses import key
from bot.core.people.names import Likeness, folded, looks_full, same_person, tidy
from bot.lists.grids.grid import Entry
from bot.lists.rows.pairs import letters, surnames
from bot.lists.words.disciplines import discipline

_MOST = 500  # rows that are compared with each other; more people nobody asks
_SHORTEST = 4  # letters of a surname that may be looked for in another's address
_DEPARTMENT = re.compile(
    r"^(?:info|secr\w*|secretariaat\w*|poli\w*|polikliniek\w*|receptie|balie|administratie|planning|afdeling\w*|afd|"
    r"contact|office|algemeen|post|kliniek\w*|verpleegafdeling\w*|staf\w*|maatschap\w*|vakgroep\w*|team\w*|seh|ic|ok|"
    r"opleiding\w*|bureau\w*|hr|pz|ict|helpdesk|servicedesk|personeelszaken|spreekuur|dagbehandeling|lab|laboratorium|"
    r"apotheek|opname\w*|huisartsenpost|praktijk\w*|assistentes?)(?:$|[._\-\d])"
)


def doubtful(rows: Sequence[Entry]) -> tuple[RowProblem | None, ...]:
    """For each row the doubt that the other rows raise about it, or that was raised when it was read."""
    compared = rows[:_MOST]
    twice = _with_several(compared)
    crossed = _crossed(compared)
    found: list[RowProblem | None] = []
    for place, row in enumerate(rows):
        several = place in twice
        unclear = row.unsure or place in crossed
        found.append(RowProblem.SEVERAL_ADDRESSES if several else RowProblem.UNCLEAR_PAIR if unclear else None)
    return tuple(found)


def is_department(address: str, name: str) -> bool:
    """Whether several people may read what is sent there: `secretariaat@`, `poli.oost@`, `cardiologie@`."""
    local = address.partition("@")[0].casefold()
    if not _DEPARTMENT.match(local) and not (local.isalpha() and discipline(local)):
        return False
    return not any(len(s) > 1 and s in letters(local) for s in surnames(name))


def department_of(entry: Entry) -> str:
    """`Poli cardiologie` where that stands in a name's place before the address of a department, else ""."""
    if not is_department(entry.address, ""):
        return ""
    shown = entry.as_typed.replace(entry.address, " ").strip(" <>()|,;:-–*•")
    return shown if 0 < len(shown.split()) <= 4 and "@" not in shown else ""


def with_several_names(rows: Sequence[Entry]) -> frozenset[str]:
    """The addresses, as keys, under which these rows have different people's names."""
    names: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        if row.address and row.name:
            names[key(row.address)].setdefault(folded(tidy(row.name)), row.name)
    several = {address: [*found.values()] for address, found in names.items() if len(found) > 1}
    return frozenset(
        address
        for address, (first, *others) in several.items()
        if any(same_person(first, other) is Likeness.DIFFERENT for other in others)
    )


def _with_several(rows: Sequence[Entry]) -> frozenset[int]:
    """The rows of a full name that has another address in another row."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        if row.address and looks_full(row.name):
            places[folded(tidy(row.name))].append(place)
    several = [found for found in places.values() if len({key(rows[p].address) for p in found}) > 1]
    return frozenset(p for found in several for p in found)


def _crossed(rows: Sequence[Entry]) -> frozenset[int]:
    """The rows whose address has another row's surname in it and not their own, while that row's own lacks it."""
    locals_ = [row.address.partition("@")[0] if row.address else "" for row in rows]
    own = [tuple(s for s in surnames(row.name) if len(s) > 1) if row.name else () for row in rows]
    whole = list(map(letters, locals_))
    parts = [frozenset(map(letters, re.split(r"[._\-+\d]", one))) for one in locals_]
    fits = [any(s in local for s in names) for names, local in zip(own, whole, strict=True)]
    astray = [i for i, row in enumerate(rows) if row.name and row.address and not fits[i]]
    orphans = [i for i, row in enumerate(rows) if row.name and not fits[i] and own[i]]

    def has(i: int, j: int) -> bool:
        return own[j][0] in (whole[i] if len(own[j][0]) >= _SHORTEST else parts[i])

    return frozenset(i for i in astray if any(j != i and own[j] != own[i] and has(i, j) for j in orphans))

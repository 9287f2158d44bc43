"""What a row says against its own heading: a function of another group, or that this person is not to be asked."""

from __future__ import annotations

import re

from bot.core.list_context import ListContext
from bot.core.people.names import folded
from bot.lists.grids.grid import Entry
from bot.lists.words.disciplines import discipline, disciplines
from bot.lists.words.functions import (
    DOCTORS,
    OTHERS,
    PEERS,
    group_of_function,
    is_doctor,
    is_function,
    is_trainee,
    never_doctors,
)
from bot.lists.words.withheld import is_contact, is_withheld

_SAID = re.compile(r"\b(?:is|zyn|als|geen|niet|maar|eigenlyk|inmiddels|tegenwoordig|nu|not)\b(.*)")


def contradicts(named: str, entry: Entry, context: ListContext, *, deduced: bool) -> bool:
    """Whether this person's function, or what is said beside it, is clearly of another group than the one named."""
    if not deduced and _is_of_another(named, entry.function, folded(entry.group), context):
        return True
    said = _SAID.search(folded(entry.aside))
    if not said or not is_function(said[0], context):
        return False
    return group_of_function(said[0], context) != named


def is_not_wanted(entry: Entry) -> bool:
    """`Otto Lam o.lam@… (vervalt)`, `Tom Mol` below `Niet meer benaderen`."""
    return any(is_withheld(text) for text in (entry.aside, entry.as_typed, entry.group))


def is_somebody_to_turn_to(entry: Entry) -> bool:
    """`Voor vragen over de planning: Marieke Post, m.post@…`: a contact in a sentence makes no list."""
    return any(is_contact(text) for text in (entry.aside, entry.as_typed, entry.group))


def _is_of_another(named: str, function: str, heading: str, context: ListContext) -> bool:
    if not function:
        return False
    own, theirs = discipline(context.discipline), group_of_function(function, context)
    if theirs == named:
        return False
    if named == OTHERS:
        return is_doctor(function)
    if never_doctors(function):
        return named in {PEERS, DOCTORS}
    if named != PEERS or theirs != DOCTORS:
        return False
    if is_trainee(function):
        return not is_trainee(heading)
    fields = disciplines(function)
    return bool(own and fields) and own not in fields

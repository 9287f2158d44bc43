"""Changes of a list in words: vervang, voeg toe, verwijder, het adres van X is Y."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.core.list_context import ListContext
from bot.core.listed import ListedRespondent
from bot.core.people.addresses import key
from bot.lists.changes import Correction, carried_out, holds, is_of_listed, plain_changes, regrouped
from bot.lists.grids.mended import without_comments
from bot.lists.mentions import meant, mentioned, named
from bot.lists.newcomers import rows
from bot.lists.pairings import People, is_ordered, paired
from bot.lists.repeated import one_for_each
from bot.lists.targets import CorrectionProblem
from bot.lists.wishes import LONGEST, Wish, wishes
from bot.lists.wordings import Action
from bot.lists.words.moods import asks, bare_wish, clauses, is_hedged, is_negated, together, without_reason
from bot.lists.words.statements import statements
from bot.lists.words.words import BULLET

__all__ = ["Action", "Correction", "CorrectionProblem", "looks_like_correction", "understood"]

_LETTER = 30_000  # characters: nobody writes a longer letter about a list
_BEHIND = re.compile(r"\S+@\S+?[)>.,]*\s+((?-i:[A-Z'])[^@]{6,}(?:@\S+)?[^@]*)$")
_DOMAIN = re.compile(r"(?<![^\s(<\"'])@[\w-]+\.\w")
_WRONG = re.compile(
    r"(?i)\b(?:klopt niet|kloppen niet|fout\w*|onjuist|verkeerd\w*|vergeten|wijzig\w*|verander\w*|vervang\w*|schrap\w*|"
    r"verwijder\w*|toevoeg\w*|in plaats|wrong|incorrect|replace\w*|remove\w*|change\w*)\b"
)
_FINE = re.compile(
    r"(?i)\b(?:klopt|kloppen|akkoord|compleet|in orde|prima|goed zo|na\s?gekeken|bekeken|doorgenomen|gezien|"
    r"ontvangen|correct)\b"
)
_LIST = re.compile(
    r"(?i)\b(?:\w*lijst|er\s?(?:\w+ )?(?:af|uit|bij)|(?:mag|mogen|kan|kunnen|moet|moeten|hoeft|"
    r"hoeven)\b.*\b(?:weg|af|naar|bij)|doen? (?:toch )?(?:niet|wel|ook) mee|meedoen|mee doen|afgevallen|"
    r"valt af|vervalt|schrappen|doorstrepen|groep(?:en)?|vakgeno\w+|niet-arts\w*|adres(?:sen)?|e?-?mailadres\w*|"
    r"respondent\w*|"
    r"\w*list|off|groups?|address(?:es)?)\b"
)


@dataclass(frozen=True, slots=True)
class Understood:
    """The changes of one letter in order, and the statements that seem to ask for one but were not understood.

    `hedged` are those among the latter that hold on a condition only, or deny: nothing of these is ever done. `pairs`:
    listed people and new addresses are in it of which it is not clear who gets which.
    """

    changes: tuple[Correction, ...] = ()
    unclear: tuple[str, ...] = ()
    hedged: tuple[str, ...] = ()
    pairs: bool = False


@dataclass(slots=True)
class _SoFar:
    """A letter as far as it was read."""

    context: ListContext
    listed: tuple[ListedRespondent, ...]
    changes: list[Correction] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    hedged: list[str] = field(default_factory=list)
    last: tuple[str, ...] = ()  # who was named last
    beside: str | None = None  # the words of an "add:" whose persons stand on the lines below
    waits: bool = False  # the lines below stand under a condition
    pairs: bool = False  # people and new addresses, and not who gets which
    spoke_on: bool = False  # the wish was about whoever was named before

    def not_done(self, statement: str, *, hedged: bool = False) -> None:
        self.unclear.append(statement)
        self.hedged += [statement] if hedged else []


def understood(text: str, context: ListContext, listed: tuple[ListedRespondent, ...]) -> Understood:
    """Every change that a letter asks for, and what seems to ask for one but was not understood."""
    so_far = _SoFar(context, listed)
    said, above, at = tuple(_one_each(text, so_far)), "", 0
    people = People(listed)
    items = [people.items(BULLET.sub("", statement)) for statement in said]
    while at < len(said):
        ordered = any(map(is_ordered, said[at:]))
        changes, count = paired(items[at:], ordered=ordered, listed=listed, context=context)
        if count:
            so_far.changes += changes
            so_far.pairs = so_far.pairs or not changes
            for statement in () if changes else said[at : at + count]:
                so_far.not_done(statement)
            at, above = at + count, said[at + count - 1]
            continue
        statement, at = said[at], at + 1
        _read(statement, so_far, above)
        so_far.last, above = named(statement, listed) or so_far.last, statement
    return Understood(tuple(so_far.changes), tuple(so_far.unclear), tuple(so_far.hedged), so_far.pairs)


def looks_like_correction(text: str, context: ListContext, listed: tuple[ListedRespondent, ...]) -> bool:
    """Whether a letter asks for changes rather than gives a list: by its verbs, or by nothing but addresses."""
    found = understood(text, context, listed)
    told = found.changes
    if any(not c.plain for c in told) or (told and all(c.action is Action.ADDRESS for c in told)):
        return True
    if found.pairs or any(_readdresses(said, listed) for said in found.unclear):
        return True
    wanted = any((said in found.hedged or _WRONG.search(said)) and mentioned(said, listed) for said in found.unclear)
    return not told and wanted


def _readdresses(said: str, listed: tuple[ListedRespondent, ...]) -> bool:
    """A sentence about two of those listed with an address that nobody on the list has."""
    known = {key(r.address) for r in listed if r.address}
    new = [a for a in re.findall(r"[^\s<>(),;:|]+@[^\s<>(),;:|]*\w", said) if key(a) not in known]
    return bool(new) and len(mentioned(said, listed)) > 1


def _one_each(text: str, so_far: _SoFar) -> Iterator[str]:
    """The statements of a letter; where a full stop was forgotten behind an address, two; of one verb for several
    people, one for each.
    """
    told = (one for said in statements(without_comments(text[:_LETTER])) for one in one_for_each(said, so_far.listed))
    for statement in told:
        behind = _BEHIND.search(statement) if len(statement) <= LONGEST else None
        if behind and (mentioned(behind[1], so_far.listed) or _wish(behind[1], so_far)):
            yield statement[: behind.start(1)].strip()
            yield behind[1]
        else:
            yield statement


def _read(statement: str, so_far: _SoFar, above: str) -> None:
    plain, context, listed = BULLET.sub("", statement), so_far.context, so_far.listed
    if asks(plain):
        so_far.waits, so_far.beside = False, None
        return
    said = plain.rstrip("?").rstrip()
    if is_ordered(said):
        so_far.waits, so_far.beside = False, None
        so_far.not_done(statement)  # two enumerations that do not match
        return
    if is_hedged(said) or _DOMAIN.search(said):
        so_far.waits, so_far.beside = said.endswith(":"), None
        if _is_about_the_list(said, listed):
            so_far.not_done(statement, hedged=True)
        return
    changes = _wished(said, so_far)
    if changes is None and so_far.waits and "@" in said:
        so_far.not_done(statement, hedged=True)
        return
    so_far.waits = False
    speaks_on = bool(changes) and so_far.spoke_on and not named(said, listed) and bool(mentioned(above, listed))
    if speaks_on and so_far.unclear[-1:] == [above] and "@" not in above and not is_hedged(above):
        so_far.unclear.pop()  # `Het adres van X klopt niet. Het moet zijn …`
    if changes is None and so_far.beside is not None and (new := rows(said, so_far.beside, context, listed)):
        changes = [Correction(Action.ADD, row=row) for row in new]
    if changes is None:
        changes = regrouped(said, listed, context) or plain_changes(said, listed, context)
    so_far.changes += [change for change in changes if change.index is None or change not in so_far.changes]
    if any(c.problem is not None for c in changes) or (not changes and _is_about_the_list(said, listed)):
        so_far.not_done(statement, hedged=not changes and is_negated(said))


def _wished(said: str, so_far: _SoFar) -> list[Correction] | None:
    """What a statement asks for, as a whole or clause by clause; None where it asks for nothing that is understood."""
    if (asked := _wish(said, so_far)) is not None:
        so_far.beside = said if asked.action is Action.ADD and not asked.new else None
        return carried_out(asked, so_far.listed, so_far.context)
    parts = clauses(said) if len(said) <= LONGEST else ()
    before, changes, silent = so_far.last, list[Correction](), list[str]()
    for part in parts if len(parts) > 1 else ():
        if (asked := _wish(part, so_far)) is not None:
            changes += carried_out(asked, so_far.listed, so_far.context)
        else:
            silent.append(part)
        so_far.last = named(part, so_far.listed) or so_far.last
    if not changes:
        so_far.last = before
        return None
    for part in silent:
        if "@" in part or (is_negated(part) and _LIST.search(part)) or _WRONG.search(part):
            so_far.not_done(part)
    so_far.beside = None
    return changes


def _wish(said: str, so_far: _SoFar) -> Wish | None:
    """The likeliest wish of a statement that is about this list, and denies nothing."""
    said = together(said)
    short = bare_wish(said)
    ways = dict.fromkeys((said, short, bare_wish(without_reason(said)), bare_wish(without_reason(short))))
    found = [(asked, meant(asked, so_far.last)) for words in ways for asked in wishes(words)]
    about = [pair for pair in found if is_of_listed(pair[1], so_far.listed)]
    for asked, told in (*about, *found):
        if holds(told, so_far.listed, so_far.context):
            so_far.spoke_on = told != asked
            return None if any(map(is_negated, (told.old, told.new, told.beside))) else told
    return None


def _is_about_the_list(said: str, listed: tuple[ListedRespondent, ...]) -> bool:
    """A statement that names somebody listed, an address, the list or something wrong with it."""
    who = mentioned(said, listed)
    if _FINE.search(said) and not (who or "@" in said or is_negated(said)):
        return False
    return "@" in said or bool(_WRONG.search(said) or _LIST.search(said) or who)

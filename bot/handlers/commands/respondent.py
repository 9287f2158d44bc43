"""respondent REF + naam, adres, groep and respondent REF - adres: she changes the list herself."""

from __future__ import annotations

from dataclasses import replace

from bot.core.course.advance import advance
from bot.core.decision import Effect, Note, Retry
from bot.core.people import addresses, names
from bot.core.people.addresses import key
from bot.core.people.names import Likeness
from bot.core.traject.stages import COLLECTS, Stage
from bot.core.traject.value import Respondent, Traject
from bot.handlers.shared.invitations import invitations
from bot.handlers.shared.lists import context_of
from bot.handlers.steering.desk import Confirmed, Desk, Done, done, failed, left_over, not_understood
from bot.handlers.steering.group_names import group_among
from bot.handlers.steering.taking import Words, a_person, a_traject, one_address
from bot.lists.words.functions import group_of_function, is_function

WORDS = ("respondent", "respondenten")
USAGE = "respondent REF + naam, adres, groep of respondent REF - adres"
CONFIRMED = Confirmed.UNLESS_AUTHENTICATED
_ADD = frozenset(("+", "plus", "erbij", "toevoegen", "voeg", "add"))
_REMOVE = frozenset(("-", "–", "−", "min", "minus", "eraf", "verwijderen", "verwijder", "remove"))
_AND = frozenset(("en", "and", "of", "or", "&"))
"""What no name holds in small letters: there are two of them."""
_BETWEEN = frozenset(
    (
        "graag",
        "aub",
        "svp",
        "alstublieft",
        "please",
        "toe",
        "erbij",
        "eraf",
        "groep",
        "group",
        "in",
        "bij",
        "aan",
        "met",
    )
)


def run(words: tuple[str, ...], desk: Desk) -> Done:
    """Added or taken off; an answer that is in is kept, and nobody is told that the specialist gave the name."""
    at, sign, person = _parted(words)
    if not sign:
        return failed("command.plus-or-minus", nearest=USAGE)
    about = a_traject(words[:at], desk)
    if isinstance(about, Done):
        return about
    traject = about.traject
    if rest := left_over(about.rest):
        return not_understood(rest, USAGE)
    if traject.stage not in COLLECTS:
        return failed("command.illegal-move", ref=traject.ref, stage=traject.stage)
    return _added(person, traject, desk) if sign == "+" else _removed(person, traject)


def _parted(words: tuple[str, ...]) -> tuple[int, str, tuple[str, ...]]:
    """Where the sign stands, which one it is, and the words behind it."""
    for at, word in enumerate(words):
        if word.casefold() in _ADD | _REMOVE:
            return at, "+" if word.casefold() in _ADD else "-", words[at + 1 :]
        if word[:1] in "+-–−" and len(word) > 1:
            return at, "+" if word[0] == "+" else "-", (word[1:], *words[at + 1 :])
    return 0, "", ()


def _added(words: tuple[str, ...], traject: Traject, desk: Desk) -> Done:
    address = one_address(words)
    if isinstance(address, Done):
        return address
    group, left = group_among(tuple(w for w in words if "@" not in w), traject)
    rest, function = _without_function(left, words, traject, desk)
    group = group or (group_of_function(function, context_of(traject, desk.ctx)) if function else "")
    name = names.tidy(" ".join(w for w in rest if w.casefold().strip(":") not in _BETWEEN))
    if not address or not name:
        return failed("command.missing", what="naam" if address else "adres")
    if joined := " ".join(w for w in rest if w in _AND):
        return not_understood(joined, USAGE)
    if not group:
        return failed("command.which-group", groups=", ".join(g.key for g in traject.groups), name=name)
    if not addresses.is_valid(address):
        return failed("command.bad-address", address=address)
    his = {key(a) for a in (traject.specialist.address, *traject.others) if a}
    if key(address) in his or desk.ctx.is_ours(address):
        return failed("command.address-of-another", ref=traject.ref, address=address)
    known = _known(name, address, traject)
    if known is not None and not known.removed and not known.silent and known.id not in traject.undeliverable():
        declined = "yes" if known.id in traject.declined() - traject.answered() else ""
        return failed("command.listed-already", ref=traject.ref, name=known.name, address=address, declined=declined)
    if known is not None:
        again = replace(known, removed=False, silent=False, listed_at=desk.ctx.now)
        person = replace(again, name=name, address=address, group=group, function=function or known.function)
    else:
        new = desk.world.new_identifier()
        person = Respondent(new, name, address, group, desk.ctx.now, function=function, by_her=True)
    there = tuple(r for r in traject.respondents if r.id != person.id)
    after = replace(traject.mailed_again(person.id).listed_again(person.id), respondents=(*there, person))
    after = after.moved(Stage.COLLECTING, desk.ctx.now) if after.stage is Stage.STARTED else after
    waiting: tuple[Effect, ...] = tuple(Retry(i, traject.ref) for i in desk.world.doubtful(traject.ref))
    note = Note("news.list-changed", (("n", str(sum(not r.removed for r in after.respondents))),))
    after, more = advance(after, desk.ctx)
    label = (after.group(group) or after.groups[0]).label(desk.ctx.practice.language)
    effects = (note, *invitations(traject, after, desk.ctx), *waiting, *more)
    return done("command.respondent-added", after, effects, name=name, address=address, label=label)


def _known(name: str, address: str, traject: Traject) -> Respondent | None:
    """Who it is by the address, else by the name where mail to theirs fails."""
    at_it = (r for r in traject.respondents if key(address) in {key(a) for a in (r.address, *r.others) if a})
    failing = traject.undeliverable()
    named = (r for r in traject.respondents if r.id in failing and names.same_person(r.name, name) is Likeness.SAME)
    return next(at_it, None) or next(named, None)


def _without_function(left: Words, words: Words, traject: Traject, desk: Desk) -> tuple[Words, str]:
    """What somebody does, told behind the address or in small letters behind the name, is no part of a name."""
    context, at = context_of(traject, desk.ctx), next((n for n, w in enumerate(words) if "@" in w), len(words))
    said = tuple(w for w in left if w.casefold().strip(":") not in _BETWEEN)
    before = sum(w in words[:at] for w in said)
    for start in range(1, len(said)):
        behind = said[start:]
        small = all(w[:1].islower() for w in behind)
        if (start == before or small) and is_function(" ".join(behind), context):
            return said[:start], " ".join(behind)
    return left, ""


def _removed(words: tuple[str, ...], traject: Traject) -> Done:
    found = a_person(tuple(w for w in words if w.casefold() not in _BETWEEN), traject)
    if isinstance(found, Done):
        return found
    if found is None:
        return failed("command.no-such-person", ref=traject.ref, who=" ".join(words))
    if rest := left_over(found.rest):
        return not_understood(rest, USAGE)
    gone, after = found.person, traject.taken_off(found.person.id)
    note = Note("news.list-changed", (("n", str(sum(not r.removed for r in after.respondents))),))
    answered = "yes" if gone.id in traject.answered() else ""
    return done("command.respondent-removed", after, (note,), name=gone.name, answered=answered)

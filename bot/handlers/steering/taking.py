"""What a command takes out of its words, in whatever order they stand: a traject, a person, a day. What nobody takes is
said back, and nothing of the line is done.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import combinations

from bot.core.people import addresses, names
from bot.core.people.name_words import words
from bot.core.people.names import Likeness
from bot.core.traject import reference
from bot.core.traject.stages import Stage
from bot.core.traject.value import Respondent, Traject
from bot.core.words.moments.days import POLITE, Day, a_day, in_date
from bot.handlers.steering.desk import Desk, Done, failed, left_over, not_understood

Words = tuple[str, ...]

_FILLERS = frozenset(
    (
        *("van", "voor", "bij", "met", "aan", "in", "is", "of", "for", "with", "to", "at", "from", "the", "het", "de"),
        *(
            "traject",
            "kenmerk",
            "dr",
            "dokter",
            "dhr",
            "heer",
            "mevrouw",
            "mevr",
            "collega",
            "respondent",
            "specialist",
        ),
    )
)
"""What may lead to a name or a reference, and says nothing there."""


@dataclass(frozen=True, slots=True)
class About:
    """The traject that a line is about, and the words besides; `named` says that the line itself tells which."""

    traject: Traject
    rest: Words
    named: bool = True


def a_traject(words: Words, desk: Desk) -> About | Done:
    """The traject whose reference, or whose specialist, is named; else the one that the answered mail is about."""
    ref, rest = _reference(words)
    if ref:
        traject = desk.traject(ref)
        if traject is not None:
            return About(traject, _without_name(rest, traject))
        on = desk.world.destroyed_at(ref)
        if on is not None:
            return failed("command.destroyed-on", ref=ref, on=desk.ctx.calendar.day(on).isoformat())
        return failed("command.no-such-traject", ref=ref)
    if (about := desk.traject(desk.about) if desk.about else None) is not None:
        return About(about, _without_name(words, about), named=False)
    named = _by_name(words, desk)
    on = desk.world.destroyed_at(desk.about) if desk.about and isinstance(named, Done) else None
    if on is None:
        return named
    return failed("command.destroyed-on", ref=desk.about, on=desk.ctx.calendar.day(on).isoformat())


def a_traject_in_free_words(words: Words, desk: Desk) -> About | Done:
    """The same for a command whose other words are hers to choose: where they name a second traject nobody knows which
    is meant, unless the line begins with its reference.
    """
    about = a_traject(words, desk)
    if isinstance(about, Done) or (words and reference.spelt(words[0])):
        return about
    ref, _ = _reference(about.rest)
    other = desk.traject(ref) if ref else None
    if not about.named and other is None and isinstance(named := _by_name(about.rest, desk), About):
        other = named.traject
    if other is None or other.ref == about.traject.ref:
        return about
    return _which_traject([about.traject, other])


def bare_address(word: str) -> str:
    """The address without what a mail program puts around it."""
    return word.strip("<>()").removeprefix("mailto:")


def the_addresses(words: Words) -> Words:
    """Those that are written, each once: a mail program may put one behind itself."""
    written = (bare_address(one) for w in words for one in re.split(r"[,;]", w) if "@" in one)
    return tuple({addresses.key(one): one for one in written}.values())


def one_address(words: Words) -> str | Done:
    """The address, "" where there is none; of two nobody knows which is meant."""
    there = the_addresses(words)
    if len(there) > 1:
        return failed("command.several-addresses", several=", ".join(there))
    return there[0] if there else ""


def traject_alone(words: Words, desk: Desk, usage: str, known: frozenset[str] = POLITE) -> Traject | Done:
    """The traject, for a command that takes no more than it and words that are `known` to say nothing."""
    about = a_traject(words, desk)
    if isinstance(about, Done):
        return about
    rest = left_over(about.rest, known)
    return not_understood(rest, usage) if rest else about.traject


def _besides(words: Words, taken: Iterable[int]) -> Words:
    """The words that are left, without those that only led to what was taken."""
    gone = set(taken)
    for at in sorted(gone):
        while at and words[at - 1].casefold().strip(".:") in _FILLERS:
            at -= 1
            gone.add(at)
    return tuple(w for at, w in enumerate(words) if at not in gone)


def _reference(words: Words) -> tuple[str, Words]:
    """The first reference, also in two words (`T 7KQFK`), right or not; a name that looks like none is left."""
    for at in range(len(words)):
        for size in (1, 2):
            ref = reference.spelt("".join(words[at : at + size])) if at + size <= len(words) else None
            if ref is not None:
                return ref, _besides(words, range(at, at + size))
    wrong = next((w for w in words if w[:2].upper() == "T-"), "")
    return wrong, tuple(w for w in words if w != wrong)


def _by_name(words: Words, desk: Desk) -> About | Done:
    """One open traject of a specialist who is called so; of two the one whose whole name is given."""
    planned = (t for one in desk.world.planned() if (t := desk.traject(one.ref)) is not None)
    there = {t.ref: t for t in (*desk.open_trajects(), *planned) if t.stage is not Stage.DESTROYING}
    named = [(t, taken) for t in there.values() if (taken := _name_in(words, t.specialist.name))]
    if not named:
        wrong = next((w for w in words if w.casefold().strip(".:") not in POLITE | _FILLERS), "")
        return failed("command.no-such-traject", ref=wrong) if wrong else failed("command.missing", what="kenmerk")
    most = max(len(taken) for _, taken in named)
    best = [About(t, _besides(words, taken)) for t, taken in named if len(taken) == most]
    if len(best) > 1:
        return _which_traject([about.traject for about in best])
    return best[0]


def _which_traject(trajects: list[Traject]) -> Done:
    several = ", ".join(f"{t.ref} ({t.specialist.name})" for t in trajects)
    return failed("command.which-traject", several=several)


def _name_in(words: Words, name: str) -> tuple[int, ...]:
    """Where this name stands among the words: its last name at least, the others beside it; nothing where it does not.
    A word of a date is none of a name: for Jan Bakker, `14 jan` is a day.
    """
    parts = names.folded(name).split()
    folded = [names.folded(word).split() for word in words]
    found, run = list[tuple[int, ...]](), list[int]()
    for n, said in enumerate((*folded, [])):
        taken = {part for at in run for part in folded[at]}
        is_part = bool(said) and set(said) <= set(parts) and (bool(run) or not in_date(words, n))
        if not is_part or taken & set(said):
            found, run = [*found, tuple(run)], []
        if is_part:
            run.append(n)
    named = [at for at in found if parts and any(parts[-1] in folded[n] for n in at)]
    return max(named, key=len, default=())


def _without_name(words: Words, traject: Traject) -> Words:
    """Without the specialist's name, whole, which says no more than the reference does; of a listed person it does."""
    left = _besides(words, _name_in(words, traject.specialist.name))
    meant = a_person(words, traject)
    return words if isinstance(meant, Meant) and len(meant.rest) <= len(left) else left


@dataclass(frozen=True, slots=True)
class Meant:
    """A listed respondent, and the words besides."""

    person: Respondent
    rest: Words


_TITLES = words(
    "drs prof professor mr ir ing mw arts artsen verpleegkundige zuster broeder aios anios psychiater formulier form "
    "dat die deze dit hij zij komt hoort was zijn haar hem mijn ja graag namelijk hoor gewoon wel dus "
)
"""What stands beside a name when it is told whose something is."""
_ALIKE = 0.7
"""How alike a word must be to a part of a name to be one with a typing error (difflib)."""


def besides(said: Words, person: Respondent, traject: Traject) -> str:
    """What these words say that is no part of who this is: a name, its titles, an address, what they do, for whom."""
    parts = set(names.folded(f"{person.name} {person.function} {traject.specialist.name}").split())
    return " ".join(w for w in said if "@" not in w and not _is_of(names.folded(w).split(), parts))


def _is_of(said: list[str], parts: set[str]) -> bool:
    known = parts | {names.folded(w) for w in _FILLERS | POLITE | _TITLES}
    return all(len(w) == 1 or w in known or bool(get_close_matches(w, parts, 1, _ALIKE)) for w in said)


def a_person(words: Words, traject: Traject) -> Meant | Done | None:
    """The listed respondent whose address or name stands in the words; an answer where several are called so."""
    there = tuple(r for r in traject.respondents if not r.removed)
    address = one_address(words)
    if isinstance(address, Done):
        return address
    if address:
        key = addresses.key(address)
        own = [r for r in there if key in {addresses.key(a) for a in (r.address, *r.others) if a}]
        left = _besides(words, (at for at, w in enumerate(words) if "@" in w))
        if len(own) > 1:
            own = [r for r in own if _name_in(left, r.name)] or own
        if len(own) == 1:
            taken = _name_in(left, own[0].name)
            return Meant(own[0], tuple(w for at, w in enumerate(left) if at not in taken))
        return _which(own) if own else None
    return _person_by_name(words, there)


def _person_by_name(words: Words, there: tuple[Respondent, ...]) -> Meant | Done | None:
    """The longest run of words that is somebody's name, the likeness that is surest first."""
    for fits in ((Likeness.SAME,), (Likeness.SAME, Likeness.LIKELY)):
        for begin, end in _runs(len(words)):
            said = " ".join(words[begin:end])
            if names.folded(said) in _FILLERS or POLITE.issuperset(names.folded(said).split()):
                continue
            alike = [r for r in there if names.same_person(said, r.name) in fits]
            if alike:
                rest = _besides(words, range(begin, end))
                return Meant(alike[0], rest) if len(alike) == 1 else _which(alike)
    return _by_part(words, there)


def _by_part(words: Words, there: tuple[Respondent, ...]) -> Meant | Done | None:
    """`Piet`, `de Vries`: a first or a last name alone, where only one person bears it."""
    for at, word in enumerate(words):
        part = names.folded(word)
        bearers = [r for r in there if part in (p := names.folded(r.name).split()) and part in (p[0], p[-1])]
        if bearers and part not in _FILLERS:
            taken = _name_in(words, bearers[0].name) or (at,)
            rest = _besides(words, taken)
            return Meant(bearers[0], rest) if len(bearers) == 1 else _which(bearers)
    return None


def in_one_traject(words: Words, desk: Desk, stages: frozenset[Stage]) -> Traject | Done | None:
    """The one traject in these stages in which somebody is called so; an answer where there are several."""
    there = (t for t in desk.open_trajects() if t.stage in stages)
    found = [t for t in there if isinstance(a_person(words, t), Meant)]
    return (found[0] if len(found) == 1 else _which_traject(found)) if found else None


def _which(people: list[Respondent]) -> Done:
    several = ", ".join(f"{r.name} ({r.address})" if r.address else r.name for r in people)
    return failed("command.which-person", several=several)


def _runs(size: int) -> list[tuple[int, int]]:
    return sorted(combinations(range(size + 1), 2), key=lambda run: (run[0] - run[1], run[0]))


def so_long(words: Words, desk: Desk) -> Words:
    """`twee weken`, `voor drie dagen` as the day on which that is over; other words as they are."""
    said = ("over", *(w for w in words if w.casefold() not in ("voor", "for")))
    named = a_day(words, desk.ctx.today, ahead=True).said
    return said if not named and not left_over(a_day(said, desk.ctx.today, ahead=True).rest) else words


def the_day(words: Words, desk: Desk, *, ahead: bool = False) -> Day | Done:
    """The day in these words (`on` None where there is none), or why they name no day."""
    day = a_day(words, desk.ctx.today, ahead=ahead)
    if day.problem is None:
        return day
    meant = day.on.isoformat() if day.on is not None else ""
    return failed(f"command.{day.problem}", date=day.said, on=meant)

"""One verb for several people: `vervang A door B, C door D` is a statement for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bot.core.listed import ListedRespondent
from bot.core.people.names import looks_full
from bot.lists.pairings import is_ordered
from bot.lists.targets import target
from bot.lists.wishes import LONGEST
from bot.lists.words.askings import ASK
from bot.lists.words.moods import asks, is_hedged, is_negated

_Listed = tuple[ListedRespondent, ...]
_VERBS = tuple(
    (re.compile(rf"(?i)\b(?:{verb})\b"), re.compile(rf"(?i)\s+(?:{joint})\s+"), again)
    for verb, joint, again in (
        (r"vervang\w*|replaced?", r"(?:(?:te\s+)?vervangen\s+)?(?:door|with|by)", "vervang {} door {}"),
        (
            r"wissel\w*|omwisselen|ruil\w*|swap",
            r"(?:(?:om\s?)?(?:wisselen|ruilen)\s+)?(?:voor|door|for|with)",
            "vervang {} door {}",
        ),
        (
            r"zet|zetten|plaats|plaatsen|schuif|verplaats\w*|move|put",
            r"(?:verplaatsen\s+)?(?:bij|onder|naar|to|under|among)",
            "verplaats {} naar {}",
        ),
        (r"voeg|add", r"(?:toe\s+)?(?:aan|bij|to)", "voeg {} toe aan {}"),
    )
)
_INSTEAD = re.compile(r"(?i)\s*(?:[,;]|\b(?:en|and)\b)\s*(?=(?:in (?:de )?plaats van|i\.p\.v\.|ipv|instead of)\s)")
_ORDERED = re.compile(r"(?i),?\s*\b(?:respectievelijk|resp\b\.?|respectively)\s*,?")
_PLACE = re.compile(
    r"(?i)\b(?:in (?:de )?plaats van|i\.p\.v\.|ipv|instead of)\s+(?P<who>[^@]+?)"
    r"(?:\s(?:komen|komt|graag|neem|vraag ik|please)\s+(?P<after>.+)|$)"
)
_ASKED = re.compile(rf"(?i)^(?:(?:{ASK}))\s*")
_PASSIVE = re.compile(r"(?i)\s+(?:worden|wordt|zijn|is|graag|moeten|moet|mogen|mag)\s*$")
_GOING = re.compile(r"(?i)\s+(?:verplaatsen|zetten|plaatsen|te zetten|graag)$")
_APART = re.compile(r"\s*(?:[,;]\s*(?:(?:en|and)\s+)?|\s(?:en|and)\s)")


def one_for_each(said: str, listed: _Listed) -> Iterator[str]:
    """The statements that this one stands for: itself, where it is about one change, or is not plain."""
    if len(said) > LONGEST or is_hedged(said) or is_negated(said) or asks(said):
        yield said
        return
    parts = _INSTEAD.split(said)
    if len(parts) > 1 and all(parts):
        yield from parts
        return
    if is_ordered(said):
        yield from _one_by_one(said, listed) or (said,)
        return
    yield from next(filter(None, (_repeated(said, listed, *verb) for verb in _VERBS)), (said,))


def _repeated(said: str, listed: _Listed, verb: re.Pattern[str], joint: re.Pattern[str], again: str) -> tuple[str, ...]:
    joints = list(joint.finditer(said))
    if len(verb.findall(said)) != 1 or len(joints) < 2 or not verb.search(said[: joints[0].end()]):
        return ()
    adds = again.startswith("voeg")
    if adds and "@" not in said[: joints[0].start()]:
        return ()
    begins = _begins_with_address if adds else _begins_with_person(listed, "vervang" in again)
    ends, found, old = [*(j.start() for j in joints[1:]), len(said)], list[str](), ""
    for here, end in zip(joints, ends, strict=True):
        piece = said[here.end() : end]
        cut = _cut(piece, begins, last=not adds) if end < len(said) else (piece, "")
        if cut is None:
            return ()
        found.append(again.format(old, cut[0]) if old else said[: here.end()] + cut[0])
        old = cut[1]
    return tuple(found)


def _one_by_one(said: str, listed: _Listed) -> tuple[str, ...]:
    """`A en B vervangen door respectievelijk C (c@) en D (d@)`; () where the two enumerations do not match."""
    plain = _ORDERED.sub(" ", said).rstrip("? ")
    if turned := _PLACE.search(plain):
        return _matched(turned["who"], turned["after"] or plain[: turned.start()], _VERBS[0][2], listed)
    for verb, joint, again in _VERBS[:3]:
        found = list(joint.finditer(plain))
        if len(found) == 1 and len(verb.findall(plain)) == 1 and verb.search(plain[: found[0].end()]):
            who = verb.sub(" ", plain[: found[0].start()])
            return _matched(who, plain[found[0].end() :], again, listed)
    return ()


def _matched(who: str, becomes: str, again: str, listed: _Listed) -> tuple[str, ...]:
    people = [_ASKED.sub("", part) for part in _APART.split(_PASSIVE.sub("", " ".join(who.split()).strip(" ,:")))]
    known = [target(name, listed)[0] for name in people]
    new = _each(becomes.strip(" ,:")) if "@" in becomes else _APART.split(_GOING.sub("", becomes).strip(" ,:"))
    if len(people) != len(new) or len(new) < 2 or None in known or len(set(known)) != len(known):
        return ()
    return tuple(again.format(one, other) for one, other in zip(people, new, strict=True))


def _each(becomes: str) -> list[str]:
    """The people of an enumeration, each with an address; what stands behind one belongs to it."""
    found, rest = list[str](), becomes
    while cut := _cut(rest, lambda before, after: before.count("@") == 1 and after[:1].isupper(), last=False):
        found.append(cut[0])
        rest = cut[1]
    return [*found, rest] if all(one.count("@") == 1 for one in (*found, rest)) else []


def _cut(piece: str, begins: Callable[[str, str], bool], *, last: bool) -> tuple[str, str] | None:
    """What belongs to the words before, and of whom the next words are."""
    places = list(_APART.finditer(piece))[:: -1 if last else 1]
    cuts = ((piece[: a.start()], piece[a.end() :].strip()) for a in places)
    return next((cut for cut in cuts if begins(*cut)), None)


def _begins_with_address(before: str, after: str) -> bool:
    return "@" in after and "@" not in before and bool(before.strip())


def _begins_with_person(listed: _Listed, unknown: bool) -> Callable[[str, str], bool]:
    """Whether what is left is somebody of the list; or, where somebody goes, a name that may be wrong."""

    def begins(before: str, after: str) -> bool:
        if not before.strip() or not after:
            return False
        return target(after, listed)[0] is not None or (unknown and "@" not in after and looks_full(after))

    return begins

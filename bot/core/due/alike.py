"""A flood must hide nothing: what is alike becomes one line, what is different stands first, and a mail has an end."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TypeVar

from bot.core import buttons
from bot.core.people.addresses import key
from bot.core.people.names import folded
from bot.core.traject.value import Traject
from bot.core.views import Enquiry, OpenQuestion, Phrase, TrajectLine

MANY = 5
"""So many questions that are alike are shown one by one; more are one line."""
LINES = 12
"""So many questions, and as many enquiries, are shown in one mail at most; the rest is counted in the last line."""
ENQUIRIES_A_DAY = 10
"""So many enquiries of one day are shown one by one."""
NAMED = 60
"""So many numbers one button names."""
PHRASES = 10
"""So many news or problems of one kind are told one by one."""
ROOM = 54_000
"""So many octets of a mail are for lines, by what a line takes in both forms of the mail (measured, rounded up)."""
_QUESTION, _ENQUIRY, _TRAJECT, _PHRASE = 1_800, 1_500, 1_600, 250
_DOMAINS = 3
T = TypeVar("T")


def known_addresses(trajects: Iterable[Traject]) -> frozenset[str]:
    """The addresses, as they are compared, of everybody who takes part: their mails never hide among strangers'."""
    people = (a for t in trajects for r in t.respondents for a in (r.address, *r.others))
    return frozenset(map(key, filter(None, (*people, *(t.specialist.address for t in trajects)))))


def gathered(questions: Iterable[OpenQuestion], trajects: Iterable[Traject]) -> tuple[OpenQuestion, ...]:
    """At most `LINES` questions. Alike are those of one kind about one traject with the same answers offered, whoever
    wrote them; those from an address that takes part are alike only among themselves.
    """
    asked = tuple(questions)
    if len(asked) <= MANY:
        return asked
    known = known_addresses(tuple(trajects))

    def kind(q: OpenQuestion) -> Hashable:
        sender = _sender(q.who)
        offered = tuple(p.command.replace(str(q.number), "", 1) for p in q.proposals)
        return q.what, q.ref, offered, sender if sender in known else ""

    lines = [one for same in _sorted_out(asked, kind) for one in ([_one(same, known)] if len(same) > MANY else same)]
    if len(lines) == len(asked) <= LINES:
        return asked
    lines.sort(key=lambda q: (_sender(q.who) not in known, q.times > 1, q.number))
    shown, rest = lines[: LINES - 1], lines[LINES - 1 :]
    return (*shown, *(rest if len(rest) == 1 else [_rest(rest)] if rest else []))


def gathered_enquiries(enquiries: Iterable[Enquiry]) -> tuple[Enquiry, ...]:
    """At most `LINES` enquiries, one a sender (two people may share an address), and of one day a few; when there are
    more, those of the newest days come first.
    """
    asked = [_first(same) for same in _sorted_out(enquiries, _person)]
    lines: list[Enquiry] = []
    for same in _sorted_out(asked, lambda e: e.since):
        few = ENQUIRIES_A_DAY if len(same) > ENQUIRIES_A_DAY + 1 else len(same)
        lines += (*same[:few], *(_folded(same[few:]) if same[few:] else ()))
    if len(lines) <= LINES:
        return tuple(lines)
    newest = sorted(lines, key=lambda e: e.since, reverse=True)
    return (*newest[: LINES - 1], *_folded(newest[LINES - 1 :]))


def told(facts: Iterable[tuple[str, tuple[tuple[str, str], ...]]], more: str) -> tuple[Phrase, ...]:
    """Each fact once, with how many times it happened; of a kind that came in many ways a few, and `more` with how many
    are left. A kind is a code, and the traject or the group that it is told of.
    """
    counted = tuple(Counter(facts).items())

    def kind(one: tuple[tuple[str, tuple[tuple[str, str], ...]], int]) -> Hashable:
        (code, values), _ = one
        return code, *(v for v in values if v[0] in ("ref", "group"))

    same = _sorted_out(counted, kind)
    shown = [one for some in same for one in some[:PHRASES]][:LINES]
    rest = sum(n for _, n in counted) - sum(n for _, n in shown)
    phrases = tuple(Phrase(code, (*values, ("times", str(n)))) for (code, values), n in shown)
    return (*phrases, Phrase(more, (("n", str(rest)),))) if rest else phrases


def lines_shown(
    lines: Sequence[TrajectLine], questions: int = 0, enquiries: int = 0, problems: int = 0
) -> tuple[tuple[TrajectLine, ...], int]:
    """Those for which there is room beside so many questions, enquiries and problems; how many have no line.

    Where there is not room for all, those with news come first.
    """
    room = ROOM - _QUESTION * questions - _ENQUIRY * enquiries - _PHRASE * problems
    sizes = {line.ref: _TRAJECT + _PHRASE * (len(line.news) + len(line.due)) for line in lines}
    if sum(sizes.values()) <= room:
        return tuple(lines), 0
    ordered = sorted(lines, key=lambda line: not line.news)
    ends = accumulate(sizes[line.ref] for line in ordered)
    shown = tuple(line for line, end in zip(ordered, ends, strict=True) if end <= room)
    return shown, len(lines) - len(shown)


def _sorted_out(things: Iterable[T], kind: Callable[[T], Hashable]) -> list[list[T]]:
    found: defaultdict[Hashable, list[T]] = defaultdict(list)
    for thing in things:
        found[kind(thing)].append(thing)
    return list(found.values())


def _one(same: Sequence[OpenQuestion], known: frozenset[str]) -> OpenQuestion:
    """One line for all; the name of its sender stands there when it is one who takes part."""
    first, last = same[0], same[-1]
    who = first.who if _sender(first.who) in known else ""
    return replace(
        first, who=who, proposals=(), times=sum(q.times for q in same), last=last.since, senders=_senders(same)
    )


def _rest(same: Sequence[OpenQuestion]) -> OpenQuestion:
    refs = {q.ref for q in same}
    ref = refs.pop() if len(refs) == 1 else ""
    whole = _one(sorted(same, key=lambda q: q.number), frozenset())
    return replace(whole, what=Phrase("more-questions"), ref=ref, last=max(q.last or q.since for q in same))


def _folded(same: Sequence[Enquiry]) -> tuple[Enquiry, ...]:
    first = min(same, key=lambda e: e.number)
    days = sorted(e.since for e in same)
    times = sum(e.times for e in same)
    return (replace(first, who="", proposals=(), since=days[0], last=days[-1], times=times, senders=_senders(same)),)


def _person(enquiry: Enquiry) -> Hashable:
    """Name and address of its sender; each by itself where there is no address."""
    address = _sender(enquiry.who)
    return (address, folded(enquiry.who.rpartition("<")[0])) if address else enquiry.number


def _first(same: Sequence[Enquiry]) -> Enquiry:
    """Whoever writes again enquires once: one word of hers is about all of it. So many that no button can name them all
    have none for it.
    """
    first, last = same[0], same[-1]
    if first is last:
        return first
    others = tuple(p for p in first.proposals if p.command != f"negeer {first.number}")
    whole = (buttons.dismiss_several([e.number for e in same]),) if len(same) <= NAMED else ()
    return replace(first, proposals=(*others, *whole), last=last.since, mails=len(same))


def _senders(same: Sequence[OpenQuestion] | Sequence[Enquiry]) -> tuple[str, ...]:
    """The domains that most of them came from."""
    domains = Counter(d for one in same for d in (one.senders or (_sender(one.who).rpartition("@")[2],)) if d)
    return tuple(domain for domain, _ in domains.most_common(_DOMAINS))


def _sender(who: str) -> str:
    """The address in "Name <address>", as it is compared; "" when there is none."""
    address = who.rpartition("<")[2].rstrip(">")
    return key(address) if "@" in address else ""

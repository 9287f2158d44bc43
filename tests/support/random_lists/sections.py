"""A list before it has a shape: its headings, the people below them, and what each row may be taken for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random

from support.random_lists import headings
from support.random_lists.people import DISCIPLINES, DOCTORS, GROUPS, PEERS, Person, function_of, person


@dataclass(frozen=True)
class Expected:
    """A person, the groups that the list lets a reader give them, and whether it says enough to be sure."""

    who: Person
    groups: tuple[str, ...]
    sure: bool


@dataclass(frozen=True)
class Section:
    """A heading as typed ("" for none), and the people below it."""

    heading: str
    people: tuple[Expected, ...]


@dataclass(frozen=True)
class Plan:
    """Everything that a shape has to put into a mail."""

    own: tuple[str, str]
    signed: bool
    domain: str
    sections: tuple[Section, ...]
    functions: bool
    ordinary: bool
    more: dict[str, str] = field(default_factory=dict)

    @property
    def people(self) -> tuple[Expected, ...]:
        """Everyone, in order."""
        return tuple(p for s in self.sections for p in s.people)

    def with_plain_headings(self) -> Plan:
        """Without headings that may be names: among names without addresses nobody can tell them."""
        names = [text.lower() for text in headings.NAME_LIKE]
        return replace(self, sections=tuple(s for s in self.sections if not any(n in s.heading.lower() for n in names)))


def plan(random: Random, *, ordinary: bool) -> Plan:
    """Some groups with ordinary headings; or with one or two that are turned or tell nothing."""
    own = random.choice(DISCIPLINES)
    domain = f"{random.choice(('zuidland', 'noordzee', 'hetlaar', 'stadszh'))}.example"
    functions = random.random() < 0.5
    taken: set[str] = set()
    order = list(GROUPS) if random.random() < 0.8 else random.sample(GROUPS, 3)
    sections = [_ordinary(group, n, own, domain, functions, taken, random) for n, group in enumerate(order)]
    if not ordinary:
        for _ in range(random.choice((1, 1, 2))):
            place = random.randint(1, len(sections))
            make = random.choice((_turned, _unknown))
            sections.insert(place, make(len(sections), own, domain, functions, taken, random))
    return Plan(own, random.random() < 0.7, domain, tuple(sections), functions, ordinary)


def without_headings(random: Random) -> Plan:
    """People whose function alone tells the group; the discipline is known."""
    own = random.choice(DISCIPLINES)
    taken: set[str] = set()
    people = tuple(
        Expected(p, (p.group,), p.group != PEERS or bool(p.function))
        for g in GROUPS
        for p in _people(g, own, "zuidland.example", taken, random)
    )
    return Plan(own, True, "zuidland.example", (Section("", people),), True, True)


def _people(group: str, own: tuple[str, str], domain: str, taken: set[str], random: Random) -> list[Person]:
    found: list[Person] = []
    for _ in range(random.randint(1, 6)):
        who = person(group, own, domain, random)
        if not {who.address, who.family.lower(), who.full.lower()} & taken:
            taken |= {who.address, who.family.lower(), who.full.lower()}
            found.append(who)
    return found or [person(group, own, f"{random.randint(100, 999)}.{domain}", random)]


def _ordinary(
    group: str, number: int, own: tuple[str, str], domain: str, functions: bool, taken: set[str], random: Random
) -> Section:
    people = _people(group, own, domain, taken, random)
    text = headings.decorated(headings.heading(group, own, random), number, len(people), random)
    return Section(text, tuple(Expected(p, (group,), sure=True) for p in people))


def _turned(
    number: int, own: tuple[str, str], domain: str, functions: bool, taken: set[str], random: Random
) -> Section:
    text, groups = random.choice(list(headings.TURNED.items()))
    people = _people(random.choice(groups), own, domain, taken, random)
    text = headings.decorated(text, number, len(people), random)
    return Section(text, tuple(Expected(p, _may(p, groups, functions), sure=False) for p in people))


def _unknown(
    number: int, own: tuple[str, str], domain: str, functions: bool, taken: set[str], random: Random
) -> Section:
    text = random.choice((random.choice(headings.UNKNOWN), random.choice(headings.NAME_LIKE)))
    group = random.choice(GROUPS[1:])
    people = _people(group, own, domain, taken, random)
    text = headings.decorated(text, number, len(people), random)
    return Section(text, tuple(Expected(p, (group,) if functions else (), sure=False) for p in people))


def _may(who: Person, groups: tuple[str, ...], functions: bool) -> tuple[str, ...]:
    """With a function only the group that it leads to."""
    return (who.group,) if functions else groups


__all__ = ["DOCTORS", "Expected", "Plan", "Section", "function_of", "plan", "without_headings"]

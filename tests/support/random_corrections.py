"""Corrections of a list as people type them, made at random, with what they come to."""

from __future__ import annotations

import random
from dataclasses import dataclass

from bot.core.listed import ListedRespondent

NAMES = (
    "Hanna Kok",
    "Otto Lam",
    "Mia Post",
    "Hans Oud",
    "Els Zalm",
    "Bert Haring",
    "Jaap van den Berg",
    "Noor El Fassi",
    "Anna Kwak",
    "Anna Reiger",
    "Sjoerd de Groot",
    "Wil ter Horst",
)
GROUPS = ("vakgenoten", "artsen", "niet_artsen")
LIST = tuple(
    ListedRespondent(n, f"{n.split()[0].lower()}.{n.split()[-1].lower()}@zuidland.example", GROUPS[i % 3])
    for i, n in enumerate(NAMES)
)
_NEW = ("Pia Duim", "Karel Snoek", "Loes van Vliet", "Tim Baars", "Ria Smit")
_LABELS = (
    ("de vakgenoten", "vakgenoten"),
    ("de artsen", "artsen"),
    ("de artsen van een andere discipline", "artsen"),
    ("de niet-artsen", "niet_artsen"),
)
_REASONS = (
    "met verlof",
    "al een tijd ziek",
    "met pensioen",
    "te druk met andere zaken",
    "inmiddels vertrokken",
    "naar een ander ziekenhuis",
)
Truth = tuple[str, str, str]
"""What is done, to whom, and what becomes of it: an address, a group, a name, or ""."""


@dataclass(frozen=True)
class Said:
    """One piece of a letter; with `truth` () nothing of it may be done."""

    text: str
    truth: tuple[Truth, ...]


def called(chance: random.Random, name: str) -> str:
    """The whole name, with a title or not, or the surname where nobody else has it."""
    family = name.split(" ", 1)[1]
    polite = family[0].upper() + family[1:]
    return chance.choice(
        (
            name,
            name,
            f"{chance.choice(('dr.', 'drs.'))} {name}",
            f"collega {name}",
            f"mevrouw {polite}",
            f"de heer {family}",
        )
    )


def leaves(chance: random.Random, name: str, other: str) -> Said:
    """Somebody goes: verbs, order, a reason before or behind, a pronoun."""
    x, y, why = called(chance, name), called(chance, other), chance.choice(_REASONS)
    pronoun = chance.choice(("zij", "hij", "die"))
    behind = chance.choice(
        ("", "", f", {pronoun} is {why}", f", want {pronoun} is {why}", f" omdat {pronoun} {why} is", " wegens ziekte")
    )
    particle = chance.choice(("", "", " toch", " helaas", " bij nader inzien"))
    one = chance.choice(
        (
            f"{x} kunt u van de lijst halen{behind}",
            f"{x} mag eraf{behind}",
            f"{x} mag{particle} van de lijst{behind}",
            f"{x} kan{particle} weg{behind}",
            f"{x} doet{particle} niet mee{behind}",
            f"{x} wil{particle} niet meedoen{behind}",
            f"{x} doet niet meer mee{behind}",
            f"{x} valt af{behind}",
            f"{x} graag van de lijst halen{behind}",
            f"Haal {x} maar van de lijst{behind}",
            f"Graag {x} verwijderen{behind}",
            f"Wilt u {x} schrappen{behind}",
            f"Kunt u {x} van de lijst halen?",
            f"Schrap {x}{behind}",
            f"{x} is {why}, dus die mag eraf",
            f"{x} is {why}, haal {chance.choice(('haar', 'hem'))} maar van de lijst",
            f"{x} is {why}. Wilt u {chance.choice(('haar', 'hem'))} verwijderen?",
            f"{x} will not take part",
            f"Please take {name} off the list, {chance.choice(('she', 'he'))} is on leave",
            f"Please remove {name}",
        )
    )
    if chance.random() < 0.7:
        return Said(one, (("remove", name, ""),))
    both = chance.choice(
        (
            f"{x} en {y} doen{particle} niet mee",
            f"{x} en {y} kunt u schrappen{behind}",
            f"Zowel {x} als {y} mogen eraf",
            f"{x} mag weg en {y} ook",
            f"Wilt u {x} en {y} van de lijst halen?",
        )
    )
    return Said(both, (("remove", name, ""), ("remove", other, "")))


def moves(chance: random.Random, name: str, other: str) -> Said:
    """Somebody comes into another group."""
    x = called(chance, name)
    label, group = chance.choice(_LABELS)
    text = chance.choice(
        (
            f"{x} hoort bij {label}",
            f"{x} moet{chance.choice(('', ' dus', ' eigenlijk'))} bij {label}",
            f"{x} mag naar {label}",
            f"Verplaats {x} naar {label}",
            f"Kunt u {x} bij {label} zetten?",
            f"Zet {x} bij {label}, want daar hoort {chance.choice(('hij', 'zij'))}",
            f"{x} werkt nu bij ons, dus die mag naar {label}",
            f"{x} staat verkeerd. {chance.choice(('Zij', 'Hij', 'Die'))} hoort bij {label}",
        )
    )
    return Said(text, (("move", name, group),))


def readdresses(chance: random.Random, name: str, other: str) -> Said:
    """An address was wrong."""
    x = called(chance, name)
    old = next(r.address for r in LIST if r.name == name)
    right = f"{name.split()[0].lower()}{chance.randrange(9)}@umc.example"
    text = chance.choice(
        (
            f"Het adres van {x} klopt niet, het moet zijn {right}",
            f"Het juiste mailadres van {x} is {right}",
            f"Het adres van {x} is verouderd. Het nieuwe adres is {right}",
            f"van {x}: {old} is oud, nieuw is {right}",
            f"{x} is te bereiken op {right}",
            f"{old} moet zijn {right}",
            f"{x} heeft een nieuw adres: {right}",
            f"{x} werkt nu in het UMC, zijn adres is {right}",
            f"Mail {x} voortaan op {right}",
            f"The address of {name} is {right}",
        )
    )
    return Said(text, (("address", name, right),))


def renames(chance: random.Random, name: str, other: str) -> Said:
    """A name was misspelt, and perhaps the address with it."""
    spelt, right = name + "t", f"{name.split()[0].lower()}.t@umc.example"
    text, address = chance.choice(
        (
            (f"Het is niet {name} maar {spelt}", False),
            (f"Niet {name} maar {spelt}, {right}", True),
            (f"De naam van {name} moet zijn {spelt}", False),
            (f"Er staat {name}, dat moet {spelt} zijn", False),
            (f"{name} heet eigenlijk {spelt}", False),
        )
    )
    return Said(text, (("rename", name, spelt), *((("address", name, right),) if address else ())))


def comes(chance: random.Random, name: str, other: str) -> Said:
    """Somebody new, or two of them in two groups, or in somebody's place."""
    new, more = chance.sample(_NEW, 2)
    at, too = (f"{n.split()[0].lower()}@zuidland.example" for n in (new, more))
    x, kind = called(chance, name), chance.randrange(4)
    if kind == 0:
        text = chance.choice(
            (
                f"Voeg bij de niet-artsen nog toe: {new}, {at}, en bij de artsen {more}, {too}",
                f"Voeg toe: {new}, {at}, bij de niet-artsen en {more}, {too}, bij de artsen",
                f"Graag toevoegen bij de niet-artsen: {new} ({at}) en bij de artsen: {more} ({too})",
            )
        )
        return Said(text, (("add", "niet_artsen", at), ("add", "artsen", too)))
    if kind == 1:
        group = next(r.group for r in LIST if r.name == name)
        text = chance.choice(
            (
                f"Vervang {x} door {new}, {at}",
                f"In plaats van {x} graag {new} ({at})",
                f"{new}, {at}, komt in plaats van {x}",
                f"Kunt u {x} vervangen door {new}, {at}?",
            )
        )
        return Said(text, (("replace", name, at + " " + group),))
    text = chance.choice(
        (
            f"Voeg {new} ({at}) toe als vakgenoot",
            f"Voeg {new} ({at}) toe aan de vakgenoten",
            f"Extra vakgenoot: {new}, {at}",
            f"Er komt nog een vakgenoot bij: {new}, {at}",
            f"Ik heb ook nog {new} ({at}) gevraagd bij de vakgenoten",
        )
    )
    return Said(text, (("add", "vakgenoten", at),))


def denied(chance: random.Random, name: str, other: str) -> Said:
    """The opposite of a wish."""
    x = called(chance, name)
    return Said(
        chance.choice(
            (
                f"{x} mag u zeker niet schrappen",
                f"{x} hoeft er niet af",
                f"{x} mag niet van de lijst",
                f"Haal {x} niet van de lijst",
                f"U hoeft {x} niet te verwijderen, die doet gewoon mee",
                f"{x} doet wel mee",
                f"Verwijder {x} vooral niet",
                f"{x} hoort niet bij de artsen",
                f"Please do not remove {name}",
                f"{x} moet er niet af maar erop blijven",
                f"Vervang {x} niet door Pia Duim, pia@zuidland.example",
            )
        ),
        (),
    )


def conditional(chance: random.Random, name: str, other: str) -> Said:
    """A wish on a condition."""
    x, y = called(chance, name), called(chance, other)
    new = "Pia Duim (pia@zuidland.example)"
    return Said(
        chance.choice(
            (
                f"Als {x} niet reageert, dan graag {new} vragen",
                f"Mocht {x} niet reageren, vervang die dan door {new}",
                f"Indien {x} niet wil, schrap {y}",
                f"{x} mag eraf als zij voor vrijdag niets laat horen",
                f"Schrap {x}, tenzij hij nog antwoordt",
                f"Schrap {x}. Tenzij hij nog antwoordt",
                f"Voeg {new} toe als {x} afvalt",
                f"If {name} does not answer, please replace him by {new}",
                f"Remove {name} unless she answers this week",
                f"Misschien kan {x} eraf",
                f"{x} kan weg zodra {y} heeft geantwoord",
                f"Zodra {x} weg is mag {y} bij de vakgenoten",
                f"Mocht {x} niet reageren:\n- Pia Duim, pia@zuidland.example, internist",
            )
        ),
        (),
    )


def unclear(chance: random.Random, name: str, other: str) -> Said:
    """What nobody can carry out."""
    return Said(
        chance.choice(
            (
                "Anna doet niet mee",
                "Die ene van de poli mag er ook af",
                "De groep niet-artsen mag weg, daar komt een nieuwe lijst voor",
                "Alle adressen eindigen tegenwoordig op @umc.example",
                f"Vervang {name} door Pia Duim, pia@zuidland.example of Tim Baars, tim@zuidland.example",
                "Mijn secretaresse is Ria Smit, ria@zuidland.example",
                f"{name} mag weg maar {other} niet",
            )
        ),
        (),
    )


def readdresses_several(chance: random.Random, count: int) -> Said:
    """New addresses of two or more, each said so that it is clear whose it is."""
    who = [r for r in chance.sample(LIST, count) if r.name != "Anna Kwak"]
    new = [f"{r.name.split()[0].lower()}{chance.randrange(9)}@umc.example" for r in who]
    pairs = list(zip(who, new, strict=True))
    both = " en ".join(r.name for r in who), " en ".join(new)
    text = chance.choice(
        (
            " en ".join(f"{r.name} {chance.choice(('is', 'heeft', ''))} {a}" for r, a in pairs),
            "; ".join(f"voor {r.name} geldt {a}" for r, a in pairs),
            "\n\n".join(f"Oud: {r.address}\nNieuw: {a}" for r, a in pairs),
            "\n".join(f"Oud adres: {r.address}, nieuw adres: {a}" for r, a in pairs),
            "\n\n".join(f"Nieuw: {a}\nOud: {r.address}" for r, a in pairs),
            "Naam | Oud | Nieuw\n" + "\n".join(f"{r.name} | {r.address} | {a}" for r, a in pairs),
            "Naam;Oud adres;Nieuw adres\n" + "\n".join(f"{r.name};{r.address};{a}" for r, a in pairs),
            "\n\n".join(f"Naam: {r.name}\nMail: {a}" for r, a in pairs),
            f"De adressen van {both[0]} zijn respectievelijk {both[1]}",
            f"{both[0]} hebben {both[1]}, respectievelijk",
            ", ".join(f"{r.name}: {a}" for r, a in pairs),
            "\n".join(f"- {r.address} -> {a}" for r, a in pairs),
            "\n".join(f"{a} is van {r.name}" for r, a in pairs),
        )
    )
    return Said(text, tuple(("address", r.name, a) for r, a in pairs))


def readdresses_in_a_heap(chance: random.Random) -> Said:
    """Two people and two new addresses, and nothing that says who gets which."""
    one, other = (r.name for r in chance.sample(LIST, 2))
    a, b = "eerste@umc.example", "tweede@umc.example"
    text = chance.choice(
        (
            f"{one} en {other}:\n{a}\n{b}",
            f"{one}, {other}: {a}, {b}",
            f"De adressen van {one} en {other} zijn {a} en {b}",
            f"Pia Duim ({a}) voor {one}, {other} blijft, alleen {b}",
        )
    )
    return Said(text, ())


WISHES = (leaves, leaves, leaves, moves, readdresses, renames, comes)
OTHERS = (denied, conditional, unclear)


def letter(chance: random.Random) -> tuple[str, tuple[Said, ...]]:
    """One to three pieces about different people, on lines or in one paragraph."""
    names = chance.sample(NAMES, 6)
    makers = [chance.choice(WISHES if chance.random() < 0.75 else OTHERS) for _ in range(chance.choice((1, 1, 2, 3)))]
    pieces = tuple(make(chance, names[2 * i], names[2 * i + 1]) for i, make in enumerate(makers))
    told = [s.text[0].upper() + s.text[1:] + ("" if s.text.endswith("?") else ".") for s in pieces]
    glue = chance.choice(("\n", "\n\n", " ")) if not any("\n" in t for t in told) else "\n\n"
    opening = chance.choice(("Beste mevrouw De Vries,\n\n", "", "Dank u wel.\n\n"))
    closing = chance.choice(("\n\nGroet, Jan Bakker", "\n\nMet vriendelijke groet,\nJan Bakker", ""))
    return opening + glue.join(told) + closing, pieces

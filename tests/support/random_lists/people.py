"""Invented people with the names, functions and addresses that a Dutch hospital has."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

PEERS, DOCTORS, OTHERS = "vakgenoten", "artsen", "niet_artsen"
GROUPS = (PEERS, DOCTORS, OTHERS)

GIVEN = [
    "Hanna",
    "Otto",
    "Mia",
    "Karin",
    "Sjoerd",
    "Noor",
    "Loes",
    "Zoë",
    "Jeroen",
    "Fatma",
    "Kees",
    "Anna",
    "Piet",
    "Bram",
    "Ilse",
    "Gijs",
    "Floor",
    "Jurre",
    "Leo",
    "Kim",
    "Puk",
    "Quint",
    "Max",
    "Liv",
    "Roel",
    "Sanne",
    "Pia",
    "Jaap",
    "Iris",
    "Hugo",
    "Ria",
    "Tim",
    "Ans",
    "René",
    "Anne-Marie",
    "Jan-Willem",
    "Mohammed",
    "Yvonne",
    "Cees",
    "Ids",
    "Femke",
    "Wouter",
    "Truus",
    "Ahmed",
    "Esra",
    "Daan",
    "Lotte",
    "Thijs",
    "Maud",
    "Bo",
    "Els",
    "Ties",
    "Joris",
    "Marloes",
    "Youssef",
    "Chantal",
    "Björn",
    "Wil",
    "Co",
]
FAMILY = [
    "Kok",
    "Lam",
    "Post",
    "Vos",
    "Pel",
    "Dop",
    "Mulder",
    "Blok",
    "Köster",
    "Smit",
    "Jansen",
    "Dijk",
    "Duim",
    "Hiel",
    "Knie",
    "Noot",
    "Snaar",
    "Riet",
    "Trom",
    "Kramer",
    "Maes",
    "Tol",
    "Gans",
    "Schuurman",
    "Wagenaar",
    "Boonstra",
    "Prins",
    "de Boer",
    "de Vries",
    "van den Berg",
    "van der Meer",
    "van Zanten",
    "van Loon",
    "'t Hart",
    "'t Hoen",
    "van 't Hof",
    "El Fassi",
    "el Idrissi",
    "Yıldız",
    "Öztürk",
    "ter Horst",
    "ten Broeke",
    "op de Beek",
    "in 't Veld",
    "Lam-de Boer",
    "Smit-van Dalen",
    "van der Meer-de Wit",
    "Jansen-Bakkers",
    "de Groot-Visser",
    "O'Brien",
    "Visser",
    "Peters",
    "Hendriks",
    "Bos",
    "Koning",
    "Dekker",
    "Arts",
    "Brouwer",
    "de Wit",
    "Kuipers",
    "Veenstra",
    "IJsselstein",
    "Nguyen",
    "Xu",
    "van de Ven",
    "von Stein",
    "de la Cruz",
    "Timmerman",
    "Slager",
    "Dokter",
    "Meester",
    "Long",
    "de Maat",
    "Post-Blom",
]
TITLES = ("", "", "", "", "", "dr. ", "drs. ", "prof. dr. ", "mw. ", "dhr. ", "mevr. ", "mevrouw ", "de heer ", "Zr. ")

DISCIPLINES = (  # the doctor, and the department
    ("cardioloog", "cardiologie"), ("kinderarts", "kindergeneeskunde"), ("chirurg", "heelkunde"),
    ("anesthesioloog", "anesthesiologie"), ("internist", "interne geneeskunde"), ("neuroloog", "neurologie"),
    ("radioloog", "radiologie"), ("gynaecoloog", "gynaecologie"), ("uroloog", "urologie"), ("MDL-arts", "MDL"),
    ("longarts", "longgeneeskunde"), ("psychiater", "psychiatrie"), ("KNO-arts", "KNO"), ("oogarts", "oogheelkunde"),
    ("dermatoloog", "dermatologie"), ("orthopedisch chirurg", "orthopedie"), ("klinisch geriater", "geriatrie"),
)  # fmt: skip
_DOCTORS = [
    "AIOS",
    "aios",
    "aios {d}",
    "ANIOS",
    "anios {d}",
    "huisarts",
    "arts-assistent",
    "SEH-arts",
    "basisarts",
    "ziekenhuisarts",
    "specialist ouderengeneeskunde",
    "arts in opleiding tot specialist",
    "AIOS {d}",
    "bedrijfsarts",
    "arts",
    "revalidatiearts",
]
_OTHERS = [
    "verpleegkundige",
    "verpleegkundig specialist",
    "secretaresse",
    "doktersassistente",
    "physician assistant",
    "PA",
    "VS",
    "fysiotherapeut",
    "teamleider",
    "OK-assistent",
    "poli-assistente",
    "zorgmanager",
    "ziekenhuisapotheker",
    "medisch secretaresse",
    "regieverpleegkundige",
    "laborant",
    "planner",
    "polikliniekassistente",
    "IC-verpleegkundige",
    "anesthesiemedewerker",
    "logopedist",
    "diëtist",
    "medisch psycholoog",
    "maatschappelijk werker",
    "verpleegkundige {d}",
    "secretaresse {d}",
    "teamhoofd {d}",
    "operatieassistent",
    "verloskundige",
    "casemanager",
    "research nurse",
    "afdelingshoofd",
    "bedrijfskundig manager",
    "geestelijk verzorger",
    "klinisch fysicus",
    "nurse practitioner",
    "doktersassistent",
    "medisch technicus",
    "administratief medewerker",
]
_PARTICLES = frozenset(["de", "van", "den", "der", "'t", "ter", "ten", "op", "in", "la", "el", "von", "ven"])


@dataclass(frozen=True)
class Person:
    """One respondent as they are in truth."""

    given: str
    initials: str
    particle: str
    family: str
    address: str
    group: str
    function: str

    @property
    def surname(self) -> str:
        """With its tussenvoegsel in front."""
        return f"{self.particle} {self.family}".strip()

    @property
    def full(self) -> str:
        """First name and surname."""
        return f"{self.given} {self.surname}"


def function_of(group: str, own: tuple[str, str], random: Random) -> str:
    """Something that such a person may be."""
    if group == PEERS:
        return own[0]
    other = random.choice([d for d in DISCIPLINES if d != own])
    if group == DOCTORS:
        return random.choice(_DOCTORS).format(d=other[1]) if random.random() < 0.5 else other[0]
    return random.choice(_OTHERS).format(d=random.choice((own, other))[1])


def person(group: str, own: tuple[str, str], domain: str, random: Random) -> Person:
    """Somebody of this group."""
    given, surname = random.choice(GIVEN), random.choice(FAMILY)
    words = surname.split()
    cut = 0
    while cut < len(words) - 1 and words[cut].lower() in _PARTICLES and words[cut] != "El":
        cut += 1
    letters = given[0] + "".join(random.sample("ABCEGHJLMPRSTW", random.choice((0, 0, 0, 1, 1, 2))))
    initials = "".join(f"{c}." for c in letters)
    particle, family = " ".join(words[:cut]), " ".join(words[cut:])
    address = f"{_local(given, letters, particle, family, random)}@{domain}"
    return Person(given, initials, particle, family, address, group, function_of(group, own, random))


def _plain(text: str) -> str:
    table = str.maketrans("ëéöüıçñžäøÖË'", "eeouicnzaooe ")
    return "".join(c for c in text.translate(table).lower().replace(" ", "") if c.isascii())


def _local(given: str, letters: str, particle: str, family: str, random: Random) -> str:
    tail, first = _plain(particle) + _plain(family), _plain(given)
    return random.choice(
        (
            f"{first[0]}.{tail}",
            f"{first}.{tail}",
            f"{first[0]}{tail}",
            f"{'.'.join(letters.lower())}.{tail}",
            f"{tail}",
            f"{tail}.{first[0]}",
            f"{first}",
            f"{first[0]}.{_plain(family)}",
            f"{random.choice('abxz')}{random.randint(10000, 99999)}",
        )
    )


def spelled(who: Person, random: Random, style: str = "") -> str:
    """A name as somebody types it; `style` is one of STYLES."""
    style = style or random.choice(STYLES)
    title = random.choice(TITLES)
    if style == "first":
        return (title if title.startswith(("dr", "prof", "drs")) else "") + who.full
    if style == "initials":
        return f"{title}{who.initials} {who.surname}"
    if style == "shouted":
        return who.full.upper()
    if style == "small":
        return who.full.lower()
    first = who.given if style == "comma-first" else who.initials
    behind = f" {who.particle}" if who.particle and random.random() < 0.6 else ""
    before = who.family if behind or not who.particle else who.surname
    return f"{before}, {first}{behind}"


STYLES = ("first", "first", "first", "initials", "initials")


def book(who: Person, random: Random) -> str:
    """A name as an address book displays it."""
    plain = spelled(who, random, random.choice(("comma", "comma-first")))
    initials = spelled(who, random, "comma")
    return random.choice(
        (
            plain,
            f"{initials} ({who.given})",
            f"{initials} ({who.given}) - {random.choice(('CAR', 'INT', 'OK', 'SEH', 'MDL', 'Poli'))}",
            f"{plain} [{random.choice(('MDL', 'CAR', 'Poli'))}]",
            f"{plain} ({random.choice(('Cardiologie', 'Radiologie', 'Interne'))})",
            f"{who.full} | Zuidland",
            f"{who.full} (via Zuidland)",
            f"'{who.full}'",
            f'"{plain}"',
            who.full,
        )
    )

"""Headings above respondents: ordinary ones, ones whose sense is turned by a word, and ones that tell nothing."""

from __future__ import annotations

from random import Random

from support.random_lists.people import DOCTORS, OTHERS, PEERS

ORDINARY = {
    PEERS: [
        "Vakgenoten",
        "Vakgenoten {d}",
        "Collega's",
        "Collega-{f}en",
        "Collega's van dezelfde discipline",
        "Directe collega's",
        "Collega's {d}",
        "Eigen vakgroep",
        "Vakgroep",
        "Vakgroep {d}",
        "Maatschap",
        "Maatschap {d}",
        "Maatschapsleden",
        "Vakgroepleden",
        "Collega's uit de vakgroep",
        "Collega's binnen de vakgroep",
        "Zelfde specialisme",
        "Collega-specialisten {d}",
        "Mijn vakgenoten",
        "Vakcollega's",
        "Directe collega's (zelfde vakgroep)",
        "Collega's eigen discipline",
        "Collega's uit de maatschap",
        "Collega's van mijn eigen specialisme",
        "Leden van de vakgroep",
        "Eigen maatschap",
        "Collega specialisten van dezelfde discipline",
    ],
    DOCTORS: [
        "Artsen",
        "Artsen andere disciplines",
        "Andere artsen",
        "Andere specialisten",
        "Overige specialisten",
        "Overige artsen",
        "Artsen van een andere discipline",
        "Specialisten andere vakgebieden",
        "Artsen en aios",
        "Medisch specialisten (andere disciplines)",
        "Andere disciplines",
        "Andere specialismen",
        "Artsen (andere discipline)",
        "Artsen / aios",
        "Aios en artsen van andere disciplines",
        "Artsen, aios en specialisten van een andere discipline",
        "Collega's van andere specialismen",
        "Collega's andere disciplines",
        "Artsen andere vakgroepen",
        "Artsen van andere afdelingen",
        "Huisartsen en verwijzers",
        "AIOS/ANIOS",
        "Arts-assistenten",
        "Overige artsen (incl. aios)",
        "Artsen andere maatschap",
        "Artsen buiten de vakgroep",
        "Collega-artsen van een andere discipline",
        "Medisch specialisten van een ander specialisme",
        "Artsen uit andere vakgroepen",
        "Dokters andere discipline",
    ],
    OTHERS: [
        "Niet-artsen",
        "Niet artsen",
        "Medewerkers",
        "Overige medewerkers",
        "Verpleging",
        "Verpleegkundigen",
        "Verpleging en secretariaat",
        "Ondersteunend personeel",
        "Medewerkers (geen arts)",
        "Geen artsen",
        "Medewerkers die geen arts zijn",
        "Paramedici",
        "Verpleegkundigen en overig personeel",
        "Overig personeel",
        "Niet-medici",
        "Niet-artsen (verpleging, secretariaat)",
        "Verpleging / secretariaat",
        "Secretaresses en doktersassistenten",
        "Overige (niet-artsen)",
        "Medewerkers niet-artsen",
        "Verpleegkundigen, secretaresses",
        "Doktersassistenten",
        "Secretariaat",
        "Collega's niet-artsen",
        "Andere niet-artsen",
        "Niet-medisch personeel",
        "Medewerkers polikliniek",
        "Verpleegkundig specialisten en PA's",
        "Poli-assistentes",
    ],
}
TURNED = {  # which groups such a heading may mean; a doubt is always right
    "Buiten de vakgroep": (DOCTORS, OTHERS), "Andere vakgroepen": (DOCTORS,), "Niet de eigen maatschap": (DOCTORS,),
    "Geen vakgenoten": (DOCTORS, OTHERS), "Overige collega's": (DOCTORS, OTHERS), "Andere collega's": (DOCTORS, OTHERS),
    "Collega's buiten de vakgroep": (DOCTORS, OTHERS), "Collega's van andere afdelingen": (DOCTORS, OTHERS),
    "Artsen buiten de maatschap": (DOCTORS,), "Andere maatschappen": (DOCTORS,), "Artsen, geen vakgenoten": (DOCTORS,),
    "Geen directe collega's": (DOCTORS, OTHERS), "Artsen (niet van de eigen vakgroep)": (DOCTORS,),
    "Niet-vakgenoten": (DOCTORS, OTHERS), "Specialisten, niet uit mijn maatschap": (DOCTORS,),
    "Artsen niet uit de vakgroep": (DOCTORS,), "Collega's uit een ander specialisme": (DOCTORS,),
    "Niet uit mijn eigen vakgroep": (DOCTORS, OTHERS), "Uit andere vakgroepen": (DOCTORS,),
    "Vakgroepoverstijgend": (DOCTORS, OTHERS), "Personen van buiten de maatschap": (DOCTORS, OTHERS),
    "Collega's elders": (DOCTORS, OTHERS), "Artsen die geen vakgenoot zijn": (DOCTORS,),
    "Medewerkers, geen artsen": (OTHERS,), "Collega's die geen arts zijn": (OTHERS,), "Vakgroep overig": (DOCTORS, OTHERS),
    "Samenwerkende specialismen": (DOCTORS,), "Externe collega's": (DOCTORS, OTHERS), "Oud-collega's": (DOCTORS, OTHERS),
    "Andere artsen dan vakgenoten": (DOCTORS,), "Collega-artsen, niet cardiologie": (DOCTORS,),
    "Andere artsen binnen het ziekenhuis": (DOCTORS,), "Overige vakgroepen": (DOCTORS,),
    "Andere dan artsen": (OTHERS,), "Niet zijnde arts": (OTHERS,),
    "Vakgenoten, artsen": (PEERS, DOCTORS), "Vakgenoten & artsen": (PEERS, DOCTORS), "Vakgenoten/artsen": (PEERS, DOCTORS),
    "Collega-huisartsen": (DOCTORS,), "Collega's van de poli": (PEERS, OTHERS), "Artsen noch verpleging": (PEERS, OTHERS),
    "Niet alleen artsen": (DOCTORS, OTHERS), "Doktersassistenten en AIOS": (DOCTORS, OTHERS),
}  # fmt: skip
UNKNOWN = [
    "Overig",
    "Overigen",
    "Diversen",
    "De rest",
    "Extra",
    "Reserve",
    "Reservelijst",
    "Van de afdeling",
    "Mensen van de OK",
    "Team Zuid",
    "Ketenpartners",
    "Externen",
    "Intensive Care",
    "Locatie Noord",
    "Anderen",
    "Overige personen",
    "Nog te vragen",
    "Groep C (overig)",
    "Klinische afdeling",
    "OK-complex",
    "Zorglijn 3",
    "Bestuur en staf",
    "Verder",
    "Overige namen",
    "Uit de keten",
    "Dagbehandeling",
    "Polikliniek",
    "Via de werkgroep",
    "Kliniek B2",
    "Wijkteam",
    "Vroeger mee gewerkt",
    "Ook gevraagd",
    "Commissie",
    "Uit het netwerk",
    "Spoedplein",
    "Medische staf",
    "Opleidingsgroep",
    "Samenwerkingspartners",
    "Beide locaties",
]


NAME_LIKE = [  # two words with capitals, as names are
    "Zorgpad Heup", "Stroke Service", "Hartteam Oost", "Werkgroep Hartfalen", "MDO Leden", "Spoedplein Oost", "Team Rood",
    "Hart Longen Team", "Gouden Groep", "Raad van Bestuur", "Ketenzorg Zuid", "Vierde Etage", "Geriatrisch Netwerk",
]  # fmt: skip


def heading(group: str, own: tuple[str, str], random: Random) -> str:
    """An ordinary heading of a group."""
    doctor = {"chirurg": "chirurg", "kinderarts": "kinderarts"}.get(own[0], own[0])
    plural = doctor[:-3] + "og" if doctor.endswith("oog") else doctor
    return random.choice(ORDINARY[group]).format(d=own[1], f=plural)


def decorated(text: str, number: int, count: int, random: Random) -> str:
    """A heading with the numbers, letters, counts and marks that people put around it."""
    letter = "ABCDEFG"[number]
    roman = ("I", "II", "III", "IV", "V", "VI", "VII")[number]
    small = text[0].lower() + text[1:]
    text = random.choice(
        (
            *[text] * 8,
            f"{number + 1}. {text}",
            f"{letter}. {text}",
            f"{letter}) {text}",
            f"{roman}. {text}",
            f"{number + 1}e groep ({small})",
            f"Groep {number + 1}: {text}",
            f"Groep {letter} ({small})",
            f"Groep {number + 1} - {text}",
            f"{text} ({count})",
            f"{text} ({count} personen)",
            f"{text} (min. 3)",
            f"{text} - {count}x",
            f"{text.upper()}",
            f"{small}",
        )
    )
    return random.choice((*[text] * 4, *[f"{text}:"] * 4, f"**{text}**", f"--- {text} ---", f"# {text}", f"*{text}*:"))

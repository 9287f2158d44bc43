"""What the invented colleagues answer, and what the specialist writes about himself."""

from __future__ import annotations

from collections.abc import Iterable

from bot.demo.cast import COLLEAGUES, Colleague

CANARY = "kanariegeel"
"""A word that stands in every form, and may stand in no mail to the specialist or to a respondent."""

_EXPLANATIONS = (
    ("Staat voor zijn patiënten klaar en overlegt op tijd.", "Grondig, en eerlijk over wat hij niet weet.",
     "Rustig in acute situaties; daar leren de aios veel van."),
    ("Zijn brieven zijn helder, de mondelinge overdracht kan korter.", "Legt ook aan familie goed uit wat er speelt.",
     "Luistert goed, al is hij aan de telefoon soms kort."),
    ("Komt afspraken na en denkt mee.", "Is goed bereikbaar voor de afdeling.", "Betrekt iedereen bij de visite."),
    ("Houdt zijn vak bij en deelt wat hij leest.", "Bespreekt nieuwe richtlijnen in de overdracht.", ""),
    ("Let op de thuissituatie van patiënten.", "", "Meldt incidenten en bespreekt ze zonder verwijten."),
    ("De poli loopt vaak uit; een ander spreekuurschema zou helpen.", "Plant realistisch.",
     "Neemt te veel taken op zich."),
    ("Spreekt anderen aan op een prettige manier.", "Reageert open op kritiek.", "Betrouwbaar en integer."),
)  # fmt: skip
_OPEN = (
    ("Vooral blijven meedenken met de verpleegafdeling.", "De rust die u uitstraalt tijdens de dienst.",
     "De tijd die u voor patiënten neemt."),
    ("Eerder hulp vragen als de agenda volloopt.", "Vaker uit handen geven aan de aios.",
     "Korter zijn in de ochtendoverdracht."),
    ("Plan een vast moment per week voor overleg met de poli.", "Loop eens een dag mee op de eerste harthulp.",
     "Zet de telefoon uit tijdens het opleidingsgesprek."),
)  # fmt: skip
_SCORES = (5, 4, 4, 5, 3, 3, 4, 5, 4, 4, 4, 2, 5)
PROUD = "De opbouw van het hartfalenspreekuur."
_SELF = ("Ik ben tevreden over de kwaliteit van de zorg, minder over de tijd die ik ervoor heb.", "Dat kan korter.",
         "Hier steek ik energie in, vooral met de verpleegkundigen.", "Ik lees bij, maar te weinig systematisch.",
         "Heeft mijn aandacht.", "Mijn spreekuur loopt uit; daar wil ik het over hebben.", "Gaat goed.")  # fmt: skip
_PLAN = ("Uit de vorige evaluatie kwam de volle agenda naar voren.", "Op tijd eindigende spreekuren.",
         "Ander schema, met de teamleider.", "Voor de zomer.", "Korter en gerichter overdragen.",
         "Cursus en feedback van de aios.", "Dit najaar.", "Delegeren.", "Vast overleg.", "In januari.")  # fmt: skip


def answers(colleague: Colleague) -> dict[int, tuple[str, str]]:
    """Score ("" for an open question) and words by the question's number."""
    n = COLLEAGUES.index(colleague)
    scored = {
        i + 1: (str(_SCORES[(n + 2 * i) % len(_SCORES)]), said[(n + i) % len(said)])
        for i, said in enumerate(_EXPLANATIONS)
    }
    opened = {i + 8: ("", said[(n + i) % len(said)]) for i, said in enumerate(_OPEN)}
    return {**scored, **opened, 10: ("", f"{opened[10][1]} Een {CANARY} briefje op de deur helpt ook.")}


def labelled(said: dict[int, tuple[str, str]], **facts: str) -> dict[str, str]:
    """The answers by the labels of the Word form's fields."""
    fields = {f"Score {number}": score for number, (score, _) in said.items() if score}
    for number, (score, words) in said.items():
        fields[f"{'Toelichting' if score else 'Antwoord'} {number}"] = words
    return fields | {key.replace("_", " ").capitalize(): value for key, value in facts.items()}


def self_evaluation() -> dict[str, str]:
    """The specialist about himself."""
    said = {i: (str(3 + (i % 2)), words) for i, words in enumerate(_SELF, 1)}
    return labelled(said | {8: ("", PROUD), 9: ("", "Grenzen stellen aan mijn agenda."), 10: ("", "Mijn spreekuur.")})


def plan() -> dict[str, str]:
    """His personal development plan."""
    return labelled({i: ("", words) for i, words in enumerate(_PLAN, 1)})


def ordinary() -> Iterable[tuple[str, str, str, str, str]]:
    """Mail that has nothing to do with any traject: when, name, address, subject, text."""
    yield ("2026-11-02 08:40", "Esther Blom", "esther.blom@coachkring.example", "Intervisie 19 november",
           "Dag Marijke,\n\nZullen wij de intervisie van de 19e bij mij houden?\n\nGroet, Esther\n")  # fmt: skip
    yield ("2026-11-05 15:20", "Boekhouding Vlot", "facturen@vlot.example", "Factuur 2026-1108",
           "Geachte mevrouw Van Loon,\n\nUw factuur van oktober staat klaar. Bedrag: € 96,80.\n")  # fmt: skip
    yield ("2026-11-11 12:05", "dr. P. Slagter", "p.slagter@oosterkliniek.example", "Coaching vakgroep",
           "Beste Marijke,\n\nOnze vakgroep zoekt een coach voor twee middagen in het voorjaar. Heb je tijd om te "
           "bellen?\n\nPaul Slagter\n")  # fmt: skip
    yield ("2026-11-17 06:00", "Nieuwsbrief Coachkring", "nieuws@coachkring.example", "Nieuwsbrief november",
           "In dit nummer: supervisie in kleine groepen, en een nieuwe datum voor de ledendag.\n")  # fmt: skip
    yield ("2026-11-26 10:30", "Ilse van Loon", "ilse@thuispost.example", "Sinterklaas",
           "Hoi mam, kom je zaterdag de 5e? Neem jij de chocoladeletters mee?\n\nx Ilse\n")  # fmt: skip
    yield ("2027-02-09 09:10", "Vergaderhuis De Kade", "zalen@dekade.example", "Uw reservering",
           "Wij bevestigen zaal 2 op 14 april, van 13.00 tot 17.00 uur.\n")  # fmt: skip

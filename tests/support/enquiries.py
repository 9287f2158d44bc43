"""Mails of strangers that ask for a traject, and mails about one that ask for none; seeded, with known truth."""

from __future__ import annotations

import random
from collections.abc import Iterator

TRAJECT = (
    "IFMS-traject",
    "IFMS traject",
    "IFMS",
    "IFMS-gesprek",
    "ifms-evaluatie",
    "I.F.M.S.-traject",
    "360-feedbacktraject",
)
TRAJECT_EN = ("IFMS", "IFMS trajectory", "IFMS evaluation", "360 degrees evaluation", "IFMS process")
WISHES = (
    "Graag een {t}.", "Graag een {t} bij u.", "Graag informatie over een {t}.", "Ik wil graag een {t}.",
    "Aanvraag {t}.", "Aanmelding {t}", "Interesse in een {t}.", "Ik zoek een begeleider voor mijn {t}.",
    "Kan dat, een {t} bij u?", "Is een {t} mogelijk in het voorjaar?", "Wat kost een {t}?", "Op zoek naar een {t}.",
    "Een {t} graag, liefst voor de zomer.", "Kan ik bij u terecht voor een {t}?", "Heeft u ruimte voor een {t}?",
    "Offerte gevraagd voor een {t}.", "Wij willen een {t} starten.", "Hoe kan ik een {t} aanvragen?",
    "Toe aan een {t}.", "{t} gewenst.", "Verzoek om een {t}.", "Wanneer kan een {t} beginnen?",
    "Graag een {t}, telefoon 06-12345678.", "Graag een {t} voor mijn herregistratie.",
    "Ik heb nog geen {t} gedaan en zou dat graag doen bij u.", "Doet u ook een {t}?", "Wilt u mijn {t} verzorgen?",
)  # fmt: skip
WISHES_EN = (
    "I would like an {t}.", "Looking for an {t}.", "Please, an {t}.", "Request for an {t}.", "Interested in an {t}.",
    "How much is an {t}?", "Could you do my {t}?", "Do you offer an {t}?", "I need an {t} for my re-registration.",
    "Is an {t} possible in spring?", "Application for an {t}", "{t} wanted.", "Would you be available for an {t}?",
)  # fmt: skip
BELOW = (
    "Kunt u mij bellen?", "Graag even bellen.", "Wat zijn de kosten?", "Is dat mogelijk bij u?",
    "Graag contact: 06-12345678.", "Wanneer kunnen we beginnen?", "Graag een afspraak.", "Heeft u plek in het voorjaar?",
    "Kunt u mij informatie sturen?",
)  # fmt: skip
BELOW_EN = ("Could you call me?", "Please call me.", "What does it cost?", "Would you send me information?")
GREETINGS = ("", "", "Beste mevrouw De Vries,\n\n", "Geachte mevrouw,\n\n", "L.S.,\n\n", "Goedemorgen,\n\n", "Hallo,\n")
GREETINGS_EN = ("", "Dear Dr De Vries,\n\n", "Hello,\n\n")
SIGNATURES = (
    "", "", "\n\nJoost Hofman, chirurg", "\n\nMet vriendelijke groet,\nMirjam Schouten\nkinderarts\nKliniek Oost",
    "\n\nGroet, Ali el Amrani", "\n\nMvg\nJ. Hofman\n\nVerstuurd vanaf mijn iPhone",
)  # fmt: skip
SUBJECTS = ("", "Vraag", "Aanvraag", "IFMS", "Herregistratie", "Bericht", "Verzoek", "aanmelding")
NAMED = ("IFMS", "IFMS-traject", "Aanvraag IFMS", "IFMS-gesprek voorjaar", "360-feedback")

NO_ENQUIRY = (
    ("Graag geen {t} meer.", "declines"), ("Ik wil geen {t}.", "declines"), ("Ik zie af van het {t}.", "declines"),
    ("Nee, geen interesse in een {t}.", "declines"), ("Een {t} is voor mij niet nodig, bedankt.", "declines"),
    ("Ik wil mijn {t} graag annuleren.", "declines"), ("Het {t} hoeft niet meer, graag afzeggen.", "declines"),
    ("Wilt u mij van de lijst voor het {t} halen? Ik doe niet mee.", "declines"),
    ("Mijn collega doet een {t} bij u.", "mentions"), ("Leuk, dat {t} van mijn collega.", "mentions"),
    ("Ik had vorige week mijn {t}; dank u wel.", "mentions"), ("Mijn {t} is afgerond, fijn gesprek gehad.", "mentions"),
    ("Succes met het {t} van Jan.", "mentions"), ("Jan vertelde over zijn {t}, hij was tevreden.", "mentions"),
    ("Mijn collega volgt een {t} en hij zou u graag bellen over de planning.", "mentions"),
    ("Hoe verloopt het {t} van mijn collega?", "mentions"),
    ("Ik heb een vraag over het formulier voor het {t}. Kunt u mij bellen?", "respondent"),
    ("Graag een nieuw IFMS-formulier.", "respondent"), ("Kan ik het IFMS-formulier later sturen?", "respondent"),
    ("Kunt u mij de vragenlijst van het {t} nogmaals sturen?", "respondent"),
    ("Ik kreeg een uitnodiging voor een {t} over Jan Bakker, tot wanneer kan ik reageren?", "respondent"),
    ("Bijgaand mijn formulier voor het {t}.", "respondent"), ("Wie leest mijn IFMS-formulier?", "respondent"),
    ("Could you send me the IFMS form again?", "respondent"), ("I have a question about the IFMS questionnaire.", "respondent"),
    ("Lees alles over het {t} in onze nieuwsbrief.", "newsletter"),
    ("Nieuw: het {t} vernieuwd. Bekijk onze website https://ifms.example.", "newsletter"),
    ("Wij bieden software voor uw {t}. Kunt u een demo gebruiken?", "newsletter"),
    ("Schrijf u in voor de bijeenkomst over het {t}. Graag tot dan.", "newsletter"),
    ("Download the new guideline on {t} and register now.", "newsletter"),
    ("Webinar {t}: meld u aan, plaatsen beschikbaar.", "newsletter"),
    ("I do not want an {t}.", "declines"), ("Please cancel my {t}.", "declines"), ("No {t} needed, thank you.", "declines"),
    ("My colleague had an {t} with you.", "mentions"), ("His {t} went well.", "mentions"),
    ("Thanks for the {t} yesterday.", "mentions"), ("Bedankt voor het {t}.", "mentions"),
    ("Bijgaand de factuur voor het {t}, graag betalen.", "newsletter"),
    ("Ik wil graag supervisie na mijn {t}.", "mentions"),
)  # fmt: skip


def enquiries(count: int, seed: int = 8) -> Iterator[tuple[str, str]]:
    """Subject and text of mails that ask for a traject."""
    chance = random.Random(seed)
    for _ in range(count):
        english = chance.random() < 0.25
        traject = chance.choice(TRAJECT_EN if english else TRAJECT)
        wish = chance.choice(WISHES_EN if english else WISHES).format(t=traject)
        greeting = chance.choice(GREETINGS_EN if english else GREETINGS)
        where = chance.random()
        if where < 0.2:
            yield wish.rstrip("."), chance.choice(SIGNATURES).strip()
        elif where < 0.4:
            below = chance.choice(BELOW_EN if english else BELOW)
            yield chance.choice(NAMED), greeting + below + chance.choice(SIGNATURES)
        else:
            yield chance.choice(SUBJECTS), greeting + wish + chance.choice(SIGNATURES)


def others(count: int, seed: int = 8) -> Iterator[tuple[str, str, str]]:
    """Why it asks for none, subject and text."""
    chance = random.Random(seed)
    for _ in range(count):
        text, why = chance.choice(NO_ENQUIRY)
        said = text.format(t=chance.choice(TRAJECT))
        subject = chance.choice(("", "Vraag", "Bericht", "Re: IFMS", "Groet", said.rstrip(".")))
        yield why, subject, chance.choice(GREETINGS) + said + chance.choice(SIGNATURES)

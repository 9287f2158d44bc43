"""How people exercise a right under the AVG, and what only sounds like it: put together at random, the truth known."""

from __future__ import annotations

import random
from dataclasses import dataclass

from bot.core.words.privacy import Right

# fmt: off
_DATA = (
    'gegevens',
    'persoonsgegevens',
    'data',
    'persoonlijke gegevens',
)
_ASKED = (
    'Ik wil graag {x}.',
    'Graag {x}.',
    'Hierbij verzoek ik u om {x}.',
    'Kunt u mij {x} geven?',
    'Ik zou graag {x} krijgen.',
    'Op grond van de AVG wil ik {x}.',
    'Ik doe een beroep op mijn recht op {x}.',
    'Ik verzoek om {x}.',
    'Mag ik {x}?',
    'Ik ontvang graag {x}.',
    'Zou u mij {x} willen sturen?',
)
_WHAT = (
    'inzage in mijn {d}',
    'inzage in de {d} die u van mij bewaart',
    'een kopie van mijn {d}',
    'een overzicht van alle {d} die u over mij heeft',
    'inzage in alles wat u van mij heeft vastgelegd',
    'een afschrift van mijn {d}',
    'inzage in wat u over mij bewaart',
    'inzage in mijn dossier',
)
_ACCESS = (
    'Welke {d} heeft u van mij?',
    'Welke {d} bewaart u over mij?',
    'Ik wil weten welke {d} u van mij verwerkt.',
    'Ik dien een inzageverzoek in.',
    'Inzageverzoek op grond van artikel 15 AVG.',
    'Ik wil mijn {d} inzien.',
    'Mag ik mijn {d} inzien?',
    'Stuurt u mij alstublieft alle {d} die u van mij heeft.',
    'Wat heeft u allemaal van mij opgeslagen?',
    'Kunt u mij laten weten welke {d} er van mij zijn opgeslagen?',
    'Verzoek tot inzage.',
    'Ik maak gebruik van mijn recht op inzage.',
)
_ERASURE = (
    'Verwijder mijn {d}.',
    'Verwijder mijn {d} a.u.b.',
    'Wilt u mijn {d} verwijderen?',
    'Wilt u al mijn {d} wissen?',
    'Ik wil dat u mijn {d} verwijdert.',
    'Ik wil dat mijn {d} worden gewist.',
    'Ik verzoek u mijn {d} te wissen.',
    'Graag mijn {d} uit uw systeem verwijderen.',
    'Kunt u mijn {d} vernietigen?',
    'Haal mij uit uw bestand.',
    'Haalt u mij alstublieft uit uw systeem.',
    'Ik beroep mij op mijn recht op vergetelheid.',
    'Ik wil vergeten worden, artikel 17 AVG.',
    'Wis alles wat u van mij heeft.',
    'Ik wil dat alles wat u van mij heeft wordt verwijderd.',
    'U moet mijn {d} verwijderen.',
    'Verzoek tot verwijdering van mijn {d}.',
    'Verwijdert u mijn {d} alstublieft.',
    'Mijn {d} moeten worden verwijderd.',
    'Gelieve mijn {d} te verwijderen.',
)
_OBJECTION = (
    'Ik maak bezwaar tegen de verwerking van mijn {d}.',
    'Hierbij maak ik bezwaar tegen het gebruik van mijn {d}.',
    'Ik teken bezwaar aan tegen de verwerking.',
    'Ik maak bezwaar.',
    'Bezwaar.',
    'Ik heb bezwaar tegen het bewaren van mijn {d}.',
    'Ik geef geen toestemming voor het verwerken van mijn {d}.',
    'Ik wil niet dat u mijn {d} verwerkt.',
)
_OTHER = (
    'Ik wil mijn {d} laten verbeteren op grond van de AVG.',
    'Ik verzoek om rectificatie van mijn {d}.',
    'Ik verzoek om beperking van de verwerking van mijn {d}.',
    'Ik doe een beroep op mijn recht op overdraagbaarheid van gegevens.',
)
_ACCESS_EN = (
    'I would like access to my personal data.',
    'Please send me a copy of my data.',
    'What data do you hold about me?',
    'Which personal data do you have on me?',
    'This is a subject access request.',
    'I request access under article 15 GDPR.',
    'I would like to see what information you keep about me.',
    'Please provide a copy of all personal data concerning me.',
    'I want to exercise my right of access.',
)
_ERASURE_EN = (
    'Please delete my personal data.',
    'Please delete all my data.',
    'Could you erase my personal data?',
    'I want you to remove my data from your systems.',
    'I want my data to be deleted.',
    'Under the GDPR I request erasure of my data.',
    'Please erase everything you hold about me.',
    'I wish to exercise my right to be forgotten.',
)
_OBJECTION_EN = (
    'I object to the processing of my personal data.',
    'I hereby object.',
    'I do not want you to process my data.',
)
_LETTERS = (
    '{s}',
    'Geachte heer, mevrouw,\n\n{s}\n\nMet vriendelijke groet,\nPiet de Vries',
    'Beste mevrouw De Vries,\n\nDank voor uw mail. {s}\n\nGroet, Piet',
    'Goedemorgen,\n\n{s} Alvast dank.\n\nP. de Vries\ncardioloog',
)
_LETTERS_EN = (
    '{s}',
    'Dear Dr De Vries,\n\n{s}\n\nKind regards,\nPiet',
    'Hello,\n\nThank you for your mail. {s}',
)
NO_REQUESTS = (
    'Wat wilt u van mij weten?',
    'Wat verwacht u van mij?',
    'Heeft u alles van mij ontvangen?',
    'Heeft u alle gegevens van mij?',
    'Heeft u alle informatie van mij binnen?',
    'Ik vraag mij af of u alle gegevens van mij heeft.',
    'Wat hoort u van mij over hem?',
    'Wat heeft u over mij gehoord?',
    'Wat denkt u over mij?',
    'Do you have all the information from me?',
    'What do you expect of me?',
    'Have you received all data from me?',
    'U hoort nog van mij.',
    'Alles wat u van mij krijgt, is vertrouwelijk.',
    'Ik heb u alle informatie over mij al gegeven.',
    'Hij weet alles over mij en mijn werk.',
    'Wat zou u van mij vinden?',
    'Ik wil dat hij mij meer informatie geeft en mij serieus neemt.',
    'Hij vraagt wat u van mij vindt.',
    'Hij haalt mij altijd uit de brand.',
    'Haal mij maar uit de lijst.',
    'Haal mij van de lijst.',
    'Verwijder mij van de lijst a.u.b.',
    'Please remove me from the list.',
    'Ik heb een fout gemaakt, wilt u mijn vorige antwoord wissen?',
    'Ik heb de verkeerde gegevens ingevuld, wilt u die verwijderen?',
    'Mijn e-mailadres klopt niet, wilt u het oude verwijderen?',
    'Hij maakt zich sterk voor privacy en vernietigt uitdraaien.',
    'Soms verwijdert hij te snel gegevens.',
    'Hij zou mij beter kunnen informeren over gegevens uit de data-analyse.',
    'Mijn bezwaar: te weinig tijd.',
    'Zijn bezwaar is altijd goed onderbouwd.',
    'Een bezwaar is dat hij moeilijk bereikbaar is.',
    'Bezwaar van patiënten wordt serieus genomen.',
    'Geen bezwaar.',
    'Op verzoek geeft hij mij inzage.',
    'Op mijn verzoek gaf hij inzage in zijn agenda.',
    'Ik heb recht op een rustige overdracht.',
    'I have access to my patients data thanks to him.',
    'He should object more often.',
    'My only objection is his handwriting.',
    'Hij geeft patiënten altijd inzage in hun dossier.',
    'Zij geeft goed inzage in haar gegevens en overwegingen.',
    'Zou meer inzage in de planning mogen geven.',
    'Graag zie ik meer inzage in de data van de polikliniek.',
    'Ik krijg altijd snel inzage in de dossiers van zijn patiënten.',
    'Hij wist mijn gegevens niet meer en belde toch terug.',
    'Houdt zich aan de AVG en laat geen dossiers open staan.',
    "Hij wijst collega's op de AVG en op het recht op inzage van de patiënt.",
    'Zij verwijdert oude gegevens uit het dossier voordat ik ze nodig heb.',
    'Ik heb geen bezwaar tegen zijn manier van werken.',
    'Ik heb bezwaar tegen de toon waarop hij overdraagt.',
    'Soms maak ik bezwaar tegen zijn rooster.',
    'Hij maakt bezwaar als het moet.',
    'Ik maak vaak bezwaar tegen de planning.',
    'Hij vernietigt zijn aantekeningen zoals het hoort.',
    'Patiënten mogen van hem hun dossier inzien.',
    'Ik vraag hem vaak om inzage in een dossier en krijg dat direct.',
    'Hij vraagt mij om een kopie van het dossier.',
    'Hij stuurt altijd een kopie van de gegevens mee.',
    'Ik zou willen dat hij de gegevens van de patiënt beter vastlegt.',
    'Hij legt uit welke gegevens over de patiënt bekend zijn.',
    'Onderzoek: levert data op tijd aan, en weet welke data nodig zijn.',
    'Ik trek mijn formulier in.',
    'Wilt u mijn formulier verwijderen?',
    'Wilt u mijn antwoorden vernietigen?',
    'Verwijder mijn formulier.',
    'Hoe lang bewaart u mijn antwoorden?',
    'Worden mijn gegevens vertrouwelijk behandeld?',
    'Ziet dr. Bakker mijn antwoorden?',
    'Wie heeft inzage in mijn antwoorden?',
    'Krijgt de specialist inzage in mijn gegevens?',
    'Wat gebeurt er met mijn gegevens?',
    'Wij verwerken persoonsgegevens conform de AVG. Lees onze privacyverklaring.',
    'U heeft recht op inzage, correctie en verwijdering van uw gegevens, zie onze website.',
    'Dit bericht is vertrouwelijk. Bent u niet de geadresseerde, verwijder het dan en vernietig alle kopieën.',
    'If you are not the intended recipient please delete this message and all copies of the data.',
    'He always gives patients access to their data.',
    'She asked for a copy of my data and used it well.',
    'I object to the way the rota is made.',
    'I have no objection.',
    'He deleted my notes once.',
    'Remove me from the rota please.',
    'He knows what information about me matters in a handover.',
    'He asked what information he could give me about a patient.',
    'Ik ben het niet eens met zijn beleid en heb daar bezwaar tegen gemaakt.',
    'Ik wil graag dat hij mij vaker informatie geeft over de patiënt.',
    'Zou mij meer informatie mogen geven.',
    'Graag meer informatie over mij en mijn team in de overdracht.',
    'Hij heeft mijn gegevens doorgegeven aan de secretaresse.',
    'Mijn gegevens staan in het formulier.',
    'Hierbij mijn gegevens: Piet de Vries, cardioloog.',
    'Mijn nieuwe gegevens vindt u hieronder.',
    'Kunt u mijn e-mailadres wijzigen?',
    'Alle gegevens zijn ingevuld, een kopie heb ik bewaard.',
    'Mag ik een kopie van het formulier?',
    'Kunt u een kopie van mijn antwoorden sturen?',
    'In het dossier van mijn patiënt verwijderde hij een fout.',
    'Ik heb mijn data doorgegeven aan het secretariaat: 12 en 14 november.',
    'Hij denkt mee over de data waarop ik kan.',
    'Welke data schikken u?',
    'Welke data heeft u voor het gesprek?',
    'Welke data zijn er mogelijk voor mij?',
    'Kunt u mij de data van het gesprek geven?',
    'Graag een overzicht van de data voor het gesprek.',
    'Ik wil graag andere data voor het gesprek.',
    'Kunt u mij informatie geven over het traject?',
    'Wilt u mij informatie sturen over de kosten?',
    'Graag ontvang ik alle informatie over IFMS.',
    'Welke informatie heeft u van mij nodig?',
    'Welke gegevens heeft u van mij nodig?',
    'Welke gegevens moet ik invullen?',
    'Wil je mij van de lijst halen?',
    'Ik heb hem gevraagd mij uit het rooster te verwijderen.',
    'Hij wil inzage in alles wat er op de afdeling gebeurt.',
    'Verzoek: geef hem meer tijd voor administratie.',
    'Hij respecteert het recht op vergetelheid van patiënten.',
    'Hij toont bezwaar noch klacht.',
    'Deze mail en bijlagen zijn alleen bestemd voor de geadresseerde. Als u dit bericht ten onrechte ontvangt, verzoeken wij u het te verwijderen.',
    'Wilt u meer weten over hoe wij met uw gegevens omgaan, of wilt u inzage in uw gegevens, kijk dan op onze site.',
    'Het ziekenhuis verwerkt uw persoonsgegevens volgens de AVG; u kunt bezwaar maken tegen de verwerking van uw gegevens.',
)
"""Comments in forms, questions of fact, what is taken back, what hospitals put below their mail."""
_AROUND = (
    '{s}',
    'Communicatie: 4\nToelichting: {s}\nSamenwerking: 3',
    'Beste mevrouw De Vries,\n\nHierbij het formulier.\n\n{s}\n\nGroet, Anna',
    'Een fijne collega. {s} Verder geen opmerkingen.',
)
# fmt: on


@dataclass(frozen=True)
class Said:
    """A mail, the sentence in it that matters, and what is asked for."""

    text: str
    sentence: str
    right: Right


def request(rng: random.Random) -> Said:
    """Somebody exercises a right."""
    right = rng.choice(tuple(Right))
    if right is not Right.OTHER and rng.random() < 0.25:
        english = {Right.ACCESS: _ACCESS_EN, Right.ERASURE: _ERASURE_EN, Right.OBJECTION: _OBJECTION_EN}[right]
        sentence, letters = rng.choice(english), _LETTERS_EN
    else:
        dutch = {Right.ACCESS: _ACCESS, Right.ERASURE: _ERASURE, Right.OBJECTION: _OBJECTION, Right.OTHER: _OTHER}[
            right
        ]
        sentence, letters = rng.choice(dutch), _LETTERS
        if right is Right.ACCESS and rng.random() < 0.6:
            sentence = rng.choice(_ASKED).format(x=rng.choice(_WHAT))
        sentence = sentence.replace("{d}", rng.choice(_DATA))
    said = rng.choice((sentence, sentence.lower(), sentence.replace(". ", ".  ")))
    return Said(rng.choice(letters).format(s=said), sentence, right)


def no_request(rng: random.Random) -> str:
    """Nobody does."""
    return rng.choice(_AROUND).format(s=rng.choice(NO_REQUESTS))

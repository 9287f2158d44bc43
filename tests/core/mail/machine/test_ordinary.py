"""Ordinary mail that mentions holidays, illness, leaving and the like is a person's, and says no such thing of himself."""

from __future__ import annotations

import random

from bot.core.documents import Document
from bot.core.mail.message import Automatic, InboundMail
from bot.core.mail.parse import parse

HOLIDAYS = (
    "Ik ga volgende week met vakantie, dus liever daarvoor een afspraak.",
    "Hoe was uw vakantie?",
    "Vanwege de schoolvakantie is de poli rustiger dan anders.",
    "Na mijn vakantie bespreken we dit verder met de vakgroep.",
    "Wij zijn net terug van vakantie in Italië, het was prachtig.",
    "Jan is tot 20 november afwezig, dus ik neem zijn visite waar.",
    "De secretaresse is deze week met verlof; belt u haar maandag?",
    "In de kerstvakantie is het spreekuur op dinsdag.",
    "Ik was vorige week niet aanwezig bij de vergadering.",
    "Mijn collega is met zwangerschapsverlof en komt in maart terug.",
    "Bent u op 12 maart aanwezig?",
    "Vrijdag ben ik niet bereikbaar voor overleg, maandag wel.",
)
ILLNESS = (
    "De patiënt van kamer 4 is langdurig ziek en wacht op een plaats.",
    "Mevrouw Jansen is vorige week overleden, de familie komt dinsdag.",
    "Een van onze patiënten is langere tijd afwezig geweest van zijn werk.",
    "Hij heeft zich ziek gemeld, dus het rooster is krap.",
    "Mijn moeder is ziek, daarom reageer ik laat.",
    "De bedrijfsarts vindt hem arbeidsongeschikt.",
)
LEAVING = (
    "Collega Smit gaat in mei met pensioen, er komt een receptie.",
    "Dr. de Boer heeft het ziekenhuis verlaten en wordt opgevolgd.",
    "Werkt mevrouw Kok nog bij u?",
    "De oude opleider is niet meer werkzaam in ons ziekenhuis.",
    "Ik werk niet meer op woensdag maar op donderdag.",
    "Wanneer ik met pensioen ben, heb ik tijd genoeg.",
    "Zij heeft een nieuwe baan gevonden in Zwolle.",
    "Het oude formulier is niet meer in gebruik.",
    "Die poli is opgeheven.",
)
MACHINES = (
    "Ik kreeg een automatisch antwoord van Piet, weet u waar hij is?",
    "Het systeem verstuurt automatisch een herinnering, dat is vervelend.",
    "De mail kwam terug, klopt het adres?",
    "Uw mail is goed ontvangen, dank daarvoor.",
    "Kunt u de beveiligde mail nog eens sturen?",
    "Ik heb de uitslag via Zivver naar de huisarts gestuurd.",
    "De leesbevestiging zegt dat hij het gelezen heeft.",
    "Zij reageerde op uw bericht met een vraag.",
    "Het bericht van gisteren kunt u negeren.",
    "Kunt u mij bevestigen dat de afspraak doorgaat?",
    "Klik op de knop in het dossier om de brief te openen.",
)
PRIVACY = (
    "Het verslag bevat geen persoonsgegevens.",
    "Wij werken volgens de AVG.",
    "Ik heb geen bezwaar tegen een opname van het gesprek.",
    "Mag ik inzage in het rooster van volgende week?",
    "De gegevens van de patiënt staan in het dossier.",
    "Verwijder de bijlage maar, er zat een fout in.",
)
BUSINESS = (
    "De vergadering van de vakgroep is verplaatst naar donderdag.",
    "In de bijlage vindt u het rooster.",
    "Voor vragen kunt u contact opnemen met het secretariaat.",
    "Bedankt voor uw bericht van gisteren.",
    "Bij spoed kunt u mij bellen.",
    "Zullen wij daar maandag over overleggen?",
    "De richtlijn staat op https://www.richtlijnen.example/hartfalen.",
    "Wilt u de notulen nakijken?",
    "Het was een goed gesprek, dank je wel.",
    "Ik stuur de factuur volgende maand.",
    "Wat een mooie dag was het, de hele maatschap was er.",
)
GREETINGS = ("Beste Anna,", "Geachte mevrouw De Vries,", "Hoi,", "Dag Anna,", "Goedemorgen,", "")
CLOSINGS = ("Met vriendelijke groet,\nHans Mulder", "Groet, Hans", "Hartelijke groet,\n\ndr. H. Mulder\ncardioloog", "")
SUBJECTS = (
    "Vraag", "Re: Overleg", "Vakantie", "Rooster december", "Re: afwezigheid collega", "Pensioen dr. Smit", "Ziekte",
    "Fwd: notulen", "Zwangerschapsverlof Noor", "Re: Re: visite", "Overlijden patiënt", "Bericht van de vakgroep",
    "Wijziging afspraak", "Read this first", "Automatische deuren poli", "Intrekken aanvraag röntgen",
)  # fmt: skip
TOPICS = (HOLIDAYS, ILLNESS, LEAVING, MACHINES, PRIVACY, BUSINESS)
MANY = 3000


def ordinary(chance: random.Random) -> str:
    """Two to six sentences, of at least two topics."""
    topics = [BUSINESS, *chance.sample(TOPICS, chance.randint(1, 4))]
    said = [chance.choice(topic) for topic in topics for _ in range(chance.randint(1, 2))]
    chance.shuffle(said)
    return "\n\n".join(part for part in (chance.choice(GREETINGS), " ".join(said), chance.choice(CLOSINGS)) if part)


def mail(subject: str, body: str) -> InboundMail:
    raw = (
        f"From: Hans Mulder <h.mulder@ziekenhuis.example>\nTo: info@praktijk.example\nSubject: {subject}\n"
        "Date: Mon, 9 Nov 2026 09:00:00 +0100\nMessage-ID: <1@ziekenhuis.example>\nMIME-Version: 1.0\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{body}\n"
    )
    return parse(raw.encode(), lambda data, name: Document("test"))


def test_ordinary_mail_is_hardly_ever_taken_for_automatic() -> None:
    """At most one in a thousand; and hardly more for a sign of something else than it is."""
    chance = random.Random(15)
    machine, wrong = [], []
    for _ in range(MANY):
        read = mail(chance.choice(SUBJECTS), ordinary(chance))
        if read.automatic is not Automatic.NO:
            machine.append((read.subject, read.text))
        if read.encrypted or read.signs:
            wrong.append((read.encrypted, read.signs, read.text))
    assert len(machine) <= MANY // 1000, machine[:5]
    assert len(wrong) <= MANY // 1000, wrong[:5]


ABSENT = (
    "Ik ben tot en met 20 november afwezig.",
    "Ik ben van 9 t/m 20 november met vakantie.",
    "Wegens vakantie ben ik afwezig tot 23 november.",
    "Momenteel ben ik niet aanwezig.",
    "Van 9 tot 20 november ben ik met verlof en lees ik mijn mail niet.",
    "Ik geniet van mijn vakantie en ben 23 november weer bereikbaar.",
    "I am out of the office until 20 November.",
    "Estaré fuera de la oficina hasta el 20 de noviembre.",
    "Jag är på semester till den 20 november.",
    "Jestem na urlopie do 20 listopada.",
)
INSTEAD = (
    "Voor dringende zaken kunt u contact opnemen met het secretariaat, 010 1234567.",
    "Uw mail wordt niet gelezen of doorgestuurd.",
    "Uw bericht wordt na mijn terugkomst beantwoord.",
    "Mijn waarnemer is dr. Smit, bereikbaar via sein 1234.",
    "For urgent matters please contact the secretary.",
)
BESIDES = ("Op dinsdag en donderdag werk ik niet.", "Fijne dagen gewenst.", "De poli is wel geopend.", "")


def test_notices_without_a_header_are_told_from_it() -> None:
    chance, missed = random.Random(3), []
    for _ in range(500):
        said = (chance.choice(ABSENT), *chance.sample(INSTEAD, chance.randint(1, 2)), chance.choice(BESIDES))
        parts = (chance.choice(GREETINGS), " ".join(said), chance.choice(CLOSINGS))
        body = "\n\n".join(part for part in parts if part)
        if mail("Re: [T-7KQFK] Vragen", body).automatic is not Automatic.AUTO_REPLY:
            missed.append(body)
    assert len(missed) <= 5, missed[:5]

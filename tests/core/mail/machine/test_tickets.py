"""What a ticket system acknowledges is no person's; a person who writes about a ticket, or beside one, always is."""

from __future__ import annotations

import random

import pytest

from bot.core.mail.machine.tickets import is_ticket
from bot.core.mail.message import Automatic, InboundMail
from bot.core.mail.parse import parse
from bot.readers import read

MACHINES = 600
PEOPLE = 1_200
OURS = "[T-7KQFK] Uw feedback over dr. J. Bakker"
RECEIVED = (
    "Uw melding is ontvangen, ticket #{n}.",
    "Uw verzoek is geregistreerd onder nummer {n}.",
    "Wij hebben uw bericht in goede orde ontvangen en geregistreerd onder ticketnummer {n}.",
    "Hartelijk dank voor uw melding. Het meldingsnummer is {n}. Uw melding is in behandeling.",
    "Er is een ticket aangemaakt: #{n}.",
    "We have received your request [#{n}].",
    "Your request ({n}) has been received and is being reviewed by our support staff. Ticket number: {n}.",
    "Thank you for contacting us. A ticket has been created with number {n}.",
    "Your case #{n} has been registered.",
)
MORE = (
    "Wij nemen zo spoedig mogelijk contact met u op.",
    "U ontvangt binnen 2 werkdagen een reactie.",
    "Vermeld dit nummer bij verdere correspondentie.",
    "Gelieve niet op deze e-mail te reageren.",
    "Wij streven ernaar uw melding binnen twee werkdagen te behandelen.",
    "We will get back to you as soon as possible.",
    "To add additional comments, reply to this email.",
    "Please do not reply to this message.",
    "Status: nieuw",
)
GREETINGS = ("", "Beste heer De Vries,", "Geachte relatie,", "Dear customer,", "L.S.,", "Hallo Praktijk De Vries,")
CLOSINGS = (
    "",
    "Met vriendelijke groet,\nServicedesk ICT",
    "Kind regards,\nIT Support",
    "Met vriendelijke groet,\nTeam Zorg Oost",
)
NOTES = (
    "Nee.",
    "No.",
    "Wel.",
    "Onderwerp: ik doe niet mee",
    "Ja, dat is goed.",
    "Ik doe niet mee.",
    "Helaas lukt het mij niet.",
    "Mag ik u hierover bellen?",
    "Het formulier gaat niet open.",
    "Jan is een fijne collega.",
    "Zie ook mijn eerdere bericht.",
    "Graag een ander adres gebruiken: k.smit@elders.example",
    "Wij doen niet mee.",
    "I would rather not take part.",
    "4",
)
ABOUT_TICKETS = (
    "Ik heb een ticket aangemaakt bij ICT, nummer {n}, want het formulier gaat niet open.",
    "Mijn melding is ontvangen onder nummer {n}, dus ik wacht nog even.",
    "Uw verzoek is ontvangen, maar ik doe niet mee. Zaak {n}.",
    "Kunt u ons bellen over zaak #{n}?",
    "Volgens de helpdesk (ticket {n}) is het opgelost; ik vul het vandaag in.",
    "We received your request (#{n}) but nobody here knows Dr Bakker.",
    "Uw bericht is ontvangen. Jolanda, secretaresse, legt het morgen aan dr. Kok voor.",
    "Onze helpdesk heeft uw mail tegengehouden, ticket {n}. Stuurt u hem nog eens?",
    "Is your request registered under {n}?",
    "Ontvangen, dank u wel!",
    "Het formulier heb ik ontvangen, registratienummer {n} staat op de envelop.",
)  # fmt: skip


def mail(subject: str, text: str) -> InboundMail:
    raw = f"From: K <k@x.example>\nTo: info@p.example\nMessage-ID: <1@x>\nSubject: {subject}\n\n{text}\n"
    return parse(raw.encode(), read)


def ticket(rng: random.Random) -> tuple[str, list[str]]:
    """A subject and the sentences of an acknowledgement."""
    number = rng.choice(
        (f"{rng.randint(100, 999999)}", f"INC-{rng.randint(1000, 99999)}", f"2026-{rng.randint(100, 9999)}")
    )
    said = [rng.choice(RECEIVED), *rng.sample(MORE, rng.randint(0, 3))]
    lines = [rng.choice(GREETINGS), *said, rng.choice(CLOSINGS)]
    subject = rng.choice((OURS, f"Re: {OURS}", f"[#{number}] {OURS}", f"Ticket {number}"))
    if OURS in subject and rng.random() < 0.3:
        lines.insert(2, f"Onderwerp: {OURS}")
    return subject, [line.replace("{n}", number) for line in lines if line]


def below(rng: random.Random) -> str:
    """Our mail, as a system encloses it."""
    quoted = "Op 4 november 2026 schreef Praktijk De Vries:\n> Geachte heer Smit,\n> Wilt u het formulier invullen?"
    return rng.choice(("", f"\n\n{quoted}"))


def test_what_a_ticket_system_acknowledges_is_automatic() -> None:
    rng = random.Random(8)
    for _ in range(MACHINES):
        subject, lines = ticket(rng)
        text = rng.choice(("\n", "\n\n")).join(lines)
        found = mail(subject, text + below(rng))
        assert found.automatic is Automatic.AUTO_REPLY, text
        assert "promise" not in found.signs


def test_no_person_beside_it_is_silenced() -> None:
    rng = random.Random(9)
    for _ in range(PEOPLE):
        subject, lines = ticket(rng)
        lines.insert(rng.randint(0, len(lines)), rng.choice(NOTES))
        assert not is_ticket(subject, "\n".join(lines)), lines


@pytest.mark.parametrize("text", ABOUT_TICKETS)
def test_no_person_who_mentions_one_is_silenced(text: str) -> None:
    for subject in (OURS, f"Re: {OURS}"):
        assert mail(subject, text.replace("{n}", "48213")).automatic is Automatic.NO

"""What machines say of themselves goes, what people say of machines stays."""

from __future__ import annotations

import random

import pytest

from bot.core.mail.reply.quotation import new_text

FOOTERS = (
    "Sent with Proton Mail secure email.",
    "Sent with [Proton Mail](https://proton.example/) secure email.",
    "Sent from [Proton Mail](https://proton.example/mail/home) for iOS",
    "Sent from Proton Mail, encrypted email based in Switzerland.",
    "Verzonden met Proton Mail beveiligde e-mail.",
    "Gesendet mit Proton Mail sichere E-Mail.",
    "Envoyé avec la messagerie sécurisée Proton Mail.",
    "Enviado con Proton Mail correo seguro.",
    "Secured with Tuta Mail: https://tuta.example/free-email",
    "Sicher versendet mit Tuta Mail.",
    "Sent from my Galaxy",
    "Sent from Yahoo Mail for iPhone",
    "Sent from my Android device with K-9 Mail. Please excuse my brevity.",
    "Verstuurd vanaf mijn Android apparaat met K-9 Mail. Excuseer mijn beknoptheid.",
    "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.",
    "Von meinem iPhone gesendet",
    "Von meinem Samsung Galaxy Smartphone gesendet.",
    "Verzonden vanuit Outlook voor iOS<https://aka.example/o0ukef>",
    "Verzonden via KPN webmail",
    "iPhone'umdan gönderildi",
    "Inviato da iPhone",
    "Virusvrij.www.avast.com",
    "Virus-free. www.avast.com",
    "This email has been checked for viruses by Avast antivirus software.",
    "Dit e-mailbericht is gecontroleerd op virussen met AVG-antivirussoftware.",
)
SENTENCES = (
    "Met mijn iPhone lukt het openen niet.",
    "Ik heb het formulier via Outlook verzonden.",
    "Vanuit Outlook heb ik het niet verzonden.",
    "Sent from my desk, which is easier.",
    "Verzonden via de post, naar uw praktijk.",
    "Van mijn Samsung krijg ik het niet open.",
    "Mit Outlook habe ich es gesendet.",
    "Is de bijlage gecontroleerd op virussen?",
)


@pytest.mark.parametrize("footer", FOOTERS)
def test_the_footer_of_a_machine_goes(footer: str) -> None:
    rng = random.Random(footer)
    said = rng.choice(("Komt goed", "Nee, ik doe liever niet mee.", "Zie bijlage.\nGraag tot februari."))
    quoted = rng.choice(("", "\n\nOp 2 nov 2026 om 09:10 schreef Praktijk <info@praktijk.example>:\n> Beste Piet,\n"))
    assert new_text(f"{said}\n\n{footer}{quoted}") == said


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_about_a_machine_stays(sentence: str) -> None:
    assert new_text(f"Beste Anna,\n\n{sentence}\nKan het ook anders?").split("\n")[2] == sentence

"""What the words of a mail are a sign of: gone, a promise, the AVG, a link instead of a file, a mail that waits elsewhere."""

from __future__ import annotations

import pytest

from bot.core.documents import Document
from bot.core.mail.message import Automatic, InboundMail
from bot.core.mail.parse import parse

PIET = "Piet de Vries <p.devries@ziekenhuis.example>"
AUTO = "Auto-Submitted: auto-replied\n"


def mail(body: str, subject: str = "Re: [T-7KQFK] Vragen", sender: str = PIET, extra: str = "") -> InboundMail:
    raw = (
        f"From: {sender}\nTo: info@praktijk.example\nSubject: {subject}\nDate: Wed, 03 Feb 2027 10:00:00 +0100\n"
        f"Message-ID: <1@ziekenhuis.example>\n{extra}Content-Type: text/plain; charset=utf-8\n\n{body}\n"
    )
    return parse(raw.encode(), lambda data, name: Document("test"))


def each(*texts: str) -> list[object]:
    return [pytest.param(text, id=text[:60]) for text in texts]


GONE = (
    "Ik ben per 1 januari met pensioen gegaan.", "Ik werk niet meer bij het Zuidland ziekenhuis.",
    "Ik ben inmiddels verhuisd naar een ander ziekenhuis.", "Ik ben langdurig ziek.", "I have left the hospital.",
    "Ik zit voor onbepaalde tijd ziek thuis.", "Dit mailadres vervalt.", "Piet de Vries is helaas overleden.",
    "Sinds 1 november werk ik elders.",
)  # fmt: skip
NOT_GONE = (
    "Ik werk niet meer op woensdag.", "Werkt u niet meer bij het ziekenhuis?", "Mijn patiënt is overleden.",
    "Collega Kok is met pensioen.", "Als ik met pensioen ben, hoor ik het graag.", "Ik ga in mei met pensioen.",
    "Ik werk niet meer samen met dr. Bakker.", "Ik ben niet langer boos.", "Mijn collega is langdurig ziek.",
)  # fmt: skip
PROMISES = (
    "Ik doe het volgende week.", "Komt eraan!", "Volgende week pak ik het op.", "I'll do it next week.",
    "Nu lukt het niet, volgende week wel.", "U krijgt het formulier voor het weekend.", "Zal ik doen.",
    "Excuses voor de late reactie, ik zal het zo snel mogelijk invullen.", "Na mijn vakantie vul ik het in.",
)  # fmt: skip
NO_PROMISES = (
    "Ik doe het volgende week, maar wie ziet mijn antwoorden?", "Ik stuur u morgen een factuur.", "Kan het volgende week?",
    "Ik kan het volgende week niet doen.", "Ik bel u morgen over een patiënt.", "Nee, ik doe niet mee.",
)  # fmt: skip
AVG = (
    "Ik wil graag inzage in mijn gegevens.", "Welke gegevens heeft u van mij?", "Wilt u mijn persoonsgegevens verwijderen?",
    "Ik verzoek u al mijn gegevens te wissen op grond van artikel 17 AVG.", "Please delete all my personal data.",
    "Ik maak bezwaar tegen de verwerking van mijn persoonsgegevens.", "Hierbij maak ik op grond van de AVG bezwaar.",
)  # fmt: skip
NO_AVG = (
    "Ik trek mijn antwoorden in.", "Wilt u mijn formulier verwijderen?", "Ik heb geen bezwaar.", "Is dit AVG-proof?",
    "Wij verwerken gegevens conform de AVG.", "U heeft recht op inzage, zie onze website.",
)  # fmt: skip


@pytest.mark.parametrize("text", each(*GONE))
def test_somebody_is_gone(text: str) -> None:
    assert mail(text).signs == ("gone",)
    assert mail(text, extra=AUTO).signs == ("gone",)


@pytest.mark.parametrize("text", each(*NOT_GONE, *NO_PROMISES, *NO_AVG))
def test_no_sign_of_anything(text: str) -> None:
    read = mail(text)
    assert (read.signs, read.encrypted, read.automatic) == ((), "", Automatic.NO)


@pytest.mark.parametrize(
    "text",
    each(
        "Ik ben tot en met 20 februari afwezig.", "Ik werk niet op vrijdag.", "Ik ben met zwangerschapsverlof tot 1 juni.",
        "Sinds kort werk ik niet meer op woensdag. Ik ben afwezig tot 5 februari.", "Ik ben ziek en afwezig tot 1 maart.",
        "Mijn mailbox wordt tijdens mijn vakantie niet meer gelezen, tot 20 februari.",
    ),
)  # fmt: skip
def test_an_absence_that_ends_is_no_departure(text: str) -> None:
    assert mail(text, extra=AUTO).signs == ()


@pytest.mark.parametrize("text", each(*PROMISES))
def test_a_promise(text: str) -> None:
    assert mail(text).signs == ("promise",)


@pytest.mark.parametrize("text", each(*AVG))
def test_a_request_under_the_avg(text: str) -> None:
    assert mail(text).signs == ("avg",)


def test_our_own_words_in_a_quotation_are_no_sign() -> None:
    quoted = "\n".join(f"> {text}" for text in (*AVG, *PROMISES, *GONE))
    assert mail(f"Dank u wel.\n\nOp ma 1 feb. 2027 schreef Praktijk <info@praktijk.example>:\n{quoted}").signs == ()


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://we.tl/t-abc123", "we.tl"),
        ("https://1drv.ms/w/s!Ab", "1drv.ms"),
        ("https://drive.google.com/file/d/1/view", "drive.google.com"),
        ("https://zuidland-my.sharepoint.com/:w:/p/x", "zuidland-my.sharepoint.com"),
        ("https://www.dropbox.com/s/1/f.docx", "www.dropbox.com"),
        ("https://www.zuidland.example/route", ""),
        ("https://drivesafe.example/x", ""),
    ],
)
def test_a_link_instead_of_a_file(url: str, host: str) -> None:
    assert mail(f"Het staat hier: {url}").signs == ((f"link:{host}",) if host else ())


@pytest.mark.parametrize(
    ("service", "sender", "subject", "body"),
    [
        ("zivver", PIET, "Re", "Piet heeft u een beveiligd bericht gestuurd. Bericht openen: https://app.zivver.example/c/a"),
        ("zorgmail", "ZorgMail <noreply@zorgmail.example>", "Je hebt een beveiligd bericht", "Klik hier om het bericht te openen."),
        ("microsoft", PIET, "Re", "Piet has sent you a protected message.\nRead the message\nMicrosoft Purview Message Encryption"),
        ("proton", PIET, "Re", "Piet has sent you a password-protected email.\nUnlock: https://mail.proton.example/eo/a"),
        ("secure", PIET, "Re", "U heeft een versleuteld bericht ontvangen. Open het bericht op https://portal.example/x"),
        ("", PIET, "Re", "Ik heb u het formulier via een beveiligd bericht gestuurd, met Zivver."),
        ("", PIET, "Re", "Kunt u mij een beveiligde mail sturen?"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("extra", ["", "Auto-Submitted: auto-generated\n"], ids=["plain", "auto-generated"])
def test_a_secure_mail_waits_elsewhere(service: str, sender: str, subject: str, body: str, extra: str) -> None:
    read = mail(body, subject, sender, extra if service else "")
    assert (read.encrypted, read.automatic) == (service, Automatic.NO)


def test_rpmsg_is_encrypted() -> None:
    raw = (
        f"From: {PIET}\nTo: info@praktijk.example\nSubject: Re\nContent-Type: multipart/mixed; boundary=g\n\n--g\n\nZie bijlage.\n"
        "--g\nContent-Type: application/x-microsoft-rpmsg-message\n"
        'Content-Disposition: attachment; filename="message.rpmsg"\n\nx\n--g--\n'
    )
    assert parse(raw.encode(), lambda data, name: Document("test")).encrypted == "microsoft"


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Intrekken: Formulier", 'Piet de Vries wil het bericht "Formulier" intrekken.'),
        ("Recall: Formulier", 'Piet de Vries would like to recall the message, "Formulier".'),
        ("Intrekken van bericht mislukt: Formulier", "Uw bericht kon niet worden ingetrokken."),
        ("Message Recall Failure: Formulier", "Your message could not be recalled."),
        ("Re: Vragen", "👍"),
        ("Re: Vragen", "❤️ 🎉"),
        ("Re: Vragen", "Piet de Vries heeft gereageerd op uw bericht: 👍"),
        ("Re: Vragen", "👍 Piet reacted via Gmail"),
        ("Gelezen: Vragen", "Uw bericht is gelezen op 3 februari 2027."),
        ("Verify", "To have your message delivered, please click https://x.example/y"),
        ("Re: Vragen", "Om te bewijzen dat u een mens bent, klik op deze link: https://x.example"),
    ],
)
def test_gestures_are_nobodys(subject: str, body: str) -> None:
    assert mail(body, subject).automatic is Automatic.AUTO_REPLY


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Intrekken", "Ik wil mijn formulier intrekken."),
        ("Intrekken: formulier", "Ik wil mijn bericht intrekken."),
        ("Re: Vragen", "👍 ik doe mee, waar vind ik het?"),
        ("Re: Vragen", "Zij reageerde op uw bericht met een vraag."),
        ("Bevestigen", "Kunt u bevestigen dat de afspraak doorgaat?"),
    ],
)
def test_people_are_not_taken_for_gestures(subject: str, body: str) -> None:
    assert mail(body, subject).automatic is Automatic.NO

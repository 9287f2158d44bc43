"""Machines that answer mail, as a year of practice meets them: each makes mails out of one that it gets."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message

from support.paper import PaperPractice
from support.servers.smtp import Received
from support.stories.people import bounce_of, fill, respondent_sheet, scores
from support.stories.practice import INFO, decoded, parsed, text_of

AWAY = "Ik ben afwezig tot en met 20 november en lees geen e-mail. Voor spoed kunt u contact opnemen met de poli."
NUMBERED = "Wij pakken zaak [{n}] op. U hoort van ons."
LIST = respondent_sheet(
    ("Bot Eerste", "bot1@ziekenhuis.example", "cardioloog"), ("Bot Tweede", "bot2@z.example", "aios")
)


@dataclass
class Setting:
    """What a bot has at hand: a practice to write to, a blank form, chance."""

    p: PaperPractice
    form: bytes
    rng: random.Random
    count: int = 4711

    def number(self) -> int:
        """A number that grows with every mail of any bot."""
        self.count += self.rng.randint(1, 9)
        return self.count


Bot = Callable[[Setting, str, Received], bytes]


def _words(body: str, subject: str = "Re: {subject}", **headers: str) -> Bot:
    def reply(s: Setting, me: str, got: Received) -> bytes:
        said, n = parsed(got), s.number()
        title = subject.format(subject=decoded(said["Subject"]), n=n)
        thread = {"In_Reply_To": said["Message-ID"], "References": said["Message-ID"]}
        return s.p.write(me, title, body.format(n=n), **{**thread, **headers})

    return reply


def _same_form(s: Setting, me: str, got: Received) -> bytes:
    """Today's form again, whatever it is sent: its ticket number, subject and thread differ."""
    body = f"Uw bericht #{s.number()} is verwerkt. Bijgaand het formulier."
    return s.p.write(me, f"Formulier [{s.number()}]", body, ("f.docx", fill(s.form, scores())))


def _new_form(s: Setting, me: str, got: Received) -> bytes:
    text = "".join(s.rng.choice("abcdefghij") for _ in range(20))
    return s.p.write(me, "Formulier", "", ("f.docx", fill(s.form, scores(text, s.rng.choice("12345")))))


def _list(s: Setting, me: str, got: Received) -> bytes:
    return s.p.write(me, f"Lijst {s.number()}", f"Hierbij de lijst, melding {s.number()}.", ("lijst.xlsx", LIST))


def _returned(s: Setting, me: str, got: Received) -> bytes:
    """Our own mail under a new Message-ID."""
    said = parsed(got)
    return got.raw.replace(said["Message-ID"].encode(), f"<back.{s.number()}@elders.example>".encode())


def _passed_on(s: Setting, me: str, got: Received) -> bytes:
    quoted = "\n".join("> " + line for line in text_of(parsed(got)).splitlines())
    return s.p.write(me, f"FW: {decoded(parsed(got)['Subject'])}", f"Doorgestuurd door de afdeling.\n\n{quoted}")


def _like_us(s: Setting, me: str, got: Received) -> bytes:
    """Another Trajectbot: a mail just like ours, headers and all, from there to here."""
    said: Message = parsed(got)
    for name, value in (
        ("From", f"Andere Praktijk <{me}>"),
        ("To", INFO),
        ("Message-ID", f"<o.{s.number()}@o.example>"),
    ):
        del said[name]
        said[name] = value
    return said.as_bytes()


def _bounce(s: Setting, me: str, got: Received) -> bytes:
    raw = bounce_of(parsed(got), me).replace(b"<dsn1@", f"<dsn{s.number()}@".encode())
    return raw.replace(parsed(got)["Message-ID"].encode(), b"<never.ours@praktijk.example>")


BOTS: dict[str, Bot] = {
    "away with a header": _words(AWAY, "Automatisch antwoord: {subject}", Auto_Submitted="auto-replied"),
    "away without": _words(AWAY, "Afwezig"),
    "ticket": _words("Uw melding [#{n}] is ontvangen. Wij behandelen uw ticket zo spoedig mogelijk.", "[#{n}] {subject}"),
    "ticket that nobody recognises": _words(NUMBERED, "Zaak {n}"),
    "thanks": _words("Hartelijk dank!"),
    "question": _words("Kunt u ons bellen over zaak #{n}? Wie leest mijn antwoorden?"),
    "decline": _words("Helaas, ik doe niet mee."),
    "same form": _same_form,
    "new form": _new_form,
    "returned": _returned,
    "passed on": _passed_on,
    "mailing list": _words("Uw bericht aan staf@ is verspreid.", List_Id="<staf.ziekenhuis.example>", Precedence="list"),
    "like us": _like_us,
    "bounce": _bounce,
}  # fmt: skip
"""At the addresses of respondents."""
SPECIALIST_BOTS: dict[str, Bot] = {
    "status": _words("Hoe staat het ermee? (bericht {n})"),
    "list": _list,
    "ticket": _words(NUMBERED),
}
HER_BOT = _words(NUMBERED, "Zaak {n}")

"""Mails that machines write, that come back, or that come too often (docs/hostile.md, B)."""

from __future__ import annotations

from collections.abc import Callable

from support.hostile.aftermath import Build, Hostile, Scene
from support.hostile.identity import LETTERS, REVIEW, TRAJECT, from_victim
from support.stories.people import bounce_of
from support.stories.practice import INFO, JAN, parsed

from bot.core.traject.value import Outcome

AWAY = "Ik ben afwezig tot en met 20 november en lees geen e-mail. Voor spoed kunt u contact opnemen met de poli."
ENQUIRY = "Ik wil graag een IFMS-traject bij u doen. Kunt u mij bellen?"
TICKET = "Bedankt voor uw bericht. Uw melding 4711 is ontvangen. Dit bericht is automatisch gegenereerd."


def from_listed(subject: str, body: str, **headers: str) -> Build:
    """Words of the victim."""

    def build(scene: Scene, case: str) -> bytes:
        name, address, _ = scene.victim(case)
        return scene.p.write(f"{name} <{address}>", subject, body, **headers)

    return build


def unknown(subject: str, body: str, sender: str = "Iemand <iemand@elders.example>", **headers: str) -> Build:
    """Words of somebody whom nobody knows."""

    def build(scene: Scene, case: str) -> bytes:
        address = sender.rpartition("<")[2].rstrip(">")
        raw = scene.p.write(address, subject, body.format(ref=scene.opened.ref), **headers)
        return raw.replace(f"From: {address}".encode(), f"From: {sender}".encode(), 1)  # also what no library writes

    return build


def _report(change: Callable[[str], str]) -> Build:
    """A delivery report about the first mail to him, its Message-ID changed."""

    def build(scene: Scene, case: str) -> bytes:
        identifier = parsed(scene.opened.started)["Message-ID"]
        raw = bounce_of(parsed(scene.opened.started), JAN)
        return raw.replace(identifier.encode(), change(identifier).encode()).replace(b"<dsn1@", f"<{case}@".encode())

    return build


def _report_about_victim(scene: Scene, case: str) -> bytes:
    _, address, _ = scene.victim(case)
    raw = bounce_of(parsed(scene.opened.started), address)
    forged = raw.replace(parsed(scene.opened.started)["Message-ID"].encode(), b"<made.up@praktijk.example>")
    return forged.replace(b"<dsn1@", f"<{case}@".encode())


def _our_own(scene: Scene, case: str) -> bytes:
    return scene.opened.started.raw


def _returned_to_us(scene: Scene, case: str) -> bytes:
    """A mail of ours under a new Message-ID: some program sent it round."""
    raw = scene.opened.started.raw
    return raw.replace(parsed(scene.opened.started)["Message-ID"].encode(), b"<round.and.round@elders.example>")


def _ignored(case: str, build: Build) -> Hostile:
    return Hostile(case, build, Outcome.IGNORED, LETTERS)


def _left(case: str, build: Build) -> Hostile:
    return Hostile(case, build, Outcome.LEFT_ALONE, "INBOX")


CATALOGUE = (
    _ignored("h25-automatic-form", from_victim(Auto_Submitted="auto-generated")),
    _ignored("h25-automatic-words", from_listed("Ontvangen", TICKET, Auto_Submitted="auto-replied")),
    _left("h25-automatic-stranger", unknown("IFMS", ENQUIRY, Auto_Submitted="auto-generated")),
    _left("h25-automatic-with-reference", unknown("Re: [{ref}]", "Ontvangen: {ref}", Auto_Submitted="auto-replied")),
    Hostile("h26-report-about-our-mail", _report(str), Outcome.BOUNCED, LETTERS),
    _left("h27-report-with-a-changed-token", _report(lambda i: i.replace("@", "0@"))),
    _left("h27-report-with-a-made-up-id", _report_about_victim),
    _left("h27-report-in-words", unknown("Undeliverable: Formulier", "User unknown: {ref}", "MAILER-DAEMON@elders.example")),
    Hostile("h28-absence-without-headers", from_listed("Afwezig", AWAY), Outcome.AWAY, LETTERS),
    Hostile("h28-absence-by-subject", from_listed("Automatisch antwoord: Feedback", AWAY), Outcome.AWAY, LETTERS),
    Hostile("h29-through-a-list", from_victim(List_Id="<staf.ziekenhuis.example>"), Outcome.DOUBTFUL, REVIEW),
    _left("h29-bulk-stranger", unknown("IFMS", ENQUIRY, Precedence="bulk")),
    _left("h29-newsletter", unknown("Nieuws over IFMS", ENQUIRY, List_Unsubscribe="<https://elders.example/uit>")),
    _ignored("h30-ticket-system", from_listed("Melding 4711", TICKET)),
    Hostile("h31-our-own-mail", _our_own, Outcome.OWN, "INBOX"),
    Hostile("h31-our-mail-sent-round", _returned_to_us, Outcome.OWN, "INBOX"),
    _left("h31-practice-as-sender", unknown("Formulier", "Zie {ref}", f"Praktijk De Vries <{INFO}>")),
    Hostile("h33-asks-for-a-receipt", from_victim(Disposition_Notification_To="dief@elders.example",
                                                 Return_Receipt_To="dief@elders.example"),
            Outcome.FORM, TRAJECT, counted=True, answers=("form-received",)),
    _left("h35-unknown-sender", unknown("Vraag", "Kunt u mij helpen met mijn belastingaangifte?")),
    Hostile("h35-unknown-with-reference", unknown("Vraag", "Ik vond dit kenmerk: {ref}"), Outcome.DOUBTFUL, REVIEW),
    Hostile("h35-enquiry-not-authenticated", unknown("IFMS", ENQUIRY, Authentication_Results=""),
            Outcome.ENQUIRY, "INBOX"),
)  # fmt: skip

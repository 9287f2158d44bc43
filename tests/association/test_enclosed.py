"""A form out of a mail of somebody else: enclosed as such, as a file, or forwarded in the text."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from support.caseload import JAN_BAKKER, USUAL, WORLD
from support.world import INFO, JAN, form, mail

from bot.association.case import Case
from bot.association.ladder import associate
from bot.core.documents import Document
from bot.core.mail.forwarded import forwarded_from, named_in
from bot.core.mail.message import Address, Attachment
from bot.core.mail.parse import parse

PIET, *_ = JAN_BAKKER.respondents
SENDER = "Piet de Vries <piet@ziekenhuis.example>"
KEES, HIM = "Kees Smit <kees@ziekenhuis.example>", "Jan Bakker <jan.bakker@ziekenhuis.example>"
FORM = form(about="Jan Bakker", ref=JAN)
NOBODY_ELSES = (
    "",
    SENDER,
    "Piet de Vries <pdevries@thuis.example>",
    "P. de Vries <pdevries@thuis.example>",
    "Vries, Piet de",
    f"Praktijk De Vries <{INFO}>",
    "dr. A. de Vries <a.devries@praktijk.example>",
    "MFP 3e verdieping <mfp-3@ziekenhuis.example>",
    "Scanner <noreply@ziekenhuis.example>",
)
ANOTHERS = {
    KEES: "Kees Smit",
    "Smit, Kees": "Kees Smit",
    HIM: "Jan Bakker",
    "Klaas Vaak <k.vaak@elders.example>": "",
    "Secretariaat <poli@ziekenhuis.example>": "",
    "Piet de Vries <kees@ziekenhuis.example>": "Kees Smit",
}


def seen(*files: Attachment, **more: object) -> Case:
    (case,) = associate(mail(SENDER, *files, **more), WORLD, USUAL)  # type: ignore[arg-type]
    return case


def in_file(wrote: str, one: Attachment = FORM) -> Attachment:
    head = f"From: {wrote}\nSubject: Formulier\n\nZie bijlage." if wrote else "Subject: Formulier\n\nZie bijlage."
    return Attachment("mail.eml", "", 9_000, Document("eml", text=head, parts=((one.name, one.document),)))


def ways(wrote: str) -> tuple[Case, ...]:
    who = named_in(wrote)
    return seen(replace(FORM, out_of=who)), seen(in_file(wrote)), seen(FORM, sent_on=who)


@pytest.mark.parametrize(("wrote", "named"), ANOTHERS.items())
def test_it_is_asked_about(wrote: str, named: str) -> None:
    for case in ways(wrote):
        assert case.doubt is not None
        assert case.doubt.code == "sent-by-another"
        assert case.doubt.values == (("sender", "Piet de Vries"), ("named", named), ("said", "enclosed"))
        offered = [offer.command.split()[-1] for offer in case.proposals]
        assert offered[-1] == PIET.address
        assert ("kees@ziekenhuis.example" in offered) is (named == "Kees Smit")


@pytest.mark.parametrize("wrote", NOBODY_ELSES)
def test_what_is_nobody_else_s_counts(wrote: str) -> None:
    for case in ways(wrote):
        assert (case.doubt, case.respondent) == (None, PIET)


def test_what_plainly_is_the_sender_s_counts() -> None:
    kees, theirs = named_in(KEES), form("Piet de Vries", "Jan Bakker", JAN)
    blank = form(about="Jan Bakker", ref=JAN, filled=False)
    for case in (
        seen(FORM, sent_on=named_in(HIM), text="Hierbij mijn ingevulde formulier."),
        seen(FORM, sent_on=named_in(HIM), text="Zie bijlage, ingevuld retour."),
        seen(theirs, sent_on=kees),
        seen(in_file(KEES, theirs)),
        seen(FORM, replace(blank, out_of=kees)),
        seen(FORM, in_file(KEES, blank)),
    ):
        assert (case.doubt, case.respondent) == (None, PIET)


def test_that_it_is_filled_in_tells_nothing_above_a_colleague_s_mail() -> None:
    for wrote in (KEES, "Klaas Vaak <k.vaak@elders.example>"):
        assert seen(FORM, sent_on=named_in(wrote), text="Hierbij het ingevulde formulier.").doubt is not None
    assert seen(replace(FORM, out_of=named_in(HIM)), text="Hierbij het ingevulde formulier.").doubt is not None


HEADER = "Van: Kees Smit <kees@ziekenhuis.example>\nVerzonden: maandag 2 november 2026 10:00\nAan: Piet\nOnderwerp: Formulier\n\nZie bijlage."
FROM_KEES = Address("Kees Smit", "kees@ziekenhuis.example")


@pytest.mark.parametrize(
    ("subject", "text", "found"),
    [
        ("FW: Formulier", HEADER, FROM_KEES),
        ("Fwd: Formulier", f"Zie onder.\n\n-----Oorspronkelijk bericht-----\n{HEADER}", FROM_KEES),
        ("Formulier", f"Zie onder.\n\n________________________________\n{HEADER}", FROM_KEES),
        ("Re: Formulier", f"---------- Forwarded message ---------\n{HEADER}", FROM_KEES),
        ("Fwd: x", "Begin doorgestuurd bericht:\n\n" + "\n".join(f"> {x}" for x in HEADER.split("\n")), FROM_KEES),
        ("WG: x", "Von: Smit, Kees\nGesendet: Montag\nAn: Piet\nBetreff: x\n", Address("Smit, Kees", "")),
        ("Fwd: x", "From: Kees Smit [mailto:kees@ziekenhuis.example]\nSent: Monday\nTo: Piet\n", FROM_KEES),
        ("RE: Formulier", f"-----Oorspronkelijk bericht-----\n{HEADER}", None),
        ("Antw: Formulier", HEADER, None),
        ("FW: Formulier", "Op ma 2 nov 2026 schreef Kees Smit <kees@ziekenhuis.example>:\n> Zie bijlage", None),
        ("Formulier", "Van: harte gefeliciteerd", None),
        ("FW: Formulier", "", None),
    ],
)
def test_who_wrote_a_forwarded_mail(subject: str, text: str, found: Address | None) -> None:
    assert forwarded_from(text, subject) == found


def test_a_mail_tells_out_of_which_its_files_come() -> None:
    inner, outer = EmailMessage(), EmailMessage()
    inner["From"], inner["Subject"] = KEES, "Formulier"
    inner.set_content("Zie bijlage.")
    inner.add_attachment(b"x" * 500, maintype="application", subtype="octet-stream", filename="f.docx")
    outer["From"], outer["Subject"] = SENDER, "FW: Formulier"
    outer.set_content("Zie bijlage.")
    outer.add_attachment(b"y" * 500, maintype="application", subtype="octet-stream", filename="g.docx")
    outer.add_attachment(inner)
    read = parse(outer.as_bytes(policy=SMTP), lambda data, name: Document(name))
    assert [(a.name, a.out_of) for a in read.attachments] == [("g.docx", None), ("f.docx", FROM_KEES)]

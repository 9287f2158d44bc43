"""Our own mail sent back by a system is automatic; one word of a person in it, above it or below it, and it is his."""

from __future__ import annotations

import random
from dataclasses import replace
from email.message import EmailMessage

import pytest
from support.mails import BY
from support.trajects import context, traject

from bot import resources
from bot.association.case import TrajectCase
from bot.association.clues import gather
from bot.core.context import Context
from bot.core.mail.message import InboundMail
from bot.core.mail.parse import parse
from bot.core.world import Role
from bot.handlers import auto_reply, route
from bot.readers import read
from bot.shell.letters.examples import examples
from bot.shell.letters.templates import Rendered, Templates
from bot.shell.letters.wording import of_templates

CASES = 300
KINDS = frozenset({"form-empty", "form-unreadable", "withdrawn", "traject-closed"})
"""Whose words have no date or number between them; of the others some come back unknown, and are asked about."""
WRITTEN = (
    "Nee.",
    "nee",
    "Ja",
    "Ja, dat is goed.",
    "4",
    "goed",
    "Akkoord",
    "Volgende week.",
    "Tot maandag",
    "Maandag",
    "12 december",
    "Ik doe niet mee.",
    "Zie mijn eerdere mail.",
    "Piet Bos",
    "Mag dit ook later?",
    "Werkt niet meer hier.",
    "I am not available.",
    "Wie leest mijn antwoorden?",
    "k.smit@elders.example",
    "👍 gezien",
)
CTX: Context = replace(context("2026-11-05 10:00"), wording=of_templates(resources.root()))
SENDER = ("Piet Smit", "p.smit@ziekenhuis.example")


def ours(language: str) -> list[Rendered]:
    mails = Templates(resources.root() / "mail")
    views = (v for v in examples(language) if v.KIND in KINDS)
    return [mails.render(v, language, CTX.practice, CTX.practitioner, by=BY) for v in views]


OURS = [*ours("nl"), *ours("en")]


def quoted(text: str, rng: random.Random) -> str:
    """As programs show the mail that they answer or pass on, or as it was."""
    head = (
        f"Van: {CTX.practice.name} <{CTX.practice.address}>\nVerzonden: woensdag 4 november 2026 09:00\nAan: P. Smit\n"
    )
    marked = "\n".join(f"> {line}" for line in text.split("\n"))
    return rng.choice(
        (
            text,
            marked,
            f"Op wo 4 nov. 2026 om 09:00 schreef {CTX.practice.name} <{CTX.practice.address}>:\n\n{marked}",
            f"-----Oorspronkelijk bericht-----\n{head}Onderwerp: IFMS\n\n{text}",
        )
    )


def came(subject: str, body: str, enclosed: str = "") -> InboundMail:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"{SENDER[0]} <{SENDER[1]}>", CTX.practice.address, subject
    mail["Message-ID"] = "<anders@ziekenhuis.example>"
    mail.set_content(body)
    if enclosed:
        inner = EmailMessage()
        inner["From"], inner["Subject"] = CTX.practice.address, subject
        inner.set_content(enclosed)
        mail.add_attachment(inner)
    return parse(mail.as_bytes(), read)


def judged(mail: InboundMail) -> bool:
    case = TrajectCase(replace(traject(), ref="T-7KQFK"), Role.RESPONDENT, clues=gather(mail))
    return route(mail, case, CTX) is auto_reply


def test_an_echo_is_automatic() -> None:
    rng = random.Random(8)
    for _ in range(CASES):
        one = rng.choice(OURS)
        subject = rng.choice(("", "Re: ", "FW: ", "Fwd: ", "Antw: ")) + one.subject
        mail = came(subject, "", one.text) if rng.random() < 0.2 else came(subject, quoted(one.text, rng))
        assert judged(mail), mail.text


def test_a_person_who_writes_anything_is_heard() -> None:
    """At any line: above, below, or between ours, marked as a quotation or not."""
    rng = random.Random(9)
    for _ in range(3 * CASES):
        one = rng.choice(OURS)
        lines = quoted(one.text, rng).split("\n")
        lines.insert(rng.choice((0, len(lines), rng.randint(0, len(lines)))), rng.choice(WRITTEN))
        text = "\n".join(lines)
        assert not judged(came(f"Re: {one.subject}", text)), text


def test_a_person_who_finishes_one_of_our_lines_is_heard() -> None:
    rng = random.Random(10)
    for _ in range(3 * CASES):
        one = rng.choice(OURS)
        lines = [f"> {line}" for line in one.text.split("\n")]
        at = rng.choice([n for n, line in enumerate(lines) if len(line) > 20])
        lines[at] += f" {rng.choice(WRITTEN)}"
        assert not judged(came(f"Re: {one.subject}", "\n".join(lines))), lines[at]


@pytest.mark.parametrize("subject", ["Re: {subject} - nee", "nee", "Ik doe niet mee {subject}", "Zonder kenmerk"])
def test_a_word_in_the_subject_is_a_person_s(subject: str) -> None:
    one = OURS[1]
    assert not judged(came(subject.format(subject=one.subject), one.text))


def test_a_part_of_ours_is_no_echo() -> None:
    assert not judged(came(f"Re: {OURS[1].subject}", "Antwoord met het woord nee"))

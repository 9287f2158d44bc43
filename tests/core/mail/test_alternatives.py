"""A plain text that stands in for the HTML hides nothing of it, and one that says something is read."""

from __future__ import annotations

import random

import pytest

from bot.core.documents import Document
from bot.core.mail.parse import parse

LETTERS = (
    ("Nee, ik doe liever niet mee.",),
    ("Beste mevrouw De Vries,", "Hierbij mijn antwoorden.", "1. Medisch handelen", "Score: 4", "Toelichting: kundig"),
    ("Ik ben tot 1 maart met verlof.", "Kan het daarna ook nog?"),
    ("Thank you, I have filled in the form.", "You will find it attached."),
)
SIGNATURES = (
    (),
    ("Met vriendelijke groet,", "Piet de Vries", "cardioloog, Zuidland Ziekenhuis"),
    ("Kind regards,", "Piet de Vries"),
)
STUBS = (
    "",
    " \n\u00a0\n ",
    "[cid:logo.png]",
    "[cid:image001.png@01D9A1.5C0]\n\n<https://www.zuidland.example>",
    "[Logo Zuidland Ziekenhuis]",
    "[image: handtekening]",
    "This message contains HTML. Please use an HTML capable mail client.",
    "Your email client does not support HTML",
    "This is a multi-part message in HTML format.\n\nTo view it, please use another mail program.",
    "To view this message in full, open it in your browser: https://mail.example/v/81",
    "Dit bericht is opgemaakt in HTML. Gebruik een e-mailprogramma dat HTML kan weergeven.",
    "Uw e-mailprogramma kan dit bericht niet weergeven.",
    "Diese Nachricht wurde im HTML-Format erstellt. Ihr E-Mail-Programm kann sie nicht anzeigen.",
    "Ce message est au format HTML ; votre logiciel de messagerie ne peut pas l'afficher.",
    "Sent from my iPhone",
    "Verzonden vanaf mijn Samsung",
)


def _mail(plain: str, html: str, kind: str = "alternative") -> str:
    kinds = (("plain", plain), ("html", html))
    parts = "".join(f"--B\nContent-Type: text/{one}; charset=utf-8\n\n{body}\n" for one, body in kinds)
    raw = f"From: p@x.example\nMIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary=B\n\n{parts}--B--\n"
    return parse(raw.encode(), lambda data, name: Document("test")).new_text


def _html(lines: tuple[str, ...], rng: random.Random) -> str:
    tag = rng.choice(("p", "div"))
    body = "".join(f"<{tag}>{line}</{tag}>" for line in lines)
    return rng.choice(
        (
            body,
            f"<html><body><table><tr><td>{body}</td></tr></table></body></html>",
            f'{body}<img src="cid:logo.png" alt="Zuidland">',
        )
    )


@pytest.mark.parametrize("kind", ["alternative", "mixed"])
@pytest.mark.parametrize("stub", STUBS)
def test_the_html_is_the_letter_behind_whatever_stands_in_for_it(stub: str, kind: str) -> None:
    rng = random.Random(stub)
    for letter in LETTERS:
        for signature in SIGNATURES:
            signed = rng.choice(((), signature))
            plain = "\n\n".join(part for part in (stub, "\n".join(signed)) if part)
            said = _mail(plain, _html((*letter, *signature), rng), kind)
            assert [line for line in said.split("\n") if line] == list(letter), (stub, signed, signature)


@pytest.mark.parametrize(
    ("plain", "html"),
    [
        pytest.param("Nee, liever niet.", "<p>Nee, liever niet.</p><p>Groet,<br>Piet de Vries</p>", id="the-same"),
        pytest.param("Nee, liever niet.", "", id="no-html"),
        pytest.param("Nee, liever niet.", "<img src='cid:logo'>", id="a-logo"),
        pytest.param("Nee, liever niet.", "<p>Met vriendelijke groet,<br>Piet de Vries</p>", id="a-signature"),
        pytest.param("Nee, liever niet.", "<p>This message is best viewed as plain text.</p>", id="the-mirror-case"),
        pytest.param(
            "Het formulier opent niet in mijn browser.",
            "<p>Het formulier opent niet in mijn <b>browser</b>.</p>",
            id="about-a-browser",
        ),
    ],
)
def test_a_plain_text_that_says_something_is_the_letter(plain: str, html: str) -> None:
    assert _mail(plain, html) == plain

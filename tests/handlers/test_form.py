"""A respondent's PDF as one traject sees it: what anything was added to is never called empty."""

from __future__ import annotations

from email.message import EmailMessage

import pypdf
import pytest
from support.caseload import USUAL, WORLD
from support.pdf_forms import Values, Way, annotated, as_text, blank, filled_in
from support.trajects import mails

from bot.association.ladder import associate
from bot.core.decision import Note
from bot.core.mail.parse import parse
from bot.core.traject.value import Outcome
from bot.handlers import route
from bot.readers import read


def nothing(writer: pypdf.PdfWriter, values: Values) -> None:
    """Sent back as it came."""


def ink(writer: pypdf.PdfWriter, values: Values) -> None:
    annotated("Ink")(writer, dict.fromkeys(values, ""))


def answers_and_ink(writer: pypdf.PdfWriter, values: Values) -> None:
    as_text(writer, values)
    annotated("Ink")(writer, {"tip": ""})


def sent(data: bytes) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = "Piet de Vries <piet@ziekenhuis.example>", "info@praktijk.example"
    mail["Subject"], mail["Message-ID"] = "Formulier", "<1@ziekenhuis.example>"
    mail.set_content("Hierbij.")
    mail.add_attachment(data, maintype="application", subtype="pdf", filename="formulier.pdf")
    return mail.as_bytes()


@pytest.mark.parametrize(
    ("way", "outcome", "kind", "news"),
    [
        pytest.param(nothing, Outcome.FORM_EMPTY, "form-empty", "news.form-empty", id="blank"),
        pytest.param(as_text, Outcome.FORM, "form-received", "news.form", id="answers"),
        pytest.param(annotated("Text"), Outcome.FORM, "form-received", "news.form", id="notes"),
        pytest.param(ink, Outcome.FORM_FOR_EYES, "form-received", "news.form-for-eyes", id="ink"),
        pytest.param(answers_and_ink, Outcome.FORM, "form-received", "news.form-partly", id="answers and ink"),
    ],
)
def test_a_pdf_form_is_judged_by_what_was_added(way: Way, outcome: Outcome, kind: str, news: str) -> None:
    values = {"communicatie.score": "4 – goed", "communicatie.toelichting": "legt rustig uit"}
    mail = parse(sent(filled_in(way, values, blank())), read)
    (case,) = associate(mail, WORLD, USUAL)
    decision = route(mail, case, USUAL).handle(mail, case, WORLD, USUAL)
    told = [effect.code for effect in decision.effects if isinstance(effect, Note)]
    assert (decision.outcome, [one.view.KIND for one in mails(decision.effects)], told) == (outcome, [kind], [news])

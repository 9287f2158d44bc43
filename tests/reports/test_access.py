"""The overview for whoever asks what is kept of them: own data, both languages, the same for the same data."""

from __future__ import annotations

import io
import tomllib
from dataclasses import replace
from datetime import date
from typing import get_args

import pypdf
import pytest
from support.mails import one_line

from bot import resources
from bot.core import views
from bot.core.filled import Answer, FilledForm
from bot.forms.questionnaires.catalogue import FEEDBACK
from bot.reports.access import RESPONDENT, SPECIALIST, AccessData, Dated, access

HIS = AccessData(
    reference="T-7KQFK",
    role=SPECIALIST,
    name="Jan Bakker",
    addresses=("j.bakker@ziekenhuis.example",),
    specialist="Jan Bakker",
    practice="Praktijk De Vries",
    practice_address="info@praktijk.example",
    practitioner="dr. A. de Vries",
    made_on=date(2026, 12, 1),
    facts=(("language", "nl"), ("opened_at", date(2026, 11, 3)), ("stage", "underway"), ("rush", "yes")),
    received=(Dated(date(2026, 11, 20), "de zelfevaluatie"), Dated(date(2026, 11, 4), "list")),
    sent=(Dated(date(2026, 11, 3), "traject-started"),),
    until=date(2031, 11, 3),
)
FORM = FilledForm(
    FEEDBACK,
    (
        Answer("communicatie.score", "4"),
        Answer("samenwerking.score", "-"),
        Answer("medisch_handelen.toelichting", "Kundig.\nEn rustig."),
    ),
)
THEIRS = replace(HIS, role=RESPONDENT, name="Piet de Vries", form=FORM, source="specialist", received=(), sent=())
_EMPTY = ("{", "}", "None")


def words(data: AccessData) -> str:
    pages = pypdf.PdfReader(io.BytesIO(access(data))).pages
    return one_line(" ".join(page.extract_text() for page in pages).replace("\u200b", ""))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("data", [pytest.param(HIS, id="specialist"), pytest.param(THEIRS, id="respondent")])
def test_every_sentence_is_whole(data: AccessData, language: str) -> None:
    text = words(replace(data, language=language))
    assert [sign for sign in _EMPTY if sign in text] == []
    for expected in (data.name, "info@praktijk.example", "autoriteitpersoonsgegevens.nl", "2031"):
        assert expected in text


def test_what_is_kept_stands_in_order_of_time() -> None:
    text = words(HIS)
    assert "4 november 2026 uw respondentenlijst 20 november 2026 de zelfevaluatie" in text
    assert "3 november 2026 start van uw traject" in text
    assert "Stand van uw traject loopt Met spoed ja" in text


def test_a_respondent_reads_the_own_answers() -> None:
    text = words(THEIRS)
    for expected in (
        "Communicatie Score: 4",
        "Samenwerking Geen oordeel",
        "Kundig. En rustig.",
        "van Jan Bakker, over wie",
    ):
        assert expected in text
    assert "Organisatie" not in text
    assert "niet door het programma te lezen" not in text


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(replace(THEIRS, form=None, eyes=True), id="nothing of it can be read"),
        pytest.param(
            replace(THEIRS, form=replace(FORM, handwritten=("organisatie",))), id="something was written on it"
        ),
    ],
)
def test_what_only_eyes_can_read_is_told(data: AccessData) -> None:
    assert "niet door het programma te lezen" in words(data)


def test_the_same_data_make_the_same_file() -> None:
    assert access(HIS) == access(HIS)


def test_every_mail_to_them_has_a_name() -> None:
    told = tomllib.loads((resources.documents() / "words.toml").read_text("utf-8"))
    kinds = {v.KIND for some in (views.ToSpecialist, views.ToRespondent, views.ToAnyone) for v in get_args(some)}
    for language in ("nl", "en"):
        assert kinds == set(told[language]["access"]["kinds"]), language

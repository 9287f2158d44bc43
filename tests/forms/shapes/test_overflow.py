"""Answers longer than their box in a form that was flattened or printed: never another question's, never short unsaid."""

from __future__ import annotations

import random

import pypdf
import pytest
from support import pdf_forms
from support.pdf_forms import Values, Way, blank, draw, filled_in, widgets

from bot.core.filled import FilledForm
from bot.forms import filled
from bot.readers import read

STEP, FIRST = 10.35, 10.2
KEYS = ("medisch_handelen.toelichting", "professionaliteit.toelichting", "behouden", "ontwikkelen", "tip")


def _form(data: bytes) -> FilledForm:
    form = filled(read(data, "formulier.pdf"))
    assert form is not None
    return form


def _draw(cut: bool) -> Way:
    """Each line of an answer as part of the page; a printer leaves out what is below the box."""

    def way(writer: pypdf.PdfWriter, values: Values) -> None:
        for page, field, value in [*widgets(writer, values)]:
            left, bottom, _, top = (float(side) for side in field["/Rect"])
            at, shown = top - FIRST, b""
            for line in value.split("\n"):
                if not cut or at > bottom - 2:
                    shown += f"BT /Helv 9 Tf {left + 2} {at} Td ({line}) Tj ET\n".encode("cp1252")
                at -= STEP
            fonts = writer.root_object["/AcroForm"]["/DR"]["/Font"]  # type: ignore[index]
            page["/Resources"]["/Font"].update(fonts)
            draw(writer, page, shown)
        writer.remove_annotations(subtypes="/Widget")

    return way


@pytest.mark.parametrize("seed", range(8))
def test_what_runs_out_of_its_box_stays_with_its_question(seed: int) -> None:
    dice = random.Random(seed)
    values = {key: "\n".join(f"{key[:4]} {n}" for n in range(dice.randint(1, 14))) for key in dice.sample(KEYS, 3)}
    form = _form(filled_in(_draw(False), values, blank()))
    assert {one.question: one.value for one in form.answers} == values


@pytest.mark.parametrize("seed", range(8))
def test_an_answer_that_was_cut_off_is_for_her_eyes(seed: int) -> None:
    dice = random.Random(seed)
    values = {key: "\n".join(f"{key[:4]} {n}" for n in range(dice.randint(1, 14))) for key in dice.sample(KEYS, 3)}
    form = _form(filled_in(_draw(True), values, blank()))
    given = {one.question: one.value for one in form.answers}
    short = {key for key, value in values.items() if given[key] != value}
    easily = {key for key, value in values.items() if value.count("\n") < (2 if "toelichting" in key else 5)}
    assert short <= set(form.handwritten) <= set(values) - easily


def test_a_printed_form_with_short_answers_is_not_for_her_eyes() -> None:
    data = filled_in(pdf_forms.flattened, {"behouden": "Rust\nen humor", "tip": "Meer delegeren"}, blank())
    assert (_form(data).readable, _form(data).for_eyes) == (2, 0)

"""Our form as LibreOffice saves it: what is typed, noted or drawn beside its controls is read or said."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape

import pytest
from support.office_files import odf

from bot.core.filled import FilledForm
from bot.forms import filled
from bot.forms.questionnaires.catalogue import form_words, questionnaire
from bot.forms.questionnaires.header import FormHeader
from bot.forms.questionnaires.questionnaire import Kind
from bot.forms.writers import text
from bot.readers import read

Header = Callable[..., FormHeader]
FORM = questionnaire("ifms360")
KEYS = tuple(question.text_key for question in FORM.questions)
NOTE = '<office:annotation office:name="{0}"><text:p>{1}</text:p></office:annotation>'
DRAWN = {
    "picture": '<draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame>',
    "shape": "<draw:custom-shape/>",
    "pen": "<draw:path/>",
}


def _control(key: str, value: str) -> str:
    shown = value or form_words().type_here.nl
    mark = "" if value else ' text:showing-place-holder="true"'
    return f'<text:content-control text:tag="{key}"{mark}>{escape(shown)}</text:content-control>'


def _written(header: FormHeader, inside: Mapping[str, str], beside: Mapping[str, str]) -> bytes:
    """The form as odt; `beside` is XML behind the control of a question."""
    blocks = text.write(FORM, header, "nl", only_questions=True).rstrip().split("\n\n")
    lines = [*blocks[0].split("\n")]
    for block, question in zip(blocks[1:-1], FORM.questions, strict=True):
        lines += [escape(line) for line in block.split("\n")]
        key = question.text_key
        lines[-1] += _control(key, inside.get(key, "")) + beside.get(key, "")
        if question.kind is Kind.SCORE:
            lines[-2] += _control(question.score_key, inside.get(question.score_key, ""))
    body = "".join(f"<text:p>{line}</text:p>" for line in (*lines, blocks[-1]))
    return odf("text", body)


def _form(data: bytes) -> FilledForm:
    form = filled(read(data, "form.odt"))
    assert form is not None
    return form


@pytest.mark.parametrize("seed", range(10))
def test_words_and_notes_beside_controls_are_read_at_their_question(seed: int, header: Header) -> None:
    draw, expected = random.Random(seed), {}
    inside = {key: f"Prettig in {n}" for n, key in enumerate(draw.sample(KEYS, 4))}
    typed = {key: f"en ook {n}" for n, key in enumerate(draw.sample(KEYS, 3))}
    noted = {key: f"met rust {n}" for n, key in enumerate(draw.sample(KEYS, 2))}
    beside = {
        key: typed.get(key, "") + (NOTE.format(key, noted[key]) if key in noted else "") for key in {*typed, *noted}
    }
    for key in KEYS:
        if said := [one[key] for one in (inside, typed, noted) if key in one]:
            expected[key] = "\n".join(said)
    form = _form(_written(header(), inside, beside))
    assert ({one.question: one.value for one in form.answers}, form.for_eyes) == (expected, 0)


@pytest.mark.parametrize("what", DRAWN)
def test_what_is_drawn_at_a_question_is_for_her_eyes(what: str, header: Header) -> None:
    form = _form(_written(header(), {}, {"communicatie.toelichting": DRAWN[what]}))
    assert (form.answers, form.handwritten, form.unread) == ((), ("communicatie.toelichting",), 0)


def test_a_note_over_two_questions_is_counted(header: Header) -> None:
    ends = {"communicatie.toelichting": NOTE.format("n", "goed"), "tip": '<office:annotation-end office:name="n"/>'}
    form = _form(_written(header(), {}, ends))
    assert (form.answers, form.unread) == ((), 1)


def test_on_a_blank_form_nothing_was_put(header: Header) -> None:
    assert _form(_written(header(), {}, {})).filled == 0

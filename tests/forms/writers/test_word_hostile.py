"""Answers that look like the form's own words, however they were put into the Word form: none is lost or moved."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree

from bot.forms import filled
from bot.forms.questionnaires.catalogue import form_words, questionnaire
from bot.forms.questionnaires.header import FormHeader
from bot.forms.writers import word
from bot.readers import read

Header = Callable[..., FormHeader]
Element = etree._Element
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORM = questionnaire("ifms360")
TEXTS = (
    *("Hij overlegt prettig.", "Goed", "Communicatie en samenwerking gaan goed", "Typ hier is niet nodig"),
    *("Kies uw momenten", "1. rust\n2. humor\n3. tijd", "2. Communicatie\nkan soms korter", "Organisatie"),
    *("Wat moet deze specialist vooral zo blijven doen? Luisteren.", "Tip: meer delegeren", "ja\n\nen nee"),
    *("De score die ik geef is hoog", "Kennis en wetenschap is zijn sterke punt", "Einde van de dienst is lastig"),
    *("Score: 3 zou ik te laag vinden", "n.v.t.", "geen", "Zie vraag 2", "4 van de 5 keer op tijd", "Antwoord: nee"),
    *("Professionaliteit:\nals altijd", "“Ik kom eraan”, zegt hij & doet <het> ook", "Datum: onbekend", "Einde"),
)
CHOSEN = (("4 – goed", "4"), ("5 – uitstekend", "5"), ("geen oordeel", "-"), ("1 – onvoldoende", "1"))
TYPED = (
    *(("4 (goed)", "4"), ("vier", "4"), ("n.v.t.", "-"), ("goed", "4"), ("4!", "4"), ("vijf", "5"), ("4-", "")),
    *(("tussen 3 en 4", ""), ("★★★★", ""), ("3,5", ""), ("4 à 5", ""), ("heel goed", ""), ("kundig", "")),
    *(("3 of 4", ""), ("2 (matig), soms 3", ""), ("4, 5", "")),
)
LABELS = tuple(f"{text.nl}:" for text in (form_words().score, form_words().explanation, form_words().answer))


def _run(text: str) -> Element:
    run = etree.Element(f"{W}r")
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, f"{W}br")
        etree.SubElement(run, f"{W}t").text = line
    return run


def _into(control: Element, text: str) -> None:
    about, content = control[0], control[1]
    for mark in about.findall(f"{W}showingPlcHdr"):
        about.remove(mark)
    content[:] = [_run(text)]


def _under_the_mark(control: Element, text: str) -> None:
    control[1][:] = [_run(text)]


def _instead(control: Element, text: str) -> None:
    parent = control.getparent()
    assert parent is not None
    parent.replace(control, _run(text))


def _behind(control: Element, text: str) -> None:
    control.addnext(_run(f" {text}"))


def _below(control: Element, text: str) -> None:
    paragraph, parent = etree.Element(f"{W}p"), control.getparent()
    assert parent is not None
    paragraph.append(_run(text))
    parent.addnext(paragraph)


HANDS = {
    "in the control": _into,
    "in it, its mark left": _under_the_mark,
    "without controls": _instead,
    "behind the control": _behind,
    "below the control": _below,
}


def _filled_in(data: bytes, hand: Callable[[Element, str], None], values: dict[str, str], unwrapped: bool) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(content)
                for control in [*root.iter(f"{W}sdt")]:
                    key = str(control[0].find(f"{W}tag").get(f"{W}val"))  # type: ignore[union-attr]
                    if key in values:
                        (_behind if hand is _below and key.endswith(".score") else hand)(control, values[key])
                    elif unwrapped:
                        _instead(control, "".join(str(one.text) for one in control.iter(f"{W}t")))
                content = etree.tostring(root)
            target.writestr(name, content)
    return out.getvalue()


def _same(got: str, put: str) -> bool:
    """A label that was typed again is no loss."""
    bare = put
    for label in LABELS:
        bare = bare.removeprefix(label)
    return "".join(got.split()) in ("".join(put.split()), "".join(bare.split()))


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("hand", HANDS.values(), ids=HANDS)
def test_nothing_is_lost_moved_or_guessed(hand: Callable[[Element, str], None], seed: int, header: Header) -> None:
    draw, values, scores = random.Random(seed), {}, {}
    for question in FORM.questions:
        if question.score_key in question.answer_keys and draw.random() < 0.9:
            shown, meant = draw.choice(CHOSEN if hand is _under_the_mark else CHOSEN + TYPED)
            values[question.score_key], scores[question.score_key] = shown, meant
        if draw.random() < 0.8:
            values[question.text_key] = draw.choice(TEXTS)
    blank = word.write(FORM, header(name="Piet de Vries"), "nl")
    form = filled(read(_filled_in(blank, hand, values, hand is _instead), "form.docx"))
    assert form is not None
    given, doubtful = {one.question: one.value for one in form.answers}, dict(form.doubtful)
    assert {key: given.get(key, "") for key in scores} == scores
    assert {key for key, meant in scores.items() if not meant} == set(doubtful)
    for question in FORM.questions:
        put, got = values.get(question.text_key, ""), given.get(question.text_key, "")
        said = values.get(question.score_key, "")
        for rest in (said, said[1:].strip(" –,")):  # what stands in a score's place and is none is kept as text
            got = got.removeprefix(rest).strip() if not put or got != put else got
        assert _same(got, put), question.key

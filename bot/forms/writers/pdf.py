"""The questionnaire as a fillable PDF: laid out by typst, its fields added by pypdf, which are here anyway."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, FloatObject, NameObject, NumberObject
from pypdf.generic import TextStringObject as Words

from bot.forms.questionnaires.catalogue import form_words
from bot.forms.questionnaires.header import FormHeader, filled_in
from bot.forms.questionnaires.questionnaire import Kind, Question, Questionnaire, Text
from bot.typeset import FieldPlace, typeset_with_places

_FIXED_DAY = date(2000, 1, 1)
_MULTILINE, _COMBO, _PRINTED = 1 << 12, 1 << 17, 4
_APPEARANCE = "/Helv 9 Tf 0 g"


def write(questionnaire: Questionnaire, header: FormHeader, language: str) -> bytes:
    """The blank form; its fields carry the same names as the controls of the Word form."""
    header = header.printable()
    pdf, places = typeset_with_places("form.typ", _as_shown(questionnaire, header, language), _FIXED_DAY)
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    form = _form(writer)
    menus = _menus(questionnaire, header, language)
    values = {"name": header.name if questionnaire.asks_group else header.specialist, "group": header.group}
    lines = {question.text_key for question in questionnaire.questions}
    for place in places:
        made = _field(place, values.get(place.name, ""), menus.get(place.name, ()), place.name in lines)
        _add(writer, form, place, made)
    own = {"/kenmerk": header.reference, "/questionnaire": questionnaire.key, "/specialist": header.specialist}
    writer.add_metadata({**own, "/language": language, "/Keywords": header.reference})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _as_shown(questionnaire: Questionnaire, header: FormHeader, language: str) -> dict[str, Any]:
    def say(text: Text) -> str:
        return filled_in(text.in_(language), header)

    words = form_words()
    steps = " · ".join(f"{step.value} = {say(step.label)}" for step in questionnaire.scale)
    return {
        "language": language,
        "reference": header.reference,
        "practice": header.practice,
        "title": say(questionnaire.title),
        "subject": say(questionnaire.subject),
        "introduction": say(questionnaire.introduction),
        "closing": say(questionnaire.closing),
        "facts": list(_facts(questionnaire, header, language)),
        "notices": [{"label": say(n.label), "text": say(n.text)} for n in questionnaire.notices],
        "scale": f"{steps} · {say(words.no_opinion)}" if steps else "",
        "questions": [_question(question, language) for question in questionnaire.questions],
        "words": {"score": say(words.score), "end": say(words.end)},
    }


def _facts(questionnaire: Questionnaire, header: FormHeader, language: str) -> Iterator[dict[str, str]]:
    words = form_words()
    if questionnaire.asks_group:
        yield {"label": words.specialist.in_(language), "name": "", "value": header.specialist}
    yield {"label": words.name.in_(language), "name": "name"}
    if questionnaire.asks_group and header.groups:
        yield {"label": words.group.in_(language), "name": "group"}
    yield {"label": words.date.in_(language), "name": "date"}


def _question(question: Question, language: str) -> dict[str, Any]:
    scored, words = question.kind is Kind.SCORE, form_words()
    return {
        "number": question.number,
        "section": question.section.in_(language),
        "title": question.title.in_(language),
        "description": question.description.in_(language),
        "label": (words.explanation if scored else words.answer).in_(language),
        "score_key": question.score_key if scored else "",
        "text_key": question.text_key,
    }


def _menus(questionnaire: Questionnaire, header: FormHeader, language: str) -> dict[str, tuple[str, ...]]:
    steps = tuple(f"{step.value} – {step.label.in_(language)}" for step in questionnaire.scale)
    scores = (*steps, form_words().no_opinion.in_(language))
    menus = {question.score_key: scores for question in questionnaire.questions if question.kind is Kind.SCORE}
    return {**menus, "group": header.groups}


def _form(writer: PdfWriter) -> DictionaryObject:
    """The document's form, with the one font that every viewer has."""
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    fonts = DictionaryObject({NameObject("/Helv"): writer._add_object(font)})
    form = DictionaryObject(
        {
            NameObject("/Fields"): ArrayObject(),
            NameObject("/NeedAppearances"): BooleanObject(True),
            NameObject("/DA"): Words(_APPEARANCE),
            NameObject("/DR"): DictionaryObject({NameObject("/Font"): fonts}),
        }
    )
    writer.root_object[NameObject("/AcroForm")] = writer._add_object(form)
    return form


def _field(place: FieldPlace, value: str, choices: tuple[str, ...], lines: bool) -> DictionaryObject:
    """A text field, or a drop-down list with an empty first entry, so that a choice can be taken back."""
    made = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Ch" if choices else "/Tx"),
            NameObject("/T"): Words(place.name),
            NameObject("/TU"): Words(place.name),
            NameObject("/V"): Words(value),
            NameObject("/DA"): Words(_APPEARANCE),
            NameObject("/F"): NumberObject(_PRINTED),
            NameObject("/Ff"): NumberObject(_COMBO if choices else _MULTILINE if lines else 0),
        }
    )
    if choices:
        made[NameObject("/Opt")] = ArrayObject(Words(choice) for choice in ("", *choices))
    return made


def _add(writer: PdfWriter, form: DictionaryObject, place: FieldPlace, field: DictionaryObject) -> None:
    page = writer.pages[place.page]
    top = float(page.mediabox.top) - place.top
    sides = (place.left + 2, top - place.height + 1, place.left + place.width - 2, top - 1)
    field[NameObject("/Rect")] = ArrayObject(FloatObject(round(side, 2)) for side in sides)
    field[NameObject("/P")] = page.indirect_reference or page
    reference = writer._add_object(field)
    if "/Annots" not in page:
        page[NameObject("/Annots")] = ArrayObject()
    page["/Annots"].append(reference)  # type: ignore[attr-defined]  # pypdf types an entry as any object
    form["/Fields"].append(reference)  # type: ignore[attr-defined]

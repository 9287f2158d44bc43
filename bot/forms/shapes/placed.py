"""Our form: its fields, what is printed or typed beside them, and what was put onto it, as one form."""

from __future__ import annotations

from dataclasses import replace

from bot.core.documents import Addition, Document, Field, FieldKind
from bot.core.filled import Answer, FilledForm
from bot.forms.questionnaires.catalogue import questionnaire
from bot.forms.shapes import between, fields, flat, printed
from bot.forms.shapes.copies import copies
from bot.forms.shapes.flat import Found
from bot.forms.shapes.marks import MarkRole
from bot.forms.shapes.remarks import remarks

_HEAD = ("name", "group", "date", "specialist")


def read(document: Document) -> FilledForm | None:
    """The form, or None when neither its fields nor its words are ours; what is tied to no question is counted.

    Where several people's forms are in one file none of their answers is anybody's: all are for her eyes.
    """
    found = printed.find(document)
    if found is None:
        named = fields.read(document)
        loose = len(document.additions) + sum(1 for one in document.fields if one.filled and not _ours(one, named))
        return named and replace(named, unread=loose, pages=_pages(document))
    parts = copies(document, printed.shown(document), found)
    if len(parts) < 2:
        return _one(document, found)
    forms = [form for part in parts if (form := read(part)) is not None]
    different = {(form.answers, form.doubtful, form.handwritten): form for form in forms if form.filled}
    if len(different) < 2:
        return next(iter((*different.values(), *forms)), None)
    filled = sum(form.filled for form in different.values())
    return FilledForm(
        forms[0].questionnaire, (), forms[0].reference, forms[0].specialist, unread=filled, pages=_pages(document)
    )


def _one(document: Document, found: Found) -> FilledForm:
    named = fields.read(document)
    on_paper = _on_paper(document, found, named)
    form = on_paper if named is None else _together(named, on_paper)
    told = (form.name, form.group, form.date, form.specialist)
    return replace(form, unread=form.unread + remarks(printed.shown(document), found, told))


def _on_paper(document: Document, found: Found, named: FilledForm | None) -> FilledForm:
    """What is printed, noted and drawn; a field whose name we do not know stands at a question as a note does."""
    strays = (one for one in document.fields if one.filled and not _ours(one, named))
    notes = (*(_as_note(one) for one in strays), *document.additions)
    tied = tuple(one for one in notes if _question(one, found) >= 0)
    free = tuple(one for one in notes if _question(one, found) < 0 and not one.on_page)
    marked = dict.fromkeys(_key(one, found) for one in tied if not one.text)
    form = printed.filled(document, found, _words(tied), _words(notes))
    above = {one for one in (form.name, form.group, form.date, form.specialist) if one}
    loose = sum(1 for one in free if one.text not in above)
    return replace(form, handwritten=tuple(marked), unread=loose, pages=_pages(document))


def _ours(field: Field, named: FilledForm | None) -> bool:
    """Whether the reading by names has taken this field."""
    return named is not None and (field.name in _HEAD or field.name in _keys(named))


def _keys(form: FilledForm) -> tuple[str, ...]:
    return tuple(key for question in questionnaire(form.questionnaire).questions for key in question.answer_keys)


def _as_note(field: Field) -> Addition:
    """A tick without words is a mark."""
    return Addition("" if field.kind is FieldKind.CHECKBOX else field.value, field.at, field.at)


def _words(notes: tuple[Addition, ...]) -> tuple[tuple[int, str], ...]:
    return tuple((one.at, one.text) for one in notes if one.text)


def _question(one: Addition, found: Found) -> int:
    """The question that it stands at, -1 for none or several."""
    first, last = (flat.stands_at(found, place)[0] for place in (one.at, one.to))
    return first if first == last else -1


def _key(one: Addition, found: Found) -> str:
    index, role = flat.stands_at(found, one.at)
    question = found.questionnaire.questions[index]
    return question.answer_keys[0] if role is MarkRole.SCORE else question.text_key


def _together(named: FilledForm, on_paper: FilledForm) -> FilledForm:
    """What both found; two scores at one question are for her to judge."""
    if named.questionnaire != on_paper.questionnaire:
        return replace(named, unread=named.unread + on_paper.filled, pages=on_paper.pages)
    values: dict[str, tuple[str, ...]] = {answer.question: (answer.value,) for answer in named.answers}
    for answer in on_paper.answers:
        given = values.get(answer.question, ())
        if not any(answer.value in one for one in given):
            values[answer.question] = (*given, answer.value)
    doubtful = {key: given for key, given in values.items() if key.endswith(".score") and len(given) > 1}
    beside = (one for one in on_paper.doubtful if one[0] not in values or any(map(between.judges, one[1])))
    for key, given in (*named.doubtful, *beside):
        doubtful[key] = tuple(dict.fromkeys((*doubtful.get(key, values.get(key, ())), *given)))
    return replace(
        named,
        answers=tuple(
            Answer(key, "\n".join(values[key])) for key in _keys(named) if key in values and key not in doubtful
        ),
        doubtful=tuple(doubtful.items()),
        handwritten=on_paper.handwritten,
        unread=named.unread + on_paper.unread,
        name=named.name or on_paper.name,
        group=named.group or on_paper.group,
        date=named.date or on_paper.date,
        pages=on_paper.pages,
    )


def _pages(document: Document) -> tuple[int, ...]:
    return tuple(range(1, document.pages + 1))

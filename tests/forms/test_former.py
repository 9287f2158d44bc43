"""A form that was handed out before a question was worded otherwise counts the same as one of today."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf
import pytest

from bot import resources
from bot.core.filled import FilledForm
from bot.core.mail.machine.echo import LONG, words
from bot.forms import filled, filled_text
from bot.forms.questionnaires.catalogue import questionnaire, questionnaires
from bot.forms.questionnaires.header import FormHeader
from bot.forms.questionnaires.questionnaire import Questionnaire, editions
from bot.forms.writers import pdf, text, word
from bot.readers import read
from bot.shell.letters.wording import of_templates

Header = Callable[..., FormHeader]
FORMER = "Wat moet deze specialist vooral zo blijven doen?"
NOW, *BEFORE = editions(questionnaire("ifms360"))
SCORES = {f"{q.key}.score": "4" for q in NOW.questions if q.score_key in NOW.answer_keys}
ANSWERS = {**SCORES, "behouden": "Rustig blijven luisteren.", "ontwikkelen": "Delegeren.", "tip": "Vaker nee zeggen."}


def said(form: FilledForm | None) -> dict[str, str]:
    assert form is not None
    return {answer.question: answer.value for answer in form.answers}


def as_word(edition: Questionnaire, header: FormHeader, fill_in: Callable[..., bytes]) -> FilledForm | None:
    return filled(read(fill_in(word.write(edition, header, "nl"), ANSWERS)))


def as_pdf(edition: Questionnaire, header: FormHeader, fill_in: Callable[..., bytes]) -> FilledForm | None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf.write(edition, header, "nl")))
    shown = {key: "4 – goed" if key in SCORES else value for key, value in ANSWERS.items()}
    for page in writer.pages:
        writer.update_page_form_field_values(page, shown, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    return filled(read(out.getvalue()))


def as_mail(edition: Questionnaire, header: FormHeader, fill_in: Callable[..., bytes]) -> FilledForm | None:
    """Typed between the questions, without a label."""
    typed = list[str]()
    for question in edition.questions:
        answer = "4" if question.score_key in SCORES else ANSWERS[question.text_key]
        typed += (f"{question.number}. {question.title.nl}", answer, "")
    whole = "\n".join(typed)
    return filled_text(whole, whole)


def as_print(edition: Questionnaire, header: FormHeader, fill_in: Callable[..., bytes]) -> FilledForm | None:
    """The questions as our mails print them, answered behind the labels."""
    blank = text.write(edition, header, "nl", only_questions=True)
    for question in edition.questions:
        answer = ANSWERS.get(question.score_key) or ANSWERS[question.text_key]
        at = blank.index(f"{question.number}. {question.title.nl[:20]}")
        begin = (
            blank.index(": ", blank.index("\n", at)) + 2
            if question.score_key in SCORES
            else blank.index("Antwoord: ", at) + 10
        )
        blank = blank[:begin] + answer + blank[begin:]
    return filled_text(blank, blank)


def test_this_questionnaire_was_worded_otherwise() -> None:
    (before,) = BEFORE
    assert FORMER in {q.title.nl for q in before.questions}
    assert FORMER not in {q.title.nl for q in NOW.questions}
    assert len(editions(questionnaire("pop"))) == 1


@pytest.mark.parametrize("shape", [as_word, as_pdf, as_mail, as_print])
def test_an_old_form_counts_the_same(
    shape: Callable[..., FilledForm | None], header: Header, fill_in: Callable[..., bytes]
) -> None:
    new, *old = (shape(edition, header(), fill_in) for edition in (NOW, *BEFORE))
    assert said(new) == ANSWERS
    assert [said(one) for one in old] == [ANSWERS] * len(BEFORE)
    assert [one.questionnaire for one in old if one is not None] == ["ifms360"] * len(BEFORE)


def test_an_old_question_that_is_quoted_is_still_known_as_ours(header: Header) -> None:
    ours = of_templates(resources.root())
    assert len(editions(questionnaires()[0])) > 1
    for edition in editions(questionnaires()[0]):
        (line,) = (one for one in text.write(edition, header(), "nl").splitlines() if "blijven doen?" in one)
        said = words(line.partition(". ")[2])
        assert {tuple(said[n : n + LONG]) for n in range(len(said) - LONG + 1)} <= ours.rows

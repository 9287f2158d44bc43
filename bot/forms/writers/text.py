"""The questionnaire as numbered plain text, to be answered by replying to the mail that holds it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from bot.forms.questionnaires.catalogue import form_words
from bot.forms.questionnaires.header import FormHeader, filled_in
from bot.forms.questionnaires.questionnaire import Kind, Question, Questionnaire, Text

_WIDTH = 72


def write(questionnaire: Questionnaire, header: FormHeader, language: str, *, only_questions: bool = False) -> str:
    """The blank form; `only_questions` leaves out what the mail around it already says."""
    say = _Speaker(header.printable(), language)
    parts = [] if only_questions else [*_top(questionnaire, say)]
    parts += _scale(questionnaire, say)
    parts += (_question(question, say) for question in questionnaire.questions)
    parts.append(f"({say(form_words().end)})" if only_questions else _bottom(say))
    return "\n\n".join(parts) + "\n"


class _Speaker:
    """Says a text in the form's language, with the header's names in it."""

    def __init__(self, header: FormHeader, language: str) -> None:
        self.header, self.language = header, language

    def __call__(self, text: Text) -> str:
        return filled_in(text.in_(self.language), self.header)


def _top(questionnaire: Questionnaire, say: _Speaker) -> Iterator[str]:
    header = say.header
    yield f"{say(questionnaire.title)} {say(questionnaire.subject)}\n{say(form_words().reference)}: {header.reference}"
    yield _wrapped(say(questionnaire.introduction))
    for notice in questionnaire.notices:
        yield _wrapped(f"{say(notice.label)}: {say(notice.text)}")
    yield "\n".join(_facts(questionnaire, say))


def _facts(questionnaire: Questionnaire, say: _Speaker) -> Iterator[str]:
    header, words = say.header, form_words()
    if not questionnaire.asks_group:
        yield f"{say(words.name)}: {header.specialist}"
    else:
        yield f"{say(words.specialist)}: {header.specialist}"
        yield f"{say(words.name)}: {header.name}"
        yield f"{say(words.group)} ({' / '.join(header.groups)}): {header.group}"
    yield f"{say(words.date)}:"


def _scale(questionnaire: Questionnaire, say: _Speaker) -> Iterator[str]:
    words = form_words()
    if questionnaire.scale:
        steps = ", ".join(f"{step.value} = {say(step.label)}" for step in questionnaire.scale)
        yield _wrapped(f"{say(words.score)}: {steps}, - = {say(words.no_opinion)}")


def _question(question: Question, say: _Speaker) -> str:
    words = form_words()
    lines = [_wrapped(f"{question.number}. {say(question.title)}")]
    if description := say(question.description):
        lines.append(_wrapped(description))
    if question.kind is Kind.SCORE:
        lines += (f"{say(words.score)}: ", f"{say(words.explanation)}: ")
    else:
        lines.append(f"{say(words.answer)}: ")
    return "\n".join(lines)


def _bottom(say: _Speaker) -> str:
    words = form_words()
    return f"({say(words.end)})\n\n{_wrapped(say(words.send_back))}"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)

"""The questionnaire definitions are complete, in both languages, and refuse what is impossible."""

from __future__ import annotations

import pytest

from bot.forms.questionnaires.catalogue import questionnaire, questionnaires
from bot.forms.questionnaires.questionnaire import Kind, load

COMPETENCIES = (
    "medisch_handelen",
    "communicatie",
    "samenwerking",
    "kennis_en_wetenschap",
    "maatschappelijk_handelen",
    "organisatie",
    "professionaliteit",
)


@pytest.mark.parametrize("key", ["ifms360", "selfevaluation"])
def test_asks_the_seven_competencies_first(key: str) -> None:
    scored = [q.key for q in questionnaire(key).questions if q.kind is Kind.SCORE]
    assert tuple(scored) == COMPETENCIES
    assert [s.value for s in questionnaire(key).scale] == ["1", "2", "3", "4", "5"]


def test_the_respondents_get_three_open_questions() -> None:
    opened = [q.key for q in questionnaire("ifms360").questions if q.kind is Kind.OPEN]
    assert opened == ["behouden", "ontwikkelen", "tip"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_text_is_there_in_both_languages(language: str) -> None:
    for one in questionnaires():
        texts = (one.title, one.subject, one.introduction, one.closing, *(n.text for n in one.notices))
        assert all(text.in_(language) for text in texts)
        assert all(question.title.in_(language) for question in one.questions)


def test_answer_keys_are_unique_within_a_questionnaire() -> None:
    for one in questionnaires():
        assert len(set(one.answer_keys)) == len(one.answer_keys)


def test_the_notice_says_who_reads_how_long_and_how_to_decline() -> None:
    notice = " ".join(n.text.nl for n in questionnaire("ifms360").notices)
    assert "nooit te zien" in notice
    assert "{retention}" in notice
    assert '"nee"' in notice
    assert "intrekken" in notice


def test_an_unknown_kind_of_question_is_refused() -> None:
    text = """key = "k"\naudience = "respondent"\nquestions = [{key = "a", kind = "colour", title = {nl = "A", en = "A"}}]
[title]\nnl = "t"\nen = "t"\n[subject]\nnl = "s"\nen = "s"\n[introduction]\nnl = "i"\nen = "i"\n[return]\nnl = "r"\nen = "r"\n"""
    with pytest.raises(ValueError, match="colour"):
        load(text)

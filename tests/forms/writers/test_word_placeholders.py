"""What people type over, before, behind and into the prompts of the Word form, and what looks like one."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from support.office_files import control, docx, paragraph, relations, run

from bot.forms import filled
from bot.forms.questionnaires.catalogue import form_words, questionnaire
from bot.forms.questionnaires.header import FormHeader
from bot.forms.writers import word
from bot.readers import read
from bot.readers.shared import placeholders

Header = Callable[..., FormHeader]
SAMPLES = Path(__file__).parents[1] / "samples"
OPEN = tuple(q.text_key for q in questionnaire("ifms360").questions)
ALIKE = (
    *("Kies uw momenten", "Choose your battles", "Typ hier is niet nodig", "Kies", "Klik hier niet te snel weg"),
    *("Type here what you like", "Enter text by hand less often", "Kies een datum en houd u eraan", "typ"),
)
ORDINARY = (
    "Hij overlegt prettig.",
    "Goed",
    "Zij denkt mee\nen belt terug",
    "4 van de 5 keer op tijd",
    "Uw naam valt op",
)


def _said(data: bytes, name: str) -> dict[str, str]:
    form = filled(read(data, name))
    assert form is not None
    return {answer.question: answer.value for answer in form.answers}


@pytest.mark.parametrize("name", ["mark_left.docx", "typed_behind.docx", "typed_behind.odt"])
def test_no_typed_answer_is_lost_or_keeps_its_prompt(name: str) -> None:
    said = _said((SAMPLES / name).read_bytes(), name)
    texts = [value for key, value in said.items() if not key.endswith(".score")]
    assert len(texts) == len(OPEN)
    assert all(text.startswith("Hij overlegt prettig") for text in texts)


def test_the_prompts_of_the_writer_are_known() -> None:
    words = form_words()
    prompts = {text.in_(language) for text in words.prompts for language in ("nl", "en")}
    assert prompts <= set(placeholders.OURS)
    assert {words.choose_score.in_(language) for language in ("nl", "en")} <= set(placeholders.OUR_CHOICES)


def _typed(draw: random.Random, prompt: str) -> tuple[str, str]:
    """What stands in a control, and what was answered."""
    answer = draw.choice(ALIKE + ORDINARY)
    at = draw.choice((0, len(prompt), len(prompt), *(n for n, letter in enumerate(prompt) if letter == " ")))
    how = draw.randrange(4)
    if how == 0:
        return answer, answer
    if how == 1:
        return prompt, ""
    return f"{prompt[:at]} {answer} {prompt[at:]}", answer


@pytest.mark.parametrize("seed", range(12))
def test_random_controls_give_what_was_typed(seed: int, header: Header, fill_in: Callable[..., bytes]) -> None:
    draw, language = random.Random(seed), ("nl", "en")[seed % 2]
    blank = word.write(questionnaire("ifms360"), header(language), language)
    made = {key: _typed(draw, form_words().type_here.in_(language)) for key in OPEN}
    data = fill_in(blank, {key: shown for key, (shown, _) in made.items()}, draw.random() < 0.5)
    values = {one.name: one.value for one in read(data, "form.docx").fields}
    assert {key: values[key] for key in OPEN} == {key: answer for key, (_, answer) in made.items()}


def _with_glossary(own: str, body: str) -> bytes:
    part = f'<w:docPart><w:docPartPr><w:name w:val="P1"/></w:docPartPr><w:docPartBody><w:p>{run(own)}</w:p></w:docPartBody>'
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    glossary = f"<w:glossaryDocument {space}><w:docParts>{part}</w:docPart></w:docParts></w:glossaryDocument>"
    related = relations(("rId1", "glossaryDocument", "glossary/document.xml", False))
    return docx(body, {"word/glossary/document.xml": glossary, "word/_rels/document.xml.rels": related})


@pytest.mark.parametrize(
    ("shown", "marked", "value"),
    [
        pytest.param("Uw functie hier", True, "", id="the placeholder"),
        pytest.param("Uw functie hier", False, "", id="the placeholder without its mark"),
        pytest.param("Internist", True, "Internist", id="the mark was left"),
        pytest.param("Kies een datum", False, "Kies een datum", id="like another prompt"),
        pytest.param("Uw functie hier internist", False, "internist", id="typed behind"),
    ],
)
def test_in_other_peoples_forms_the_controls_own_placeholder_tells(shown: str, marked: bool, value: str) -> None:
    about = '<w:placeholder><w:docPart w:val="P1"/></w:placeholder>' + ("<w:showingPlcHdr/>" if marked else "")
    data = _with_glossary("Uw functie hier", paragraph(control("f", "Functie", run(shown), about + "<w:text/>")))
    assert read(data, "other.docx").fields[0].value == value

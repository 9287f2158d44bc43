"""What is put onto a Word form beside its controls: never called empty, and said when answers were read too."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.core.filled import FilledForm
from bot.forms import filled
from bot.forms.questionnaires.catalogue import questionnaire
from bot.forms.questionnaires.header import FormHeader
from bot.forms.shape import looks_like_answer
from bot.forms.writers import word
from bot.readers import read

Header = Callable[..., FormHeader]
SAMPLES = Path(__file__).parents[1] / "samples"
SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wpi="http://schemas.microsoft.com/office/word/2010/wordprocessingInk"'
)
PUT = {
    "picture": "<w:p><w:r><w:drawing/></w:r></w:p>",
    "picture of an older Word": f"<w:p><w:r><w:pict {SPACES}><v:shape><v:imagedata/></v:shape></w:pict></w:r></w:p>",
    "ink": f'<w:p><w:r><mc:AlternateContent {SPACES}><mc:Choice Requires="wpi"><w:drawing><wpi:contentPart/></w:drawing>'
    "</mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    "text box": f"<w:p><w:r><w:pict {SPACES}><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>Fijn</w:t></w:r></w:p>"
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
    "tracked words": '<w:p><w:ins w:id="1"><w:r><w:t>Heel fijn</w:t></w:r></w:ins></w:p>',
    "highlight": '<w:p><w:r><w:rPr><w:highlight w:val="yellow"/></w:rPr><w:t>goed</w:t></w:r></w:p>',
}


def _with(data: bytes, added: list[str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:sectPr", "".join(added).encode() + b"<w:sectPr", 1)
            target.writestr(name, content)
    return out.getvalue()


def _form(data: bytes) -> FilledForm:
    form = filled(read(data, "form.docx"))
    assert form is not None
    return form


def test_a_form_with_pictures_alone_is_not_empty() -> None:
    form = _form((SAMPLES / "pasted_picture.docx").read_bytes())
    assert (form.readable, form.for_eyes > 0) == (0, True)


def test_comments_on_the_titles_of_questions_are_answers() -> None:
    form = _form((SAMPLES / "comments_only.docx").read_bytes())
    assert {one.question: one.value for one in form.answers} == {
        "medisch_handelen.score": "4",
        "medisch_handelen.toelichting": "zorgvuldig en kundig",
        "communicatie.score": "3",
        "communicatie.toelichting": "kan korter",
    }
    assert form.for_eyes == 0


@pytest.mark.parametrize("language", ["nl", "en"])
def test_on_a_blank_form_nothing_was_put(language: str, header: Header) -> None:
    blank = read(word.write(questionnaire("ifms360"), header(language), language), "form.docx")
    assert blank.additions == ()
    assert not looks_like_answer(blank)


@pytest.mark.parametrize("what", PUT)
def test_each_kind_is_seen_once(what: str, header: Header) -> None:
    form = _form(_with(word.write(questionnaire("ifms360"), header(), "nl"), [PUT[what]]))
    assert form.unread == 1


@pytest.mark.parametrize("seed", range(8))
def test_random_additions_beside_random_answers_are_counted(
    seed: int, header: Header, fill_in: Callable[..., bytes]
) -> None:
    draw = random.Random(seed)
    keys = [question.text_key for question in questionnaire("ifms360").questions]
    answers = dict.fromkeys(draw.sample(keys, draw.randint(0, len(keys))), "Prettig")
    added = draw.choices(list(PUT), k=draw.randint(0, 4))
    form = _form(_with(fill_in(word.write(questionnaire("ifms360"), header(), "nl"), answers), [PUT[a] for a in added]))
    read_back = {answer.question: answer.value for answer in form.answers}
    assert form.unread == len(added)
    assert answers.items() <= read_back.items()

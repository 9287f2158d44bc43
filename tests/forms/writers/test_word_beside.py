"""What is typed beside the controls of a Word form, or in a comment, is read at its question, else said."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Mapping

import pytest
from lxml import etree
from support.office_files import OFFICE

from bot.core.filled import FilledForm
from bot.forms import filled
from bot.forms.questionnaires.catalogue import questionnaire
from bot.forms.questionnaires.header import FormHeader
from bot.forms.writers import word
from bot.readers import read

Header = Callable[..., FormHeader]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = f'xmlns:w="{W[1:-1]}"'
KEYS = tuple(question.text_key for question in questionnaire("ifms360").questions)
TEXTS = ("Prettig", "Hij legt rustig uit wat er moet gebeuren.", "2 keer per week te laat", "Score: dat zegt niets")


def changed(data: bytes, change: Callable[[etree._Element], None], comments: Mapping[str, str] | None = None) -> bytes:
    """The form after a change of its body; `comments` are words by id."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(content)
                change(root)
                content = etree.tostring(root)
            if comments and name == "word/_rels/document.xml.rels":
                one = f'<Relationship Id="c1" Type="{OFFICE}/comments" Target="comments.xml"/></Relationships>'
                content = content.replace(b"</Relationships>", one.encode())
            target.writestr(name, content)
        if comments:
            said = "".join(
                f'<w:comment w:id="{key}"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:comment>'
                for key, words in comments.items()
            )
            target.writestr("word/comments.xml", f"<w:comments {SPACE}>{said}</w:comments>")
    return out.getvalue()


def control(root: etree._Element, key: str) -> etree._Element:
    return next(
        one
        for one in root.iter(f"{W}sdt")
        if one.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == key  # type: ignore[union-attr]
    )


def typed(words: str) -> etree._Element:
    return etree.fromstring(f'<w:r {SPACE}><w:t xml:space="preserve">{words}</w:t></w:r>')


def behind(words: str) -> Callable[[etree._Element], None]:
    return lambda one: one.addnext(typed(f" {words}"))


def below(words: str) -> Callable[[etree._Element], None]:
    def put(one: etree._Element) -> None:
        paragraph = etree.fromstring(f"<w:p {SPACE}/>")
        paragraph.append(typed(words))
        parent = one.getparent()
        assert parent is not None
        parent.addnext(paragraph)

    return put


def _form(data: bytes) -> FilledForm:
    form = filled(read(data, "form.docx"))
    assert form is not None
    return form


@pytest.mark.parametrize("seed", range(12))
def test_words_beside_controls_are_read_at_their_question(
    seed: int, header: Header, fill_in: Callable[..., bytes]
) -> None:
    draw, expected = random.Random(seed), {}
    blank = word.write(questionnaire("ifms360"), header(), "nl")
    inside = {key: draw.choice(TEXTS[:3]) for key in draw.sample(KEYS, 5)}
    beside = {key: f"{draw.choice(TEXTS[:2])} {key}" for key in draw.sample(KEYS, draw.randint(1, 5))}

    def change(root: etree._Element) -> None:
        for key, words in beside.items():
            draw.choice((behind, below))(words)(control(root, key))

    for key in KEYS:
        if told := [one[key] for one in (inside, beside) if key in one]:
            expected[key] = "\n".join(told)
    form = _form(changed(fill_in(blank, inside), change))
    assert ({one.question: one.value for one in form.answers}, form.for_eyes) == (expected, 0)


@pytest.mark.parametrize("seed", range(6))
def test_a_comment_goes_with_the_question_that_it_is_anchored_in(
    seed: int, header: Header, fill_in: Callable[..., bytes]
) -> None:
    draw = random.Random(seed)
    blank = word.write(questionnaire("ifms360"), header(), "nl")
    said = {str(n): key for n, key in enumerate(draw.sample(KEYS, 3))}

    def change(root: etree._Element) -> None:
        for number, key in said.items():
            one = control(root, key)
            one.addprevious(etree.fromstring(f'<w:commentRangeStart {SPACE} w:id="{number}"/>'))
            one.addnext(etree.fromstring(f'<w:r {SPACE}><w:commentReference w:id="{number}"/></w:r>'))
            one.addnext(etree.fromstring(f'<w:commentRangeEnd {SPACE} w:id="{number}"/>'))

    words = {number: f"Bij {key.partition('.')[0]}" for number, key in said.items()}
    form = _form(changed(fill_in(blank, {"tip": "Rust"}), change, words | {"9": "Zie mijn brief"}))
    answers = {one.question: one.value for one in form.answers}
    for number, key in said.items():
        assert words[number] in answers[key]
    assert form.unread == 1, "the comment that stands nowhere"


def test_a_comment_over_two_questions_is_counted(header: Header) -> None:
    def change(root: etree._Element) -> None:
        start = etree.fromstring(f'<w:commentRangeStart {SPACE} w:id="1"/>')
        control(root, "communicatie.score").addprevious(start)
        control(root, "tip").addnext(etree.fromstring(f'<w:commentRangeEnd {SPACE} w:id="1"/>'))

    form = _form(changed(word.write(questionnaire("ifms360"), header(), "nl"), change, {"1": "Alles goed"}))
    assert (form.answers, form.unread) == ((), 1)


@pytest.mark.parametrize(
    ("key", "words", "expected"),
    [
        pytest.param("communicatie.score", "4 (goed)", ({"communicatie.score": "4"}, {}), id="a score"),
        pytest.param("communicatie.score", "3 à 4", ({}, {"communicatie.score": ("3", "4")}), id="between two"),
    ],
)
def test_a_score_beside_its_control(
    key: str, words: str, expected: tuple[dict[str, str], dict[str, tuple[str, ...]]], header: Header
) -> None:
    form = _form(
        changed(word.write(questionnaire("ifms360"), header(), "nl"), lambda root: behind(words)(control(root, key)))
    )
    scores = {one.question: one.value for one in form.answers if one.question.endswith(".score")}
    assert (scores, dict(form.doubtful)) == expected


def test_a_score_that_words_beside_it_take_back_is_doubtful(header: Header, fill_in: Callable[..., bytes]) -> None:
    blank = fill_in(word.write(questionnaire("ifms360"), header(), "nl"), {"communicatie.score": "4 – goed"})
    form = _form(changed(blank, lambda root: behind("maar soms 3")(control(root, "communicatie.score"))))
    assert dict(form.doubtful) == {"communicatie.score": ("4", "maar soms 3")}


@pytest.mark.parametrize("where", ["top", "end"])
def test_a_remark_outside_the_questions_is_said(where: str, header: Header, fill_in: Callable[..., bytes]) -> None:
    def change(root: etree._Element) -> None:
        body = root[0]
        paragraph = etree.fromstring(f"<w:p {SPACE}/>")
        paragraph.append(typed("Samen met een fellow ingevuld, vrijwel nooit meegemaakt"))
        body.insert(0 if where == "top" else len(body) - 1, paragraph)

    form = _form(changed(fill_in(word.write(questionnaire("ifms360"), header(), "nl"), {"tip": "Rust"}), change))
    assert (form.readable, form.unread) == (1, 1)

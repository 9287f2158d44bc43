"""Answers that stand between the questions in a running text: a printed form, an odt, a reply to a mail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.core.filled import Answer
from bot.forms.questionnaires.catalogue import form_words, questionnaires
from bot.forms.questionnaires.questionnaire import NO_OPINION, Kind, Question, Questionnaire
from bot.forms.shapes import scores
from bot.forms.shapes.marks import LANGUAGES, MarkRole, PrintedMark, marks, plain, titles
from bot.forms.shapes.prose import typed, unprompted, without_closing
from bot.forms.shapes.scores import ScoreReading

LONGEST = 300_000
_DIGIT = re.compile(r"[\s*_]*\d")


@dataclass(frozen=True, slots=True)
class Found:
    """A questionnaire recognised in a text, with its marks."""

    questionnaire: Questionnaire
    language: str
    marks: tuple[PrintedMark, ...]

    @property
    def asked(self) -> int:
        """How many different questions stand in the text."""
        return len({mark.question for mark in self.marks if mark.role is MarkRole.QUESTION})

    @property
    def own(self) -> int:
        """How many passages only our forms have."""
        return sum(1 for mark in self.marks if mark.own)

    @property
    def labelled(self) -> frozenset[int]:
        """The questions that have a place for their score."""
        inside, found = -1, set()
        for mark in self.marks:
            inside, _ = _entered(mark, inside, MarkRole.QUESTION)
            found |= {inside} if mark.role is MarkRole.SCORE else set()
        return frozenset(found)

    @property
    def first(self) -> int:
        """Where the first question starts."""
        return next((mark.start for mark in self.marks if mark.role is MarkRole.QUESTION), 0)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What was typed behind a mark, up to the next one."""

    question: int
    role: MarkRole
    text: str
    at: int = 0


def find(text: str, key: str = "") -> Found | None:
    """The questionnaire whose words stand in the text most completely; `key` is what the file itself claims.

    Beyond a length that no form has the text is not searched.
    """
    text = text[:LONGEST]
    looked_at = plain(text)
    counted = [
        ((asked > 0 and questionnaire.key == key, own, asked), questionnaire, language)
        for questionnaire in questionnaires()
        for language in LANGUAGES
        for own, asked in (titles(looked_at, questionnaire, language),)
    ]
    (_, _, asked), questionnaire, language = max(counted, key=lambda one: one[0])
    found = Found(questionnaire, language, marks(text, questionnaire, language)) if asked else None
    return found if found is not None and found.asked else None


def answers(
    text: str, found: Found, put: Sequence[tuple[int, str]] = (), signed: frozenset[str] = frozenset()
) -> tuple[Answer, ...]:
    """What was answered, in the questionnaire's order; what is blank is left out.

    `put` are words that stand behind so many characters of the text: notes, or the values of fields. `signed` are names
    that sign the last answer.
    """
    pieces = tuple(sorted((*_pieces(text, found.marks), *_put(found, put)), key=lambda piece: piece.at))
    last = max((piece.question for piece in pieces), default=-1)
    return tuple(
        answer
        for index, question in enumerate(found.questionnaire.questions)
        for answer in _of_question(question, _own(pieces, index), found, signed if index == last else None)
        if answer.value
    )


def doubts(text: str, found: Found, put: Sequence[tuple[int, str]] = ()) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The scores that leave a choice, with the values that may be meant; `put` as for `answers`."""
    pieces = tuple(sorted((*_pieces(text, found.marks), *_put(found, put)), key=lambda piece: piece.at))
    read = (
        (question.score_key, _scored(_own(pieces, index), found).doubt)
        for index, question in enumerate(found.questionnaire.questions)
        if question.kind is Kind.SCORE
    )
    return tuple((key, doubt) for key, doubt in read if doubt)


def stands_at(found: Found, at: int) -> tuple[int, MarkRole]:
    """The question in which a place lies, -1 for none, and the label behind which."""
    question, role = -1, MarkRole.QUESTION
    for mark in found.marks:
        if mark.start >= at:
            break
        question, role = _entered(mark, question, role)
    return question, role


def _put(found: Found, put: Sequence[tuple[int, str]]) -> Iterator[_Piece]:
    for at, text in put:
        question, role = stands_at(found, at)
        if question >= 0 and (content := typed(text)):
            yield _Piece(question, role, content, at)


def misplaced(text: str, found: Found) -> bool:
    """Whether something stands behind a page's foot: typed values that a program wrote after the page, out of place."""
    ends = [*(mark.start for mark in found.marks[1:]), len(text)]
    feet = ((mark, end) for mark, end in zip(found.marks, ends, strict=True) if mark.role is MarkRole.PAGE)
    return any(typed(text[mark.end : end]) for mark, end in feet)


def _pieces(text: str, found: tuple[PrintedMark, ...]) -> Iterator[_Piece]:
    """Each stretch between two marks, with the question and label that it belongs to."""
    question, role = -1, MarkRole.QUESTION
    ends = [mark.start for mark in found[1:]] + [len(text)]
    prompts = [form_words().type_here.in_(language) for language in LANGUAGES]
    for mark, end in zip(found, ends, strict=True):
        question, role = _entered(mark, question, role)
        if question >= 0 and (content := typed(text[mark.end : end])):
            content = unprompted(content, prompts) if role is MarkRole.TEXT else content
            yield _Piece(question, role, content, mark.end)


def _entered(mark: PrintedMark, question: int, role: MarkRole) -> tuple[int, MarkRole]:
    """The question and label that hold behind this mark."""
    if mark.role is MarkRole.QUESTION:
        return mark.question, MarkRole.QUESTION
    if mark.role is MarkRole.END:
        return -1, role
    return question, role if mark.role in (MarkRole.NOISE, MarkRole.PAGE) else mark.role


def _own(pieces: tuple[_Piece, ...], index: int) -> tuple[_Piece, ...]:
    return tuple(piece for piece in pieces if piece.question == index)


def _of_question(
    question: Question, pieces: tuple[_Piece, ...], found: Found, signed: frozenset[str] | None
) -> Iterator[Answer]:
    if question.kind is Kind.OPEN:
        text = _joined(piece.text for piece in pieces)
        yield Answer(question.text_key, text if signed is None else without_closing(text, signed))
        return
    score = _scored(pieces, found)
    yield Answer(question.score_key, score.value)
    yield Answer(question.text_key, score.rest if signed is None else without_closing(score.rest, signed))


def _scored(pieces: tuple[_Piece, ...], found: Found) -> ScoreReading:
    """Score and explanation. The score stands at its label, else behind the title, else opens the explanation.

    Where its own label was left blank, a word of the scale in the explanation may explain or judge: nobody knows.
    """
    score, texts = ScoreReading(), []
    blank = any(piece.question in found.labelled for piece in pieces)
    for piece in sorted(pieces, key=lambda one: (MarkRole.SCORE, MarkRole.QUESTION, MarkRole.TEXT).index(one.role)):
        rest = piece.text.lstrip(" :=|\t-–") if piece.role is MarkRole.QUESTION else piece.text
        text, role = rest or piece.text, piece.role
        if not score.value and not score.doubt:
            score = scores.read(
                text, found.questionnaire.scale, strict=role is MarkRole.TEXT, labelled=role is MarkRole.SCORE
            )
            if role is MarkRole.TEXT and blank and score.value not in ("", NO_OPINION) and not _DIGIT.match(text):
                score = ScoreReading("", text, (text,))
            rest = score.rest if score.value else rest
        if rest.strip(" \t:|*_-–"):
            texts.append((pieces.index(piece), rest))
    return replace(score, rest=_joined(text for _, text in sorted(texts)))


def _joined(texts: Iterator[str]) -> str:
    return "\n".join(text.strip(" \t:|") for text in texts if text.strip(" \t:|")).strip()

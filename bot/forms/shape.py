"""What a document looks like when it is none of our forms: an answer, a self-evaluation, a plan, or just a logo."""

from __future__ import annotations

import re

from bot.core.documents import Document, Read
from bot.core.filled import FilledForm
from bot.forms import filled
from bot.forms.questionnaires import catalogue

_NEVER = frozenset({"vcf", "ics", "p7s", "p7m", "asc", "sig", "gif", "emf", "wmf", "ico", "svg"})
_SMALLEST_PHOTO = 15_000
_LEAST_WORDS = 8
_WORD = re.compile(r"[^\W\d_]{2,}")
_BOILERPLATE = re.compile(
    r"(?:dit|deze)\s+(?:e-?mail)?bericht\s+(?:is|en|kan)|vertrouwelijk\s+karakter|disclaimer|"
    r"this\s+(?:e-?mail|message)\s+(?:and|is|may)|begin\s+pgp|intended\s+(?:solely|only)\s+for",
    re.IGNORECASE,
)
_HEAD, _BEGINNING = 400, 4000

SELF_EVALUATION, POP, PORTFOLIO, REPORT = "self_evaluation", "pop", "portfolio", "report"
_OWN = {catalogue.SELF_EVALUATION: SELF_EVALUATION, catalogue.POP: POP}
Words = tuple[tuple[str, re.Pattern[str]], ...]
_WORDS: Words = (
    (
        SELF_EVALUATION,
        re.compile(
            r"zelf[\s_.-]*(?:evaluatie|reflectie|beoordeling)|self[\s_.-]*(?:evaluation|assessment|reflection)", re.I
        ),
    ),
    (
        POP,
        re.compile(
            r"(?<![a-z])(?:pop|iop)(?![a-z])|persoonlijk[\s_.-]*ontwikkel(?:ings)?[\s_.-]*plan|"
            r"ontwikkel(?:ings)?plan|personal[\s_.-]*development[\s_.-]*plan|(?<![a-z])pdp(?![a-z])",
            re.I,
        ),
    ),
    (PORTFOLIO, re.compile(r"portfolio", re.I)),
    (REPORT, re.compile(r"gespreks?[\s_.-]*verslag|verslag|(?<![a-z])report(?![a-z])", re.I)),
)
_PIECES: Words = (
    (REPORT, re.compile(r"(?:jaar|functionerings|evaluatie|ifms)[\s_.-]*gesprek|(?<![a-z])ifms[\s_.-]*20\d\d", re.I)),
    (
        PORTFOLIO,
        re.compile(
            r"(?<![a-z])(?:cv|gaia)(?![a-z])|curriculum[\s_.-]*vitae|nascholing|accreditati|certifica|diploma|"
            r"complicatie|pati[eë]nt(?:en)?[\s_.-]*(?:tevreden|feedback|enqu|ervaring)|visitatie|intervisie|publicatie|"
            r"patient[\s_.-]*(?:satisfaction|feedback)|continuing[\s_.-]*education",
            re.I,
        ),
    ),
)
"""What is part of a portfolio, and what an earlier conversation is called, where the name of a file says so."""
_ABOUT: Words = (
    (
        SELF_EVALUATION,
        re.compile(
            r"\b(?:mijn|eigen|my own?) (?:eigen )?(?:functioneren|functioning|performance)\b|"
            r"\bsterke (?:punten|kanten)\b.*\b(?:verbeter|ontwikkel)punten\b",
            re.I | re.S,
        ),
    ),
    (POP, re.compile(r"\b(?:leer|ontwikkel)doel(?:en)?\b|\bmijn doelen\b|\b(?:learning|development) goals?\b", re.I)),
)
"""What the text is about, where nothing has a name."""
_TOGETHER = re.compile(r"(?i)\b(?:en|and)\b|[+&,]|_en_|-en-")
_NOT_YET = re.compile(r"(?i)volgt|later|zonder|follows|without")


def is_empty(form: FilledForm) -> bool:
    """Whether nothing was answered; a name or a date alone is no answer."""
    return form.filled == 0


def looks_like_answer(document: Document, size: int = 0) -> bool:
    """Whether a person may have answered with this: another form, a letter, a scan, a photograph.

    `size` is the file's length in bytes where it is known: a logo is small. A blank form of ours is no answer.
    """
    if document.format in _NEVER:
        return False
    if any(looks_like_answer(part) for _, part in document.parts):
        return True
    if document.read is not Read.OK:
        return False
    own = filled(document)
    if own is not None:
        return not is_empty(own)
    return (
        _is_photo(document, size)
        or any(field.filled for field in document.fields)
        or _was_added_to(document)
        or _says_something(document)
    )


def document_kind(document: Document, name: str, subject: str) -> str:
    """What a specialist sends: "self_evaluation", "pop", "portfolio", "report", or "" when nothing tells.

    Our own forms say it themselves and must have an answer; else the file's name tells, its title and first lines, the
    mail's subject, what it is about. Where one of those names several kinds the next is asked.
    """
    own = filled(document)
    if own is not None:
        return "" if is_empty(own) else _OWN.get(own.questionnaire, "")
    if document.read is not Read.OK:
        return ""
    title = dict(document.properties).get("title", "")
    named = (_only_kind(text) for text in (name, title, document.text[:_HEAD]))
    piece = (_only_kind(text, _PIECES) for text in (name, title))
    rest = (_only_kind(subject), _only_kind(document.text[:_BEGINNING], _ABOUT))
    return next((kind for kind in (*named, *piece, *rest) if kind), "")


def document_kinds(document: Document, name: str, subject: str) -> tuple[str, ...]:
    """The same; both his self-evaluation and his plan where one file holds them and its name says so."""
    kind = document_kind(document, name, subject)
    if kind or filled(document) is not None or document.read is not Read.OK:
        return (kind,) if kind else ()
    both = tuple(kind for kind in named_kinds(name) if kind in (SELF_EVALUATION, POP))
    return both if len(both) > 1 and _TOGETHER.search(name) and not _NOT_YET.search(name) else ()


def named_kinds(text: str, words: Words | None = None) -> tuple[str, ...]:
    """The kinds of documents that these words name."""
    return tuple(kind for kind, pattern in words or _WORDS if pattern.search(text))


def _only_kind(text: str, words: Words | None = None) -> str:
    found = named_kinds(text, words)
    return found[0] if len(found) == 1 else ""


def _is_photo(document: Document, size: int) -> bool:
    return document.picture and (size == 0 or size >= _SMALLEST_PHOTO)


def _was_added_to(document: Document) -> bool:
    """Values, ink, stamps and notes; a picture in the page may be a logo."""
    return any(field.filled for field in document.fields) or any(not one.on_page for one in document.additions)


def _says_something(document: Document) -> bool:
    """More than a signature, and more than what mail gateways add."""
    if document.format in ("txt", "html") and _BOILERPLATE.search(document.text):
        return False
    cells = (cell for table in document.tables for row in table.rows for cell in row)
    return len(_WORD.findall(document.text or " ".join(cells))) >= _LEAST_WORDS

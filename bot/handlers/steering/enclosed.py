"""What she attaches for the specialist, looked at before it goes: a form, a dossier, a respondent's name must not go
along, and what may be something else is asked about once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from bot.core.context import Context
from bot.core.documents import ARCHIVES, Document, Read
from bot.core.mail.message import Attachment
from bot.core.people import names
from bot.core.traject import reference
from bot.core.traject.value import Respondent, Traject
from bot.core.views import Phrase
from bot.forms import filled
from bot.forms.questionnaires.catalogue import titles
from bot.forms.shape import document_kind
from bot.forms.titles import FileTitle
from bot.handlers.steering.passing import REPORT, STATEMENT, Parts

_OURS = re.compile(
    r"(?i)\b(?:gespreksbasis|basis voor het gesprek|conversation basis)\b|vertrouwelijk: alleen voor de gespreksleider"
    r"|confidential: for the practitioner only|bevat antwoorden van respondenten|holds answers of respondents"
)
_STATEMENT = re.compile(
    r"(?i)\bverklaring\b.{0,40}\b(?:deelname|evaluatie)\b|\bstatement of participation\b", re.DOTALL
)
_NAMED = {
    REPORT: re.compile(r"(?i)verslag|(?<![^\W_])report(?![^\W_])"),
    STATEMENT: re.compile(r"(?i)verklaring|statement|(?:ge|onder)teken|(?<![^\W_])signed(?![^\W_])"),
}
_ARCHIVES = ARCHIVES | {"eml", "msg"}
_BEFORE_NAME = r"(?:dr|drs|prof|dhr|mw|mevr|mevrouw|heer)\.?"
"""How he and she are spoken of: a colleague of that name is another one."""
_WORD = re.compile(r"[^\W\d_](?:['’-]?[^\W_])*")
_HEAD, _SHORT = 1500, 3


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """Why a file does not go: never (`refused`), or not before she has said so."""

    why: Phrase
    refused: bool


def judged(files: tuple[Attachment, ...], traject: Traject, ctx: Context, kind: str) -> FileVerdict | None:
    """The worst that is to be said of these files; None where nothing is."""
    parts = tuple(one for file in files for one in unpacked(file.name, file.document))
    return first_of(*(v for name, document in parts for v in _of_one(name, document, traject, ctx, kind)))


def first_of(*verdicts: FileVerdict | None) -> FileVerdict | None:
    """The worst of these: the first that refuses, else the first."""
    found = [v for v in verdicts if v is not None]
    return next((v for v in found if v.refused), None) or next(iter(found), None)


def unpacked(name: str, document: Document) -> Iterator[tuple[str, Document]]:
    """The file, and the files in it, with what they are called."""
    yield name, document
    for inner, part in document.parts:
        yield from unpacked(inner, part)


def looks_like(name: str, document: Document) -> frozenset[str]:
    """Whether it is the report or the statement: by its name, else by what it says of itself; nothing, where it is a
    scan, and both where it says both.
    """
    named = frozenset(kind for kind, words in _NAMED.items() if words.search(name.rpartition(".")[0] or name))
    if named:
        return named
    told = {REPORT: document_kind(document, name, "") == REPORT, STATEMENT: _STATEMENT.search(document.text[:_HEAD])}
    return frozenset(kind for kind, is_so in told.items() if is_so)


def parted(files: tuple[Attachment, ...], *, told: bool) -> Parts:
    """Which of the files (by their places) are the report and which the statement, where both are there; nothing where
    that is not plain. One that looks like neither is what the others are not, if she `told` that both are there.
    """
    looks = [looks_like(f.name, f.document) for f in files]
    known = frozenset[str]().union(*looks)
    if told and len(known) == 1 and looks.count(frozenset()) == 1:
        looks = [one or frozenset({REPORT, STATEMENT}) - known for one in looks]
    if any(len(one) != 1 for one in looks) or len(frozenset(looks)) != len(_NAMED):
        return ()
    return tuple((kind, tuple(n for n, one in enumerate(looks) if kind in one)) for kind in _NAMED)


def _of_one(name: str, document: Document, traject: Traject, ctx: Context, kind: str) -> Iterator[FileVerdict]:
    if _is_ours(name, document, statement=kind != REPORT):
        yield _refused("file-is-ours", name)
    elif filled(document) is not None:
        yield _refused("file-is-form", name)
    if kind == STATEMENT and looks_like(name, document) == {REPORT}:
        yield FileVerdict(Phrase("command.file-is-report", (("file", name), ("ref", traject.ref))), refused=True)
    text = text_of(name, document)
    known = _without_names(text, traject, ctx)
    for person in traject.respondents:
        if _has_address(person, text) or names_whom(person.name, known):
            yield FileVerdict(Phrase("command.file-names", (("file", name), ("who", person.name))), refused=True)
    perhaps = next((p for p in traject.respondents if _may_name(p, known)), None)
    if perhaps is not None and kind == REPORT:
        yield FileVerdict(Phrase("command.file-may-name", (("file", name), ("who", perhaps.name))), refused=False)
    if not _is_clear(name, document, kind):
        yield FileVerdict(Phrase("command.file-unclear", (("file", name),)), refused=False)


def _refused(code: str, name: str) -> FileVerdict:
    return FileVerdict(Phrase(f"command.{code}", (("file", name),)), refused=True)


def _is_ours(name: str, document: Document, *, statement: bool) -> bool:
    """By what it says of itself, by its name, or by what it shows: what is printed anew has no properties."""
    properties = dict(document.properties)
    if _OURS.search(document.text):
        return True
    ours = (t for title, t in titles().items() if not (statement and title == FileTitle.STATEMENT))
    known = tuple(t.in_(language).lower() for t in ours for language in ("nl", "en"))
    called = (name.rpartition(".")[0].lower(), properties.get("title", "").lower())
    return any(reference.find(one) and one.startswith(known) for one in called if one)


def _is_clear(name: str, document: Document, kind: str) -> bool:
    if document.parts or document.format in _ARCHIVES:
        return False
    if kind == REPORT:
        return document.read is Read.OK and not document.picture and document_kind(document, name, "") == REPORT
    return (
        document.picture or document.read is Read.EMPTY or bool(_STATEMENT.search(f"{name}\n{document.text[:_HEAD]}"))
    )


def text_of(name: str, document: Document) -> str:
    """All that a file says, its name and what nobody sees included."""
    cells = (cell for table in (*document.tables, *document.hidden) for row in table.rows for cell in row)
    fields = (field.value for field in document.fields)
    notes = (one.text for one in document.additions)
    told = (value for key, value in document.properties if key not in ("keywords", "questionnaire"))
    return "\n".join((name, document.text, document.printed, *cells, *fields, *notes, *told))


def _has_address(person: Respondent, text: str) -> bool:
    return any(address and address.lower() in text.lower() for address in (person.address, *person.others))


def names_whom(who: str, text: str) -> bool:
    """The whole name, or an initial before the last name."""
    name, said = names.parse(who), f" {names.folded(text)} "
    last = names.folded(name.surname)
    if not name.given or not last:
        return bool(last) and f" {names.folded(who)} " in said and " " in last
    first = names.folded(name.given[0])
    whole = {f"{first} {last}", f"{first[:1]} {last}", f"{last} {first}", names.folded(who)}
    return any(f" {one} " in said for one in whole)


def _may_name(person: Respondent, text: str) -> bool:
    """A last or a first name alone, which may be somebody else's."""
    name = names.parse(person.name)
    alone = [names.folded(part) for part in (name.family, *name.given[:1]) if len(part) >= _SHORT]
    words = (names.folded(word) if word[:1].isupper() else "|" for word in _WORD.findall(normalize("NFC", text)))
    said = f" {' '.join(words)} "
    return any(f" {part} " in said for part in alone if part)


def _without_names(text: str, traject: Traject, ctx: Context) -> str:
    """Without the names that may stand in it: the practice's, hers and his."""
    text = text.replace(ctx.practice.name, " ")
    return _without(ctx.practitioner.name, _without(traject.specialist.name, text))


def _without(name: str, text: str) -> str:
    """Without every place where this name stands: whole, with an initial, or its last part behind a title."""
    parsed = names.parse(name)
    last = r"\s+".join(re.escape(part) for part in parsed.surname.split())
    if not last:
        return text
    whole = r"[\s.]*".join(re.escape(part.rstrip(".")) for part in parsed.given)
    first = rf"(?:\b{whole}|\b{re.escape(parsed.given[0][:1])}\.?)[\s.]*" if whole else ""
    return re.sub(rf"(?i)(?:{first}|\b{_BEFORE_NAME}\s+)\b{last}\b" if first else rf"(?i)\b{last}\b", " ", text)

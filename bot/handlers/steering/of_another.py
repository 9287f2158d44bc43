"""Whether a file that she attaches for one specialist is about another: it would go to the wrong person."""

from __future__ import annotations

from collections.abc import Iterable

from bot.core.documents import Document
from bot.core.mail.message import Attachment
from bot.core.people import names
from bot.core.traject import reference
from bot.core.traject.value import Traject
from bot.core.views import Phrase
from bot.handlers.steering.enclosed import FileVerdict, first_of, names_whom, text_of, unpacked


def of_another(files: tuple[Attachment, ...], traject: Traject, others: Iterable[Traject]) -> FileVerdict | None:
    """Never where it bears another's reference and not his; not before she has said so where it names another
    specialist of the practice, and not him.
    """
    there = tuple(t for t in others if t.ref != traject.ref)
    parts = tuple(one for file in files for one in unpacked(file.name, file.document))
    return first_of(*(_of_one(name, document, traject, there) for name, document in parts))


def reference_of(files: tuple[Attachment, ...], traject: Traject) -> tuple[str, str] | None:
    """A file that bears the reference of another traject and not of this one: its name, and that reference."""
    for name, document in (one for file in files for one in unpacked(file.name, file.document)):
        refs = _references(text_of(name, document), document)
        if refs and traject.ref not in refs:
            return name, min(refs)
    return None


def _references(text: str, document: Document) -> set[str]:
    return {ref for one in (text, *(value for _, value in document.properties)) for ref in reference.find(one)}


def _of_one(name: str, document: Document, traject: Traject, others: tuple[Traject, ...]) -> FileVerdict | None:
    text = text_of(name, document)
    refs = _references(text, document)
    bears = next((t for t in others if t.ref in refs), None)
    if bears is not None and traject.ref not in refs:
        return FileVerdict(_phrase("command.file-of-another", name, bears), refused=True)
    his = names.folded(names.parse(traject.specialist.name).family)
    if his and f" {his} " in f" {names.folded(text)} ":
        return None
    listed = {names.folded(r.name) for r in traject.respondents}
    named = (t for t in others if names.folded(t.specialist.name) not in listed)
    whose = next((t for t in named if names_whom(t.specialist.name, text)), None)
    return FileVerdict(_phrase("command.file-names-another", name, whose), refused=False) if whose else None


def _phrase(code: str, name: str, of: Traject) -> Phrase:
    return Phrase(code, (("file", name), ("who", of.specialist.name)))

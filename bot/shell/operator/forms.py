"""The questionnaires of one traject as files, in every format that somebody may ask for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.core.context import Context
from bot.core.errors import OperatorError
from bot.core.traject import reference
from bot.core.traject.value import Traject
from bot.forms.for_traject import form_header
from bot.forms.questionnaires import catalogue
from bot.forms.questionnaires.header import FormHeader
from bot.forms.titles import FileTitle, file_name
from bot.forms.writers import pdf, sheet, text, word
from bot.shell.ledger.ledger import Ledger


def write_forms(ledger: Ledger, ref: str, context: Context, folder: Path) -> tuple[str, ...]:
    """The names of the files that were written; OperatorError when there is no such traject or no such folder."""
    wanted = reference.normalised(ref)
    if wanted is None:
        raise OperatorError(f"{ref} is not a reference.", "It looks like T-7KQFK.")
    with ledger.book() as book:
        traject = book.traject(wanted)
    if traject is None:
        raise OperatorError(f"There is no traject {wanted}.", "`trajectbot status` lists them.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(_saved(folder / name, data) for name, data in blank_forms(traject, context))
    except OSError as error:
        raise OperatorError(f"{folder} cannot be written: {error.strerror}.", "Name another with --output.") from error


def blank_forms(traject: Traject, context: Context) -> Iterator[tuple[str, bytes]]:
    """File names and contents, in the language of the traject."""
    header, language = form_header(traject, context), traject.language
    for title, ending, data in _made(header, language):
        yield file_name(title, language, traject.ref, ending), data


def _made(header: FormHeader, language: str) -> Iterator[tuple[FileTitle, str, bytes]]:
    for questionnaire in catalogue.questionnaires():
        title = FileTitle(questionnaire.key)
        yield title, "docx", word.write(questionnaire, header, language)
        yield title, "pdf", pdf.write(questionnaire, header, language)
        yield title, "txt", text.write(questionnaire, header, language).encode()
    yield FileTitle.LIST, "xlsx", sheet.write(header, language)


def _saved(file: Path, data: bytes) -> str:
    file.write_bytes(data)
    return file.name

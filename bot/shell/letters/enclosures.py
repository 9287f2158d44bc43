"""The files that go along with a mail: forms, an empty list, a statement. Imported late: their libraries are slow."""

from __future__ import annotations

from bot.core.context import Context
from bot.core.decision import Enclosed, Mail, RespondentMail
from bot.core.errors import OperatorError
from bot.core.traject.value import Traject
from bot.forms.for_traject import form_header
from bot.forms.questionnaires import catalogue
from bot.forms.shape import POP, SELF_EVALUATION
from bot.forms.titles import FileTitle, file_name
from bot.forms.writers import pdf, sheet, word
from bot.reports.commands_page import CommandsData, commands_page
from bot.reports.statement import StatementData, statement
from bot.shell.letters.compose import PDF, Enclosure

MIME_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": PDF,
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def enclosure(what: Enclosed, traject: Traject | None, ctx: Context, mail: Mail) -> Enclosure:
    """A file that goes along; OperatorError when there is no traject that it is about."""
    if what is Enclosed.COMMANDS:
        return _commands(ctx)
    if traject is None:
        raise OperatorError(f"{what} needs a traject.")
    respondent = traject.respondent(mail.respondent) if isinstance(mail, RespondentMail) else None
    header, language = form_header(traject, ctx, respondent), traject.language
    if what is Enclosed.WORD_FORM:
        data = word.write(catalogue.questionnaire(catalogue.FEEDBACK), header, language)
        return _named(FileTitle.FEEDBACK, traject, "docx", data)
    if what is Enclosed.PDF_FORM:
        data = pdf.write(catalogue.questionnaire(catalogue.FEEDBACK), header, language)
        return _named(FileTitle.FEEDBACK, traject, "pdf", data)
    if what is Enclosed.SELF_EVALUATION:
        data = word.write(catalogue.questionnaire(catalogue.SELF_EVALUATION), header, language)
        return _named(FileTitle.SELF_EVALUATION, traject, "docx", data)
    if what is Enclosed.POP:
        return _named(
            FileTitle.POP, traject, "docx", word.write(catalogue.questionnaire(catalogue.POP), header, language)
        )
    if what is Enclosed.EMPTY_LIST:
        return _named(FileTitle.LIST, traject, "xlsx", sheet.write(header, language))
    return _named(FileTitle.STATEMENT, traject, "pdf", statement_of(traject, ctx))


def _named(title: FileTitle, traject: Traject, ending: str, data: bytes) -> Enclosure:
    return Enclosure(file_name(title, traject.language, traject.ref, ending), MIME_TYPES[ending], data)


def _commands(ctx: Context) -> Enclosure:
    practice = ctx.practice
    data = commands_page(CommandsData(practice.name, practice.address, ctx.today, practice.language))
    return Enclosure(f"{FileTitle.COMMANDS.in_(practice.language)}.pdf", PDF, data)


def statement_of(traject: Traject, ctx: Context) -> bytes:
    """Signed where a signature is configured; else the same each time: one that comes back as it was is known."""
    assert traject.held_on is not None
    signed = bool(ctx.practitioner.signature)
    return statement(
        StatementData(
            traject.ref,
            traject.specialist.name,
            ctx.practice.name,
            ctx.practice.address,
            ctx.practitioner.name,
            traject.held_on,
            parts=_parts(traject),
            big_number=traject.big_number,
            practitioner_big=ctx.practitioner.big_number,
            place=ctx.practice.place,
            signed_on=ctx.today if signed else None,
            employed=traject.employed,
            colour=ctx.practice.colour,
            logo=ctx.practice.logo,
            signature=ctx.practitioner.signature,
            language=traject.language,
        )
    )


def _parts(traject: Traject) -> tuple[str, ...]:
    """What took place as far as it is on record; that feedback was asked, and never whether any came."""
    there = traject.documents()
    came = (("feedback", bool(traject.respondents)), *((kind, kind in there) for kind in (SELF_EVALUATION, POP)))
    return (*(part for part, did in came if did), "conversation")

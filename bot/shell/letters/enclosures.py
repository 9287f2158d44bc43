"""The files that go along with a mail: forms, an empty list, a statement. Imported late: their libraries are slow."""

from __future__ import annotations

from functools import lru_cache

from bot.core.context import Context
from bot.core.decision import Enclosed, Mail, RespondentMail
from bot.core.errors import OperatorError
from bot.core.traject.value import Traject
from bot.forms.for_traject import form_header
from bot.forms.questionnaires import catalogue
from bot.forms.questionnaires.header import FormHeader
from bot.forms.writers import pdf, sheet, word
from bot.reports.statement import StatementData, statement
from bot.shell.letters.compose import PDF, Enclosure

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@lru_cache(maxsize=64)
def blank_form(questionnaire: str, header: FormHeader, language: str) -> bytes:
    """A Word form takes a tenth of a second to make; a round of reminders needs one traject's many times."""
    return word.write(catalogue.questionnaire(questionnaire), header, language)


def enclosure(what: Enclosed, traject: Traject | None, ctx: Context, mail: Mail) -> Enclosure:
    """A file that goes along; names carry the reference, so that an answer is recognised by it."""
    if traject is None:
        raise OperatorError(f"{what} needs a traject.")
    respondent = traject.respondent(mail.respondent) if isinstance(mail, RespondentMail) else None
    header, language, ref = form_header(traject, ctx, respondent), traject.language, traject.ref
    nl = language == "nl"
    if what is Enclosed.WORD_FORM:
        data = blank_form("ifms360", form_header(traject, ctx), language)
        data = word.addressed(data, header.name, header.group) if respondent else data
        return Enclosure(f"{'Feedbackformulier' if nl else 'Feedback form'} {ref}.docx", DOCX, data)
    if what is Enclosed.PDF_FORM:
        data = pdf.write(catalogue.questionnaire("ifms360"), header, language)
        return Enclosure(f"{'Feedbackformulier' if nl else 'Feedback form'} {ref}.pdf", PDF, data)
    if what is Enclosed.SELF_EVALUATION:
        data = word.write(catalogue.questionnaire("selfevaluation"), header, language)
        return Enclosure(f"{'Zelfevaluatie' if nl else 'Self-evaluation'} {ref}.docx", DOCX, data)
    if what is Enclosed.POP:
        return Enclosure(f"POP {ref}.docx", DOCX, word.write(catalogue.questionnaire("pop"), header, language))
    if what is Enclosed.EMPTY_LIST:
        data = sheet.write(header, language)
        return Enclosure(f"{'Respondenten' if nl else 'Respondents'} {ref}.xlsx", XLSX, data)
    return Enclosure(f"{'Verklaring van deelname' if nl else 'Statement'} {ref}.pdf", PDF, _statement(traject, ctx))


def _statement(traject: Traject, ctx: Context) -> bytes:
    assert traject.held_on is not None
    return statement(
        StatementData(
            traject.ref,
            traject.specialist.name,
            ctx.practice.name,
            ctx.practice.address,
            ctx.practitioner.name,
            traject.held_on,
            language=traject.language,
        )
    )

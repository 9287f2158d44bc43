"""What the blank forms of one traject say about it, and its questions as text."""

from __future__ import annotations

from bot.core.context import Context
from bot.core.traject.value import Respondent, Traject
from bot.forms.questionnaires import catalogue
from bot.forms.questionnaires.header import FormHeader, retention
from bot.forms.writers import text


def form_header(traject: Traject, ctx: Context, respondent: Respondent | None = None) -> FormHeader:
    """What a blank form says about its traject, and about the respondent when it is made for one."""
    group = traject.group(respondent.group) if respondent else None
    return FormHeader(
        reference=traject.ref,
        specialist=traject.specialist.name,
        practitioner=ctx.practitioner.name,
        practice=ctx.practice.name,
        address=ctx.practice.address,
        retention=retention(ctx.rules_of(traject).max_retention_days, traject.language),
        groups=tuple(g.label(traject.language) for g in traject.groups),
        name=respondent.name if respondent else "",
        group=group.label(traject.language) if group else "",
    )


def questions_as_text(traject: Traject, respondent: Respondent, ctx: Context) -> str:
    """The questionnaire as text, to be answered by replying."""
    header = form_header(traject, ctx, respondent)
    return text.write(catalogue.questionnaire(catalogue.FEEDBACK), header, traject.language, only_questions=True)

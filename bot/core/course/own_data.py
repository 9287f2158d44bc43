"""What is kept of one person of a traject: of the specialist nothing that tells of a respondent or a form, of a
respondent nothing that tells of anybody else.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.core.context import Context
from bot.core.traject.stages import BEFORE_CONVERSATION
from bot.core.traject.value import WITH_DOCUMENTS, Disposition, Outcome, Person, Respondent, Traject

Facts = tuple[tuple[str, str | date], ...]
"""A code and what is known; of `language`, `stage`, `rush`, `removed` and `silent` that is a code too."""
UNDERWAY, OTHER_MAIL = "underway", "mail"
_HIS = WITH_DOCUMENTS | {Outcome.ENQUIRY, Outcome.REREGISTERED}
_TOLD = frozenset({
    Outcome.FORM, Outcome.FORM_FOR_EYES, Outcome.FORM_EMPTY, Outcome.FORM_UNREADABLE, Outcome.DECLINED,
    Outcome.WITHDRAWN, Outcome.AWAY, Outcome.PROMISED, Outcome.BOUNCED,
})  # fmt: skip


def facts(person: Person | Respondent, traject: Traject, ctx: Context) -> Facts:
    """What is on record beside name and address; what is not known is left out."""
    found = _of_respondent(person, traject, ctx) if isinstance(person, Respondent) else _of_specialist(traject, ctx)
    return tuple((code, value) for code, value in (("language", traject.language), *found) if value)


def received(person: Person | Respondent, traject: Traject, ctx: Context) -> tuple[tuple[date, str], ...]:
    """Day and kind of what came from this person: an outcome, `document.KIND`, or OTHER_MAIL."""
    identifier = person.id if isinstance(person, Respondent) else ""
    mine = (v for v in traject.valid if v.respondent == identifier and (identifier or v.outcome in _HIS))
    return tuple((ctx.calendar.day(v.at), what) for v in mine for what in _what(v))


def _what(v: Disposition) -> Iterator[str]:
    if v.outcome in WITH_DOCUMENTS:
        yield from (f"document.{kind}" for kind in v.detail.split(",") if kind)
    if v.outcome is not Outcome.DOCUMENT:
        yield str(v.outcome) if v.outcome in _TOLD | _HIS else OTHER_MAIL


def _of_specialist(traject: Traject, ctx: Context) -> tuple[tuple[str, str | date | None], ...]:
    """Before the conversation it is "under way", whatever has come in."""
    return (
        ("opened_at", ctx.calendar.day(traject.opened_at)),
        ("stage", UNDERWAY if traject.stage in BEFORE_CONVERSATION else str(traject.stage)),
        ("rush", "yes" if traject.rush else ""),
        ("conversation_before", traject.conversation_before),
        ("appointment", ctx.calendar.day(at) if (at := traject.planning.starts_at) else None),
        ("held_on", traject.held_on),
        ("reregistered_on", traject.reregistered_on),
        ("ask_again_on", traject.ask_again_on),
        ("registered_until", traject.registered_until),
        ("big_number", traject.big_number),
        ("employed", "yes" if traject.employed else ""),
        ("no_followups", "yes" if traject.no_followups else ""),
    )


def _of_respondent(person: Respondent, traject: Traject, ctx: Context) -> tuple[tuple[str, str | date | None], ...]:
    group = traject.group(person.group)
    return (
        ("function", person.function),
        ("group", group.label(traject.language) if group else ""),
        ("listed_at", ctx.calendar.day(person.listed_at)),
        ("removed", "yes" if person.removed else ""),
        ("silent", "stopped_reminding" if person.silent else ""),
    )

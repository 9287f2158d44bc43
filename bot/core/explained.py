"""One mail as `explain --json` tells it (DESIGN.md §3): plain values, every field always there."""

from __future__ import annotations

from typing import Any

from bot.core.associate import Case
from bot.core.filled import FilledForm
from bot.core.listed import RespondentList
from bot.core.mail import Automatic, InboundMail
from bot.core.world import Role

NO_MAIL = "There is no header of a mail in it."
LISTS = ("respondent-list", "list-correction")


def nothing(file: str, problem: str) -> dict[str, Any]:
    """The object of a file that could not be read."""
    return {
        "file": file,
        "intent": "unknown",
        "automatic": False,
        "sender": "",
        "authenticated": False,
        "traject": "",
        "respondent": "",
        "group": "",
        "evidence": [],
        "bounces": [],
        "until": "",
        "new_text": "",
        "attachments": [],
        "respondents": [],
        "form": None,
        "calendar": None,
        "problem": problem,
    }


def explained(file: str, mail: InboundMail, case: Case, intent: str, rows: RespondentList) -> dict[str, Any]:
    """The object of a mail that was read; `rows` are those of a list of respondents."""
    return nothing(file, mail.problem or ("" if _has_headers(mail) else NO_MAIL)) | {
        "intent": intent,
        "automatic": mail.automatic is not Automatic.NO,
        "sender": mail.sender.address if mail.sender else "",
        "authenticated": case.authenticated,
        **_whose(case),
        "evidence": [*_evidence(mail, case, rows)],
        "bounces": [{"address": b.address, "kind": str(b.kind), "status": b.status} for b in mail.bounces],
        "until": mail.until.isoformat() if mail.until else "",
        "new_text": mail.new_text,
        "attachments": [
            {"name": a.name, "format": a.document.format, "read": str(a.document.read)} for a in mail.attachments
        ],
        "respondents": _respondents(rows),
        "form": _form(case.clues.forms),
        "calendar": _calendar(mail),
    }


def _has_headers(mail: InboundMail) -> bool:
    return bool(
        mail.sender or mail.sender_problem != "no From header" or mail.subject or mail.message_id or mail.date or mail.to
    )


def _whose(case: Case) -> dict[str, str]:
    person = case.respondent
    return {
        "traject": case.traject.ref if case.traject else "",
        "respondent": (person.address or person.name) if person else "",
        "group": person.group if person else case.group,
    }


def _evidence(mail: InboundMail, case: Case, rows: RespondentList) -> list[str]:
    """What points to the traject first, then what kind of mail it is."""
    forms = case.clues.forms
    told = (
        (case.role is not Role.STRANGER, f"from the {case.role}"),
        (case.doubt is not None, f"doubt: {case.doubt.code if case.doubt else ''}"),
        (case.own, "our own Message-ID"),
        (mail.automatic is not Automatic.NO, f"automatic: {mail.automatic}"),
        (bool(mail.sender_problem), f"sender: {mail.sender_problem}"),
        (mail.spam, "marked as spam on its way"),
        (bool(mail.encrypted), f"encrypted: {mail.encrypted}"),
        (case.traject is None and bool(case.clues.references), f"names {', '.join(case.clues.references)}"),
        (bool(forms), ", ".join(f"form {form.questionnaire}: {form.filled} answers" for form in forms)),
        (bool(rows.rows), f"list: {len(rows.rows)} rows ({rows.shape})"),
    )
    return [*case.evidence, *(words for holds, words in told if holds)]


def _respondents(rows: RespondentList) -> list[dict[str, str]]:
    return [
        {
            "name": row.name,
            "address": row.address,
            "group": row.group,
            "function": row.function,
            "problem": str(row.problem or ""),
        }
        for row in rows.rows
    ]


def _form(forms: tuple[FilledForm, ...]) -> dict[str, Any] | None:
    """The form with most answers."""
    best = max(forms, key=lambda form: form.filled, default=None)
    if best is None:
        return None
    answers = {answer.question: answer.value for answer in best.answers}
    return {"questionnaire": best.questionnaire, "answers": answers, "filled": best.filled}


def _calendar(mail: InboundMail) -> dict[str, str] | None:
    said = mail.calendar
    if said is None:
        return None
    return {"method": said.method, "partstat": said.partstat, "attendee": said.attendee, "uid": said.uid}

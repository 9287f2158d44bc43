"""One mail as `explain --json` tells it (docs/contract.md, Commands): plain values, every field always there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.core.filled import FilledForm, differing
from bot.core.listed import ListedRespondent
from bot.core.mail.message import Automatic, InboundMail

if TYPE_CHECKING:
    from bot.lists.corrections import Correction  # not needed before the first mail, and dear

NO_MAIL = "There is no header of a mail in it."


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
        "corrections": [],
        "form": None,
        "calendar": None,
        "problem": problem,
    }


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was made of a mail, and what tells so; `respondent` is an address, or a name that has none.

    `listed` are those whom the changes count by their places.
    """

    intent: str
    traject: str = ""
    respondent: str = ""
    group: str = ""
    authenticated: bool = False
    evidence: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    forms: tuple[FilledForm, ...] = ()
    rows: tuple[ListedRespondent, ...] = ()
    changes: tuple[Correction, ...] = ()
    listed: tuple[ListedRespondent, ...] = ()


def explained(file: str, mail: InboundMail, judged: Judgement) -> dict[str, Any]:
    """The object of a mail that was read."""
    return nothing(file, mail.problem or ("" if _has_headers(mail) else NO_MAIL)) | {
        "intent": judged.intent,
        "automatic": mail.automatic is not Automatic.NO,
        "sender": mail.sender.address if mail.sender else "",
        "authenticated": judged.authenticated,
        "traject": judged.traject,
        "respondent": judged.respondent,
        "group": judged.group,
        "evidence": [*judged.evidence, *_evidence(mail, judged)],
        "bounces": [{"address": b.address, "kind": str(b.kind), "status": b.status} for b in mail.bounces],
        "until": mail.until.isoformat() if mail.until else "",
        "new_text": mail.new_text,
        "attachments": [
            {"name": a.name, "format": a.document.format, "read": str(a.document.read)} for a in mail.attachments
        ],
        "respondents": [_respondent(row) for row in judged.rows],
        "corrections": [_correction(change, judged.listed) for change in judged.changes],
        "form": _form(judged.forms),
        "calendar": _calendar(mail),
    }


def _has_headers(mail: InboundMail) -> bool:
    named = mail.sender or mail.sender_problem != "no From header" or mail.to
    return bool(named or mail.subject or mail.message_id or mail.date)


def _evidence(mail: InboundMail, judged: Judgement) -> Iterator[str]:
    """What shows what kind of mail it is."""
    if mail.automatic is not Automatic.NO:
        yield f"automatic: {mail.automatic}"
    if mail.sender_problem:
        yield f"sender: {mail.sender_problem}"
    if mail.spam:
        yield "marked as spam on its way"
    if mail.encrypted:
        yield f"encrypted: {mail.encrypted}"
    yield from mail.signs
    if judged.references and not judged.traject:
        yield f"names {', '.join(judged.references)}"
    yield from (f"form {form.questionnaire}: {form.filled} answers" for form in judged.forms)
    if judged.rows:
        yield f"list: {len(judged.rows)} rows"


def _respondent(row: ListedRespondent) -> dict[str, str]:
    return {
        "name": row.name,
        "address": row.address,
        "group": row.group,
        "function": row.function,
        "problem": str(row.problem or ""),
    }


def _correction(change: Correction, listed: tuple[ListedRespondent, ...]) -> dict[str, str]:
    """Whom it is about, as listed; the address and group as they become; `with` is the name that comes."""
    about = listed[change.index] if change.index is not None else None
    comes = change.row if change.action in ("replace", "rename") else None
    after = change.row or about
    return {
        "do": "replace" if comes else str(change.action),
        "name": about.name if about else change.target or (after.name if after else ""),
        "address": after.address if after else "",
        "group": after.group if after else "",
        "with": comes.name if comes else "",
    }


def _form(forms: tuple[FilledForm, ...]) -> dict[str, Any] | None:
    """The form with most answers."""
    best = max(forms, key=lambda form: form.worth, default=None)
    if best is None:
        return None
    values = dict(best.doubtful)
    for other in (form for form in forms if form.questionnaire == best.questionnaire):
        values |= {key: said for key, said in differing(best, other).items() if key.endswith(".score")}
    answers = {answer.question: answer.value for answer in best.answers if answer.question not in values}
    return {
        "questionnaire": best.questionnaire,
        "version": best.version,
        "pages": list(best.pages),
        "answers": answers,
        "doubtful": {question: list(said) for question, said in values.items()},
        "handwritten": list(best.handwritten),
        "unread": best.unread,
        "filled": best.filled,
    }


def _calendar(mail: InboundMail) -> dict[str, str] | None:
    said = mail.calendar
    if said is None:
        return None
    return {"method": said.method, "partstat": said.partstat, "attendee": said.attendee, "uid": said.uid}

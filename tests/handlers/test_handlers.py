"""Every numbered mail of tests/mail: whose it is taken to be, which handler gets it, and what follows from it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from support.caseload import LARS, LIST_OPENS, NORA, SARA, TOM, USUAL, VOUCHED, WORLD
from support.trajects import mails
from support.world import EVA, JAN, NEW, STOPPED

from bot.association.case import Word
from bot.association.ladder import associate
from bot.core.context import Context
from bot.core.decision import Ask
from bot.core.mail.message import InboundMail
from bot.core.mail.parse import parse
from bot.core.traject.value import Outcome
from bot.handlers import (
    HANDLERS,
    Handler,
    OfTraject,
    auto_reply,
    avg,
    bounce,
    calendar_reply,
    command,
    date_choice,
    decline,
    disowned,
    document,
    doubtful,
    encrypted,
    fact,
    followup_stop,
    form,
    gone,
    intake,
    late,
    link,
    list_correction,
    loop,
    open_list,
    passed_on,
    private_address,
    promise,
    question,
    reregistered,
    respondent_list,
    route,
    secure_notice,
    spam,
    status_question,
    thanks,
    too_large,
    unknown,
    withdrawal,
)
from bot.readers import read

MAILS = Path(__file__).parents[1] / "mail"
ONLY_THE_HEADER = b"X-Trajectbot-Too-Large: yes\n"
"""What stands on top of a mail of which only the header was fetched."""
NOBODY = ""
HER_WORD = {
    "108-passed-on-a-refusal-beside-it": Word(JAN, "piet"),
    "109-passed-on-not-without-a-form": Word(JAN, "piet"),
}
"""Whom she ties a mail to."""


@dataclass(frozen=True)
class Row:
    """A mail as one traject sees it, and what must follow: handler, intent, outcome, kinds of mails, questions to her.

    The file's name says for which handler it is, or with `-not-` for which it only looks to be.
    """

    file: str
    ref: str
    handler: Handler
    intent: str
    outcome: Outcome
    mails: str = ""
    questions: str = ""


ROWS = (
    Row("001-loop-our-own-reminder", NOBODY, loop, "loop", Outcome.OWN),
    Row("002-loop-sent-on-by-a-rule", NOBODY, loop, "loop", Outcome.OWN),
    Row("003-loop-not-an-answer-that-quotes-ours", JAN, fact, "question", Outcome.FILED, "answer"),
    Row("004-bounce-postfix-no-such-user", JAN, bounce, "bounce", Outcome.BOUNCED),
    Row("005-bounce-still-being-tried", JAN, bounce, "bounce", Outcome.BOUNCED),
    Row("006-bounce-his-own-address-fails", JAN, bounce, "bounce", Outcome.BOUNCED, "undeliverable"),
    Row("007-bounce-of-a-mail-we-never-sent", JAN, bounce, "bounce", Outcome.DOUBTFUL, "", "address-fails"),
    Row("008-bounce-not-he-passes-one-on", JAN, list_correction, "list-correction", Outcome.LIST, "correction-received"),
    Row("009-auto-reply-outlook-until-a-day", JAN, auto_reply, "auto-reply", Outcome.AWAY),
    Row("010-auto-reply-without-a-header", JAN, auto_reply, "auto-reply", Outcome.AWAY),
    Row("011-auto-reply-read-receipt", JAN, auto_reply, "auto-reply", Outcome.IGNORED),
    Row("012-auto-reply-newsletter", NOBODY, auto_reply, "auto-reply", Outcome.LEFT_ALONE),
    Row("013-auto-reply-of-a-stranger", NOBODY, auto_reply, "auto-reply", Outcome.LEFT_ALONE),
    Row("014-auto-reply-not-a-question-before-a-holiday", JAN, fact, "question", Outcome.FILED, "answer"),
    Row("015-command-status-from-her-phone", JAN, command, "command", Outcome.COMMAND, "command-result"),
    Row("016-command-stop-unproved", JAN, command, "command", Outcome.COMMAND, "confirm-request"),
    Row("017-command-confirmed-with-yes", JAN, command, "command", Outcome.COMMAND, "destruction-reminder command-result"),
    Row("018-command-none-in-a-note", NOBODY, command, "command", Outcome.COMMAND, "command-result"),
    Row("019-command-not-she-sends-a-form-on", JAN, unknown, "unknown", Outcome.DOUBTFUL, "", "unknown-mail"),
    Row("020-command-not-in-her-name", JAN, doubtful, "unknown", Outcome.DOUBTFUL, "", "unknown-sender"),
    Row("021-spam-marked-by-the-filter", NOBODY, spam, "spam", Outcome.LEFT_ALONE),
    Row("022-spam-not-a-form-that-was-marked", JAN, form, "form", Outcome.FORM, "form-received"),
    Row("023-private-address-not-another-name", JAN, doubtful, "unknown", Outcome.DOUBTFUL, "", "unknown-sender"),
    Row("024-doubtful-address-with-a-tag", JAN, doubtful, "unknown", Outcome.DOUBTFUL, "", "plus-tag"),
    Row("025-doubtful-in-two-trajects", NOBODY, doubtful, "unknown", Outcome.DOUBTFUL, "", "several-trajects"),
    Row("026-form-two-people-in-one-mail", JAN, form, "form", Outcome.FORM, "form-received", "other-form"),
    Row("027-doubtful-not-a-married-name-from-her-own-address", JAN, form, "form", Outcome.FORM, "form-received"),
    Row("028-late-after-the-conversation", TOM, late, "form", Outcome.FILED, "traject-closed"),
    Row("029-late-after-a-stop", STOPPED, late, "form", Outcome.FILED, "traject-closed"),
    Row("030-late-not-the-specialist-himself", TOM, question, "question", Outcome.DOUBTFUL, "", "question-from-specialist"),
    Row("031-encrypted-smime-by-a-respondent", JAN, encrypted, "encrypted", Outcome.FORM_UNREADABLE, "encrypted"),
    Row("032-encrypted-pgp-by-the-specialist", JAN, encrypted, "encrypted", Outcome.FORM_UNREADABLE, "encrypted"),
    Row("033-encrypted-not-only-signed", JAN, form, "form", Outcome.FORM, "form-received"),
    Row("034-too-large-photographs-of-a-form", JAN, too_large, "too-large", Outcome.DOUBTFUL, "too-large", "too-large-mail"),
    Row("035-too-large-documents-of-the-specialist", JAN, too_large, "too-large", Outcome.DOUBTFUL, "too-large", "too-large-mail"),
    Row("036-too-large-not-anybody-known", NOBODY, unknown, "unknown", Outcome.LEFT_ALONE),
    Row("037-withdrawal-of-an-answer", JAN, withdrawal, "withdrawal", Outcome.DECLINED, "decline-received"),
    Row("038-withdrawal-in-other-words", JAN, withdrawal, "withdrawal", Outcome.DECLINED, "decline-received"),
    Row("039-withdrawal-not-a-question-about-it", JAN, fact, "question", Outcome.FILED, "answer"),
    Row("040-form-word-from-outlook", JAN, form, "form", Outcome.FORM, "form-received"),
    Row("041-form-pdf-from-a-telephone", JAN, form, "form", Outcome.FORM, "form-received"),
    Row("042-form-typed-between-the-questions", JAN, form, "form", Outcome.FORM, "form-received"),
    Row("043-form-blank", JAN, form, "form", Outcome.FORM_EMPTY, "form-empty"),
    Row("044-form-announced-and-forgotten", JAN, form, "form", Outcome.FORM_EMPTY, "form-empty"),
    Row("045-form-photograph", JAN, form, "form", Outcome.FORM_FOR_EYES, "form-received"),
    Row("046-form-behind-a-password", JAN, form, "form", Outcome.FORM_UNREADABLE, "form-unreadable"),
    Row("047-form-with-a-copy-to-the-specialist", JAN, form, "form", Outcome.FORM, "form-received incident"),
    Row("048-form-the-last-one-needed", SARA, form, "form", Outcome.FORM, "form-received progress"),
    Row("049-form-two-trajects-in-one-mail", JAN, form, "form", Outcome.FORM, "form-received"),
    Row("049-form-two-trajects-in-one-mail", SARA, form, "form", Outcome.FORM, "form-received progress"),
    Row("050-form-through-the-specialist", JAN, form, "form", Outcome.DOUBTFUL, "", "through-specialist"),
    Row("051-form-not-a-question-about-it", JAN, fact, "question", Outcome.FILED, "form-again"),
    Row("052-open-list-of-a-stranger", NOBODY, unknown, "unknown", Outcome.LEFT_ALONE),
    Row("053-open-list-not-a-letter-about-it", NOBODY, unknown, "unknown", Outcome.LEFT_ALONE),
    Row("054-list-correction-in-words", JAN, list_correction, "list-correction", Outcome.LIST, "correction-received"),
    Row("055-list-correction-only-an-address", JAN, list_correction, "list-correction", Outcome.LIST, "correction-received"),
    Row("056-list-correction-not-a-question", JAN, question, "question", Outcome.DOUBTFUL, "", "question-from-specialist"),
    Row("057-respondent-list-in-the-mail", EVA, respondent_list, "respondent-list", Outcome.LIST, "list-incomplete"),
    Row("058-respondent-list-as-a-workbook", EVA, respondent_list, "respondent-list", Outcome.LIST, "list-received"),
    Row("059-respondent-list-with-himself-on-it", EVA, respondent_list, "respondent-list", Outcome.LIST, "list-incomplete", "specialist-in-list"),
    Row("060-respondent-list-with-his-plan", EVA, respondent_list, "respondent-list", Outcome.LIST, "list-received document-received"),
    Row("061-respondent-list-not-yet", EVA, question, "question", Outcome.DOUBTFUL, "", "question-from-specialist"),
    Row("062-document-self-evaluation", JAN, document, "document", Outcome.DOCUMENT, "document-received"),
    Row("063-document-the-last-one-needed", LARS, document, "document", Outcome.DOCUMENT, "document-received progress"),
    Row("064-document-not-the-logo-of-his-hospital", JAN, question, "question", Outcome.DOUBTFUL, "", "question-from-specialist"),
    Row("065-decline-one-word", JAN, decline, "decline", Outcome.DECLINED, "decline-received"),
    Row("066-decline-in-a-sentence", JAN, decline, "decline", Outcome.DECLINED, "decline-received"),
    Row("067-decline-not-of-anybody-listed", JAN, doubtful, "unknown", Outcome.DOUBTFUL, "", "unknown-sender"),
    Row("068-decline-not-a-question", JAN, question, "question", Outcome.DOUBTFUL, "", "question-from-respondent"),
    Row("069-reregistered-done", TOM, reregistered, "reregistered", Outcome.REREGISTERED, "destruction-reminder"),
    Row("070-reregistered-later", TOM, reregistered, "reregistered", Outcome.REREGISTERED),
    Row("071-reregistered-no-longer-wanted", TOM, reregistered, "reregistered", Outcome.REREGISTERED, "", "not-applicable-reregistration"),
    Row("072-reregistered-not-before-the-conversation", JAN, question, "question", Outcome.DOUBTFUL, "", "question-from-specialist"),
    Row("073-thanks-after-an-answer", JAN, thanks, "unknown", Outcome.FILED),
    Row("074-thanks-of-the-specialist", JAN, thanks, "unknown", Outcome.FILED),
    Row("075-thanks-not-with-a-question", JAN, fact, "question", Outcome.FILED, "answer"),
    Row("076-thanks-not-of-a-stranger", NOBODY, unknown, "unknown", Outcome.LEFT_ALONE),
    Row("077-status-question-how-it-stands", JAN, status_question, "status-question", Outcome.FILED, "progress"),
    Row("078-status-question-not-by-a-respondent", JAN, question, "question", Outcome.DOUBTFUL, "", "question-from-respondent"),
    Row("079-fact-who-reads-it", JAN, fact, "question", Outcome.FILED, "answer"),
    Row("080-question-of-the-specialist", JAN, question, "question", Outcome.DOUBTFUL, "", "question-from-specialist"),
    Row("081-question-not-of-anybody-known", JAN, doubtful, "unknown", Outcome.DOUBTFUL, "", "unknown-sender"),
    Row("082-intake-asks-for-a-traject", NOBODY, intake, "intake", Outcome.ENQUIRY, "intake-received", "news.enquiry"),
    Row("083-intake-from-a-telephone", NOBODY, intake, "intake", Outcome.ENQUIRY, "intake-received", "news.enquiry"),
    Row("084-intake-not-an-offer", NOBODY, unknown, "unknown", Outcome.LEFT_ALONE),
    Row("085-intake-not-about-a-patient", NOBODY, unknown, "unknown", Outcome.LEFT_ALONE),
    Row("091-calendar-reply-declined", JAN, calendar_reply, "calendar-reply", Outcome.DOUBTFUL, "", "question-from-specialist"),
    Row("092-calendar-reply-not-an-invitation-of-his", JAN, question, "question", Outcome.DOUBTFUL, "", "question-from-specialist"),
    Row("103-fact-not-the-conversation", JAN, question, "question", Outcome.DOUBTFUL, "", "question-from-respondent"),
    Row("104-fact-with-more-than-that", JAN, fact, "question", Outcome.DOUBTFUL, "answer", "question-from-respondent"),
    Row("086-unknown-invoice", NOBODY, unknown, "unknown", Outcome.LEFT_ALONE),
    Row("093-secure-notice-zivver-for-a-respondent", JAN, secure_notice, "encrypted", Outcome.DOUBTFUL, "", "secure-notice"),
    Row("094-secure-notice-not-a-person-who-used-one", JAN, question, "question", Outcome.DOUBTFUL, "", "question-from-respondent"),
    Row("095-link-to-a-shared-file", JAN, link, "question", Outcome.FORM_UNREADABLE, "form-unreadable"),
    Row("096-link-not-in-what-is-quoted", JAN, fact, "question", Outcome.DOUBTFUL, "form-again", "question-from-respondent"),
    Row("097-avg-to-see-what-is-kept", JAN, avg, "question", Outcome.DOUBTFUL, "", "avg-request"),
    Row("098-avg-not-what-stands-below-a-mail", JAN, question, "question", Outcome.DOUBTFUL, "", "question-from-respondent"),
    Row("099-promise-next-week", JAN, promise, "question", Outcome.PROMISED),
    Row("100-promise-not-with-a-question", JAN, fact, "question", Outcome.PROMISED, "answer"),
    Row("101-gone-to-another-hospital", JAN, gone, "question", Outcome.DOUBTFUL, "", "gone"),
    Row("102-gone-not-a-patient-who-died", JAN, question, "question", Outcome.DOUBTFUL, "", "question-from-respondent"),
    Row("105-list-correction-above-our-own-list", JAN, list_correction, "list-correction", Outcome.LIST, "correction-received"),
    Row("106-list-correction-on-a-condition", JAN, list_correction, "list-correction", Outcome.DOUBTFUL, "correction-received", "question-from-specialist"),
    Row("107-question-above-our-own-list", JAN, question, "question", Outcome.DOUBTFUL, "correction-received", "question-from-specialist"),
    Row("108-passed-on-a-refusal-beside-it", JAN, passed_on, "form", Outcome.FORM, "decline-received form-received"),
    Row("109-passed-on-not-without-a-form", JAN, question, "question", Outcome.FILED, questions="tied-words"),
    Row("116-private-address-from-home", JAN, private_address, "form", Outcome.DOUBTFUL, questions="private-address"),
    Row("110-disowned-a-form-in-her-name", LARS, disowned, "withdrawal", Outcome.DOUBTFUL, questions="disowned"),
    Row("111-disowned-not-where-none-counts", JAN, question, "question", Outcome.DOUBTFUL, questions="question-from-respondent"),
    Row("112-date-choice-a-friday-from-a-telephone", NORA, date_choice, "date-choice", Outcome.FILED, "appointment appointment"),
    Row("113-date-choice-not-a-question-about-a-day", NORA, question, "question", Outcome.DOUBTFUL, "", "question-from-specialist"),
    Row("114-followup-stop-no-more-mails", TOM, followup_stop, "followup-stop", Outcome.FILED),
    Row("115-followup-stop-not-a-mail-that-did-not-come", TOM, question, "question", Outcome.DOUBTFUL, "", "question-from-specialist"),
    Row("117-doubtful-a-form-in-a-colleague-s-mail", JAN, doubtful, "unknown", Outcome.DOUBTFUL, "", "sent-by-another"),
    Row("118-auto-reply-a-list-that-sends-a-form", JAN, auto_reply, "auto-reply", Outcome.DOUBTFUL, "", "unknown-sender"),
    Row("119-gone-who-is-named", JAN, gone, "question", Outcome.DOUBTFUL, "", "gone"),
    Row("120-gone-not-who-is-not-listed", JAN, question, "question", Outcome.DOUBTFUL, "", "question-from-respondent"),
)  # fmt: skip
"""In the usual practice."""

WHERE_A_LIST_OPENS = (
    Row("052-open-list-of-a-stranger", NEW, open_list, "respondent-list", Outcome.LIST, "traject-started list-incomplete"),
    Row("053-open-list-not-a-letter-about-it", NOBODY, unknown, "unknown", Outcome.LEFT_ALONE),
    Row("057-respondent-list-in-the-mail", EVA, respondent_list, "respondent-list", Outcome.LIST, "list-incomplete"),
)  # fmt: skip
"""Where the configuration lets a list start a traject."""

WHERE_SENDERS_ARE_PROVED = (
    Row("087-command-proved-by-our-server", JAN, command, "command", Outcome.COMMAND, "destruction-reminder command-result"),
    Row("088-command-disowned-by-its-domain", JAN, command, "command", Outcome.COMMAND),
    Row("089-doubtful-form-disowned-by-its-domain", JAN, doubtful, "unknown", Outcome.DOUBTFUL, "", "not-authenticated"),
    Row("090-intake-unproved", NOBODY, intake, "intake", Outcome.ENQUIRY, "", "news.enquiry"),
)  # fmt: skip
"""Where the practice's own server vouches for senders."""

EVERY_ROW = (*ROWS, *WHERE_A_LIST_OPENS, *WHERE_SENDERS_ARE_PROVED)


def each(rows: tuple[Row, ...]) -> list[object]:
    return [pytest.param(row, id=f"{row.file} {row.ref}".strip()) for row in rows]


def mail_of(file: str) -> InboundMail:
    raw = (MAILS / f"{file}.eml").read_bytes()
    mail = parse(raw, read)
    return replace(mail, flags=(*mail.flags, too_large.FLAG)) if raw.startswith(ONLY_THE_HEADER) else mail


def decided(file: str, ctx: Context) -> dict[str, Row]:
    """What is decided, by the reference of each traject that the mail concerns."""
    mail, found = mail_of(file), {}
    for case in associate(mail, WORLD, ctx, HER_WORD.get(file)):
        handler = route(mail, case, ctx)
        decision = handler.handle(mail, case, WORLD, ctx)
        ref = decision.traject.ref if decision.traject else NOBODY
        told = " ".join(m.view.KIND for m in mails(decision.effects))
        asked = " ".join(e.what.code for e in decision.effects if isinstance(e, Ask))
        found[ref] = Row(file, ref, own(handler), decision.intent, decision.outcome, told, asked)
    return found


@pytest.mark.parametrize("row", each(ROWS))
def test_a_mail_is_handled(row: Row) -> None:
    assert decided(row.file, USUAL)[row.ref] == row


@pytest.mark.parametrize("row", each(WHERE_A_LIST_OPENS))
def test_a_mail_is_handled_where_a_list_opens_a_traject(row: Row) -> None:
    assert decided(row.file, LIST_OPENS)[row.ref] == row


@pytest.mark.parametrize("row", each(WHERE_SENDERS_ARE_PROVED))
def test_a_mail_is_handled_where_senders_are_proved(row: Row) -> None:
    assert decided(row.file, VOUCHED)[row.ref] == row


def test_every_mail_has_a_row_for_each_traject_that_it_concerns() -> None:
    told = {(row.file, row.ref) for row in ROWS}
    files = sorted(path.stem for path in MAILS.iterdir())
    elsewhere = {row.file for row in EVERY_ROW} - {file for file, _ in told}
    assert {(file, ref) for file in files if file not in elsewhere for ref in decided(file, USUAL)} == told
    assert elsewhere <= set(files)
    assert [int(file[:3]) for file in files] == list(range(1, len(files) + 1))


def name_of(handler: Any) -> str:
    return str(own(handler).__name__).rpartition(".")[2].replace("_", "-")


def own(handler: Any) -> Any:
    """The module of a handler, which may be wrapped as one of trajects only."""
    return handler.handler if isinstance(handler, OfTraject) else handler


@pytest.mark.parametrize("handler", [pytest.param(handler, id=name_of(handler)) for handler in HANDLERS])
def test_every_handler_gets_the_mails_that_bear_its_name(handler: Handler) -> None:
    name = name_of(handler)
    theirs = {row.file for row in EVERY_ROW if row.file[4:].startswith(f"{name}-")}
    alike = {file for file in theirs if file[4:].startswith(f"{name}-not-")}
    got = {row.file for row in EVERY_ROW if row.handler is own(handler)}
    assert theirs - alike
    assert theirs - alike <= got
    assert alike.isdisjoint(got)
    assert alike or handler is HANDLERS[-1]  # which always matches


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in sorted(MAILS.iterdir())])
def test_addresses_belong_to_nobody(path: Path) -> None:
    domains = re.findall(rb"(?<!\.png)@([\w-]+(?:\.[\w-]+)+)", path.read_bytes().replace(b"=\n", b""))
    assert [domain for domain in domains if not domain.endswith(b".example")] == []

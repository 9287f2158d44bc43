"""What delivery reports say of which address (RFC 3464, 5965, and the plain text of those who ignore these)."""

from __future__ import annotations

import email
import logging
import re
from dataclasses import dataclass

from bot.core.mail.headers import Headers, decoded
from bot.core.mail.machine.bounce_text import (
    hinted_at_in_words,
    judged,
    opens_with_addresses,
    report_text,
    told_in_words,
)
from bot.core.mail.machine.delivery_status import complaint, delivery_status, notification
from bot.core.mail.mailboxes import mailboxes
from bot.core.mail.message import Bounce
from bot.core.mail.structure import MimePart, headed

MAX_OPENING = 400
MAX_FLUFL = 50_000
MAX_FLUFL_LINE = 500
_DAEMON = re.compile(
    r"(?i)mailer[-_. ]?daemon|post_?master|mail ?delivery|delivery (?:sub)?system|system administrator|^mdaemon|^ndr\b|"
    r"mail ?administrator|virus|imss|jetmail|mail_service|bounce|systeembeheer|mail-?system|mailsystem"
)
_SUBJECT = re.compile(
    r"(?i)^\s*(?:\[[^\]]*\]\s*)?(?:\*+\s*)?(?:undeliver(?:able|ed)|deliver[ey]*y?(?: status)? (?:notification|"
    r"failure|error|fail)|"
    r"delivery (?:has )?(?:failed|failure|status|notification|problem|error|delayed|incomplete)|(?:mail|message|"
    r"e-?mail)\b[^:]{0,30}"
    r"(?:deliver\w*|failed|failure|returned|error|problem)|failed mail|failure (?:notice|delivery)|"
    r"failed\b.{0,20}deliver|"
    r"returned (?:mail|to sender|message)|non[- ]?deliver|nondeliverable|"
    r"warning: (?:message|could not send)|could not (?:send|deliver)|processing error|there was an error sending|"
    r"postfix smtp server: errors|onbestelbaar|niet bezorgd|vertraagd|bericht (?:is )?(?:niet|kan niet)|mislukt|"
    r"bezorging|"
    r"kan niet worden bezorgd|unzustellbar|nicht zugestellt|nachricht.{0,20}nicht|zustellung|non remis|non distribu|"
    r"échec|message non|undelivered|mensaje no|no se puede|impossibile|mancato recapito|ваше сообщение не доставлено|"
    r"rejected|bounce\b)|could not be delivered|non remis|not listed in"
)
_FAILED = re.compile(
    r"(?i)(?:could|can|was|has|have|did|were|been)(?: ?not|n't)(?: yet)?(?: be| been)? (?:delivered|reach|deliver|"
    r"receive)|"
    r"(?:cannot|can't|unable to|wasn't able to|trouble|problems?|error(?:s)?|failed|"
    r"not able to)[^.\n]{0,30}(?:deliver|reach|send)|"
    r"deliver[ey]*y?[^.\n]{0,60}(?:fail|abort|delay|impossible|postponed|problem)|(?:following|"
    r"these)[^\n]{0,30}\b(?:address|recipient)|"
    r"undeliver|not delivered|failed recipients|unknown user|user unknown|invalid (?:final|user)|permanent (?:error|"
    r"fatal)|"
    r"returned (?:mail|because)|automatically rejected|no such user|mailbox[^\n]{0,12} (?:is )?full|"
    r"could not be reached|"
    r"did not exactly match|niet (?:worden )?(?:bezorgd|afgeleverd|besteld)|bezorging[^.\n]{0,60}mislukt|onbestelbaar|"
    r"nicht (?:zugestellt|übermittelt)|zustellung[^.\n]{0,40}(?:fehl|nicht)|n'a pas pu|échec de la remise|"
    r"failure reasons|transcript of session|error while being processed|не может быть доставлено"
)
_CONVERSATION = re.compile(r"(?i)^\s*(?:re|aw|antw|sv|fwd?|wg|tr|doorst?)\s*:")
_PERSON = re.compile(r"(?i)\b(?:ik|mij|mijn|wij|onze|ich|mein|je|mon|i am|i'll|i've|my)\b")
_ID = re.compile(r"(?im)^[> \t]*message-id:[ \t]*\n?[ \t]*<([^<>\s]{1,250})>")


@dataclass(frozen=True, slots=True)
class Report:
    """Whether the mail is a delivery report, and what it reports."""

    recognised: bool = False
    bounces: tuple[Bounce, ...] = ()
    returned_ids: tuple[str, ...] = ()
    returned_subjects: tuple[str, ...] = ()


def report(root: MimePart, raw: bytes, body: str) -> Report:
    """Reads a delivery report; `recognised` is false for any other mail."""
    parts = tuple(_own_parts(root))
    returned = tuple(p.parts[0] for p in parts if p.kind in ("message/rfc822", "message/global") and p.parts)
    feedback = next((p for p in parts if p.kind == "message/feedback-report"), None)
    statuses = [p for p in parts if p.kind in ("message/delivery-status", "message/global-delivery-status")]
    if feedback is not None:
        return Report(True, complaint(feedback, returned + _returned_headers(parts)), *_returned(parts, returned, body))
    posted = notification(body)
    if posted:
        return Report(True, posted)
    if not statuses and not _tells_of_failure(root.headers, body):
        return Report()
    if not statuses:
        statuses = [p for p in root.walk() if p.kind == "message/delivery-status"]
    found = tuple(bounce for part in statuses for bounce in delivery_status(part, report_text(body)))
    return Report(True, found or _in_words(root, raw, returned, body), *_returned(parts, returned, body))


def _returned_headers(parts: tuple[MimePart, ...]) -> tuple[MimePart, ...]:
    """Mails of which only the headers came back."""
    return tuple(mail for part in parts for mail in headed(part))


def _own_parts(root: MimePart) -> list[MimePart]:
    """The parts of the report itself: what the returned mail holds is somebody else's."""
    found = [root]
    if root.kind not in ("message/rfc822", "message/global"):
        found += [inner for part in root.parts for inner in _own_parts(part)]
    return found


def _tells_of_failure(headers: Headers, body: str) -> bool:
    """Whether a machine wrote this mail and wrote it about a mail that did not arrive."""
    if headers.first("x-failed-recipients"):
        return True
    subject, sender = headers.text("subject"), decoded(headers.first("from"))
    daemon = bool(_DAEMON.search(sender.strip(' <"')))
    about = bool(_SUBJECT.search(subject))
    if not (daemon or about) or (_CONVERSATION.match(subject) and not daemon):
        return False
    says = bool(_FAILED.search(report_text(body))) or (daemon and opens_with_addresses(body))
    return about or says if daemon else says and not _PERSON.search(body[:MAX_OPENING])


def _in_words(root: MimePart, raw: bytes, returned: tuple[MimePart, ...], body: str) -> tuple[Bounce, ...]:
    """The addresses of X-Failed-Recipients, of the text, or else the only recipient of the returned mail."""
    headers, subject = root.headers, root.headers.text("subject")
    failed = [a.address for value in headers.all("x-failed-recipients") for a in mailboxes(decoded(value)).addresses]
    senders = _addresses(headers, ("from",))
    kind, status = judged(subject, report_text(body))
    if failed:
        return tuple(Bounce(address, kind, status) for address in dict.fromkeys(failed))
    return (
        told_in_words(subject, body, senders)
        or tuple(Bounce(address, kind, status) for address in _by_flufl(raw))
        or hinted_at_in_words(subject, body, senders | _addresses(headers, ("to", "delivered-to")))
        or tuple(Bounce(address, kind, status) for address in _only_recipient(returned))
    )


def _addresses(headers: Headers, names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(a.key for name in names for a in mailboxes(headers.first(name)).addresses)


def _only_recipient(returned: tuple[MimePart, ...]) -> tuple[str, ...]:
    addressed = {a.address for mail in returned for a in mailboxes(mail.headers.first("to")).addresses}
    return tuple(addressed) if len(addressed) == 1 else ()


def _by_flufl(raw: bytes) -> tuple[str, ...]:
    """What flufl.bounce knows of rare programs; how final it is we judge ourselves, it takes delays for failures."""
    from flufl.bounce import all_failures

    logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL + 1)  # it logs what it reads
    bounded = b"\n".join(line[:MAX_FLUFL_LINE] for line in raw[:MAX_FLUFL].split(b"\n"))
    try:
        temporary, permanent = all_failures(email.message_from_bytes(bounded))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, AssertionError):
        return ()
    return tuple(sorted(address.decode("ascii", "replace") for address in temporary | permanent))


def _returned(
    parts: tuple[MimePart, ...], returned: tuple[MimePart, ...], body: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The Message-IDs and the subjects of the mail that came back, wherever its headers stand."""
    mails = returned + _returned_headers(parts)
    texts = [f"message-id: {mail.headers.first('message-id')}" for mail in mails]
    ids = dict.fromkeys(i for told in (*texts, body) for i in _ID.findall(told))
    subjects = dict.fromkeys(mail.headers.text("subject")[:1000] for mail in mails)
    return tuple(ids)[:20], tuple(subjects)[:20]

"""Raw bytes to an InboundMail; whatever the bytes are, there is an answer and no exception."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from bot.core.documents import Document
from bot.core.mail.bodies import Gathered, file_name, gather, is_reaction
from bot.core.mail.forwarded import forwarded_from, named_in
from bot.core.mail.headers import Headers, decoded, one_line
from bot.core.mail.itip.calendar_reply import calendar_reply
from bot.core.mail.machine.automatic import MachineVerdict, verdict
from bot.core.mail.machine.bounces import report
from bot.core.mail.machine.secure import secure_notice
from bot.core.mail.mailboxes import claimed, mailboxes
from bot.core.mail.message import Address, Attachment, Automatic, CalendarReply, InboundMail
from bot.core.mail.recipients import recipients
from bot.core.mail.reply.quotation import new_text
from bot.core.mail.shared_files import links, sharing_host
from bot.core.mail.signs import PICTURE, signs
from bot.core.mail.structure import Budget, MimePart, build, content, text, trimmed

MAX_TEXT = 500_000
MAX_NAME = 150
MAX_FROM = 120
LAYOUT_PICTURE = 20_000
LAYOUT_PICTURE_SHOWN = 200_000
_ANY = "application/octet-stream"
_MESSAGE_ID = re.compile(r"<([^<>\s]{1,250})>")
_PROBLEMS = {
    "header-too-large": "the header is too large",
    "too-deep": "more than 20 levels of parts",
    "too-many-parts": "more than 500 parts",
}
_ENVELOPE = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to")

Reader = Callable[[bytes, str], Document]


def parse(raw: bytes, read: Reader) -> InboundMail:
    """The mail that `raw` is; `read` reads one file (bytes and name)."""
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")
    budget = Budget()
    root = build(raw, budget)
    found = gather(root, budget)
    attachments = _attachments(found, read)
    own = clean_text("\n".join(found.bodies))
    return _assembled(raw, root, found, attachments, own)


def _assembled(
    raw: bytes, root: MimePart, found: Gathered, attachments: tuple[Attachment, ...], own: str
) -> InboundMail:
    headers, subject, sent = root.headers, root.headers.text("subject"), sent_at(root.headers)
    added, calendar = new_text(own), _calendar(found)
    delivery = report(root, raw, own)
    answers = calendar is not None and calendar.method in ("REPLY", "COUNTER")
    files = any(not a.inline for a in attachments)
    sender, sender_problem = _sender(headers)
    urls = links(added, tuple(found.html))
    service = "" if delivery.recognised else _service(sender, subject, added or own, urls, attachments)
    human = answers or delivery.recognised or service or _shares(sender, urls)
    machine = MachineVerdict() if human else verdict(headers, subject, added or own, sent, files)
    automatic = Automatic.BOUNCE if delivery.recognised else machine.automatic
    return InboundMail(
        content_key=content_key(root),
        sender=sender,
        sender_problem=sender_problem,
        reply_to=_addresses(headers, "reply-to"),
        to=_addresses(headers, "to"),
        cc=_addresses(headers, "cc"),
        recipients=recipients(headers),
        subject=subject[:1000],
        date=sent,
        message_id=_message_id(headers),
        in_reply_to=_identifiers(headers, "in-reply-to"),
        references=_identifiers(headers, "references"),
        text=(own + _forwarded_text(found))[:MAX_TEXT],
        new_text=added,
        attachments=attachments,
        automatic=automatic,
        bounces=delivery.bounces,
        returned_ids=delivery.returned_ids,
        returned_subjects=delivery.returned_subjects,
        away=machine.away and not delivery.recognised,
        until=None if delivery.recognised else machine.until,
        calendar=calendar,
        authentication=headers.all("authentication-results"),
        trajectbot_kind=one_line(headers.first("x-trajectbot"))[:60],
        delivered_to=_delivered_to(headers),
        encrypted=found.encrypted or service,
        signed=found.signed,
        spam=_is_spam(headers),
        forwarded=bool(found.forwarded),
        sent_on=forwarded_from(own, subject),
        flags=_flags(headers, found.budget),
        problem="; ".join(told for flag, told in _PROBLEMS.items() if flag in found.budget.flags),
        claimed=() if sender else claimed(headers.all("from")),
        stands="" if sender else one_line(decoded(headers.first("from")))[:MAX_FROM],
        signs=(
            *signs(
                added,
                urls,
                automatic,
                name=sender.name if sender else "",
                until=machine.until is not None,
                sent=sent.date() if sent else None,
            ),
            *((PICTURE,) if machine.picture and not is_reaction(root) else ()),
        ),
    )


def _service(
    sender: Address | None, subject: str, text: str, urls: tuple[str, ...], files: tuple[Attachment, ...]
) -> str:
    """The service of a notice of a secure mail."""
    return secure_notice(sender.address if sender else "", subject, text, urls, tuple(a.name for a in files))


def _shares(sender: Address | None, urls: tuple[str, ...]) -> bool:
    """A service that shares files writes in somebody's name: it counts as if he had written himself."""
    return bool(sender and sharing_host((f"https://{sender.address.rpartition('@')[2]}",)) and sharing_host(urls))


def clean_text(value: str) -> str:
    """Bounded text without control characters and without the blanks that differ between programs."""
    value = value[:MAX_TEXT].replace("\u00a0", " ").replace("\u200b", "").replace("\ufeff", "")
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", "", value).strip("\n")


def content_key(root: MimePart) -> str:
    """SHA-256 over what stays the same when a server writes the MIME anew."""
    digest = hashlib.sha256()
    for name in ("message-id", "date", "from", "subject"):
        digest.update(b"\0" + root.headers.text(name).encode("utf-8", "replace"))
    for part in root.walk():
        if part.leaf and part.main == "text":
            digest.update(b"\1")
            for piece in trimmed(text(part)):
                digest.update(piece)
        elif part.leaf:
            digest.update(b"\2")
            digest.update(content(part))
    return digest.hexdigest()


def _sender(headers: Headers) -> tuple[Address | None, str]:
    """The only From address, or why there is none (h4 to h8)."""
    values = headers.all("from")
    if len(values) != 1:
        return None, "several From headers" if values else "no From header"
    if "obs-space" in headers.flags:
        return None, "a blank before the colon of From"
    found = mailboxes(values[0])
    if found.problem or len(found.addresses) != 1:
        return None, found.problem or ("several addresses in From" if found.addresses else "no address in From")
    return found.addresses[0], ""


def _addresses(headers: Headers, name: str) -> tuple[Address, ...]:
    return tuple(address for value in headers.all(name)[:20] for address in mailboxes(value).addresses)


def _identifiers(headers: Headers, name: str) -> tuple[str, ...]:
    """Some programs encode a long one as a word (RFC 2047), which no standard allows."""
    told = headers.first(name)
    return tuple(_MESSAGE_ID.findall(decoded(told) if "=?" in told else told))[:200]


def _message_id(headers: Headers) -> str:
    told = headers.first("message-id")
    found = _MESSAGE_ID.search(told)
    bare = told.strip().strip("<>")
    return found[1] if found else bare if re.fullmatch(r"[^\s<>]{1,250}", bare) else ""


def sent_at(headers: Headers) -> datetime | None:
    try:
        told = parsedate_to_datetime(headers.first("date")[:200])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def _delivered_to(headers: Headers) -> tuple[str, ...]:
    told = (address.address for name in _ENVELOPE for address in _addresses(headers, name))
    return tuple(dict.fromkeys(told))


def _is_spam(headers: Headers) -> bool:
    if headers.first("x-spam-flag").lower().startswith("yes") or headers.first("x-spam-status").lower()[:3] == "yes":
        return True
    level = re.match(r"\d+", headers.first("x-ms-exchange-organization-scl"))
    return bool(level and int(level[0]) >= 5) or "SFV:SPM" in headers.first("x-forefront-antispam-report")


def _flags(headers: Headers, budget: Budget) -> tuple[str, ...]:
    senders = {a.key for a in _addresses(headers, "from")}
    others = {a.key for name in ("sender", "resent-from", "resent-sender") for a in _addresses(headers, name)}
    flags = list(budget.flags)
    flags += ["other-sender"] * bool(others - senders)
    flags += ["no-message-id"] * (not _message_id(headers))
    return tuple(flags)


def _attachments(found: Gathered, read: Reader) -> tuple[Attachment, ...]:
    shown = {cid for html in found.html for cid in re.findall(r"(?i)cid:([^\s\"'>)]{1,250})", html)}
    files = []
    for file in found.files:
        data, name = content(file.part, found.budget), safe_name(file_name(file.part))
        inline = _is_layout(file.part, len(data), file.related, shown)
        wrote = named_in(file.out_of)
        files.append(Attachment(name, file.part.kind, len(data), read(data, name), inline, wrote))
    for one in found.loose:
        name, inline = safe_name(one.name), one.picture and len(one.data) < LAYOUT_PICTURE_SHOWN
        files.append(Attachment(name, one.kind or _ANY, len(one.data), read(one.data, name), inline))
    return tuple(files)


def _is_layout(part: MimePart, size: int, related: bool, shown: set[str]) -> bool:
    """A logo rather than a photograph of a form: shown by the HTML, or small and beside it."""
    if part.main != "image":
        return False
    cid = part.headers.first("content-id").strip("<> ")
    location = part.headers.first("content-location").removeprefix("cid:")
    if {cid, location} & shown:
        return size < LAYOUT_PICTURE_SHOWN
    return related and size < LAYOUT_PICTURE


def safe_name(name: str) -> str:
    """A file's name for showing: no path, no controls, not too long (h65, h66)."""
    base = re.split(r"[/\\]", one_line(name))[-1].strip(". ")
    stem, dot, extension = base.rpartition(".")
    return base if len(base) <= MAX_NAME else (stem or base)[: MAX_NAME - 20] + dot + extension[:19]


def _calendar(found: Gathered) -> CalendarReply | None:
    if found.calendar is None:
        return None
    return calendar_reply(text(found.calendar, found.budget), found.calendar.parameters.get("method", ""))


def _forwarded_text(found: Gathered) -> str:
    """The attached mails below the body, the way programs that forward inline do it."""
    pieces = []
    for message in found.forwarded[:20]:
        inner = message.parts[0]
        body = clean_text("\n".join(gather(inner, Budget()).bodies))
        told = "\n".join(f"{n.title()}: {inner.headers.text(n)}" for n in ("from", "date", "subject", "to"))
        pieces.append(f"\n\n---------- Forwarded message ---------\n{told}\n\n{body}")
    return "".join(pieces)

"""A letter, and how the standard library reads what was made of it."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from bot.shell.letters.compose import Enclosure, Letter

LETTER = Letter(
    kind="form-received",
    practice_name="Praktijk Voorbeeld",
    practice_address="info@praktijk.example",
    recipient="p.devries@ziekenhuis.example",
    recipient_name="Piet de Vries",
    subject="[T-7KQFK] Uw formulier is ontvangen",
    text="Geachte Piet de Vries,\n\nDank u wel.\n",
    html="<p>Dank u wel.</p>\n",
    message_id="<20261109.abc@praktijk.example>",
    date=datetime(2026, 11, 9, 8, 30, tzinfo=UTC),
)
PDF = Enclosure("Verklaring van deelname T-7KQFK.pdf", "application/pdf", bytes(range(256)) * 40)


def read(raw: bytes) -> EmailMessage:
    """The mail, without a single defect."""
    message = message_from_bytes(raw, policy=policy.SMTP)
    assert isinstance(message, EmailMessage)
    assert message.defects == []
    return message


def body(message: EmailMessage, subtype: str) -> str:
    """The body of this subtype, lines separated by LF."""
    part = message.get_body((subtype,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")

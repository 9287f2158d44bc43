"""What a mail says about itself: references, forms, who is named; gathered once, before anything is decided."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.core.documents import ARCHIVES, Document, Read
from bot.core.filled import FilledForm
from bot.core.mail.forwarded import sender_of
from bot.core.mail.message import Address, Attachment, FormsRead, InboundMail
from bot.core.people import names
from bot.core.traject import reference
from bot.forms import filled, filled_text
from bot.forms.shape import looks_like_answer

_ABOUT = re.compile(
    r"(?im)(?:feedback|formulier|form|evaluatie|ifms)[^\n]{0,40}?\b(?:voor|over|van|for|about|on|of)\s+"
    r"(?!(?:u|je|jou|mij|me|hem|haar|ons|het|de|een|dit|deze|mijn|uw|you|us|the|an?|my|your)\b)"
    r"([^\n,.;:()\[\]]{3,60})"
)
_CAPITAL = r"(?:'[a-z] )?[A-ZÀ-ÞĀ-Ž][\w.'’-]*"
_NAME = re.compile(
    rf"(?:(?:collega|dr|dhr|mw|prof|drs|dokter|doctor|mevrouw|de heer|professor|my colleague)\.?\s+)*{_CAPITAL}"
    rf"(?:\s+(?:(?:van|de|der|den|het|ten|ter|te|el|al|von|la|le|in|op|'t)\s+)*{_CAPITAL})*"
)

_IN_GENERAL = re.compile(
    r"(?i)\b(?:medisch|specialist|arts|collega|respondent|functioner|medical|consultant|colleague|ifms|traject)"
)
"""As in our own mail, which some programs send back unquoted: "het functioneren van medisch specialisten"."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file with what it was found to be; `form` when it is one of our questionnaires."""

    attachment: Attachment
    form: FilledForm | None = None
    references: tuple[str, ...] = ()
    answers: bool = False


@dataclass(frozen=True, slots=True)
class Clues:
    """`references` are in order of trust: answered subject, body, form, file properties. Names are as written.

    `gone` are destroyed trajects of which a form lies beside the files here, and is left aside. `sent_on` is who wrote
    the mail that is forwarded in the text. `apart`: these are of one traject's forms in a mail with
    several's.
    """

    references: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    typed: FilledForm | None = None
    answered_ids: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    about: str = ""
    gone: tuple[str, ...] = ()
    sent_on: Address | None = None
    apart: bool = False

    @property
    def forms(self) -> tuple[FilledForm, ...]:
        """Every questionnaire of ours in the mail, files first."""
        found = (p.form for p in self.parts)
        return (*(f for f in found if f is not None), *((self.typed,) if self.typed else ()))

    @property
    def form_references(self) -> tuple[str, ...]:
        """The references that forms carry."""
        return tuple(dict.fromkeys(ref for p in self.parts if p.form for ref in p.references))

    @property
    def files(self) -> tuple[Attachment, ...]:
        """The attached files that are nobody's logo."""
        return tuple(p.attachment for p in self.parts)

    @property
    def name(self) -> str:
        """Who filled the form in, as the form says."""
        return next((f.name for f in self.forms if f.name), "")

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody who filled in a form, as the forms say; blank forms do not count beside filled ones."""
        answered = [f for f in self.forms if f.filled] or self.forms
        return tuple(dict.fromkeys(f.name for f in answered if f.name))

    @property
    def specialist(self) -> str:
        """Whom the form or the subject is about; of the subject it may be a first name or a surname alone."""
        return next((f.specialist for f in self.forms if f.specialist), self.about)

    @property
    def looks_like_form(self) -> bool:
        """Whether somebody's answers seem to be in it."""
        return bool(self.forms) or any(p.answers for p in self.parts)

    @property
    def holds_answers(self) -> bool:
        """Whether a file comes along that could count: a blank form goes back with whoever does not take part."""
        return any(p.form.filled > 0 if p.form is not None else p.answers for p in self.parts)


NOTHING = Clues()
MAILS = frozenset({"eml", "msg"})
"""Formats of files that are mails."""


def gather(mail: InboundMail) -> Clues:
    """Reads no file again: works on what the sandbox made of the mail, and on the forms that it found in it."""
    forms = mail.forms or forms_in(mail)
    parts = tuple(_part(a, form) for a, form in zip(unpacked(mail), forms.files, strict=True))
    in_parts = tuple(ref for p in parts for ref in p.references)
    typed = forms.typed
    said = (*reference.find(mail.subject), *reference.find(mail.text), *in_parts)
    return Clues(
        references=tuple(dict.fromkeys(said)),
        parts=parts,
        typed=typed if typed and typed.filled else None,
        answered_ids=tuple(dict.fromkeys((*mail.in_reply_to, *mail.references))),
        signatures=_signature_names(mail.text),
        about=_about(mail),
        sent_on=mail.sent_on,
    )


def forms_in(mail: InboundMail, begins: Callable[[int], None] = lambda _: None) -> FormsRead:
    """Looks for our forms, which is the dearest of all that is read of a mail.

    `begins` is told which attachment is looked at, from 1; 0 is the mail itself.
    """
    files: list[FilledForm | None] = []
    for number, whole in enumerate(mail.attachments, 1):
        if not whole.inline:
            begins(number)
            files += (filled(a.document) for a in _unpacked(whole))
    begins(0)
    sender = f"{mail.sender.name} {mail.sender.address}" if mail.sender else ""
    return FormsRead(filled_text(mail.text, mail.new_text, sender), tuple(files))


def unpacked(mail: InboundMail) -> tuple[Attachment, ...]:
    """The files of a mail that may be somebody's work."""
    return tuple(a for whole in mail.documents for a in _unpacked(whole))


def _unpacked(attachment: Attachment) -> tuple[Attachment, ...]:
    """A file, or the files inside a zip, a winmail.dat or an attached mail, with what that says itself (h63).

    An archive in an archive stays as it is (h74).
    """
    document = attachment.document
    if document.format in MAILS:
        attachment = replace(attachment, out_of=sender_of(document.text) or attachment.out_of)
    if not document.parts:
        return (attachment,)
    inside = (Attachment(name, "", 0, part, out_of=attachment.out_of) for name, part in document.parts)
    files = tuple(one for f in inside for one in ((f,) if f.document.format in ARCHIVES else _unpacked(f)))
    return (replace(attachment, document=replace(document, parts=())), *files) if document.text.strip() else files


def part_of(attachment: Attachment) -> Part:
    """A file with what it is."""
    return _part(attachment, filled(attachment.document))


def _part(attachment: Attachment, form: FilledForm | None) -> Part:
    document = attachment.document
    found = [*reference.find(attachment.name), *_document_references(document)]
    if form and form.reference:
        found.insert(0, form.reference)
    answers = (
        form is not None or looks_like_answer(document, attachment.size) or document.read not in (Read.OK, Read.EMPTY)
    )
    return Part(attachment, form, tuple(dict.fromkeys(found)), answers)


def _document_references(document: Document) -> tuple[str, ...]:
    texts = (document.text, *(value for _, value in document.properties))
    return tuple(ref for text in texts for ref in reference.find(text))


def _signature_names(text: str) -> tuple[str, ...]:
    """Short lines near the end that are a full name: how people sign."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith(">")]
    return tuple(line for line in lines[-8:] if len(line) < 60 and names.looks_full(line))[:3]


def _about(mail: InboundMail) -> str:
    for text in (mail.subject, mail.new_text):
        match = _ABOUT.search(text)
        if match:
            said = re.split(r"\s{2,}|\s+-\s+|\s+\[", match.group(1).strip())[0]
            if name := _NAME.match(said):
                return name[0]
            if names.looks_full(said) and not _IN_GENERAL.search(said):
                return said
    return ""

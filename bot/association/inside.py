"""What a mail encloses, or answers typed in it, say of the traject it belongs to, and nothing that anybody wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.association.clues import MAILS, Part, gather, part_of
from bot.core.documents import Document, Read
from bot.core.mail.bodies import PARTIAL
from bot.core.mail.message import Attachment, Automatic, InboundMail, Inside
from bot.core.mail.signs import host_of
from bot.core.traject import reference
from bot.core.words.gone import tells_of_death
from bot.core.words.grave import is_grave
from bot.core.words.privacy import asked
from bot.core.words.prose.letter import says_more
from bot.core.words.sentences import sentences
from bot.forms.answered import seems_answered
from bot.forms.questionnaires.catalogue import form_words

_A_FORM = re.compile(r"(?i)feedback|formulier|vragenlijst|evaluat|questionnaire|antwoord|\b(?:form|answers?|ifms)\b")
"""In the name of a file: what people call a form of ours."""
_NO_FORM = re.compile(
    r"(?i)factu|rekening|invoice|offerte|declaratie|betaling|receipt|agenda|notul|overzicht|uitnodiging|invitation|"
    r"overeenkomst|gesprek|afspraak|vergadering|appointment|meeting|"
    r"(?<![a-z])(?:nota|bon|bill|brief|letter|quote|report|verslag|minutes|planning|contract)(?![a-z])"
)
"""In the name of a file, or a subject: what it is when it is no form, whatever it is about ("Factuur feedback")."""
_FORMAL = re.compile(
    r"(?i)\b(?:klacht\w*|bezwaar\w*|advoca\w*|gemachtigd\w*|jurist\w*|juridisch\w*|tucht\w*|inspect\w*|igj|rechtbank|"
    r"aansprakelijk\w*|dagvaard\w*|sommatie|vordering|geschil\w*|verzoek\w* om|stukken|raad van bestuur|toezicht\w*|"
    r"complaint|objection|lawyer|attorney|solicitor|legal|court|liab\w*|hereby request)\b"
)
"""In a letter: what somebody writes of who means it formally."""
_SEALED = ("smime", "pgp")
_ARMOUR = re.compile(r"-----BEGIN (?:PGP MESSAGE|AGE ENCRYPTED FILE|PKCS7|CMS|ENCRYPTED [A-Z ]{1,40})-----")
"""What is encrypted, as letters."""
_NO_FILES = frozenset({"mp3", "wav", "mp4", "woff"})
"""What is not opened, and holds nothing that could be a form."""
_SUBJECT = re.compile(r"^Subject: (.*)$", re.MULTILINE)


def inside(mail: InboundMail, subjects: tuple[str, ...] = ()) -> Inside:
    """A reference in any other text is what somebody wrote: an invoice or an overview may name many trajects.
    `subjects` are those of mails that are enclosed as such.
    """
    clues = gather(mail)
    parts = (*clues.parts, *(part_of(one) for p in clues.parts for one in _archived(p.attachment)))
    wrote = reference.find_loosely(f"{mail.subject}\n{mail.text}")
    answered = seems_answered(mail.text)
    typed = (_labelled(mail.text) or wrote) if answered else ()
    enclosed = tuple(_enclosed(a.document) for a in mail.documents)
    names = (_named(a.name, a.document) for a in mail.documents)
    told = (*map(_references, parts), *enclosed, *names, *map(reference.find, subjects), typed)
    form = (clues.typed is not None and answered) or any(p.form is not None and p.form.filled for p in parts)
    files = (p.attachment for p in parts)
    texts = (ref for one in files for ref in reference.find_loosely(f"{one.name}\n{one.document.text}"))
    said = tuple(dict.fromkeys((*wrote, *clues.references, *texts, *(r for p in parts for r in p.references))))
    references, other = tuple(dict.fromkeys(ref for refs in told for ref in refs)), bool(_NO_FORM.search(mail.subject))
    said_so = (is_grave, asked, tells_of_death, *((_asks,) if form and not answered else ()))
    formal = not form and bool(_FORMAL.search(f"{mail.subject}\n{mail.new_text}"))
    weighs = any(says(mail.new_text) for says in said_so)
    beside = not any(enclosed) and any(map(_names_nothing, parts))
    more = form and not answered and says_more(mail.new_text, ())
    sealed = mail.encrypted in _SEALED or PARTIAL in mail.flags or _ARMOUR.search(mail.text) is not None
    shut = sealed or any(_is_shut(a.document) for a in mail.documents)
    linked = mail.automatic is Automatic.NO and bool(host_of(mail.signs))
    return Inside(
        mail.content_key, references, form, said, other, weighs, beside, more, mail.returned_ids, formal, shut, linked
    )


def _archived(attachment: Attachment) -> Iterator[Attachment]:
    """The files of an archive in an archive, at whatever depth."""
    for name, part in attachment.document.parts:
        one = Attachment(name, "", 0, part)
        yield one
        yield from _archived(one)


def _is_shut(document: Document) -> bool:
    """Whether it, or something in it, could not be opened."""
    shut = document.read not in (Read.OK, Read.EMPTY) and document.format not in _NO_FILES
    shut |= "encrypted" in document.flags or _ARMOUR.search(document.text) is not None
    return shut or any(_is_shut(part) for _, part in document.parts)


def _asks(text: str) -> bool:
    """Whether something is asked beside a form that lies in a file."""
    return any(sentence.endswith("?") for sentence in sentences(text))


def _names_nothing(part: Part) -> bool:
    """Whether it may be somebody's answer or document, and bears no reference."""
    plain = part.answers and not part.attachment.document.parts
    return plain and not (_references(part) or _named(part.attachment.name, part.attachment.document))


def _labelled(text: str) -> tuple[str, ...]:
    """In the line of a form that is typed in the mail."""
    word = form_words().reference
    labels = "|".join(re.escape(word.in_(language)) for language in ("nl", "en"))
    lines = re.findall(rf"(?im)^[>\s]*(?:{labels})\s*:(.*)$", text)
    return tuple(ref for line in lines for ref in reference.find_loosely(line))


def _references(part: Part) -> tuple[str, ...]:
    if part.form is not None:
        return (*part.references, *reference.find_loosely(part.attachment.document.text))
    return tuple(ref for _, value in part.attachment.document.properties for ref in reference.find(value))


def _named(name: str, document: Document) -> tuple[str, ...]:
    """In the names of files, at whatever depth; of prose that can be read it says only what that is about, and of what
    is called an invoice or minutes too.
    """
    below = (ref for inner, part in document.parts for ref in _named(inner, part))
    prose = document.read is Read.OK and bool(document.text.strip()) and not _A_FORM.search(name)
    return (*(() if prose or _NO_FORM.search(name) else reference.find_loosely(name)), *below)


def _enclosed(document: Document) -> tuple[str, ...]:
    """In the subjects of mails in files, at whatever depth."""
    own = _SUBJECT.search(document.text.partition("\n\n")[0]) if document.format in MAILS else None
    below = (ref for _, part in document.parts for ref in _enclosed(part))
    return (*(reference.find(own[1]) if own else ()), *below)

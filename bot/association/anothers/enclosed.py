"""Out of whose mail a form comes: one that lies in a mail of somebody else is not its sender's in silence."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.association.clues import MAILS, Clues, Part
from bot.core.context import Context
from bot.core.mail.forwarded import forwarded_from
from bot.core.mail.message import Address, InboundMail
from bot.core.people import names
from bot.core.people.addresses import key, reads_nobody
from bot.core.people.names import Likeness
from bot.core.traject.value import Respondent, Traject
from bot.core.words.taking_back.disowning import encloses_own
from bot.forms.answered import seems_answered

_DEVICE = re.compile(
    r"(?i)\b(?:scan\w*|mfp\w*|print\w*|multifunction\w*|kopieer\w*|copier\w*|xerox|ricoh|canon|konica|kyocera|"
    r"hp|sharp|brother)(?![^\W\d_])"
)
"""In the name or address of who sends a scan to its maker, who passes it on: it is nobody."""


_FILLED_IN = re.compile(r"(?i)\b(?:ingevuld\w*|filled|completed|retour)\b")
"""Above the mail in which he asked for it: the answer to that."""


def without_ours(clues: Clues, ctx: Context) -> Clues:
    """Our own mail in theirs (the form went out with it), and a scanner's, say nothing of whose a file is."""

    def other(wrote: Address | None) -> Address | None:
        return None if wrote is None or _is_ours(wrote, ctx) or _is_device(wrote) else wrote

    if clues.sent_on is None and not any(p.attachment.out_of for p in clues.parts):
        return clues
    parts = tuple(
        replace(p, attachment=replace(p.attachment, out_of=other(p.attachment.out_of))) if p.attachment.out_of else p
        for p in clues.parts
    )
    return replace(clues, parts=parts, sent_on=other(clues.sent_on))


def _is_ours(wrote: Address, ctx: Context) -> bool:
    if wrote.address:
        return wrote.key == key(ctx.practice.address) or ctx.practitioner.writes_from(wrote.address)
    ours = (names.folded(ctx.practice.name), names.folded(ctx.practitioner.name))
    return names.folded(wrote.name) in ours


def _is_device(wrote: Address) -> bool:
    local = wrote.address.partition("@")[0]
    return reads_nobody(wrote.address) or bool(_DEVICE.search(wrote.name) or _DEVICE.search(local))


def out_of_anothers(mail: InboundMail, traject: Traject, sender: Respondent, clues: Clues) -> Address | None:
    """Who wrote the mail out of which a form comes, where that is not its sender; nothing of what bears their name."""
    own = encloses_own(mail.new_text)
    counting = [p for p in clues.parts if _may_count(p)]
    asked = clues.sent_on is not None and is_specialist(clues.sent_on, traject) and _FILLED_IN.search(mail.new_text)
    for part in [p for p in counting if not _is_a_mail_s_text(p)] or counting:
        wrote = part.attachment.out_of or (None if own or asked else clues.sent_on)
        if wrote is not None and not (_bears(part, sender) or _is(wrote, mail, traject, sender)):
            return wrote
    if clues.typed is None or seems_answered(mail.new_text):
        return None
    wrote = clues.sent_on or (forwarded_from(mail.text, "") if mail.forwarded else None)
    return wrote if wrote is not None and not _is(wrote, mail, traject, sender) else None


def listed_as(wrote: Address, traject: Traject) -> Respondent | None:
    """The one listed person who wrote it, by the address, or by the name where no address stands there."""
    present = [r for r in traject.respondents if not r.removed]
    if wrote.address:
        alike = [r for r in present if wrote.key in _addresses(r)]
    else:
        alike = [r for r in present if names.same_person(wrote.name, r.name) is Likeness.SAME]
    return alike[0] if len(alike) == 1 else None


def is_specialist(wrote: Address, traject: Traject) -> bool:
    """Whether it is he who wrote it."""
    if wrote.address:
        return wrote.key in {key(a) for a in (traject.specialist.address, *traject.others)}
    return names.same_person(wrote.name, traject.specialist.name) is Likeness.SAME


def _may_count(part: Part) -> bool:
    """Not a blank form, nor what is no answer."""
    return part.form.filled > 0 if part.form is not None else part.answers


def _is_a_mail_s_text(part: Part) -> bool:
    """What a mail in a file says: an answer only where no file is."""
    return part.form is None and part.attachment.document.format in MAILS


def _bears(part: Part, sender: Respondent) -> bool:
    return part.form is not None and names.same_person(part.form.name, sender.name) is Likeness.SAME


def _is(wrote: Address, mail: InboundMail, traject: Traject, sender: Respondent) -> bool:
    """Whether it is the sender, at an address of theirs or under their name at one that is nobody else's."""
    if wrote.address and wrote.key in (*_addresses(sender), mail.sender.key if mail.sender else ""):
        return True
    other = listed_as(wrote, traject)
    if is_specialist(wrote, traject) or (other is not None and other.id != sender.id):
        return False
    called = (sender.name, mail.sender.name if mail.sender else "")
    return any(name and names.same_person(wrote.name, name) is not Likeness.DIFFERENT for name in called)


def _addresses(person: Respondent) -> tuple[str, ...]:
    return tuple(key(a) for a in (person.address, *person.others) if a)

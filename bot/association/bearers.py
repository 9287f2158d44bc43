"""Whose name a mail bears: which respondent of a traject is meant by it, when the address does not tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.association.clues import Clues
from bot.core import buttons
from bot.core.filled import FilledForm
from bot.core.mail.message import InboundMail
from bot.core.people import names
from bot.core.people.addresses import key
from bot.core.people.name_words import is_particle
from bot.core.people.names import Likeness
from bot.core.traject.value import Respondent, Traject
from bot.core.views import Proposal

_SHARED = re.compile(
    r"(?i)secretar|assistent|receptie|balie|polikliniek|administratie|planning|afdeling|frontoffice|backoffice"
    r"|^(?:poli|info|contact|office|mail|noreply|no-reply)\b"
)

_MOST, _SHORTEST = 3, 3


_VIA = re.compile(r"(?i)\s*['\"]?(?P<name>[^'\"]+?)['\"]?\s+via\s")
"""`'Peer Bos' via Staf`, as a mailing list writes a sender."""


def bearer(traject: Traject, mail: InboundMail, clues: Clues, *, likely: bool = False) -> Respondent | None:
    """The one respondent not yet answered whose name the sender or the form bears; nothing when two could be meant.

    `likely`: she said that the mail belongs to this traject, so that a name that is nearly right will do.
    """
    fits = {Likeness.SAME, Likeness.LIKELY} if likely else {Likeness.SAME}
    open_ones = [r for r in traject.respondents if not r.removed and r.id not in traject.answered()]
    found = {r.id: r for r in open_ones for n in _said(mail, clues) if names.same_person(n, r.name) in fits}
    if len(found) != 1:
        return None
    (respondent,) = found.values()
    if _rivals(traject, respondent) or not (likely or _may_be(mail, respondent)):
        return None
    return respondent


def whose(people: tuple[Respondent, ...], mail: InboundMail, clues: Clues, told: str = "") -> Respondent | None:
    """Which of those who share an address wrote this: the one whom the form names, else the mail; nothing when open.

    `told` is the identifier of the one to whom the mail of ours went that is answered.
    """
    if len(people) < 2:
        return next(iter(people), None)
    if clues.names:
        return _the_one(people, list(clues.names))
    recipient = next((r for r in people if r.id == told), None)
    named = recipient or _the_one(people, _said(mail, clues))
    present = [r for r in people if not r.removed]
    return named or (present[0] if len(present) == 1 else None)


def _the_one(people: tuple[Respondent, ...], said: list[str]) -> Respondent | None:
    """Whoever bears one of these names, a sure likeness before a thin one."""
    for fits in ({Likeness.SAME}, {Likeness.LIKELY}):
        found = [r for r in people if any(names.same_person(n, r.name) in fits for n in said)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def of_person(forms: Sequence[FilledForm], name: str) -> tuple[FilledForm, ...]:
    """Those that bear the person's name, else those that bear none, else all: she said whose they are."""
    bearing = tuple(f for f in forms if f.name and names.same_person(f.name, name) is not Likeness.DIFFERENT)
    return bearing or tuple(f for f in forms if not names.looks_full(f.name)) or tuple(forms)


def called(traject: Traject, respondent: Respondent) -> str:
    """How a proposal names somebody: by address, or by name when there is none or others share it."""
    address = key(respondent.address)
    sharing = [r for r in traject.respondents if key(r.address) == address]
    return respondent.address if address and len(sharing) == 1 else respondent.name


def is_shared(address: str) -> bool:
    """Whether an address looks like a mailbox of a department, at which several people sit."""
    return bool(_SHARED.search(address.lower().partition("@")[0]))


def likely_bearers(traject: Traject, mail: InboundMail, clues: Clues) -> tuple[Respondent, ...]:
    """At most two who may be meant, to be proposed to her; a list says for whom it sends a mail on."""
    behind = _VIA.match(mail.sender.name) if mail.sender else None
    said = [*_said(mail, clues), *([behind["name"]] if behind else [])]
    answers = {one.key for one in mail.reply_to}
    return tuple(
        r
        for r in traject.respondents
        if not r.removed
        and (
            any(names.same_person(n, r.name) is not Likeness.DIFFERENT for n in said)
            or not answers.isdisjoint(key(a) for a in (r.address, *r.others) if a)
        )
    )[:2]


def _said(mail: InboundMail, clues: Clues) -> list[str]:
    return [n for n in (clues.name, mail.sender.name if mail.sender else "", *clues.signatures) if n]


def _rivals(traject: Traject, respondent: Respondent) -> bool:
    """Whether another one listed could be meant by the same name."""
    others = (r for r in traject.respondents if r.id != respondent.id and not r.removed)
    return any(names.same_person(r.name, respondent.name) is not Likeness.DIFFERENT for r in others)


def _may_be(mail: InboundMail, respondent: Respondent) -> bool:
    """Whether the sender may be this person writing from elsewhere.

    Not one without a clean address (h4-h8), dressed up as another address (h9), in letters that only look right (h10,
    h11), under somebody else's name or from a mailbox that several people share (h15, h21).
    """
    sender = mail.sender
    if sender is None or not sender.address.isascii() or "xn--" in sender.key:
        return False
    if is_shared(sender.key) or ("@" in sender.name and key(sender.name) != sender.key):
        return False
    other = names.looks_full(sender.name) and "@" not in sender.name
    return not other or names.same_person(sender.name, respondent.name) is not Likeness.DIFFERENT


def likeliest(traject: Traject, mail: InboundMail) -> tuple[Proposal, ...]:
    """Who an unknown sender may be, as a part of their own name or address tells: a button for each of at most three.
    Where more of them bear as much of it, none is likelier than another.
    """
    if mail.sender is None:
        return ()
    local = re.sub(r"[\W_]", " ", mail.sender.address.rpartition("@")[0])
    said = {w for w in names.folded(f"{mail.sender.name} {local}").split() if len(w) >= _SHORTEST}
    said = {w for w in said if not is_particle(w)}
    fits = [(len(said & _ends(r.name)), r) for r in traject.respondents if not r.removed]
    order = sorted((one for one in fits if one[0]), key=lambda one: -one[0])
    least = order[_MOST][0] if len(order) > _MOST else 0
    return tuple(buttons.tie(traject.ref, called(traject, r), r.name) for n, r in order if n > least)


def _ends(name: str) -> set[str]:
    """The first and the last part of a name."""
    parts = names.folded(name).split()
    return {parts[0], parts[-1]} if parts else set()

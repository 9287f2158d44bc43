"""How a traject's lists are read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from bot.association.case import TrajectCase
from bot.core.context import Context
from bot.core.documents import Document
from bot.core.list_context import ListContext
from bot.core.listed import ListedRespondent, RespondentList, RowProblem
from bot.core.mail.message import InboundMail
from bot.core.people import names
from bot.core.people.addresses import key
from bot.core.people.names import Likeness
from bot.core.traject.value import Traject
from bot.core.world import Role
from bot.lists import looks_like_list, respondents
from bot.lists.own_address import Own, own_address
from bot.lists.own_list import Left, without_own_list
from bot.lists.words.disciplines import discipline, most_common
from bot.lists.words.functions import PEERS

SIGNATURE = 60
_MARKS = re.compile(r"^[>\s]+")
_HEADER = re.compile(
    r"(?i)\W*(?:van|from|aan|to|cc|bcc|verzonden|sent|datum|date|onderwerp|subject|antwoord aan|reply-to)\W*:"
)
_OURS = frozenset({RowProblem.OWN_ADDRESS, RowProblem.PRACTICE_ADDRESS})
_NAMES_ALONE = 3
_MAILS = frozenset({"eml", "msg"})
MAXIMUM = 200
"""So many rows of a list are read at most (h34); `unusual` tells which lists are put before the practitioner."""


def proved_his(case: TrajectCase) -> bool:
    """Whether the mail proved to be the specialist's: only then are his own lines said back to him (DESIGN §5)."""
    return case.authenticated and case.role is Role.SPECIALIST


def context_of(traject: Traject, ctx: Context, mail: InboundMail | None = None) -> ListContext:
    """What the list readers must know; the specialist's discipline when the mail is signed with it."""
    return ListContext(
        groups=traject.groups,
        specialist_name=traject.specialist.name,
        specialist_address=traject.specialist.address,
        discipline=(signed_discipline(mail.text, traject.specialist.name) if mail else "") or known_discipline(traject),
        practice_addresses=(ctx.practice.address, ctx.practitioner.address, *ctx.practitioner.also),
        functions=tuple((function, g.key) for g in traject.groups for function in g.functions),
        maximum=MAXIMUM,
        language=traject.language,
    )


def known_discipline(traject: Traject) -> str:
    """That of most of his listed peers; "" while none is known."""
    return most_common(r.function for r in traject.of_group(PEERS) if r.function)


def listed(traject: Traject) -> tuple[ListedRespondent, ...]:
    """Those who are on the list now, in the order in which changes count them."""
    there = (r for r in traject.respondents if not r.removed)
    return tuple(ListedRespondent(r.name, r.address, r.group, r.function) for r in there)


def his_own_address(text: str, traject: Traject, ctx: Context) -> Own:
    """What a specialist writes of an address of his own that is not known yet, and the text without it."""
    him, practice, her = traject.specialist, ctx.practice, ctx.practitioner
    known = (him.address, *traject.others, practice.address, her.address, *her.also)
    known += tuple(a for r in traject.respondents for a in (r.address, *r.others))
    asked = any(r.id in traject.unreachable() and not r.removed for r in traject.respondents)
    return own_address(text, listed(traject), known, him.name, asked=asked)


def rows_of(mail: InboundMail, case: TrajectCase, ctx: Context) -> RespondentList:
    """Every row of the mail and its files; by her word those of a mail that was passed on, too."""
    return respondents(_text(mail, case, ctx), documents_of(case, ctx), context_of(case.traject, ctx, mail))


def holds_list(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """Whether what the sender wrote, or a file, is a list."""
    text = without_own(_his(mail, case, ctx), case.traject, ctx)
    return looks_like_list(text, documents_of(case, ctx), context_of(case.traject, ctx))


def passes_list_on(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """Whether a mail that was passed on is a list; our own mail with his list in it names nobody new."""
    context, passed = context_of(case.traject, ctx), without_own(_passed_on(_below(mail)), case.traject, ctx)
    return looks_like_list(passed, (), context) and _names_others(respondents(passed, (), context), case.traject)


def _below(mail: InboundMail) -> str:
    """The text without what he wrote himself."""
    typed = Counter(line.strip() for line in mail.new_text.splitlines())
    kept = []
    for line in mail.text.splitlines():
        if typed[line.strip()] > 0:
            typed[line.strip()] -= 1
        else:
            kept.append(line)
    return "\n".join(kept)


def _names_others(rows: RespondentList, traject: Traject) -> bool:
    """An address that was never listed; or, where names alone stand, as many as make a list."""
    known = {key(a) for r in traject.respondents for a in (r.address, *r.others) if a}
    told = [row for row in rows.rows if row.problem not in _OURS]
    if any(row.address and key(row.address) not in known for row in told):
        return True
    listed = [r.name for r in traject.respondents]
    bare = [r for r in told if r.group and not r.address and not any(_same(r.name, name) for name in listed)]
    return len(bare) >= _NAMES_ALONE


def _same(one: str, other: str) -> bool:
    return names.same_person(one, other) is not Likeness.DIFFERENT


def _text(mail: InboundMail, case: TrajectCase, ctx: Context) -> str:
    own = _his(mail, case, ctx) if not case.by_her or holds_list(mail, case, ctx) else _passed_on(mail.text)
    return without_own(own, case.traject, ctx)


def _his(mail: InboundMail, case: TrajectCase, ctx: Context) -> str:
    """What he wrote, less what it says of an address of his own."""
    his = case.role is Role.SPECIALIST
    return his_own_address(mail.new_text, case.traject, ctx).rest if his else mail.new_text


def _passed_on(text: str) -> str:
    """The text with what it quotes or passes on; not the lines that say from whom that came."""
    lines = (_MARKS.sub("", line) for line in text.splitlines())
    return "\n".join(line for line in lines if not _HEADER.match(line))


def documents_of(case: TrajectCase, ctx: Context) -> tuple[Document, ...]:
    """The files of a mail, less what an answer of ours about his list says in them."""
    return tuple(_less_own(p.attachment.document, case.traject, ctx) for p in case.clues.parts)


def shows_own_list(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """Whether an answer of ours about his list stands in what somebody wrote, passed on or enclosed."""
    files = (p.attachment.document for p in case.clues.parts)
    texts = (_passed_on(mail.text), *(text for one in files for text in _texts(one)))
    return any(left.shows for text in texts if (left := _less(text, case.traject, ctx)) is not None)


def _texts(document: Document) -> Iterator[str]:
    """Of a mail that is enclosed, or what is in it."""
    if document.format in _MAILS:
        yield document.text
    for _, part in document.parts:
        yield from _texts(part)


def _less(text: str, traject: Traject, ctx: Context) -> Left | None:
    return without_own_list(text, traject, ctx, context_of(traject, ctx)) if traject.respondents else None


def without_own(text: str, traject: Traject, ctx: Context) -> str:
    """A text without what an answer of ours about his list says in it: that is as old as it is."""
    left = _less(text, traject, ctx)
    return text if left is None else left.text


def _less_own(document: Document, traject: Traject, ctx: Context) -> Document:
    parts = tuple((name, _less_own(part, traject, ctx)) for name, part in document.parts)
    text = without_own(document.text, traject, ctx) if document.format in _MAILS else document.text
    tables = document.tables if text == document.text else ()
    return replace(document, text=text, tables=tables, parts=parts)


def signed_discipline(text: str, name: str) -> str:
    """`Jan Bakker, cardioloog`, or the line below his name; "" when he did not sign with it."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith(">")]
    surname = names.folded(name).split()[-1:]
    for number, line in enumerate(lines):
        if surname and surname[0] in names.folded(line).split() and "@" not in line and len(line) < SIGNATURE:
            below = lines[number + 1] if number + 1 < len(lines) else ""
            if found := discipline(line) or (discipline(below) if len(below) < SIGNATURE else ""):
                return found
    return ""

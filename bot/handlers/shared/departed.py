"""Somebody is not there any more: nobody writes to the address until she has decided, and he is asked for another; or
somebody will not answer.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.course.advance import with_outcome
from bot.core.decision import Ask, Decision, Note, Place, RespondentMail
from bot.core.mail.message import Automatic, InboundMail
from bot.core.people import names
from bot.core.people.addresses import key
from bot.core.people.name_words import words as words_of
from bot.core.traject.value import GONE, Outcome, Respondent, Traject
from bot.core.views import DeclineReceived, Phrase
from bot.core.words.gone import clauses_of_gone, speaks_of_self
from bot.core.world import Role, Token, World
from bot.handlers.shared.answers import first_mail, hidden_from_him
from bot.handlers.shared.asking import who
from bot.handlers.shared.elsewhere import everywhere
from bot.handlers.shared.lists import listed
from bot.lists.mentions import mentioned

_WORD = re.compile(r"[\w'’-]+")
_TITLES = words_of("collega dr drs prof dokter arts mevrouw mevr mw meneer dhr heer zuster broeder colleague mr mrs ms")


def departed(
    mail: InboundMail, traject: Traject, person: Respondent, world: World, ctx: Context, intent: str
) -> Decision:
    """In every traject that lists the writer; about a colleague only in this one. What a machine says to a mail of ours
    that answered somebody is not for the specialist, as if that mail had failed.
    """
    own = mail.sender is not None and mail.sender.key in {key(a) for a in (person.address, *person.others)}
    tokens = world.tokens((*mail.in_reply_to, *mail.references), "") if mail.automatic is not Automatic.NO else ()
    kind = next((t.kind for t in tokens if t.role is Role.RESPONDENT), "")

    def there(one: Traject, whom: Respondent) -> Decision:
        token = Token("", one.ref, Role.RESPONDENT, whom.id, kind)
        hidden = hidden_from_him(one, token) if mail.automatic is not Automatic.NO else ""
        return _in(mail, one, whom, ctx, intent, GONE + hidden)

    others = everywhere(mail, world, traject, there) if own else ()
    return replace(there(traject, person), also=others)


def colleagues_gone(mail: InboundMail, case: TrajectCase) -> tuple[Respondent, ...]:
    """Those on the list, the sender aside, of whom a sentence says that they are gone: by a surname that is nobody
    else's there.
    """
    there, found = listed(case.traject), list[str]()
    for clause in clauses_of_gone(mail.new_text):
        named = () if speaks_of_self(clause) else mentioned(clause, there)
        families = [_family(name) for name in named]
        found += [n for n, f in zip(named, families, strict=True) if families.count(f) == 1 and _is_named(f, clause)]
    return tuple(r for r in case.traject.respondents if not r.removed and r.name in found and r != case.respondent)


def _family(name: str) -> str:
    return names.folded(name).split()[-1]


def _is_named(family: str, clause: str) -> bool:
    """Whether it stands there as a name: with a capital, or behind a title; `de kok` is none."""
    before = ""
    for word in _WORD.findall(clause):
        if family in names.folded(word).split() and (word[:1].isupper() or before.casefold() in _TITLES):
            return True
        before = word
    return False


def confirmed(traject: Traject, person: Respondent, ctx: Context, intent: str) -> Decision:
    """She says so too."""
    detail = f"permanent:{GONE}" + hidden_from_him(traject, Token("", traject.ref, Role.RESPONDENT, person.id))
    after = with_outcome(traject, ctx, Outcome.BOUNCED, person.id, detail)
    note = Note("news.bounced", (("respondent", person.id),))
    return Decision(after, (note,), Outcome.BOUNCED, person.id, detail, intent=intent)


def refused(traject: Traject, person: Respondent, ctx: Context, intent: str, *, answers: bool = True) -> Decision:
    """No more mail to them; `answers`: they wrote just now, and hear it at once."""
    after = with_outcome(traject, ctx, Outcome.DECLINED, person.id)
    view = DeclineReceived(traject.ref, person.name, traject.specialist.name, first_mail(traject, person.id))
    told = RespondentMail(view, person.id, ctx.key(traject, view.KIND), answers=answers)
    note = Note("news.declined", (("group", person.group),))
    return Decision(after, (told, note), Outcome.DECLINED, person.id, intent=intent)


def _in(mail: InboundMail, traject: Traject, person: Respondent, ctx: Context, intent: str, detail: str) -> Decision:
    question = Ask(
        "gone",
        f"mail/{ctx.inbound_id}/{traject.ref}",
        Phrase("gone", (("address", person.address),)),
        who(mail),
        (buttons.fails(traject.ref, person.address), buttons.dismiss()),
        ctx.inbound_id,
        mail=mail.automatic is Automatic.NO,
    )
    note = Note("news.gone", (("respondent", person.id),))
    after = with_outcome(traject, ctx, Outcome.DOUBTFUL, person.id, detail)
    return Decision(after, (note, question), Outcome.DOUBTFUL, person.id, detail, Place.REVIEW, intent)

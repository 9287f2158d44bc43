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
from bot.core.people.names import Likeness
from bot.core.traject.value import ANSWERING, GIVEN, GONE, Outcome, Person, Respondent, Traject
from bot.core.views import DeclineReceived, Phrase
from bot.core.words.gone import gone_in, named_gone
from bot.core.world import Role, Token, World
from bot.handlers.shared.answers import WHOEVER_ANSWERED, first_mail, hidden_from_him
from bot.handlers.shared.asking import who
from bot.handlers.shared.elsewhere import everywhere

_ADDRESS = re.compile(r"[\w.+'-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_NEW = re.compile(
    r"(?i)\b(?:nieuwe?|huidige|voortaan|nu|bereikbaar|bereiken|tegenwoordig|new|now|reach\w*|current)\b[^!?\n]{0,80}@|"
    r"\b(?:adres|address|e-?mail\w*)\b[^!?\n]{0,40}@"
)
_OF_ANOTHER = re.compile(
    r"(?i)\b(?:opvolg\w*|vervang\w*|collega|waarnem\w*|secretar\w*|neem\w* contact|successor|replac\w*)\b"
)


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
        if mail.automatic is not Automatic.NO and not kind and not _was_written_to(one, whom):
            hidden = ANSWERING
        return _in(mail, one, whom, ctx, intent, GONE + hidden)

    others = everywhere(mail, world, traject, there) if own else ()
    return replace(there(traject, person), also=others)


def _was_written_to(traject: Traject, whom: Respondent) -> bool:
    """Whether a mail of ours went there that goes whoever answered: a machine answers such a one, or one that answered
    them, and else it answers nothing that he may hear of.
    """
    return any(s.respondent == whom.id and s.kind in WHOEVER_ANSWERED for s in traject.sent)


def colleagues_gone(mail: InboundMail, case: TrajectCase) -> tuple[Respondent, ...]:
    """Those on the list, the sender aside, whom the words name of whom they say it; whoever else they name is hers to
    read.
    """
    if by_name := named_gone(mail.new_text):
        found = tuple(one for name in by_name if (one := _listed_as(name, case)))
    elif GONE in mail.signs:
        return ()
    else:
        said = [f" {names.folded(sentence)} " for sentence in gone_in(mail.new_text)]
        there = [(r, names.folded(r.name)) for r in case.traject.respondents if not r.removed]
        found = tuple(r for r, name in there if " " in name and any(f" {name} " in sentence for sentence in said))
        found = found if len(found) == 1 else ()
    return tuple(dict.fromkeys(r for r in found if r != case.respondent))


def _listed_as(name: str, case: TrajectCase) -> Respondent | None:
    """By the whole name, else by the last name, where nobody else of the traject could be meant."""
    traject = case.traject
    people: tuple[Respondent | Person, ...] = (*(r for r in traject.respondents if not r.removed), traject.specialist)
    last = f" {names.folded(name)}"
    for fits in (
        [p for p in people if names.same_person(name, p.name) is Likeness.SAME],
        [p for p in people if names.same_person(name, p.name) is not Likeness.DIFFERENT],
        [p for p in people if f" {names.folded(p.name)}".endswith(last)],
    ):
        if fits:
            return fits[0] if len(fits) == 1 and isinstance(fits[0], Respondent) else None
    return None


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


def is_there_now(mail: InboundMail, person: Respondent) -> bool:
    """Whether the address at which they are listed since is the one that the words give: she took it over."""
    since = mail.date is not None and person.listed_at > mail.date
    return since and bool(person.address) and key(person.address) in map(key, _ADDRESS.findall(mail.new_text))


def address_given(mail: InboundMail, traject: Traject, ctx: Context) -> str:
    """The one address in the words that nobody of this traject is known to have, "" where there is none or several."""
    taken = {key(a) for r in traject.respondents for a in (r.address, *r.others) if a}
    taken |= {key(a) for a in (traject.specialist.address, *traject.others) if a}
    taken |= {mail.sender.key} if mail.sender else set()
    found = {key(said): said for said in _ADDRESS.findall(mail.new_text)}
    new = [said for one, said in found.items() if one not in taken and not ctx.is_ours(said)]
    return new[0] if len(new) == 1 and _NEW.search(mail.new_text) and not _OF_ANOTHER.search(mail.new_text) else ""


def _in(mail: InboundMail, traject: Traject, person: Respondent, ctx: Context, intent: str, detail: str) -> Decision:
    new = "" if mail.automatic is not Automatic.NO else address_given(mail, traject, ctx)
    known = new and person.group and not detail.endswith(ANSWERING)
    there = (buttons.new_address(traject.ref, person.name, new, person.group),) if known else ()
    detail += GIVEN if there else ""
    question = Ask(
        "gone",
        f"mail/{ctx.inbound_id}/{traject.ref}",
        Phrase("gone", (("address", person.address), *((("new", new),) if there else ()))),
        who(mail),
        (buttons.fails(traject.ref, person.address), *there, buttons.dismiss()),
        ctx.inbound_id,
        mail=mail.automatic is Automatic.NO,
    )
    note = Note("news.gone", (("respondent", person.id),))
    after = with_outcome(traject, ctx, Outcome.DOUBTFUL, person.id, detail)
    return Decision(after, (note, question), Outcome.DOUBTFUL, person.id, detail, Place.REVIEW, intent)

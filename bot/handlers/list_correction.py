"""The specialist changes the list in words: vervang, voeg toe, verwijder, het adres van X is Y."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.association.alone import Alone
from bot.association.case import TrajectCase
from bot.core import buttons
from bot.core.context import Context
from bot.core.course import listing
from bot.core.course.advance import advance, with_outcome
from bot.core.course.overtaken import listed_since
from bot.core.decision import Ask, Decision, Effect, Note, Place, Retry, SpecialistMail
from bot.core.documents import Document
from bot.core.listed import ListedRespondent, RespondentList, RowProblem
from bot.core.mail.headers import one_line
from bot.core.mail.message import Automatic, InboundMail
from bot.core.mail.signs import OLDER_COPY
from bot.core.people import names
from bot.core.people.names import Likeness
from bot.core.traject.stages import COLLECTS, Stage
from bot.core.traject.value import Outcome, Respondent, Traject
from bot.core.views import CorrectionReceived, ListChange, Phrase
from bot.core.words.prose.courtesy import agrees
from bot.core.words.sentences import sentences
from bot.core.world import Role, World
from bot.handlers.document import beside_list, received
from bot.handlers.respondent_list import may_it_be_used
from bot.handlers.shared.asking import as_proved, ask, who
from bot.handlers.shared.changed_list import as_meant, carried_out, told
from bot.handlers.shared.invitations import invitations
from bot.handlers.shared.lists import context_of, documents_of, his_own_address, listed, proved_his
from bot.handlers.shared.unusual import unusual
from bot.lists import looks_like_list, respondents
from bot.lists.corrections import Action, Correction, Understood, looks_like_correction, understood
from bot.lists.exchanged import exchanged, only_refers
from bot.lists.mentions import somebody

INTENT = "list-correction"
_ONE_LINE = 300
_ADDRESSES = re.compile(r"\S+@\S+")
_RIGHT = re.compile(r"(?i)\b(?:juiste?|goede?|correcte?|nieuwe?|right|correct|new|moet zijn|wordt|should be)\b")
_A_FEW_WORDS = 12
_BARE = re.compile(r"\s*<?[^\s<>@]+@[^\s<>@]+>?\s*")


def matches(mail: InboundMail, case: TrajectCase, ctx: Context) -> bool:
    """From the specialist, about a list that is there, without a list in a file."""
    traject = case.traject
    if case.role is not Role.SPECIALIST or mail.automatic is not Automatic.NO:
        return False
    if traject.stage not in COLLECTS or not _present(traject):
        return False
    context, said = context_of(traject, ctx, mail), his_own_address(mail.new_text, traject, ctx).rest
    documents = documents_of(case, ctx)
    if exchanged(said, documents, context, listed(traject)).found:
        return True
    if documents and looks_like_list("", documents, context):
        return False
    if OLDER_COPY in mail.signs and agrees(mail.new_text):
        return True
    return _is_bare(mail, traject) or looks_like_correction(said, context, listed(traject))


def _is_bare(mail: InboundMail, traject: Traject) -> bool:
    """Nothing but an address, while those of others do not work."""
    return bool(_BARE.fullmatch(_lone(mail.new_text))) and any(r.id in traject.unreachable() for r in _present(traject))


def _failing(traject: Traject) -> Respondent | None:
    """The one whose address does not work, when there is one."""
    failing = [r for r in _present(traject) if r.id in traject.unreachable()]
    return failing[0] if len(failing) == 1 else None


def _lone(text: str) -> str:
    """Nothing but the address, where a few words say that it is the right one."""
    found = _ADDRESSES.findall(text)
    short = len(text.split()) <= _A_FEW_WORDS
    return found[0].strip(".,;<>()") if len(found) == 1 and short and _RIGHT.search(text) else text


def changes(mail: InboundMail, traject: Traject, ctx: Context, documents: tuple[Document, ...] = ()) -> Understood:
    """What he wrote; a lone address without a name is the right one of whom he was asked about."""
    context, failing, there = context_of(traject, ctx, mail), _failing(traject), listed(traject)
    words = his_own_address(mail.new_text, traject, ctx).rest
    table = exchanged(words, documents, context, there)
    found = understood(table.rest, context, there)
    if table.found:
        beside = (said for said in found.unclear if not only_refers(said, there))
        whole = (*table.changes, *found.changes), (*table.unclear, *beside)
        return replace(found, changes=whole[0], unclear=whole[1])
    rows = [c.row for c in found.changes] or list(respondents(_lone(words), (), context).rows)
    row = rows[0] if len(rows) == 1 else None
    if found.hedged or any(somebody(said) for said in found.unclear) or _names_another(words, failing):
        return found  # the address is somebody else's
    if failing is None or row is None or row.name or not row.address or row.problem is not RowProblem.NO_NAME:
        return found
    index = _present(traject).index(failing)
    right = replace(row, name=failing.name, problem=None)
    return Understood((Correction(Action.ADDRESS, failing.name, index, right),))


def _names_another(text: str, failing: Respondent | None) -> bool:
    """Whether the sentence with the address names somebody who is not the one with the failed address."""
    named = (somebody(said) for said in re.split(r"\n|(?<=[.!?])\s", text) if "@" in said)
    return failing is not None and any(n and names.same_person(n, failing.name) is Likeness.DIFFERENT for n in named)


def _present(traject: Traject) -> tuple[Respondent, ...]:
    return tuple(r for r in traject.respondents if not r.removed)


def by_itself(alone: Alone) -> bool:
    """Words that change a list, without a file."""
    return not alone.documents and alone.is_of_our_field and looks_like_correction(alone.mail.new_text, alone.lists, ())


def handle(mail: InboundMail, case: TrajectCase, world: World, ctx: Context) -> Decision:
    """Each change is carried out; the list as it stands now is shown. An answer that is in is never lost."""
    before = case.traject
    people, traject, rows = _present(before), before, list[ListedRespondent]()
    wanted, news = changes(mail, before, ctx, documents_of(case, ctx)), list[ListChange]()
    if not wanted.changes and OLDER_COPY in mail.signs and not wanted.unclear:
        return unchanged(case, ctx)
    if not wanted.changes and _is_bare(mail, before):
        return unchanged(case, ctx, (_lone(mail.new_text).strip(),))  # he is asked whose it is
    if not wanted.changes:
        return not_understood(mail, case, ctx, wanted.unclear, INTENT)
    for change in (as_meant(c, before, mail.new_text) for c in wanted.changes):
        person = people[change.index] if change.index is not None and change.index < len(people) else None
        after, doubtful = carried_out(change, person, traject, ctx, world.new_identifier)
        news += [told(change, person, traject)] if after != traject else []
        traject = after
        rows += doubtful
    if not case.by_her and (what := unusual(before, traject, ctx)):
        return may_it_be_used(mail, case, what, ctx)
    if not case.by_her and traject != before and listed_since(mail, before, world, ctx):
        return may_it_be_used(mail, case, Phrase("list-overtaken"), ctx)
    kinds = beside_list(mail, case, context_of(before, ctx))
    traject = with_outcome(traject, ctx, Outcome.LIST, detail=",".join(kinds))
    documents = received(kinds, traject, ctx)
    traject = traject.moved(Stage.COLLECTING, ctx.now) if traject.stage is Stage.STARTED else traject
    traject, more = advance(traject, ctx)
    question = _question(mail, case, ctx)
    listed_again = RespondentList(tuple(rows), INTENT)
    view = _view(case, traject, tuple(news), wanted.unclear, listed_again, ctx, asked=bool(question))
    return Decision(
        traject,
        (
            SpecialistMail(view, ctx.key(traject, view.KIND), answers=True),
            *question,
            Note("news.list-changed", (("n", str(len(_present(traject)))),)),
            *documents,
            *invitations(before, traject, ctx),
            *(Retry(inbound_id, traject.ref) for inbound_id in world.doubtful(traject.ref)),
            *more,
        ),
        Outcome.LIST,
        detail=",".join(kinds),
        place=Place.TRAJECT,
        intent=INTENT,
    )


def unclear(mail: InboundMail, traject: Traject, ctx: Context) -> tuple[str, ...]:
    """What he writes about those listed, where he asks nothing and no change of it is understood."""
    asks = any(said.endswith("?") for said in sentences(his_own_address(mail.new_text, traject, ctx).rest))
    if asks or traject.stage not in COLLECTS or not _present(traject):
        return ()
    found = changes(mail, traject, ctx)
    return found.unclear or ((mail.new_text.strip(),) if any(c.plain for c in found.changes) else ())


def not_understood(mail: InboundMail, case: TrajectCase, ctx: Context, said: tuple[str, ...], intent: str) -> Decision:
    """He hears that nothing was done, and sees the list; she is asked, for he may mean something else."""
    traject = case.traject
    view = _view(case, traject, (), said, RespondentList((), INTENT), ctx, asked=True)
    put = ask(mail, case, ctx, Phrase("question-from-specialist"), (buttons.dismiss(),), intent)
    answer = SpecialistMail(view, ctx.key(traject, view.KIND), answers=True)
    return replace(put, effects=(answer, *put.effects))


def unchanged(case: TrajectCase, ctx: Context, said: tuple[str, ...] = ()) -> Decision:
    """Nothing is done; he sees the list as it is, and what he is asked to write otherwise."""
    view = _view(case, case.traject, (), said, RespondentList((), INTENT), ctx, asked=False)
    answer = SpecialistMail(view, ctx.key(case.traject, view.KIND), answers=True)
    return Decision(case.traject, (answer,), Outcome.FILED, place=Place.TRAJECT, intent=INTENT)


def _view(
    case: TrajectCase,
    traject: Traject,
    told: tuple[ListChange, ...],
    said: tuple[str, ...],
    rows: RespondentList,
    ctx: Context,
    *,
    asked: bool,
) -> CorrectionReceived:
    """His own words are said back only when the mail proved to be his."""
    invites, proved = ctx.rules_of(traject).invitations == "bot", proved_his(case)
    shown = tuple(_shortened(one_line(words)) for words in said)
    view = listing.corrected(traject, told, rows, asked=asked, bot_invites=invites, proved=proved)
    return replace(view, unclear=shown) if proved else replace(view, withheld=view.withheld or bool(shown))


def _shortened(words: str) -> str:
    """His own words, cut between two of them where they are many."""
    return words if len(words) <= _ONE_LINE else f"{words[:_ONE_LINE].rpartition(' ')[0]} …"


def _question(mail: InboundMail, case: TrajectCase, ctx: Context) -> tuple[Effect, ...]:
    """What he asks beside his changes is hers to answer; the mail itself is settled."""
    traject = case.traject
    context, people = context_of(traject, ctx, mail), listed(traject)
    words = his_own_address(mail.new_text, traject, ctx).rest
    asks = (said for said in sentences(words) if said.endswith("?"))
    if all(looks_like_correction(said, context, people) for said in asks):
        return ()
    what = Phrase("question-from-specialist")
    key = f"{traject.ref}/{what.code}/{ctx.inbound_id}"
    return (Ask(what.code, key, as_proved(what, mail, case, ctx), who(mail), (buttons.dismiss(),)),)

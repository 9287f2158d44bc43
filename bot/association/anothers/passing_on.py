"""Her word on a form that another than its bearer sent: whose the file is, and who wrote the words around it."""

from __future__ import annotations

from dataclasses import replace

from bot.association.anothers.colleagues import bearer_named
from bot.association.case import Case
from bot.association.conflicts import another_traject, contradicted
from bot.core.mail.message import Automatic, InboundMail
from bot.core.people import names
from bot.core.people.names import Likeness
from bot.core.traject.value import Respondent, Traject
from bot.core.world import World


def passed_on(case: Case, mail: InboundMail, world: World) -> Case:
    """The case with its `writer`, where a file is another's than the listed person's who sent it.

    A drag does not say whose it is: the mail and the form may, with one voice; else it stays a question. From an
    address that is no respondent's only the file is tied: nothing tells whose the words are.
    """
    traject = case.traject
    answers = any(p.answers for p in case.clues.parts) or case.clues.typed is not None
    if traject is None or not answers or mail.sender is None or mail.automatic is not Automatic.NO:
        return case
    known = [k.respondent for k in world.known(mail.sender.address) if k.ref == traject.ref and k.respondent]
    if not known:
        return replace(case, strange=case.respondent is not None)
    writer = traject.respondent(known[0]) if len(known) == 1 else None
    if writer is None:
        return case
    bearer = case.respondent if case.told else _agreed(traject, writer, mail, case)
    if bearer is not None and bearer.id != writer.id:
        return replace(case, respondent=bearer, writer=writer)
    return case if case.told or another_traject(traject, case.clues) else contradicted(case, mail)


def _agreed(traject: Traject, writer: Respondent, mail: InboundMail, case: Case) -> Respondent | None:
    """The colleague whom the sender names, where the form bears that name and no other."""
    named, said = bearer_named(traject, writer, mail.new_text), case.clues.names
    if named is None or not said:
        return None
    return named if all(names.same_person(name, named.name) is Likeness.SAME for name in said) else None

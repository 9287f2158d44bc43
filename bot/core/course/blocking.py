"""What must be settled before a traject may be destroyed: a hold of hers, a request under the AVG that nobody answered.

HasQuestions when she gives the word, when she confirms it, and once more when the destruction is carried out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from bot.core.people.addresses import key
from bot.core.questions import REQUEST, RIGHT, answer_by
from bot.core.traject.value import Person, Respondent, Traject
from bot.core.views import Phrase
from bot.core.words.privacy import Right
from bot.core.world import NumberedQuestion

ACCESS = "access"
"""The work that makes an overview of what is kept of somebody."""


class HasQuestions(Protocol):
    """Who knows the open questions."""

    def questions(self) -> tuple[NumberedQuestion, ...]:
        """All of them."""


def blocked(traject: Traject, world: HasQuestions) -> Phrase | None:
    """Why nothing of this traject may be destroyed now, as the answer to her command; None when it may be."""
    if traject.hold:
        return Phrase("command.held-back-still", (("ref", traject.ref), ("reason", traject.hold)))
    first = min(open_requests(traject, world), key=lambda q: (answer_by(q), q.number), default=None)
    if first is None:
        return None
    values = (("ref", traject.ref), ("number", str(first.number)), ("until", answer_by(first)))
    return Phrase("command.request-open", values)


def open_requests(traject: Traject, world: HasQuestions) -> Iterator[NumberedQuestion]:
    """Open questions about a request under the AVG that concerns this traject: asked about it, or about a mail from the
    address of somebody who takes part in it too.
    """
    people: tuple[Person | Respondent, ...] = (traject.specialist, *traject.respondents)
    taking_part = {key(a) for a in (*traject.others, *(a for p in people for a in addresses_of(p)))}
    for question in world.questions():
        if answer_by(question) and (question.ref == traject.ref or sender_of(question) in taking_part):
            yield question


def answered_by_access(
    traject: Traject, person: Person | Respondent, world: HasQuestions
) -> tuple[NumberedQuestion, ...]:
    """The open requests of this person that ask for nothing but access, or do not say for what."""
    theirs = {key(a) for a in (*addresses_of(person), *(traject.others if isinstance(person, Person) else ()))}
    asked = (q for q in open_requests(traject, world) if q.kind == REQUEST and sender_of(q) in theirs)
    return tuple(q for q in asked if dict(q.what.values).get(RIGHT, "") in ("", Right.ACCESS))


def sender_of(question: NumberedQuestion) -> str:
    """Who wrote the mail that a question is about: the address as it is compared."""
    return key(question.who.rpartition("<")[2].rstrip(">"))


def addresses_of(person: Person | Respondent) -> tuple[str, ...]:
    """All addresses of somebody who takes part."""
    others = person.others if isinstance(person, Respondent) else ()
    return tuple(a for a in (person.address, *others) if a)

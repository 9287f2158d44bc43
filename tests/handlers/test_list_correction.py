"""Whose address it is that a specialist sends while one on his list fails."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage

import pytest
from support.trajects import came, context, people, traject
from support.world import SmallWorld, mail

from bot.association.case import TrajectCase
from bot.association.ladder import associate
from bot.core.decision import SpecialistMail
from bot.core.mail.parse import parse
from bot.core.traject.value import Outcome
from bot.core.views import CorrectionReceived
from bot.core.world import Role
from bot.handlers import route
from bot.handlers.list_correction import changes, handle, matches
from bot.lists.corrections import Action
from bot.readers import read

JAN = "Jan Bakker <j.bakker@ziekenhuis.example>"
FAILING = replace(people(1)[0], id="rob", name="Rob Peters", address="r.peters@ziekenhuis.example")
START = came(Outcome.BOUNCED, "rob", detail="permanent")(traject(respondents=(FAILING, *people(4))))
NEW = "n.nieuw@ziekenhuis.example"


@pytest.mark.parametrize(
    "words",
    [
        f"Het juiste adres is {NEW}.",
        f"Het juiste adres van Rob Peters is {NEW}.",
        f"Geachte mevrouw De Vries,\n\nHet moet zijn: {NEW}",
        NEW,
    ],
)
def test_it_is_of_the_one_that_he_was_asked_about(words: str) -> None:
    (change,) = changes(mail(JAN, text=words), START, context("2026-11-06 10:00")).changes
    assert (change.action, change.target, change.row and change.row.address) == (Action.ADDRESS, "Rob Peters", NEW)


@pytest.mark.parametrize(
    "words",
    [
        f"Graag toevoegen: Dirk Maas Nieuwe, {NEW}, bij de vakgenoten.",
        f"Nieuw: Dirk Goede {NEW}",
        f"Voor Eva Smit is dit het juiste: {NEW}",
    ],
)
def test_it_is_not_where_somebody_else_is_named(words: str) -> None:
    found = changes(mail(JAN, text=words), START, context("2026-11-06 10:00")).changes
    assert [c for c in found if c.action is Action.ADDRESS and c.target == "Rob Peters"] == []


def test_of_several_he_is_asked_whose_it_is() -> None:
    """Nobody gets a lone address while more than one fails; he is asked, and nothing is put before her."""
    other = replace(people(2)[1], id="bea", name="Bea Mulder", address="b.mulder@ziekenhuis.example")
    before = came(Outcome.BOUNCED, "bea", detail="permanent")(replace(START, respondents=(*START.respondents, other)))
    said, now = mail(JAN, text=NEW), context("2026-11-06 10:00")
    case = TrajectCase(before, Role.SPECIALIST, authenticated=True)
    assert matches(said, case, now)
    decision = handle(said, case, SmallWorld((before,)), now)
    (answer,) = decision.effects
    assert isinstance(answer, SpecialistMail)
    assert isinstance(answer.view, CorrectionReceived)
    assert (answer.view.changes, answer.view.unclear) == ((), (NEW,))
    assert decision.traject == before


def test_a_table_of_old_and_new_addresses_is_carried_out() -> None:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = JAN, "info@praktijk.example", "Wijzigingen"
    letter.set_content("Beste mevrouw De Vries, zie bijlage. Groet, Jan")
    rows = f"Naam;Oud;Nieuw\nRob Peters;r.peters@ziekenhuis.example;{NEW}\nKees Niemand;k@elders.example;x@elders.example\n"
    letter.add_attachment(rows.encode(), maintype="text", subtype="csv", filename="wijzigingen.csv")
    said, now, world = parse(letter.as_bytes(), read), context("2026-11-06 10:00"), SmallWorld((START,))
    case = replace(associate(said, world, now)[0], authenticated=True)
    decision = route(said, case, now).handle(said, case, world, now)
    (answer,) = (e for e in decision.effects if isinstance(e, SpecialistMail))
    assert isinstance(answer.view, CorrectionReceived)
    assert [(c.address, c.name) for c in answer.view.changes] == [(NEW, "Rob Peters")]
    assert answer.view.unclear == ("Kees Niemand ; k@elders.example ; x@elders.example",)

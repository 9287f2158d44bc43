"""What somebody unknown sends before there is a list: a list, a form and a letter are each asked about as what they are."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage

import pytest
from support.trajects import context
from support.world import SmallWorld, traject

from bot.association.ladder import associate
from bot.core.decision import Ask
from bot.core.mail.parse import parse
from bot.core.questions import OF_A_LIST
from bot.handlers import route
from bot.handlers.shared.heard import heard_in
from bot.readers import read

NOW = traject("T-7KQFK", "Jan Bakker")
LIST = "Vakgenoten\nC. Dam, c.dam@zh1.example\nP. Kat, p.kat@zh1.example\n\nArtsen van een andere discipline\nE. Fok, e.fok@zh1.example"
ANSWERS = "\n".join(
    f"{n}: 4" for n in ("Medisch handelen", "Communicatie", "Samenwerking", "Organisatie", "Professionaliteit")
)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(f"Namens dr. Bakker stuur ik u de lijst.\n\n{LIST}", "list-from-other", id="typed"),
        pytest.param(
            f"Zie onder.\n\nVan: Jan Bakker\nVerzonden: maandag\nAan: secretariaat\n\n{LIST}",
            "list-from-other",
            id="passed on",
        ),
        pytest.param("Dr. Bakker is met vakantie; de lijst volgt later.", "unknown-sender", id="a letter"),
        pytest.param(f"Formulier over dr. Bakker\n\n{ANSWERS}", "form-without-list", id="a form"),
    ],
)
def test_what_comes_before_the_first_list(words: str, code: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "secretariaat@zh1.example", "info@praktijk.example", "[T-7KQFK] IFMS"
    mail.set_content(words)
    came, world = parse(mail.as_bytes(), read), SmallWorld((NOW,))
    ctx = replace(context("2026-11-05 10:00"), inbound_id=7)
    (case,) = associate(came, world, ctx)
    said = heard_in(came, case, ctx)
    asked = [e for e in route(said, case, ctx).handle(said, case, world, ctx).effects if isinstance(e, Ask)]
    assert [a.what.code for a in asked] == [code]
    assert (code in OF_A_LIST) == (code == "list-from-other")

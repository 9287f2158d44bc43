"""Two words in one mail are both heard: an answer and the destruction that waited for it, a withdrawal and a request."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.caseload import LARS, TOM, USUAL, VOUCHED, WORLD
from support.world import SmallWorld, mail

from bot.association.ladder import associate
from bot.core.context import Context
from bot.core.decision import Ask, Close, Confirm, Decision, PractitionerMail, RespondentMail, Work
from bot.core.views import CommandResult, Phrase
from bot.core.world import NumberedQuestion
from bot.handlers import route

SHE, NOOR, ELS = (
    "A. de Vries <a.devries@praktijk.example>",
    "Noor Hendriks <noor@ziekenhuis.example>",
    "Els Vink <els@ziekenhuis.example>",
)
PROOF = ("mx.praktijk.example; dmarc=pass header.from=praktijk.example",)
REQUEST = NumberedQuestion(
    20, "avg-request", f"mail/20/{TOM}", TOM, Phrase("avg-request", (("on", "2026-12-09"),)), NOOR, USUAL.now, (), 20
)
ASKED: SmallWorld = replace(WORLD, asked=(*WORLD.asked, REQUEST))


def decided(sender: str, text: str, ctx: Context = VOUCHED, **more: object) -> Decision:
    read = mail(sender, subject="", text=text, **more)
    (case,) = associate(read, ASKED, ctx)
    return route(read, case, ctx).handle(read, case, ASKED, ctx)


def refused(decision: Decision) -> list[str]:
    views = (e.view for e in decision.effects if isinstance(e, PractitionerMail))
    return [one.outcome.code for v in views if isinstance(v, CommandResult) for one in v.lines if not one.done]


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        pytest.param(f"negeer 20\nvernietig {TOM}", [], id="in order"),
        pytest.param(f"vernietig {TOM}\nnegeer 20", [], id="the other way round"),
        pytest.param(f"vernietig {TOM}", ["command.request-open"], id="not answered"),
        pytest.param(f"negeer 12\nvernietig {TOM}", ["command.request-open"], id="another answered"),
    ],
)
@pytest.mark.parametrize("proved", [True, False])
def test_a_destruction_hears_what_the_same_mail_answers(lines: str, codes: list[str], proved: bool) -> None:
    ctx, authentication = (VOUCHED, PROOF) if proved else (USUAL, ())
    decision = decided(SHE, lines, ctx, authentication=authentication)
    assert refused(decision) == codes
    assert [e.kind for e in decision.effects if isinstance(e, Work)] == ["survey"] * (not codes)
    answers = [e for e in decision.effects if isinstance(e, Close if proved else Confirm)]
    assert len(answers) == ("negeer" in lines)


BOTH = (
    "Ik trek mijn formulier in en verzoek u op grond van de AVG al mijn gegevens te verwijderen.",
    "Graag trek ik mijn antwoorden in. Daarnaast doe ik een beroep op mijn recht op vergetelheid.",
    "I withdraw my form. Please delete all my personal data under the GDPR.",
    "Ik wil mijn feedback intrekken en ontvang graag een overzicht van de gegevens die u van mij heeft opgeslagen.",
)
REQUEST_ONLY = (
    "Verwijder mijn gegevens.",
    "Please delete all my personal data.",
    "Ik verzoek u op grond van de AVG alle gegevens van mij te verwijderen.",
)


@pytest.mark.parametrize(
    ("text", "asks"), [*((t, ["WithdrawalConfirm"]) for t in BOTH), *((t, []) for t in REQUEST_ONLY)]
)
def test_a_withdrawal_beside_a_request_is_heard_too(text: str, asks: list[str]) -> None:
    decision = decided(ELS, text, USUAL, signs=("avg",))
    assert decision.traject is not None
    assert decision.traject.ref == LARS
    assert [e.kind for e in decision.effects if isinstance(e, Ask)] == ["avg-request"]
    assert [type(e.view).__name__ for e in decision.effects if isinstance(e, RespondentMail)] == asks
    assert [r.silent for r in decision.traject.respondents] == [True]

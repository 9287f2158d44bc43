"""What our own mails say is no request, refusal or promise of whoever sends them back unmarked (DESIGN §5)."""

from __future__ import annotations

import random
from dataclasses import replace
from email.message import EmailMessage

import pytest
from support.mails import BY
from support.trajects import answered, context, traject

from bot import resources
from bot.association.case import TrajectCase
from bot.association.clues import gather
from bot.core.mail.machine.copied import ROW
from bot.core.mail.machine.echo import NO_WORDING, wording
from bot.core.mail.message import InboundMail
from bot.core.mail.parse import parse
from bot.core.views import FormReceived
from bot.core.world import Role
from bot.handlers import OfTraject, auto_reply, avg, decline, doubtful, form, promise, question, route
from bot.handlers.disowned import says_not_theirs
from bot.handlers.shared.heard import heard, without_ours
from bot.readers import read
from bot.shell.letters.examples import examples
from bot.shell.letters.templates import Rendered, Templates
from bot.shell.letters.wording import of_templates

CTX = replace(context("2026-11-05 10:00"), wording=of_templates(resources.root()))
SENDER = "Piet Smit <p.smit@ziekenhuis.example>"
TO_RESPONDENTS = frozenset(
    {"invitation", "respondent-reminder", "form-received", "form-empty", "form-again", "decline-received", "answer"}
)
SAYS_NOTHING = (auto_reply, question, doubtful, form)
"""A blank form among ours is one, whoever sends it back."""
SAID = (
    ("Nee, liever niet.", decline),
    ("Ik doe helaas niet mee.", decline),
    ("Volgende week stuur ik het formulier op.", promise),
    ("Op grond van de AVG wil ik inzage in mijn gegevens.", avg),
)


def ours(language: str) -> list[Rendered]:
    mails = Templates(resources.root() / "mail")
    views = (v for v in examples(language) if v.KIND in TO_RESPONDENTS)
    return [mails.render(v, language, CTX.practice, CTX.practitioner, by=BY) for v in views]


OURS = [*ours("nl"), *ours("en")]


def unmarked(one: Rendered, above: str = "") -> InboundMail:
    """Our mail as somebody's program sends it back: no mark of a quotation, no header of a machine."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = SENDER, CTX.practice.address, f"Re: {one.subject}"
    mail["Message-ID"] = "<anders@ziekenhuis.example>"
    mail.set_content(f"{above}\n\n{one.text}" if above else one.text)
    return parse(mail.as_bytes(), read)


def handler_of(mail: InboundMail) -> object:
    before = traject()
    case = TrajectCase(before, Role.RESPONDENT, before.respondents[0], clues=gather(mail))
    found = route(heard(mail, CTX.wording), case, CTX)
    return found.handler if isinstance(found, OfTraject) else found


@pytest.mark.parametrize("one", [pytest.param(o, id=f"{n}-{o.subject[:40]}") for n, o in enumerate(OURS)])
def test_our_own_words_ask_and_refuse_nothing(one: Rendered) -> None:
    assert handler_of(unmarked(one)) in SAYS_NOTHING


@pytest.mark.parametrize(("words", "expected"), SAID)
@pytest.mark.parametrize("one", [pytest.param(o, id=f"{n}-{o.subject[:40]}") for n, o in enumerate(OURS)])
def test_a_person_above_an_unmarked_copy_is_heard(one: Rendered, words: str, expected: object) -> None:
    assert handler_of(unmarked(one, words)) in (expected, question)  # asked about where a part of ours is left


UNPROVED = [
    Templates(resources.root() / "mail").render(
        replace(v, proved=False, first=first), language, CTX.practice, CTX.practitioner, by=BY
    )
    for language in ("nl", "en")
    for v in examples(language)
    if isinstance(v, FormReceived)
    for first in (True, False)
]
"""Our thanks for a form that nothing proves: they say what to answer when it is not theirs."""


@pytest.mark.parametrize("one", UNPROVED)
@pytest.mark.parametrize(
    ("words", "disowned"),
    [("niet van mij", True), ("Beste mevrouw,\n\nNiet van mij!", True), ("not mine", True), ("Dank u wel", False)],
)
def test_what_our_thanks_ask_to_be_told_is_heard_above_a_copy_of_them(
    one: Rendered, words: str, disowned: bool
) -> None:
    before = answered("r1")(traject())
    mail = heard(unmarked(one, words), CTX.wording)
    case = TrajectCase(before, Role.RESPONDENT, before.respondents[0], clues=gather(mail))
    assert says_not_theirs(mail, case) is disowned


def test_what_a_person_wrote_stays_to_the_letter() -> None:
    """Sentences that the templates suggest included, wherever they stand."""
    rng = random.Random(4)
    suggested = ("Ik trek mijn formulier in.", "nee", "Geachte Jan Bakker,", "Met vriendelijke groet", "Niet van mij")
    for _ in range(200):
        one = rng.choice(OURS)
        lines = one.text.split("\n")
        empty = [n for n, line in enumerate(lines) if not line.strip()]
        said = rng.choice(suggested)
        lines.insert(rng.choice([0, *empty, len(lines)]), said)
        assert said in without_ours("\n".join(lines), CTX.wording).split("\n")


@pytest.mark.parametrize("seed", range(30))
def test_long_rows_of_ours_are_left_out_and_short_ones_stay(seed: int) -> None:
    rng = random.Random(seed)
    ours = [f"ons{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    text, left = "", ""
    for n in range(rng.randint(1, 8)):
        start, size = rng.randrange(len(ours)), rng.choice([0, 1, 2, 3, ROW - 1, ROW, ROW + 1, len(ours)])
        row, own = rng.choice([" ", "\n", ", "]).join(ours[start : start + size]), rng.choice([" eigen ", f" {n}; "])
        text, left = f"{text}{own}{row}", left + own + ("" if min(size, len(ours) - start) >= ROW else row)
    assert without_ours(text, wording([" ".join(ours)])) == left


def test_without_templates_nothing_is_left_out() -> None:
    mail = unmarked(OURS[0], "Nee")
    assert heard(mail, NO_WORDING) is mail

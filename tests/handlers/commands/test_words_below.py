"""What she writes under a command, in the mail or under its subject, belongs to it: all of it is done, or nothing."""

from __future__ import annotations

from itertools import product

import pytest
from support.caseload import VOUCHED, WORLD
from support.trajects import mails
from support.world import mail

from bot.association.ladder import associate
from bot.core.decision import Decision, Work
from bot.core.documents import Document, Table
from bot.core.mail.message import Attachment
from bot.core.views import CommandResult
from bot.handlers import command

PROOF = ("mx.praktijk.example; dmarc=pass header.from=praktijk.example",)


def of(subject: str, text: str) -> Decision:
    hers = mail("A. de Vries <a.devries@praktijk.example>", subject=subject, text=text, authentication=PROOF)
    (case,) = associate(hers, WORLD, VOUCHED)
    return command.handle(hers, case, WORLD, VOUCHED)


def told(decision: Decision) -> str:
    views = [m.view for m in mails(decision.effects)]
    lines = [one for view in views if isinstance(view, CommandResult) for one in view.lines]
    all_ = [f"{'+' if one.done else '-'}{one.outcome.code.removeprefix('command.')}" for one in lines]
    return " ".join(all_ + ["+survey" for e in decision.effects if isinstance(e, Work) and e.kind == "survey"])


UNDER_A_SUBJECT = [
    ("pauzeer bakker", "tot 20 november", "+paused-until"),
    ("pauzeer bakker", "Hij is op vakantie, hervat de Groot maar wel", "-not-whole"),
    ("pauzeer bakker", "dank je wel!", "+paused"),
    ("pauzeer bakker", "", "+paused"),
    ("gesprek bakker", "6 november", "+held-to-sign"),
    ("gesprek bakker", "was eergisteren", "+held-to-sign"),
    ("gesprek bakker", "is niet doorgegaan", "-not-whole"),
    ("herinner bakker", "maar niet smit en dekker", "-not-whole"),
    ("herinner bakker", "Nog niet vandaag aub, pas maandag", "-not-whole"),
    ("herinner bakker", "Piet de Vries", "+reminded"),
    ("plan bos", "8 december 14:00\nen 9 december 15:00", "+offered"),
    ("plan bos 8 december 14:00", "en 9 december 15:00", "+offered"),
    ("plan bos 8 december 14:00", "Liever niet op vrijdag.", "-not-whole"),
    ("start j.hofman@kliniek.example Joost Hofman", "spoed", "+started"),
    ("start j.hofman@kliniek.example Joost Hofman", "gesprek vóór 2026-12-18, loondienst\n\nAlvast dank", "+started"),
    ("stop bakker", "niet doen!", "-not-whole"),
    ("stop bakker", "nee wacht", "-not-whole"),
    ("stop bakker", "Ja, doe maar", "+stopped"),
    ("stop bakker", "Zie bijlage.", "+stopped"),
    ("stop bakker", "status groen", "+stopped +status"),
    ("stop bakker", "toch maar niet\nherinner kees", "-not-whole +reminded"),
    ("plan bos 10 december 14:00", "en 11 december 15:00", "-moment-taken"),
    ("akkoord bakker", "maar pas na maandag", "-not-whole"),
    ("vernietig visser", "nog niet", "-not-whole"),
    ("vernietig visser", "Hartelijke dank", "+survey"),
    ("vasthouden visser", "er loopt een klacht", "+held-back"),
    ("help", "ik weet het niet meer", "+help"),
    ("minimum bakker", "artsen vier", "+minimum-set"),
    ("Antw: Overzicht", "stop bakker\nniet doen", "-not-whole"),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "text", "became"), UNDER_A_SUBJECT)
def test_words_under_a_command_in_the_subject(subject: str, text: str, became: str) -> None:
    decision = of(subject, text)
    assert told(decision) == became
    if "+" not in became:
        assert decision.traject is None or decision.traject == WORLD.traject(decision.traject.ref)


IN_THE_MAIL = [
    ("stop bakker\nniet doen!", "-not-whole"),
    ("stop bakker\ntoch maar niet", "-not-whole"),
    ("stop bakker\nHij heeft een nieuwe baan", "+stopped -unknown"),
    ("pauzeer bakker\ntot 20 november", "+paused-until"),
    ("pauzeer bakker.\nDit is ivm zijn vakantie", "+paused -unknown"),
    ("herinner bakker\nbehalve smit", "-not-whole"),
    ("herinner bakker\nstaus bakker", "+reminded -unknown"),
    ("start j.hofman@kliniek.example Joost Hofman\nspoed", "+started"),
    ("status bakker\nstop bakker\nnee, niet doen\nherinner kees", "-not-whole +status +reminded"),
    ("hervat T-ABCDV\npauzeer T-ABCDV\ntot 10 december", "+resumed +paused-until"),
    ("negeer 12\nen ook 13", "-not-whole"),
    ("pauzeer bakker\n\nBedankt alvast!\nAnna", "+paused"),
    ("pauzeer bakker\n\nAlvast bedankt!\nAnna de Vries", "+paused"),
    ("pauzeer bakker\n\nFijn weekend!", "+paused"),
    ("pauzeer bakker\nThx", "+paused"),
    ("pauzeer bakker\nGraag vandaag nog.", "+paused"),
    ("pauzeer bakker\nZo snel mogelijk graag", "+paused"),
    ("gesprek bakker\nvandaag", "+held-to-sign"),
    ("herinner bakker\nBedankt!\nPiet de Vries", "+reminded"),
    ("pauzeer bakker\nnu nog niet", "-not-whole"),
    ("pauzeer bakker\nAnna", "+paused -unknown"),
    ("stop bakker\nen ook de andere", "-not-whole"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "became"), IN_THE_MAIL)
def test_words_under_a_command_in_the_mail(text: str, became: str) -> None:
    assert told(of("", text)) == became


COMMANDS = ("stop bakker", "herinner bakker", "pauzeer bakker", "akkoord bakker", "vernietig visser", "gesprek bakker")
AGAINST = (
    "niet doen", "toch maar niet", "nee wacht", "wacht nog even", "maar nog niet", "tenzij hij belt", "als hij terug is",
    "eerst even overleggen", "behalve de artsen", "but not yet", "don't do it yet", "alleen als het moet", "liever later",
)  # fmt: skip


@pytest.mark.parametrize(("line", "against"), list(product(COMMANDS, AGAINST)))
def test_nothing_is_done_that_the_next_line_denies_or_limits(line: str, against: str) -> None:
    for subject, text in ((line, against), ("", f"{line}\n{against}"), (line, f"Beste bot,\n\n{against}\n")):
        decision = of(subject, text)
        assert told(decision) == "-not-whole"
        assert decision.traject is None or decision.traject == WORLD.traject(decision.traject.ref)


NO_LIST = Attachment(
    "verslag.docx", "application/octet-stream", 9_000, Document("docx", text="Verslag van het gesprek.")
)
WORKBOOK = Attachment(
    "lijst.xlsx", "application/octet-stream", 9_000,
    Document("xlsx", tables=(Table((("Naam", "E-mail", "Functie"), ("Nico Noord", "n.noord@ziekenhuis.example", "cardioloog"))),)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("files", "text", "became"),
    [
        ((NO_LIST,), "", "-no-list"),
        ((), "", "-no-list"),
        ((WORKBOOK,), "", "+list-taken"),
        ((NO_LIST, WORKBOOK), "", "+list-taken"),
        ((NO_LIST,), "Nico Noord, n.noord@ziekenhuis.example, cardioloog", "+list-taken"),
    ],
)
def test_a_list_is_taken_only_where_there_is_one(files: tuple[Attachment, ...], text: str, became: str) -> None:
    hers = mail(
        "A. de Vries <a.devries@praktijk.example>", *files, subject="lijst bakker", text=text, authentication=PROOF
    )
    (case,) = associate(hers, WORLD, VOUCHED)
    assert told(command.handle(hers, case, WORLD, VOUCHED)) == became

"""Tokens that are stolen, swapped, altered, cut off, replayed or too late: none of them carries anything out."""

from __future__ import annotations

import random
import re
from collections import Counter

from sqlalchemy import select
from support.servers.smtp import Received
from support.stories.dialogue import Opened, collecting, send_form
from support.stories.people import DOCTORS, PEERS
from support.stories.practice import JAN, SHE, Practice, decoded, parsed

from bot.core.traject.stages import Stage
from bot.core.traject.value import Outcome, Traject
from bot.shell.ledger import tables

PIET, MAARTJE = (f"{name} <{address}>" for name, address, _ in PEERS[:2])
THIEF = "Dief <dief@elders.example>"
HERS, THEIRS = "hers", "theirs"


def waiting(p: Practice) -> tuple[Opened, dict[str, Received]]:
    """Two confirmations wait: hers for a pause, and Piet's for taking back his form."""
    opened = collecting(p)
    send_form(p, opened, PEERS[0])
    send_form(p, opened, DOCTORS[0])
    p.round("2026-11-05 10:00")
    p.authenticated = False
    p.command(f"pauzeer {opened.ref}")
    p.mail(PIET, "Formulier", "Ik trek mijn formulier in.")
    p.round("2026-11-05 11:00")
    return opened, {
        HERS: p.sent("confirm-request", SHE)[0],
        THEIRS: p.sent("confirm-request", PEERS[0][1])[0],
    }


def traject(p: Practice, opened: Opened) -> Traject:
    with p.app.workshop.book() as book:
        found = book.traject(opened.ref)
        assert found is not None
        return found


def untouched(p: Practice, opened: Opened) -> bool:
    return traject(p, opened).stage is Stage.COLLECTING and len(traject(p, opened).answered()) == 2


def used(p: Practice) -> int:
    with p.app.workshop.book() as book:
        return sum(at is not None for at in book.connection.scalars(select(tables.confirmation.c.used_at)))


def altered(chance: random.Random, told: str) -> str:
    """Another token of the same length, or a part of it; never only another case."""
    place = chance.randrange(2, len(told.partition("@")[0]))
    if chance.random() < 0.3:
        return told[:place] + told[told.index("@") :] if "@" in told else told[:place]
    other = chance.choice([c for c in "0123456789abcdef" if c != told[place].lower()])
    return told[:place] + (other.upper() if told.isupper() else other) + told[place + 1 :]


def code_of(mail: Received) -> str:
    found = re.search(r"\(code (\w{12})\)", decoded(parsed(mail)["Subject"]))
    assert found is not None
    return found[1]


def deliver(p: Practice, sender: str, identifier: str, words: str) -> None:
    p.mail(sender, "Re: bevestiging", words, In_Reply_To=identifier, References=identifier)


def test_a_stolen_or_swapped_token_is_a_decision_and_never_an_action(practice_run: Practice) -> None:
    p = practice_run
    opened, asked = waiting(p)
    before = Counter(p.kinds())
    ids = {whose: str(parsed(mail)["Message-ID"]) for whose, mail in asked.items()}
    for sender in (THIEF, PIET, f"Jan Bakker <{JAN}>"):  # stolen from her, by a stranger and by people who are known
        deliver(p, sender, ids[HERS], "akkoord")
        deliver(p, sender, "", f"ja {code_of(asked[HERS])}")
    for sender in (THIEF, MAARTJE):
        deliver(p, sender, ids[THEIRS], "ja")
    p.round("2026-11-05 12:00")
    assert untouched(p, opened)
    with p.app.workshop.book() as book:
        d = tables.disposition.c
        latest = list(book.connection.scalars(select(d.outcome).order_by(d.id)))[-8:]
    assert latest == [Outcome.DOUBTFUL] * 8
    assert used(p) == 0
    assert set(Counter(p.kinds()) - before) == {"decision-needed"}
    deliver(p, SHE, ids[THEIRS], "ja")  # hers to answer is only what she was asked
    p.round("2026-11-05 12:10")
    assert untouched(p, opened)
    assert used(p) == 0
    p.reply(asked[THEIRS], PIET, "ja")
    p.reply(asked[HERS], SHE, "ja")
    p.round("2026-11-05 12:20")
    assert used(p) == 2
    assert traject(p, opened).stage is Stage.PAUSED
    assert len(traject(p, opened).answered()) == 1


def test_an_altered_cut_or_late_token_does_nothing(practice_run: Practice) -> None:
    p = practice_run
    opened, asked = waiting(p)
    chance = random.Random(20)
    for _ in range(12):
        deliver(p, SHE, altered(chance, str(parsed(asked[HERS])["Message-ID"])), "ja")
        deliver(p, SHE, "", f"ja {altered(chance, code_of(asked[HERS]))}")
        deliver(p, PIET, altered(chance, str(parsed(asked[THEIRS])["Message-ID"])), "ja")
    colleague = f"{DOCTORS[0][0]} <{DOCTORS[0][1]}>"
    deliver(p, colleague, str(parsed(asked[THEIRS])["Message-ID"]), "Ja, ik trek mijn formulier in.")
    p.mail(SHE, f"Re: (code {code_of(asked[HERS])})", "")  # nothing said is no yes
    p.round("2026-11-05 12:00")
    assert untouched(p, opened)
    assert used(p) == 0
    p.reply(asked[HERS], SHE, "ja")
    p.reply(asked[THEIRS], PIET, "ja")
    p.round("2026-11-20 12:00")  # both too late
    assert untouched(p, opened)
    assert traject(p, opened).stage is Stage.COLLECTING


def test_a_token_is_used_once(practice_run: Practice) -> None:
    p = practice_run
    opened, asked = waiting(p)
    p.reply(asked[HERS], SHE, "ja")
    p.round("2026-11-05 12:00")
    assert traject(p, opened).stage is Stage.PAUSED
    p.authenticated = True
    p.command(f"hervat {opened.ref}")
    p.round("2026-11-05 12:10")
    for words in ("ja", f"ja {code_of(asked[HERS])}", "akkoord"):
        p.reply(asked[HERS], SHE, words)
    p.round("2026-11-05 12:20")
    assert untouched(p, opened)
    assert used(p) == 1

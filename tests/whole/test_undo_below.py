"""`toch niet` below other lines, without a reference: it stops every plan, or the one that its mail is about."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from support.stories.dialogue import collecting, start
from support.stories.practice import SHE, Practice, parsed, text_of

from bot.shell.operator.status import state as states

HER = f"A. de Vries <{SHE}>"
ABOVE = (
    "status",
    "help",
    "herinner {r}",
    "start els{n}@kliniek.example Els Wit",
    "minimum {r} vakgenoten 4",
    "afwezig tot 2026-12-01",
    "negeer 99",
    "dossier {o}",
    "onzin hier",
    "stuur-niet iemand@elders.example",
    "plan {o} 2026-12-01 10:00",
    "a1\nb2\nc3\nd4\ne5\nf6",
)
SAID = ("toch niet", "Toch niet.", "toch niet!\n\nAnna")


def planned(p: Practice) -> dict[str, str]:
    return {s["ref"]: s["destruction_at"] for s in states(p.app.workshop.ledger, p.now)}


def later(p: Practice) -> None:
    p.now += timedelta(minutes=1)
    p.round()


def plan(p: Practice, ref: str) -> None:
    p.command(f"vernietig {ref}")
    later(p)
    p.reply(p.sent("destruction-confirm", SHE)[-1], HER, "ja")
    later(p)
    assert planned(p)[ref]


@pytest.mark.parametrize("seed", range(2))
def test_it_is_never_lost(seed: int, practice_run: Practice) -> None:
    p, rng = practice_run, random.Random(seed)
    refs = [collecting(p).ref, start(p, "2026-11-05 10:00", "start piet@kliniek.example Piet Smit").ref]
    other = start(p, "2026-11-05 10:30", "start klaas@kliniek.example Klaas Zwart").ref
    p.now = p.now + timedelta(days=4)
    for n, above in enumerate(ABOVE):
        wanted = refs[: rng.randint(1, 2)]
        for ref in wanted:
            if not planned(p)[ref]:
                plan(p, ref)
        first, *more = above.format(r=refs[0], o=other, n=n).split("\n")
        p.mail(HER, first, "\n".join((*more, rng.choice(SAID))))
        later(p)
        left = [ref for ref in wanted if planned(p)[ref]]
        told = " ".join(text_of(parsed(p.sent("command-result", SHE)[-1])).split())
        assert refs[0] not in left, (above, told)
        assert not left or "{r}" in above, (above, told)  # the lines are about one traject, and so is this one
        assert all(f"De vernietiging van traject {ref} staat nog gepland" in told for ref in left), (above, told)


def test_of_somebody_else_it_stops_nothing(practice_run: Practice) -> None:
    p = practice_run
    ref = collecting(p).ref
    start(p, "2026-11-05 10:00", "start piet@kliniek.example Piet Smit")
    p.now = p.now + timedelta(days=4)
    plan(p, ref)
    p.mail(HER, "status", "toch niet Smit")
    later(p)
    assert planned(p)[ref]

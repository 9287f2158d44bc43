"""One mail of hers names several trajects: it goes when the last of them is destroyed, and no certificate says else."""

from __future__ import annotations

import pytest
from support.stories.dialogue import collecting, start
from support.stories.practice import SHE, Practice, enclosures, parsed, text_of

from bot.shell.operator.verifying.verify import verified

HER = f"A. de Vries <{SHE}>"
LIVES = "ook bij een ander, lopend traject hoort"


def two(p: Practice) -> tuple[str, str]:
    first = collecting(p)
    return first.ref, start(p, "2026-11-05 10:00", "start k.kers@anders.example Karel Kers").ref


def hers(p: Practice, number: str) -> list[str]:
    """The folders in which that mail of hers lies."""
    return [f for f in p.account.folders() for _, raw in p.account.mails(f) if f"X-Case: {number}".encode() in raw]


def proof(p: Practice, ref: str) -> str:
    (made,) = [r for r in p.sent("destroyed-certificate", SHE) if ref in str(parsed(r)["Subject"])]
    (_, words) = enclosures(parsed(made)).values()
    return " ".join([*text_of(parsed(made)).split(), *words.decode().split()])


def left(p: Practice, ref: str) -> list[str]:
    p.app.workshop.ledger.close()
    return [one.place for one in verified(p.settings, ref, p.now) if one.found or one.stays]


def confirmed(p: Practice, ref: str) -> None:
    (asked,) = [r for r in p.sent("destruction-confirm", SHE) if ref in str(parsed(r)["Subject"])]
    p.reply(asked, HER, "ja")


BODIES = {
    "both destroyed": "vernietig {0}\nvernietig {1}",
    "one of them paused": "pauzeer {0}\nvernietig {1}\nvernietig {0}",
    "only looked at": "status {0}\nstatus {1}",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("together", [True, False], ids=["in one round", "one later"])
def test_it_goes_with_the_last(practice_run: Practice, body: str, together: bool) -> None:
    p = practice_run
    first, second = two(p)
    p.mail(HER, "Opdracht", body.format(first, second), X_Case="samen")
    p.round("2026-11-06 10:00")
    for ref in (first, second):
        if f"vernietig {ref}" not in body.format(first, second):
            p.command(f"vernietig {ref}")
            p.round("2026-11-06 10:30")
    assert hers(p, "samen")
    confirmed(p, first)
    if together:
        confirmed(p, second)
    p.round("2026-11-06 11:00")
    p.round("2026-11-09 09:00")
    assert hers(p, "samen") == [] if together else hers(p, "samen")
    assert (LIVES in proof(p, first)) is not together
    if not together:
        confirmed(p, second)
        p.round("2026-11-09 10:00")
        p.round("2026-11-12 09:00")
    assert hers(p, "samen") == []
    assert LIVES not in proof(p, second)
    assert "Vernietigd, op" not in str(parsed(p.sent("destroyed-certificate", SHE)[-1])["Subject"])
    p.round("2026-11-13 10:00")
    assert not [f for f in p.account.folders() if first in f or second in f]
    for ref in (first, second):
        assert left(p, ref) == []

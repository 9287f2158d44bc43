"""An absence that answers a mail of a destroyed traject is heard in those that live, and then it goes."""

from __future__ import annotations

import pytest
from support.stories.closing import destroy
from support.stories.dialogue import ALL, Opened, start
from support.stories.people import PEERS, respondent_sheet
from support.stories.practice import JAN, SHE, Practice, at, parsed, text_of

AWAY, OTHER = PEERS[:2]
CLOSED_ONLY = ("Noor Nieuw", "n.nieuw@elders.example", "cardioloog")
OTHERS = {"Els Wit": "els@kliniek.example", "Karel Kers": "k.kers@anders.example"}


def listed(*people: tuple[str, str, str]) -> str:
    return "\n".join(", ".join(one) for one in people)


def gone(p: Practice, living: int) -> Opened:
    """Jan's traject is destroyed; so many others list the same colleague."""
    closed = start(p, "2026-11-02 10:00")
    p.reply(closed.started, f"Jan Bakker <{JAN}>", listed(AWAY, CLOSED_ONLY))
    p.round("2026-11-02 11:00")
    for name, address in list(OTHERS.items())[:living]:
        opened = start(p, "2026-11-05 10:00", f"start {address} {name}")
        p.reply(opened.started, f"{name} <{address}>", "Hierbij de lijst.", ("lijst.xlsx", respondent_sheet(*ALL)))
        p.round("2026-11-05 11:00")
    destroy(p, closed.ref, "2026-11-06 10:00")
    return closed


def reminded(p: Practice, address: str) -> int:
    return sum(r.recipient == address for r in p.sent("respondent-reminder"))


@pytest.mark.parametrize("living", [0, 1, 2])
@pytest.mark.parametrize("person", [AWAY, CLOSED_ONLY], ids=["in both", "in the closed one alone"])
def test_it_is_heard_and_goes(practice_run: Practice, person: tuple[str, str, str], living: int) -> None:
    p = practice_run
    closed, (name, address, _) = gone(p, living), person
    p.now = at("2026-11-09 08:30")
    answered = parsed(closed.started)
    p.mail(
        f"{name} <{address}>", f"Afwezig: [{closed.ref}] {answered['Subject']}", "Ik ben afwezig t/m 18 november 2026.",
        In_Reply_To=answered["Message-ID"], Auto_Submitted="auto-replied", X_Case="afwezig",
    )  # fmt: skip
    p.round()
    assert not [f for f in p.account.folders() for _, raw in p.account.mails(f) if b"X-Case: afwezig" in raw]
    p.round("2026-11-10 09:00")
    before = reminded(p, address), reminded(p, OTHER[1])
    for day in range(11, 18):
        p.round(f"2026-11-{day} 09:00")
    after = reminded(p, address), reminded(p, OTHER[1])
    assert after[0] == before[0]
    assert (after[1] > before[1]) is (living > 0)
    told = " ".join(" ".join(text_of(parsed(r)).split()) for r in p.sent("digest", SHE))
    assert ("ongelezen verwijderd" in told) is (living == 0 or person is CLOSED_ONLY)
    p.round("2026-11-20 09:00")
    assert (reminded(p, address) > after[0]) is (living > 0 and person is AWAY)

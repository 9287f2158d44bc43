"""A planned destruction waits while she was asked something about the traject since, and has not answered."""

from __future__ import annotations

import pytest
from support.stories.dialogue import ALL, send_list, start
from support.stories.practice import JAN, SHE, Practice, parsed, text_of

HER, HIM, IGJ = f"A. de Vries <{SHE}>", f"Jan Bakker <{JAN}>", "IGJ <inspectie@igj.example>"
LISTED = f"{ALL[0][0]} <{ALL[0][1]}>"
UNPROVED = ("vasthouden {} klacht van patiënt", "pauzeer {}", "inzage {}", "hold {} complaint")
"""Of hers, without a word of the server who sent it."""


def planned(p: Practice) -> str:
    opened = start(p)
    send_list(p, opened)
    p.command(f"vernietig {opened.ref}")
    p.round("2026-11-05 10:00")
    p.reply(p.sent("destruction-confirm")[-1], HER, "ja")
    p.round("2026-11-05 11:00")
    return opened.ref


def is_there(p: Practice, ref: str) -> bool:
    with p.app.workshop.book() as book:
        return book.traject(ref) is not None


@pytest.mark.parametrize("when", ["2026-11-06 17:00", "2026-11-07 08:40"])
@pytest.mark.parametrize(
    ("sender", "said"),
    [
        *((HER, said) for said in UNPROVED),
        (HIM, "Stop de vernietiging van mijn traject."),
        (HIM, "Ik dien een klacht in, bewaar alle formulieren."),
        (LISTED, "Ik word door Jan Bakker bedreigd."),
        (IGJ, "De IGJ vordert de stukken."),
    ],
)
def test_it_waits_for_her_answer(practice_run: Practice, sender: str, said: str, when: str) -> None:
    p = practice_run
    ref = planned(p)
    p.authenticated = sender != HER
    p.mail(sender, f"Over [{ref}]", said.format(ref))
    p.authenticated = True
    p.round(when)
    p.round("2026-11-07 09:00")
    p.round("2026-11-08 10:00")
    assert is_there(p, ref)
    asked = p.sent("decision-needed") + p.sent("confirm-request")
    assert len(asked) == 1
    if sender == HER:
        p.reply(asked[0], HER, "nee")
    else:
        p.reply(asked[0], HER, "negeer")
    for day in range(9, 14):
        p.round(f"2026-11-{day:02} 09:00")
    assert not is_there(p, ref)


@pytest.mark.parametrize("said", ["toch niet {}, maar stop wel de herinneringen", "Toch niet {}. En pauzeer hem."])
def test_what_stands_beside_a_no_is_said_not_to_be_done(practice_run: Practice, said: str) -> None:
    p = practice_run
    ref = planned(p)
    p.mail(HER, "Bericht", said.format(ref))
    p.round("2026-11-06 17:00")
    words = " ".join(text_of(parsed(p.sent("command-result")[-1])).split())
    assert "gaat niet door" in words
    assert "Niet gedaan" in words

"""Between her yes and the destruction lie two days in which nothing is sent, nothing is lost, and a word stops it."""

from __future__ import annotations

import pytest
from support.stories.dialogue import Opened, collecting, send_form
from support.stories.people import PEERS
from support.stories.practice import JAN, SHE, Practice, parsed, text_of

from bot.shell.operator.status import state as states

HER = f"A. de Vries <{SHE}>"


def state(p: Practice) -> dict:
    return states(p.app.workshop.ledger, p.now)[0]


def told_her(p: Practice) -> str:
    return " ".join(text_of(parsed(p.sent("command-result", SHE)[-1])).split())


def orders(p: Practice, line: str, when: str) -> None:
    p.command(line)
    p.round(when)


def confirmed(p: Practice) -> Opened:
    """A collecting traject whose destruction she has confirmed on Monday 9 November."""
    opened = collecting(p)
    orders(p, f"vernietig {opened.ref}", "2026-11-09 10:00")
    p.reply(p.sent("destruction-confirm", SHE)[0], HER, "ja")
    p.round("2026-11-09 10:10")
    return opened


def test_until_then_nothing_changes_and_nothing_is_sent_unasked(practice_run: Practice) -> None:
    p = practice_run
    confirmed(p)
    assert (state(p)["stage"], state(p)["destruction_at"]) == ("collecting", "2026-11-11T08:30:00+01:00")
    assert "11 november 2026 om 08:30" in told_her(p)
    before = len(p.sent())
    p.round("2026-11-11 08:29")
    assert [r for r in p.sent()[before:] if r.recipient != SHE] == []
    p.round("2026-11-11 08:30")
    assert state(p)["stage"] == "destroyed"
    assert p.kinds(JAN)[-1] == "destroyed"


def test_what_a_wrong_clock_planned_comes_later_and_never_earlier(practice_run: Practice) -> None:
    """She asked for it while the clock was a year ahead: nothing goes before the day that she was told."""
    p = practice_run
    opened = collecting(p)
    orders(p, f"vernietig {opened.ref}", "2027-11-09 10:00")
    p.reply(p.sent("destruction-confirm", SHE)[0], HER, "ja")
    p.round("2027-11-09 10:10")
    assert "11 november 2027" in told_her(p)
    for day in (9, 12, 13):
        p.round(f"2026-11-{day:02} 10:20")
    assert (state(p)["stage"], state(p)["destruction_at"][:10]) == ("collecting", "2027-11-11")
    orders(p, f"toch niet {opened.ref}", "2026-11-16 10:00")
    orders(p, f"vernietig {opened.ref}", "2026-11-16 10:10")
    p.reply(p.sent("destruction-confirm", SHE)[-1], HER, "ja")
    p.round("2026-11-16 10:20")
    assert state(p)["destruction_at"][:10] == "2026-11-18"


def test_a_form_that_comes_meanwhile_is_destroyed_with_the_others(practice_run: Practice) -> None:
    p = practice_run
    opened = confirmed(p)
    send_form(p, opened, PEERS[0])
    p.round("2026-11-10 10:00")
    assert sum(g["received"] for g in state(p)["groups"]) == 1
    p.round("2026-11-11 09:00")
    assert not any(opened.ref in f for f in p.account.folders())


@pytest.mark.parametrize("how", ["toch niet {ref}", "Toch niet, {ref}.", "undo {ref}"])
def test_a_word_stops_it_and_needs_no_proof(practice_run: Practice, how: str) -> None:
    p = practice_run
    opened = confirmed(p)
    p.authenticated = False
    orders(p, how.format(ref=opened.ref), "2026-11-10 10:00")
    assert (state(p)["stage"], state(p)["destruction_at"]) == ("collecting", "")
    assert "gaat niet door" in told_her(p)
    p.round("2026-11-12 09:00")
    assert state(p)["stage"] == "collecting"


def test_a_reply_stops_it_without_a_reference(practice_run: Practice) -> None:
    p = practice_run
    confirmed(p)
    p.reply(p.sent("command-result", SHE)[-1], HER, "Toch niet!")
    p.round("2026-11-10 10:00")
    assert state(p)["destruction_at"] == ""


def test_toch_niet_in_answer_to_the_question_is_a_no(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    orders(p, f"vernietig {opened.ref}", "2026-11-09 10:00")
    p.reply(p.sent("destruction-confirm", SHE)[0], HER, "Toch niet")
    p.round("2026-11-09 10:10")
    p.reply(p.sent("destruction-confirm", SHE)[0], HER, "ja")
    p.round("2026-11-09 10:20")
    assert state(p)["destruction_at"] == ""


@pytest.mark.parametrize(
    ("line", "said", "at"),
    [
        pytest.param("vernietig {ref}", "staat al gepland", "2026-11-11T08:30:00+01:00", id="once more"),
        pytest.param("vasthouden {ref} klacht", "gaat niet door", "", id="held"),
        pytest.param("stop {ref}", "is gestopt", "2026-11-11T08:30:00+01:00", id="stopped"),
    ],
)
def test_other_words_of_hers_meanwhile(practice_run: Practice, line: str, said: str, at: str) -> None:
    p = practice_run
    opened = confirmed(p)
    orders(p, line.format(ref=opened.ref), "2026-11-10 10:00")
    assert said in told_her(p)
    assert state(p)["destruction_at"] == at


def test_a_request_under_the_avg_holds_it_up_until_it_is_answered(practice_run: Practice) -> None:
    p = practice_run
    confirmed(p)
    p.mail(f"{PEERS[0][0]} <{PEERS[0][1]}>", "AVG", "Ik wil weten welke gegevens u van mij bewaart (inzage AVG).")
    p.round("2026-11-10 10:00")
    p.round("2026-11-11 09:00")
    assert state(p)["stage"] == "collecting"
    (number,) = state(p)["decisions"]
    orders(p, f"negeer {number}", "2026-11-12 10:00")
    p.round("2026-11-12 10:10")
    assert state(p)["stage"] == "destroyed"

"""A mail that fails once is not carried out after what its sender wrote since: the newer word is the last one."""

from __future__ import annotations

from datetime import datetime

import pytest
from support.stories.dialogue import Opened, ready
from support.stories.people import PEERS, fill, scores
from support.stories.practice import SHE, Practice

from bot.app import App
from bot.core.decision import Decision
from bot.core.mail.message import InboundMail
from bot.shell.ledger.inbound import Pending
from bot.shell.operator.status import state

HER = f"A. de Vries <{SHE}>"
NAME, ADDRESS, _ = PEERS[0]


def fails_once(p: Practice, monkeypatch: pytest.MonkeyPatch, words: str, times: int) -> None:
    """The mail in which these words stand cannot be handled so many times."""
    handle, failed = App.process_inbound, list[int]()

    def breaks(app: App, pending: Pending, mail: InboundMail, now: datetime) -> Decision:
        if words in f"{mail.subject}\n{mail.new_text}" and len(failed) < times:
            failed.append(pending.inbound_id)
            raise LookupError(words)
        return handle(app, pending, mail, now)

    monkeypatch.setattr(App, "process_inbound", breaks)


def states(p: Practice, opened: Opened) -> dict[str, object]:
    (found,) = [one for one in state(p.app.workshop.ledger, p.now) if one["ref"] == opened.ref]
    return found


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize(
    ("first", "then", "what", "wanted"),
    [
        ("afspraak {} 2026-12-10 14:00", "afspraak {} 2026-12-14 15:00", "planning", "2026-12-14"),
        ("pauzeer {}", "hervat {}", "stage", "ready"),
        ("vasthouden {} klacht", "vrijgeven {}", "hold", "False"),
    ],
)
def test_her_newer_command_is_the_last_one(
    practice_run: Practice, monkeypatch: pytest.MonkeyPatch, first: str, then: str, what: str, wanted: str, times: int
) -> None:
    p = practice_run
    opened = ready(p)
    fails_once(p, monkeypatch, first.format(opened.ref), times)
    p.command(first.format(opened.ref))
    p.command(then.format(opened.ref))
    for minute in range(10, 14):
        p.round(f"2026-11-25 10:{minute}")
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
    assert traject is not None
    found = {"planning": str(traject.planning.starts_at), "stage": str(traject.stage), "hold": str(bool(traject.hold))}
    assert found[what].startswith(wanted)


def test_her_yes_to_a_destruction_does_not_come_after_that_it_shall_not_be(
    practice_run: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    p = practice_run
    opened = ready(p)
    p.command(f"vernietig {opened.ref}")
    p.round("2026-11-25 10:00")
    fails_once(p, monkeypatch, "Ja, dat is goed.", 1)
    p.reply(p.sent("destruction-confirm", SHE)[-1], HER, "Ja, dat is goed.")
    p.command(f"toch niet {opened.ref}")
    for when in ("2026-11-25 10:10", "2026-11-25 10:20", "2026-11-25 10:30", "2026-11-27 09:00", "2026-11-30 09:00"):
        p.round(when)
    assert states(p, opened)["stage"] == "ready"


def test_a_form_does_not_come_after_its_withdrawal(practice_run: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    p = practice_run
    opened = ready(p)
    counted = states(p, opened)["groups"]
    fails_once(p, monkeypatch, "Hierbij mijn verbeterde formulier.", 1)
    p.mail(
        f"{NAME} <{ADDRESS}>",
        "Formulier",
        "Hierbij mijn verbeterde formulier.",
        ("f.docx", fill(opened.form, scores("anders"))),
    )
    p.mail(f"{NAME} <{ADDRESS}>", "Intrekken", "Ik trek mijn formulier in, wilt u het niet gebruiken?")
    for minute in range(10, 14):
        p.round(f"2026-11-25 10:{minute}")
    received = [sum(g["received"] for g in groups) for groups in (counted, states(p, opened)["groups"])]  # type: ignore[index]
    assert received[1] == received[0] - 1

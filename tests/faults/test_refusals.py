"""A mail server that refuses: nobody is blamed for what is the line's, nothing is lost, the operator hears it once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.crash import copied
from support.servers.dovecot import Account, Dovecot
from support.servers.smtp import start_smtp
from support.stories.people import DOCTORS, OTHERS, PEERS
from support.stories.practice import JAN, SHE, Practice, lent, parsed, practice, text_of
from support.stories.scenes import MORE, answers, begins, lists

from bot.app import App


class Everybody(dict[str, str]):
    """What the server answers, whoever it is about."""

    def __init__(self, answer: str, but: tuple[str, ...] = ()) -> None:
        super().__init__(dict.fromkeys(but, ""))
        self.answer = answer

    def get(self, key: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """The same for all but a few."""
        return super().get(key, self.answer)


@pytest.fixture(scope="module")
def listed(dovecot: Dovecot, certificates: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    """A practice whose list is in; each test goes on with a copy."""
    server = start_smtp(certificates)
    with practice(tmp_path_factory.mktemp("listed"), dovecot.account(), server, more=MORE) as running:
        for scene in (begins, lists):
            scene(running)
            running.round()
        yield running
    server.stop()


@pytest.fixture
def small(listed: Practice, tmp_path: Path, account: Account) -> Iterator[Practice]:
    recorder, received = listed.smtp.recorder, list(listed.smtp.received)
    p = copied(listed, tmp_path / "small", account)
    recorder.commands.clear()
    with lent(p.settings) as workshop:
        p.app = App(workshop)
        yield p
    recorder.received, recorder.answers, recorder.data_answers = received, {}, {}


def undeliverable(p: Practice) -> frozenset[str]:
    with p.app.workshop.book() as book:
        return frozenset(who for t in book.open_trajects() for who in t.undeliverable())


def technical(p: Practice) -> list[str]:
    """Those in INBOX, and those that were mailed."""
    there = [text_of(m) for m in p.folder("INBOX") if m["X-Trajectbot"] == "technical"]
    return [*there, *(text_of(parsed(r)) for r in p.sent("technical"))]


def hours(p: Practice, day: str, first: int, last: int, step: int = 1) -> None:
    for hour in range(first, last, step):
        p.round(f"{day} {hour:02}:30")


@pytest.mark.parametrize("where", ["answers", "data_answers"])
@pytest.mark.parametrize(
    "answer",
    [
        pytest.param("554 5.7.1 <x>: Relay access denied", id="relay"),
        pytest.param("550 5.7.606 Access denied, banned sending IP", id="banned"),
        pytest.param("550 Rejected", id="no-status"),
        pytest.param("451 4.7.1 Service unavailable", id="later"),
    ],
)
def test_a_relay_that_refuses_everybody_blames_nobody_and_loses_nothing(
    small: Practice, where: str, answer: str
) -> None:
    p = small
    setattr(p.smtp.recorder, where, Everybody(answer))
    answers(p)
    p.round("2026-11-10 10:00")
    p.round("2026-11-10 10:45")
    assert len(technical(p)) == 1
    hours(p, "2026-11-11", 9, 13)
    hours(p, "2026-11-11", 16, 21, 4)
    hours(p, "2026-11-12", 8, 21, 4)
    assert undeliverable(p) == frozenset()
    assert len(technical(p)) == 1
    setattr(p.smtp.recorder, where, {})
    p.round("2026-11-13 09:30")
    assert sorted(r.recipient for r in p.sent("form-received")) == [PEERS[0][1]]
    assert [r.recipient for r in p.sent("decline-received")] == [PEERS[1][1]]
    assert {r.recipient for r in p.sent("respondent-reminder")} == {DOCTORS[0][1], OTHERS[0][1]}
    assert p.sent("more-respondents-needed") == []
    assert p.round("2026-11-13 10:40").unsettled == 0


def test_a_refused_mail_is_offered_once_an_hour(small: Practice) -> None:
    p = small
    p.smtp.recorder.answers = Everybody("554 5.7.1 No")
    answers(p)
    p.round("2026-11-10 10:00")
    once = sum(command.startswith("MAIL") for command in p.smtp.recorder.commands)
    for minute in range(1, 60, 7):
        p.round(f"2026-11-10 10:{minute:02}")
    assert sum(command.startswith("MAIL") for command in p.smtp.recorder.commands) == once
    p.round("2026-11-10 11:00")
    assert sum(command.startswith("MAIL") for command in p.smtp.recorder.commands) > once


def test_what_is_refused_five_days_long_is_told_and_nobody_is_to_blame(small: Practice) -> None:
    p = small
    p.smtp.recorder.answers = Everybody("554 5.7.1 No", but=(SHE, JAN))
    p.mail(f"{PEERS[1][0]} <{PEERS[1][1]}>", "Re: feedback", "Helaas lukt het mij niet om mee te doen.")
    for day in range(5, 11):
        p.round(f"2026-11-{day:02} 10:00")
        p.round(f"2026-11-{day:02} 17:00")
    p.round("2026-11-11 08:00")
    assert undeliverable(p) == frozenset()
    assert p.sent("decline-received") == []
    told = " ".join(" ".join(text_of(parsed(r)).split()) for r in p.sent("digest"))
    assert "bevestiging aan wie niet meedoet" in told
    assert len(technical(p)) == 1


def test_a_policy_against_one_is_told_by_mail_where_mail_goes(small: Practice) -> None:
    p = small
    p.smtp.recorder.answers = {OTHERS[0][1]: "550 5.7.1 Blocked"}
    p.round("2026-11-11 09:00")
    p.round("2026-11-11 10:01")
    assert [r.recipient for r in p.sent("technical")] == [SHE]
    assert "5.7.1" in technical(p)[0]
    assert undeliverable(p) == frozenset()
    p.smtp.recorder.answers = {}
    p.round("2026-11-11 11:01")
    assert OTHERS[0][1] in {r.recipient for r in p.sent("respondent-reminder")}


def test_a_server_that_knows_no_address_anywhere_knows_none_at_all(small: Practice) -> None:
    p = small
    p.mail("Piet Bos <p.bos@kliniek.example>", "Supervisie", "Hallo.")
    p.reply(
        p.sent("traject-started")[-1], f"Jan Bakker <{JAN}>", "Voeg toe: Piet Bos, p.bos@kliniek.example, internist"
    )
    p.round("2026-11-05 10:00")
    p.smtp.recorder.answers = Everybody("550 5.1.1 User unknown")
    p.round("2026-11-12 09:00")
    assert undeliverable(p) == frozenset()
    assert len(technical(p)) == 1


def test_addresses_that_fail_in_one_round_are_one_question_to_him(small: Practice) -> None:
    p = small
    p.smtp.recorder.answers = {PEERS[0][1]: "550 5.1.1 Unknown", DOCTORS[0][1]: "550 5.1.1 Unknown"}
    p.round("2026-11-11 09:00")
    p.round("2026-11-11 09:01")
    p.round("2026-11-11 09:02")
    (asked,) = p.sent("more-respondents-needed", JAN)
    words = text_of(parsed(asked))
    assert PEERS[0][1] in words
    assert DOCTORS[0][1] in words
    assert "@ziekenhuis.example bestaat" not in " ".join(words.split())  # most people there are reached
    assert technical(p) == []

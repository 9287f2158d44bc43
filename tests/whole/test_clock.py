"""A clock that leaps a year ahead and comes back: reminders resume, nothing goes twice or is lost, she is told once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Date, select
from support.office.practice import Office, office
from support.servers.smtp import Received
from support.stories.dialogue import ALL, Opened, collecting, send_form, start
from support.stories.practice import INFO, JAN, SHE, parsed, text_of

from bot.core.errors import TransientError
from bot.shell.ledger import tables
from bot.shell.ledger.clock.stamps import DAYS, FACTS, LEFT, WAITS
from bot.shell.ledger.files.columns import Instant


@pytest.fixture
def p() -> Iterator[Office]:
    with office() as running:
        yield running


def days(p: Office, first: str, last: str, clock: str = "09:00", *, each: int = 1) -> None:
    """A round on each of these days, or each second or third of them, from the first on."""
    day = datetime.fromisoformat(first)
    while day <= datetime.fromisoformat(last):
        p.round(f"{day:%Y-%m-%d} {clock}")
        day += timedelta(each)


def reminded(p: Office, person: tuple[str, str, str]) -> list[str]:
    """The days on which somebody was reminded."""
    sent = zip(p.line.received, p.line.moments, strict=True)
    return [f"{at:%m-%d}" for mail, at in sent if mail.recipient == person[1] and of_kind(mail, "respondent-reminder")]


def of_kind(mail: Received, kind: str) -> bool:
    return bool(parsed(mail)["X-Trajectbot"] == kind)


def told(p: Office, words: str) -> list[Received]:
    return [m for m in p.sent(to=SHE) if words in " ".join(text_of(parsed(m)).split())]


def in_the_future(p: Office) -> list[str]:
    """Columns that hold a moment later than now, but for those that may."""
    found = []
    with p.app.workshop.book() as book:
        for table in tables.metadata.sorted_tables:
            for column in table.c:
                if isinstance(column.type, Instant | Date) and column.name not in LEFT.get(table, ()):
                    now = p.now if isinstance(column.type, Instant) else p.now.date()
                    found += [
                        f"{table.name}.{column.name}"
                        for at in book.connection.scalars(select(column))
                        if at and at > now
                    ]
    return [name for name in found if not name.endswith(("next_due_at", "next_try_at"))]


def test_every_moment_of_the_ledger_is_thought_of() -> None:
    known = {(t, name) for part in (FACTS, WAITS, DAYS, LEFT) for t, names in part.items() for name in names}
    there = {(t, c.name) for t in tables.metadata.sorted_tables for c in t.c if isinstance(c.type, Instant | Date)}
    assert there == known


@pytest.mark.parametrize("rounds", [pytest.param(1, id="for a moment"), pytest.param(4, id="for days")])
def test_reminders_resume_after_a_year_ahead_and_back(p: Office, rounds: int) -> None:
    """The clock is wrong from the 20th; what goes out meanwhile counts, and the rest comes on its day."""
    collecting(p)
    days(p, "2026-11-05", "2026-11-19")
    days(p, "2027-11-22", f"2027-11-{21 + rounds}")
    wrong = len(p.line.received)
    p.round("2026-11-20 09:30")
    assert in_the_future(p) == []
    days(p, "2026-11-21", "2026-12-10")
    days(p, "2026-12-11", "2027-01-15", each=3)
    went = Counter(mail.recipient for mail in p.sent("respondent-reminder"))
    assert set(went.values()) == {6}, "all six went, the one that came early among them"
    assert reminded(p, ALL[0])[3:] == ["11-25", "12-02", "12-09"]
    assert len(told(p, "is teruggezet naar")) == 1
    assert len({parsed(m)["Message-ID"] for m in p.line.received}) == len(p.line.received)
    assert [m for m in p.sent("digest")[-3:] if m in p.line.received[wrong:]]


@pytest.mark.parametrize("hours", [3, 26, 200])
@pytest.mark.parametrize("wrong", ["1970-01-01", "2025-11-05", "2026-08-27", "2026-10-01", "2026-11-08"])
def test_reminders_resume_after_a_clock_was_behind(wrong: str, hours: int) -> None:
    """From the 12th it is wrong for hours or for a week; as soon as it is right all is as it would have been."""
    with office(own_clock=True) as p:
        collecting(p)
        days(p, "2026-11-05", "2026-11-11")
        began = datetime.fromisoformat(f"{wrong} 11:00")
        for later in (0, hours // 2, hours):
            p.round(f"{began + timedelta(hours=later):%Y-%m-%d %H:%M}")
        assert len(p.sent("respondent-reminder")) == len(ALL)
        days(p, "2026-11-20", "2027-01-15")
        assert set(Counter(mail.recipient for mail in p.sent("respondent-reminder")).values()) == {6}
        assert len(p.sent("technical")) == 1
        assert told(p, "is teruggezet naar") == []


def test_what_came_in_while_the_clock_was_wrong_counts_once_and_is_told_once(p: Office) -> None:
    opened = collecting(p)
    days(p, "2026-11-05", "2026-11-06")
    p.now = datetime(2027, 11, 8, 8, tzinfo=UTC)
    send_form(p, opened, ALL[0])
    p.mail(
        f"{ALL[1][0]} <{ALL[1][1]}>",
        "Afwezig",
        "Ik ben tot en met volgende week vrijdag afwezig.",
        Auto_Submitted="auto-replied",
    )
    p.round("2027-11-08 09:00")
    p.round("2026-11-09 07:00")
    days(p, "2026-11-09", "2026-11-20")
    assert len(p.sent("form-received")) == 1
    assert len(told(p, "formulier ontvangen")) <= 1
    assert reminded(p, ALL[0]) == []
    assert len(told(p, "is teruggezet naar")) == 1
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
        assert traject is not None
        assert len(traject.answered()) == 1


def test_what_she_must_confirm_expires_as_it_would_have(p: Office) -> None:
    p.authenticated = False
    collecting_unproved(p)
    p.now = datetime(2027, 11, 8, 8, tzinfo=UTC)
    p.command("help", "stop T-00000")
    p.round("2027-11-08 09:00")
    p.round("2026-11-09 10:00")
    with p.app.workshop.book() as book:
        until = list(book.connection.scalars(select(tables.confirmation.c.expires_at)))
    assert all(at <= p.now + timedelta(8) for at in until)


def collecting_unproved(p: Office) -> None:
    p.command(f"start {JAN} Jan Bakker")
    p.round("2026-11-03 10:00")


def test_a_digest_comes_again_when_its_real_day_comes(p: Office) -> None:
    start(p)
    days(p, "2026-11-04", "2026-11-05")
    days(p, "2026-12-01", "2026-12-02")
    p.round("2026-11-06 10:00")
    before = len(p.sent("digest"))
    p.mail(f"Jan Bakker <{JAN}>", "Vraag", "Wilt u mij bellen over de planning van het gesprek?")
    days(p, "2026-11-30", "2026-12-02", "10:00")
    assert len(p.sent("digest")) > before


@pytest.mark.parametrize(
    ("shown", "since"), [("1970-01-01 01:00", ""), ("2025-12-31 09:00", ""), ("2026-11-03 09:00", "2036-01-01")]
)
def test_nothing_begins_by_a_clock_that_cannot_be(shown: str, since: str) -> None:
    """A board without a battery, before it asked the network; or a first start by a clock that was ten years ahead."""
    with office(own_clock=True) as p:
        object.__setattr__(p.app.workshop.settings.imap, "since", since)
        p.mail("Els Wit <els@kliniek.example>", "Aanvraag IFMS", "Graag een IFMS-traject.")
        with pytest.raises(TransientError):
            p.round(shown)
        object.__setattr__(p.app.workshop.settings.imap, "since", "")
        p.round("2026-11-03 10:00")
        assert len(p.sent("intake-received")) == 1


def test_an_absence_until_a_named_day_stays_when_a_clock_that_was_ahead_comes_back(p: Office) -> None:
    collecting(p)
    days(p, "2026-11-05", "2026-11-08")
    p.round("2026-11-19 09:00")
    away = "Ik ben afwezig tot en met 4 december 2026."
    p.mail(f"{ALL[0][0]} <{ALL[0][1]}>", "Afwezig", away, Auto_Submitted="auto-replied")
    p.round("2026-11-19 10:00")
    days(p, "2026-11-09", "2026-12-10")
    assert min(day for day in reminded(p, ALL[0]) if day > "11-20") > "12-04"


def test_an_overview_that_an_outage_kept_comes_on_the_next_working_day(p: Office) -> None:
    """Not in the night, and not at the weekend."""
    opened = collecting(p)
    p.round("2026-11-05 09:00")
    before = len(p.sent("digest"))
    send_form(p, opened, ALL[1])
    for when in ("2026-11-07 03:00", "2026-11-07 12:00", "2026-11-08 20:00", "2026-11-09 07:29"):
        p.round(when)
    assert len(p.sent("digest")) == before
    p.round("2026-11-09 07:31")
    assert len(p.sent("digest")) == before + 1
    send_form(p, opened, ALL[0])
    p.round("2026-11-10 23:10")
    p.round("2026-11-11 00:30")
    assert len(p.sent("digest")) == before + 1
    p.round("2026-11-11 07:40")
    assert len(p.sent("digest")) == before + 2


def test_a_clock_that_is_doubted_sends_nothing_unasked_and_she_hears_it_at_once() -> None:
    with office(own_clock=True) as p:
        opened: Opened = collecting(p)
        days(p, "2026-11-05", "2026-11-10")
        before = len(p.line.received)
        send_form(p, opened, ALL[0])
        p.round("2027-11-11 09:00")
        kinds = [str(parsed(m)["X-Trajectbot"]) for m in p.line.received[before:]]
        assert sorted(kinds) == ["form-received", "technical"]
        p.round("2026-11-11 09:00")
        assert len(p.sent("respondent-reminder")) == len(ALL) - 1
        assert len(p.sent("technical")) == 1


def test_after_five_weeks_off_a_day_goes_by_and_then_only_the_latest_reminder_goes() -> None:
    with office(own_clock=True) as p:
        collecting(p)
        days(p, "2026-11-05", "2026-11-05")
        days(p, "2026-12-15", "2026-12-18")
        assert set(Counter(m.recipient for m in p.sent("respondent-reminder")).values()) == {1}
        assert reminded(p, ALL[0]) == ["12-16"]


def test_a_laptop_that_slept_three_weeks_sends_one_reminder_each_and_one_digest(p: Office) -> None:
    collecting(p)
    p.mail(f"{ALL[0][0]} <{ALL[0][1]}>", "Re: feedback", "Helaas lukt het mij niet om mee te doen.")
    days(p, "2026-11-05", "2026-11-05")
    before = len(p.sent("digest"))
    p.round("2026-11-26 09:00")
    assert set(Counter(m.recipient for m in p.sent("respondent-reminder")).values()) == {1}
    assert len(p.sent("digest")) == before + 1
    p.round("2026-11-26 09:05")
    assert len(p.sent("digest")) == before + 1


def test_before_the_last_round_time_stands_still() -> None:
    """An empty battery: 1970. Who writes is answered, she hears it once, and all is as it was when the clock is right."""
    with office() as p:
        opened = collecting(p)
        days(p, "2026-11-05", "2026-11-10")
        send_form(p, opened, ALL[0])
        p.now = datetime(1970, 1, 1, tzinfo=UTC)
        p.round()
        p.now = datetime(1970, 1, 1, 1, tzinfo=UTC)
        p.round()
        assert len(p.sent("technical")) == 1
        assert len(p.sent("form-received")) == 1
        days(p, "2026-11-11", "2026-11-11")
        assert len(p.sent("respondent-reminder")) == len(ALL) - 1
        assert len(p.sent("technical", INFO)) == 0

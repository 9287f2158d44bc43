"""What is kept of people outside a traject: dropped when its time is over, and not a day before."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import insert, select
from support.stories.practice import Practice, at

from bot.core.decision import Ask, Confirm
from bot.core.views import Phrase
from bot.shell.ledger import confirmations, questions, tables
from bot.shell.ledger.gone import erasure
from bot.shell.round.expiry import SETTLED_DAYS, forget_what_is_over

REF, OPENED = "T-7KQFK", "2026-11-03 09:00"
DAY = timedelta(1)


def destroyed(p: Practice, held_on: date | None) -> None:
    """A traject of which reference, dates and stage are left, and whose it was."""
    row = {
        "ref": REF, "type": "ifms", "language": "nl", "rush": False, "stage": "destroyed", "stage_since": at("2027-07-01 10:00"),
        "opened_at": at(OPENED), "approved": False, "waived": "", "minimums": "", "held_on": held_on,
    }  # fmt: skip
    with p.app.workshop.book() as book:
        book.connection.execute(insert(tables.traject).values(**row))
        book.set_meta_sealed(f"destroyed/{REF}", {"name": "Jan Bakker"})


def forgotten(p: Practice, now: datetime) -> tuple[bool, int]:
    """Whether the name is gone at this moment, and how many events told so."""
    forget_what_is_over(p.app.workshop, now)
    forget_what_is_over(p.app.workshop, now)
    with p.app.workshop.book() as book:
        e = tables.event.c
        told = book.connection.execute(select(e.ref).where(e.code == "forgotten")).all()
        return book.meta(f"destroyed/{REF}") is None, len(told)


@pytest.mark.parametrize(
    ("held_on", "last"),
    [
        pytest.param(date(2026, 12, 10), "2031-12-09 23:30", id="counted from the conversation"),
        pytest.param(None, "2031-11-02 23:30", id="counted from the start where none was held"),
    ],
)
def test_whose_a_destroyed_traject_was_is_forgotten_after_the_limit(
    practice_run: Practice, held_on: date | None, last: str
) -> None:
    destroyed(practice_run, held_on)
    assert forgotten(practice_run, at("2027-07-02 10:00")) == (False, 0)
    assert forgotten(practice_run, at(last)) == (False, 0)
    assert forgotten(practice_run, at(last) + DAY) == (True, 1)


def shown(p: Practice, number: int) -> str:
    with p.app.workshop.book() as book:
        question = questions.get(book, number)
        assert question is not None
        return question.who


def test_a_settled_question_of_no_traject_is_emptied_and_an_open_one_is_not(practice_run: Practice) -> None:
    p, now = practice_run, at(OPENED)
    with p.app.workshop.book() as book:
        asks = [Ask("enquiry", f"e/{n}", Phrase("news.enquiry"), f"Els <e{n}@kliniek.example>") for n in range(2)]
        settled, unanswered = (questions.add(book, ask, "", now)[0].number for ask in asks)
        questions.close(book, settled, now)
    forget_what_is_over(p.app.workshop, now + SETTLED_DAYS * DAY)
    assert shown(p, settled) != ""
    forget_what_is_over(p.app.workshop, now + (SETTLED_DAYS + 1) * DAY)
    assert (shown(p, settled), shown(p, unanswered)) == ("", "Els <e1@kliniek.example>")
    forget_what_is_over(p.app.workshop, now + 1826 * DAY)
    assert shown(p, unanswered) == ""


@pytest.mark.parametrize("used", [True, False])
def test_what_had_to_be_confirmed_is_dropped(practice_run: Practice, used: bool) -> None:
    p, now = practice_run, at(OPENED)
    with p.app.workshop.book() as book:
        confirmations.add(book, Confirm("CODE", ("start e.smit@kliniek.example Els Smit",), now + 7 * DAY), "", now)
        if used:
            confirmations.use(book, "CODE", now + DAY)
    for days, left in ((SETTLED_DAYS + 7, 1), (SETTLED_DAYS + 8, 0)):
        forget_what_is_over(p.app.workshop, now + days * DAY)
        with p.app.workshop.book() as book:
            assert len(book.connection.execute(select(tables.confirmation)).all()) == left


def test_a_destruction_leaves_nothing_of_what_had_to_be_confirmed_but_bare_commands(practice_run: Practice) -> None:
    p, now = practice_run, at(OPENED)
    lines = (f"koppel 12 {REF} p.devries@ziekenhuis.example", f"vernietig {REF}", "negeer 3")
    with p.app.workshop.book() as book:
        confirmations.add(book, Confirm("CODE", lines, now + 7 * DAY), REF, now)
        confirmations.add(book, Confirm("OTHER", lines, now + 7 * DAY), "", now)
        erasure.erase(book, REF)
        found, other = (confirmations.find(book, (token,)) for token in ("CODE", "OTHER"))
        assert found is not None
        assert other is not None
        assert (found.lines, other.lines) == ((f"vernietig {REF}",), lines)


@pytest.mark.parametrize(("first", "gone"), [("2031-11-04 10:00", True), ("2026-11-10 10:00", False)])
def test_a_round_forgets_but_not_by_a_clock_that_is_doubted(practice_run: Practice, first: str, gone: bool) -> None:
    """A clock that jumps five years ahead makes nothing be dropped that day."""
    p = practice_run
    p.app.own_clock = True
    destroyed(p, None)
    p.round(first)
    p.round("2031-11-04 11:00")
    with p.app.workshop.book() as book:
        assert (book.meta(f"destroyed/{REF}") is None) is gone

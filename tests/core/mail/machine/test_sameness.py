"""Two mails say the same when only what machines alter differs: dates, times, counters, ticket numbers, subjects."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from support.world import form, mail, scan

from bot.core.documents import Document, Field
from bot.core.mail.machine.sameness import handed_in, said
from bot.core.mail.message import Attachment, CalendarReply, InboundMail

PIET = "Piet de Vries <piet@ziekenhuis.example>"


def words(text: str, *files: Attachment, sender: str = PIET, **more: object) -> InboundMail:
    return mail(sender, *files, text=text, **more)


def scored(value: str, note: str = "") -> Attachment:
    fields = (Field("communicatie.score", value=value, filled=True), Field("datum", value=note, filled=bool(note)))
    return Attachment("formulier.docx", "application/octet-stream", 20_000, Document("docx", fields=fields))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("Uw melding [#12345] is ontvangen.", "Uw melding [#12346] is ontvangen.", id="ticket"),
        pytest.param("Ticket 7 is ontvangen", "Ticket 8 is ontvangen", id="small counter behind its word"),
        pytest.param("Ontvangen op 2 november 2026 om 09:10 uur", "Ontvangen op 3 december 2026 om 17.05 uur", id="day"),
        pytest.param("Ontvangen 2026-11-02T09:10:11Z.", "Ontvangen 2027-01-31T23:59:00Z.", id="ISO"),
        pytest.param("On Monday, November 2, 2026 we got it", "On Friday, December 4, 2026 we got it", id="English"),
        pytest.param("Uw kenmerk: A7F3-99B2-C1", "Uw kenmerk: 0B33-12AA-F9", id="token"),
        pytest.param("Bedankt!  Wij bellen u.", "bedankt, wij\nbellen u", id="punctuation"),
    ],
)  # fmt: skip
def test_what_a_machine_alters_makes_no_difference(first: str, second: str) -> None:
    assert said(words(first)) == said(words(second, subject="Anders [#99]"))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("1. 4\n2. 5", "1. 4\n2. 3", id="scores in the text"),
        pytest.param("Ik bedoel nummers 3 en 5 niet", "Ik bedoel nummers 4 en 5 niet", id="small numbers of a person"),
        pytest.param("Piet, piet12@z.example", "Piet, piet13@z.example", id="addresses"),
        pytest.param("Hoe staat het ermee?", "Hoe staat het met Piet?", id="another question"),
    ],
)
def test_what_a_person_says_anew_does(first: str, second: str) -> None:
    assert said(words(first)) != said(words(second))


COUNTER = CalendarReply("COUNTER", "TENTATIVE", uid="T-1", sequence=0, starts_at=datetime(2026, 12, 17, 14, tzinfo=UTC))


@pytest.mark.parametrize(
    ("second", "same"),
    [
        pytest.param(COUNTER, True, id="sent twice"),
        pytest.param(replace(COUNTER, starts_at=datetime(2026, 12, 18, 9, tzinfo=UTC)), False, id="another moment"),
        pytest.param(replace(COUNTER, sequence=1), False, id="of the appointment as it was moved"),
        pytest.param(replace(COUNTER, method="REPLY"), False, id="an answer"),
        pytest.param(replace(COUNTER, partstat="DECLINED"), False, id="declined"),
        pytest.param(replace(COUNTER, uid="T-2"), False, id="another meeting"),
    ],
)
def test_what_a_calendar_says_is_told_by_its_moment_too(second: CalendarReply, same: bool) -> None:
    assert (said(words("", calendar=COUNTER)) == said(words("", calendar=second))) is same


def test_a_form_is_the_same_by_what_stands_in_it() -> None:
    assert handed_in(words("Zie bijlage", scored("4", "2 november 2026"))) == handed_in(
        words("Bij dezen 4711", scored("4", "3 november 2026"))
    )
    assert handed_in(words("", scored("4"))) != handed_in(words("", scored("5")))
    assert handed_in(words("", form())) != handed_in(words("", form(), scored("4")))
    assert handed_in(words("")) == ""


def test_what_only_eyes_can_read_is_the_same_by_its_size() -> None:
    assert handed_in(words("", scan())) == handed_in(words("", scan("IMG_0042.pdf")))
    assert handed_in(words("", scan())) != handed_in(words("", replace(scan(), size=200_001)))


def test_another_sender_says_something_else() -> None:
    assert said(words("Dank")) != said(words("Dank", sender="Anna <anna@ziekenhuis.example>"))


@pytest.mark.parametrize("seed", range(20))
def test_random_notices_of_one_machine_are_all_the_same(seed: int) -> None:
    """Whatever numbers, days and hours it fills in."""
    rng = random.Random(seed)
    pattern = rng.choice(
        (
            "Uw melding {n} van {day}-{month}-{year} is om {hour}:{minute} ontvangen.",
            "Ticket#{n}: we hebben uw bericht ontvangen ({minute}). Reactie voor {day} maart {year}.",
            "Bericht {day}. Verwerkingskenmerk {hex}. Verwacht ons antwoord binnen {n} minuten.",
        )
    )

    def notice() -> str:
        return pattern.format(
            n=rng.randrange(100, 10**8), day=rng.randint(1, 28), month=rng.randint(1, 12), year=rng.randint(2024, 2031),
            hour=rng.randint(0, 23), minute=f"{rng.randrange(60):02}", hex=f"{rng.randrange(16**10):010x}" + "a1",
        )  # fmt: skip

    assert len({said(words(notice())) for _ in range(50)}) == 1

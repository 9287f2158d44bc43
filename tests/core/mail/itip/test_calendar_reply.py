"""What calendar programs answer, as each writes it; what none writes costs nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from support.calendars import AMSTERDAM, HIM, PROGRAMS, UID, apple, google, mailed, outlook

from bot.core.documents import Document
from bot.core.mail.itip.calendar_reply import calendar_reply
from bot.core.mail.message import Automatic
from bot.core.mail.parse import parse


def named(program: Callable[..., str]) -> str:
    return program.__name__


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("said", ["ACCEPTED", "DECLINED", "TENTATIVE"])
@pytest.mark.parametrize("program", PROGRAMS, ids=named)
def test_every_program_is_understood(program: Callable[..., str], said: str, ends: str) -> None:
    read = calendar_reply(program(said).replace("\n", ends))
    assert (read.method, read.partstat, read.attendee, read.uid, read.sequence) == ("REPLY", said, HIM, UID, 1)
    assert (read.starts_at, read.problem, read.recurs) == (datetime(2026, 12, 10, 13, tzinfo=UTC), "", False)


ONE = "20270614T140000"
SUMMER = datetime(2027, 6, 14, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "zone"),
    [
        pytest.param(f"DTSTART:{ONE[:9]}120000Z", "", id="in UTC"),
        pytest.param(f"DTSTART;TZID=Europe/Amsterdam:{ONE}", "", id="by its name, not defined"),
        pytest.param(f"DTSTART;TZID=W. Europe Standard Time:{ONE}", "", id="as Windows calls it"),
        pytest.param(f'DTSTART;TZID="Romance Standard Time":{ONE}', "", id="as Windows calls Paris"),
        pytest.param(f"DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Amsterdam:{ONE}", "", id="behind a path"),
        pytest.param(f"DTSTART;TZID=/softwarestudio.org/Olson_20011030_5/Europe/Amsterdam:{ONE}", "", id="behind an old path"),
        pytest.param(f'DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna":{ONE}', "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", id="as Outlook shows it"),
        pytest.param(f"DTSTART;TZID=Customized Time Zone:{ONE}", "Customized Time Zone", id="defined by itself"),
        pytest.param(f"DTSTART;TZID=\"tzone://Microsoft/Utc\":{ONE[:9]}120000", "", id="UTC by another name"),
        pytest.param(f"DTSTART;TZID=Europe/London:{ONE[:9]}130000", "", id="in another country"),
    ],
)  # fmt: skip
def test_the_moment_that_is_proposed(start: str, zone: str) -> None:
    text = google("TENTATIVE", start, method="COUNTER")
    text = text.replace("BEGIN:VEVENT", AMSTERDAM.format(name=zone) + "BEGIN:VEVENT") if zone else text
    assert calendar_reply(text).starts_at == SUMMER


@pytest.mark.parametrize(
    "start",
    [
        f"DTSTART:{ONE}",
        "DTSTART;VALUE=DATE:20270614",
        f"DTSTART;TZID=Nergens:{ONE}",
        "DTSTART:20271341T996000Z",
        "DTSTART:",
    ],
)
def test_a_moment_that_cannot_be_told_is_not_guessed(start: str) -> None:
    read = calendar_reply(google("TENTATIVE", start, method="COUNTER"))
    assert (read.method, read.starts_at, read.uid) == ("COUNTER", None, UID)


EVERY_WEEK = [datetime(2026, 1, 5, 14) + timedelta(days=7 * n) for n in range(104)]  # noqa: DTZ001
BY_DAY = [datetime(2026, m, d, h) for m, ds in ((3, (28, 29, 30)), (10, (24, 25, 26))) for d in ds for h in (1, 4, 12)]  # noqa: DTZ001


@pytest.mark.parametrize("rules", ["BYDAY=-1SU", "BYMONTHDAY=25,26,27,28,29,30,31;BYDAY=SU", "BYDAY=4SU"])
def test_a_zone_that_is_defined_is_right_all_year(rules: str) -> None:
    """The days on which the clock changes included; the fourth Sunday of October and March 2026 is not always the last."""
    zone = AMSTERDAM.format(name="Eigen").replace("BYDAY=-1SU", rules)
    for at in (*EVERY_WEEK, *BY_DAY):
        if rules == "BYDAY=4SU" and at.year != 2026:
            continue
        text = google("DECLINED", f"DTSTART;TZID=Eigen:{at:%Y%m%dT%H%M%S}").replace(
            "BEGIN:VEVENT", zone + "BEGIN:VEVENT", 1
        )
        right = at.replace(tzinfo=ZoneInfo("Europe/Amsterdam")).astimezone(UTC)
        if rules != "BYDAY=4SU" or at.month not in (3, 10):
            assert calendar_reply(text).starts_at == right, at


def test_whoever_passes_an_invitation_on_is_who_answers() -> None:
    other = (
        'ATTENDEE;PARTSTAT=NEEDS-ACTION;DELEGATED-FROM="mailto:x@y.example":mailto:waarnemer@ziekenhuis.example\nUID:'
    )
    read = calendar_reply(google("DELEGATED").replace("UID:", other, 1))
    assert (read.partstat, read.attendee) == ("DELEGATED", HIM)


def test_the_mime_part_says_the_method_where_the_calendar_does_not() -> None:
    assert calendar_reply(google("ACCEPTED").replace("METHOD:REPLY\n", ""), "reply").method == "REPLY"


@pytest.mark.parametrize("program", PROGRAMS, ids=named)
def test_a_mail_of_a_calendar_is_no_automatic_answer(program: Callable[..., str]) -> None:
    found = parse(mailed(program("DECLINED")), lambda data, name: Document("txt"))
    assert (found.automatic, found.calendar and found.calendar.partstat) == (Automatic.NO, "DECLINED")


NEST = "".join(f"BEGIN:X{n}\n" for n in range(2000))
BOMBS = {
    "of a hundred megabytes": google("DECLINED").replace("SUMMARY:", "SUMMARY:" + "A" * 100_000_000),
    "of a million lines": google("DECLINED").replace("SUMMARY:", "X-A:1\n" * 1_000_000 + "SUMMARY:"),
    "nested": google("DECLINED").replace("BEGIN:VEVENT", NEST + "BEGIN:VEVENT"),
    "of parameters": google("DECLINED").replace("ATTENDEE;", "ATTENDEE" + ";" * 50_000),
    "of quotes": google("DECLINED").replace("ATTENDEE;", 'ATTENDEE;CN="' + '"a' * 20_000),
    "recurring each second": google("DECLINED").replace("SEQUENCE", "RRULE:FREQ=SECONDLY;COUNT=2147483647\nSEQUENCE"),
    "with a zone that changes each second": google("DECLINED", f"DTSTART;TZID=Z:{ONE}").replace("BEGIN:VEVENT", AMSTERDAM.format(name="Z").replace("YEARLY", "SECONDLY") + "BEGIN:VEVENT"),
    "with zones": google("DECLINED", f"DTSTART;TZID=Z:{ONE}").replace("BEGIN:VEVENT", AMSTERDAM.format(name="Z") * 250 + "BEGIN:VEVENT"),
    "with a year too far": google("DECLINED", "DTSTART:99991231T235959Z").replace("SEQUENCE:1", "SEQUENCE:99999999999999999999"),
    "with an endless rule": google("DECLINED").replace("RRULE:", "").replace("SEQUENCE", "RDATE:" + "20261210T130000Z," * 9_000 + "\nSEQUENCE"),
    "of folds": google("DECLINED").replace("SUMMARY:", "SUMMARY:" + "\n " * 60_000),
    "empty": "", "no calendar": "Beste dokter", "binary": "\x00\xff" * 5_000, "cut off": google("DECLINED")[:200],
    "entities": google("DECLINED").replace("SUMMARY:", "SUMMARY:&a;" * 3_000),
}  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_costs_nothing(bomb: str) -> None:
    begun = time.process_time()
    read = calendar_reply(BOMBS[bomb], "REPLY")
    assert time.process_time() - begun < 1
    assert read.method == "REPLY"


@pytest.mark.parametrize("bomb", ["of a hundred megabytes", "of a million lines", "nested"])
def test_what_no_calendar_writes_says_so_and_nothing_else(bomb: str) -> None:
    read = calendar_reply(BOMBS[bomb])
    assert (read.method, read.problem, read.partstat, read.uid) == ("REPLY", "calendar", "", "")


def test_a_meeting_that_recurs_is_not_ours() -> None:
    assert calendar_reply(BOMBS["recurring each second"]).recurs


def test_what_an_alarm_says_is_not_what_the_event_says() -> None:
    assert calendar_reply(outlook("ACCEPTED").replace(f"UID:{UID}\n", "")).uid == ""
    assert calendar_reply(apple("ACCEPTED")).name == "Pia Dam"

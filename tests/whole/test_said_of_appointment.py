"""What the specialist writes in answer to the appointment, or with his calendar's answer, is put before her."""

from __future__ import annotations

import pytest
from support.calendars import UID, apple, google, outlook
from support.stories.dialogue import Opened, ready
from support.stories.practice import JAN, SHE, Practice, parsed, text_of

HIM = f"Jan Bakker <{JAN}>"


def planned(p: Practice) -> Opened:
    opened = ready(p)
    p.command(f"afspraak {opened.ref} 2026-12-15 14:00")
    p.round("2026-11-24 10:30")
    return opened


def asked(p: Practice) -> list[str]:
    return [" ".join(text_of(parsed(one)).split()) for one in p.sent("decision-needed", SHE)]


@pytest.mark.parametrize(
    "said",
    [
        "Maak er maar 17 december van", "Prima, maar in januari", "Dank voor de uitnodiging, ik sla over",
        "Akkoord, tenzij mijn dienst niet geruild wordt", "Doe toch maar donderdag", "Prima, dan zie ik u woensdag",
        "Fijn, tot volgende week dinsdag", "Akkoord, wel telefonisch graag", "Akkoord, op mijn kamer dan",
    ],
)  # fmt: skip
def test_what_is_more_than_that_he_comes_is_asked_about(practice_run: Practice, said: str) -> None:
    p = practice_run
    planned(p)
    before = len(asked(p))
    p.reply(p.sent("appointment", JAN)[0], HIM, f"{said}\n\nMet vriendelijke groet,\nJan Bakker")
    p.round("2026-11-24 11:00")
    assert len(asked(p)) == before + 1


@pytest.mark.parametrize(
    "said",
    [
        "Dank u wel, tot dan!", "Akkoord.", "Prima, ik zie u dinsdag 15 december.", "Fijne week!",
        "Dank, genoteerd.",
    ],
)  # fmt: skip
def test_a_courtesy_is_filed(practice_run: Practice, said: str) -> None:
    p = practice_run
    planned(p)
    before = len(asked(p))
    p.reply(p.sent("appointment", JAN)[0], HIM, f"{said}\n\nMet vriendelijke groet,\nJan Bakker")
    p.round("2026-11-24 11:00")
    assert asked(p)[before:] == []


def answers(p: Practice, calendar: str, text: str = "") -> None:
    """As a calendar program mails it: what he wrote as text, and the answer."""
    [invited] = p.sent("appointment", JAN)
    part = next(one for one in parsed(invited).walk() if one.get_content_type() == "text/calendar")
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    uid = next(line[4:] for line in payload.decode().replace("\r\n ", "").splitlines() if line.startswith("UID:"))
    told = calendar.replace(UID, uid).replace("pia.dam@ziekenhuis.example", JAN)
    head, _, _ = p.write(HIM, "Geaccepteerd: IFMS-gesprek").partition(b"\n\n")
    kept = [line for line in head.split(b"\n") if not line.lower().startswith((b"content-", b"mime-"))]
    body = (
        'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="rand"\n\n'
        f"--rand\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
        f"--rand\nContent-Type: text/calendar; method=REPLY; charset=utf-8\n\n{told}\n--rand--\n"
    )
    p.account.append(b"\n".join(kept) + b"\n" + body.encode(), when=p.now)
    p.round("2026-11-24 11:00")


GOOGLES = "Jan Bakker has accepted this invitation.\n\nIFMS-gesprek\nTuesday Dec 15, 2026\n\nGuests\nJan Bakker"


@pytest.mark.parametrize("program", [outlook, google, apple])
@pytest.mark.parametrize(
    ("text", "comment", "asks"),
    [
        ("", "", 0), (GOOGLES, "", 0), ("Dank u wel, tot dan!", "", 0), ("", "Prima", 0),
        ("Helaas moet ik toch afzeggen.", "", 1), ("", "Kan het een uur later?", 1),
        ("Alleen als het online kan, anders niet.", "", 1), (GOOGLES, "Kan het een uur later?", 1),
    ],
)  # fmt: skip
def test_what_he_writes_with_an_acceptance_is_asked_about(
    practice_run: Practice, program: object, text: str, comment: str, asks: int
) -> None:
    p = practice_run
    planned(p)
    before = len(asked(p))
    assert callable(program)
    calendar = program("ACCEPTED", start="DTSTART:20261215T130000Z", sequence=0)
    if comment:
        calendar = calendar.replace("BEGIN:VEVENT\n", f"BEGIN:VEVENT\nCOMMENT:{comment}\n", 1)
    answers(p, calendar, text)
    assert len(asked(p)) == before + asks

"""Two specialists who ask the same colleagues: each gets reminders out, and nobody hears too often."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from support.office.practice import Office, office
from support.stories.dialogue import ALL, Opened, start
from support.stories.people import respondent_sheet
from support.stories.practice import JAN, parsed

OTHER = "p.smit@ziekenhuis.example"
MONDAY = date(2026, 11, 2)


def asks(p: Office, who: str, name: str, day: date) -> Opened:
    """A traject of his, with everybody on its list."""
    opened = start(p, f"{day} 10:00", f"start {who} {name}")
    p.reply(opened.started, f"{name} <{who}>", "Hierbij de lijst.", ("lijst.xlsx", respondent_sheet(*ALL)))
    p.round(f"{day} 11:00")
    return opened


def reminded(p: Office, opened: Opened, address: str) -> list[date]:
    return [
        at.date()
        for mail, at in zip(p.line.received, p.line.moments, strict=True)
        if (mail.recipient, parsed(mail)["X-Trajectbot"]) == (address, "respondent-reminder")
        and opened.ref in str(parsed(mail)["Subject"])
    ]


@pytest.mark.parametrize("later", [0, 2, 4])
def test_neither_of_two_keeps_the_other_from_reminding(later: int) -> None:
    with office() as p:
        first = asks(p, JAN, "Jan Bakker", MONDAY)
        second = asks(p, OTHER, "Piet Smit", MONDAY + timedelta(later))
        for number in range(later + 1, 57):
            p.round(f"{MONDAY + timedelta(number)} 14:00")
        of_first, of_second = (reminded(p, opened, ALL[0][1]) for opened in (first, second))
        assert all((b - a).days >= 5 for a, b in pairwise(sorted([*of_first, *of_second])))
        assert min(len(of_first), len(of_second)) >= 3, (of_first, of_second)

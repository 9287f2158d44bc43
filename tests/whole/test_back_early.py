"""She is back before the day that she named, and says so in her own words; what she plans on a day off is told."""

from __future__ import annotations

import pytest
from support.stories.dialogue import collecting
from support.stories.practice import SHE, Practice, parsed, text_of

HER = f"A. de Vries <{SHE}>"


def result(p: Practice) -> str:
    return " ".join(text_of(parsed(p.sent("command-result", SHE)[-1])).split())


@pytest.mark.parametrize(
    "words", ["Ik ben er weer", "niet meer afwezig", "Ik ben weer terug!", "afwezig voorbij", "afwezig niet meer"]
)
@pytest.mark.parametrize("in_subject", [True, False])
def test_her_overview_comes_again(practice_run: Practice, words: str, in_subject: bool) -> None:
    p = practice_run
    collecting(p)
    p.command("afwezig tot 20 november")
    p.round("2026-11-05 09:00")
    p.mail("x@elders.example", "IFMS", "Ik wil graag een IFMS-traject bij u doen.")
    p.round("2026-11-06 07:30")
    assert not p.sent("digest", SHE)
    p.mail(HER, words if in_subject else "", "" if in_subject else f"{words}\n\nGroet, Anna")
    p.round("2026-11-06 09:00")
    assert "U bent er weer" in result(p)
    with p.app.workshop.book() as book:
        assert book.back_on() is None
    assert len(p.sent("digest", SHE)) == 1  # that of the day, which she would not have had
    p.mail(HER, words)
    p.round("2026-11-09 09:00")
    assert "U was niet als afwezig genoteerd" in result(p)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("afspraak {} 13 december 14:00", "geen werkdag: zondag 13 december 2026 om 14:00 uur."),
        ("afspraak {} 25 december 14:00", "geen werkdag: vrijdag 25 december 2026 om 14:00 uur."),
        ("afspraak {} 14 december 14:00", ""),
        ("plan {} 10 december 14:00; 13 december 11:00", "geen werkdag: zondag 13 december 2026 om 11:00 uur."),
        ("plan {} 10 december 14:00; 14 december 11:00", ""),
    ],
)
def test_a_day_off_is_planned_and_told(practice_run: Practice, line: str, told: str) -> None:
    p = practice_run
    opened = collecting(p)
    p.command(line.format(opened.ref))
    p.round("2026-11-05 09:00")
    assert ("geen werkdag" in result(p)) is bool(told)
    assert told in result(p)
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
    assert traject is not None
    assert traject.planning.starts_at or traject.planning.options

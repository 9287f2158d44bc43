"""She changes her mind about a question that she settled: her latest word decides, or she hears how things stand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.stories.dialogue import Opened, collecting
from support.stories.people import OTHERS, fill, scores
from support.stories.phone import Phone, buttons
from support.stories.practice import SHE, Practice, parsed, text_of

HUIS = "Huis <huis@prive.example>"
RIA, SANNE = OTHERS[0], OTHERS[1]


def asked(p: Practice) -> tuple[Opened, Phone]:
    """One form of nobody knows whom: the question about it is number 1."""
    opened = collecting(p)
    p.mail(HUIS, "Feedback", "Zie bijlage.", ("formulier.docx", fill(opened.form, scores())))
    p.round("2026-11-05 10:00")
    return opened, Phone(p)


def says(p: Practice, phone: Phone, line: str) -> str:
    """What she hears when she answers that question so, once more."""
    phone.reply(p.sent("decision-needed", SHE)[0], line)
    p.now += timedelta(minutes=5)
    p.round()
    return " ".join(text_of(parsed(p.sent("command-result", SHE)[-1])).split())


def whose(p: Practice, ref: str) -> list[str]:
    """Whose forms count."""
    with p.app.workshop.book() as book:
        traject = book.traject(ref)
    assert traject is not None
    return [r.name for r in traject.respondents if r.id in traject.answered()]


FIRST = "koppel 1 {ria}"


@pytest.mark.parametrize(
    ("later", "counts", "heard"),
    [
        (("negeer",), "", "hoort niet meer bij {ria}"),
        (("negeer 1",), "", "hoort niet meer bij {ria}"),
        (("Negeren",), "", "hoort niet meer bij {ria}"),
        (("nee, niet van {ria}",), "", "hoort niet meer bij {ria}"),
        (("van {sanne}",), "sanne", "hoort nu bij {sanne}"),
        (("dit is van {sanne}",), "sanne", "hoort nu bij {sanne}"),
        (("{sanne}",), "sanne", "hoort nu bij {sanne}"),
        (("nee, is van {sanne}",), "sanne", "hoort nu bij {sanne}"),
        (("negeer", "negeer"), "", "Dit was al gebeurd"),
        (("negeer", "telt 1 {sanne}"), "sanne", "telt nu mee"),
        (("negeer", "toch niet, is van {sanne}"), "sanne", "hoort nu bij {sanne}"),
        (("negeer", "van {ria}"), "ria", "hoort nu bij {ria}"),
        (("negeer", "ja"), "", "is afgehandeld, en met de mail gebeurt niets"),
        (("ja",), "ria", "hoort bij {ria}, traject"),
    ],
)
def test_her_latest_word_decides(practice_run: Practice, later: tuple[str, ...], counts: str, heard: str) -> None:
    p = practice_run
    opened, phone = asked(p)
    names = {"ria": RIA[0], "sanne": SANNE[0]}
    assert "hoort nu bij" in says(p, phone, FIRST.format(**names))
    for line in later:
        told = says(p, phone, line.format(**names))
    assert heard.format(**names) in told
    assert whose(p, opened.ref) == ([names[counts]] if counts else [])


@pytest.mark.parametrize("word", ["laat maar tellen", "telt", "van {ria}", "Hoort bij {ref}"])
def test_a_form_that_she_dragged_to_review_counts_by_her_word_again(practice_run: Practice, word: str) -> None:
    p = practice_run
    opened, phone = asked(p)
    says(p, phone, f"koppel 1 {RIA[0]}")
    phone.drag(b"huis@prive.example", opened.folder, "IFMS/Beoordelen")
    p.round("2026-11-05 11:00")
    assert whose(p, opened.ref) == []
    told = says(p, phone, word.format(ria=RIA[0], ref=opened.ref))
    assert "Niet gedaan" not in told
    assert whose(p, opened.ref) == [RIA[0]]


def test_what_she_set_aside_is_nobody_s_any_more_nor_is_the_address(practice_run: Practice) -> None:
    p = practice_run
    opened, phone = asked(p)
    says(p, phone, f"koppel 1 {RIA[0]}")
    says(p, phone, "negeer")
    assert any(b"huis@prive.example" in one.as_bytes() for one in p.folder("INBOX"))
    p.mail(HUIS, "Re: feedback", "Ik trek mijn formulier in.")
    p.round("2026-11-05 12:00")
    assert p.sent("withdrawn", RIA[1]) == []
    assert whose(p, opened.ref) == []


@pytest.mark.parametrize(
    ("sender", "person"),
    [
        ("smit@prive.example", "Peer Smit"),
        ("noor.jansen@prive.example", "Noor Jansen"),
        ("noor@prive.example", ""),
        ("huis@prive.example", ""),
    ],
)
def test_who_an_unknown_sender_may_be_stands_on_a_button(practice_run: Practice, sender: str, person: str) -> None:
    p = practice_run
    opened = collecting(p)
    p.mail(sender, "Feedback", "Zie bijlage.", ("formulier.docx", fill(opened.form, scores())))
    p.round("2026-11-05 10:00")
    labels = [label for label, _ in buttons(p.sent("decision-needed", SHE)[0])]
    assert [label for label in labels if label.startswith("Ja, ")] == ([f"Ja, dit is van {person}"] if person else [])
    assert labels[-1] == "Negeren"
    assert any(label.startswith("Hoort bij T-") for label in labels)

"""What she says twice is answered twice; what a machine at her address says for ever is not."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.paper import PaperPractice, paper_practice
from support.servers.smtp import Received
from support.stories.dialogue import collecting
from support.stories.practice import SHE

HER = f"A. de Vries <{SHE}>"
WORDS = ("Nog even wachten", "Ik kijk er morgen naar.", "Arts Peters", "Dat weet ik nog niet, ik bel haar")


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[PaperPractice]:
    with paper_practice(tmp_path) as p:
        yield p


def results(p: PaperPractice) -> int:
    return len(p.sent("command-result", SHE))


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("in_reply", [True, False], ids=["replies", "new mails"])
def test_the_same_words_a_second_time_on_one_day_are_answered(paper: PaperPractice, words: str, in_reply: bool) -> None:
    collecting(paper)
    paper.command("status")
    paper.round("2026-11-04 10:00")
    for minute in (10, 20):
        before = results(paper)
        if in_reply:
            paper.reply(paper.sent("command-result", SHE)[-1], HER, words)
        else:
            paper.mail(HER, "Dossier", words)
        paper.round(f"2026-11-04 10:{minute}")
        assert results(paper) == before + 1, minute


def test_the_same_words_about_another_traject_or_in_another_mail_are_answered_each_time(paper: PaperPractice) -> None:
    opened = collecting(paper)
    for name in ("Piet Zwart", "Kees Groen", "Anna Blauw", "Noor Rood", "Wim Geel"):
        paper.command(f"start {name.split()[1].lower()}@kliniek.example {name}")
    paper.round("2026-11-04 10:00")
    with paper.app.workshop.book() as book:
        refs = [t.ref for t in book.open_trajects()]
    assert len(refs) == 6
    assert opened.ref in refs
    before = results(paper)
    for number, ref in enumerate(refs, 1):
        paper.mail(HER, f"Re: [{ref}] Hoe verder", "Nog even wachten")
        paper.round(f"2026-11-04 10:{10 + number}")
        assert results(paper) == before + number
    asked = []
    for number in range(5):
        paper.mail(
            f"s{number}@elders.example", f"IFMS [{opened.ref}]", f"Vraag {WORDS[number % 4]} {'abcdefgh'[number]}"
        )
        paper.round(f"2026-11-04 11:{10 + number}")
        asked.append(paper.sent("decision-needed", SHE)[-1])
    before = results(paper)
    for number, question in enumerate(asked, 1):
        paper.reply(question, HER, "Ik kijk er morgen naar, denk ik")
        paper.round(f"2026-11-04 12:{10 + number}")
        assert results(paper) == before + number


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("threads", [True, False])
def test_a_machine_at_her_address_falls_silent(paper: PaperPractice, threads: bool, seed: int) -> None:
    """It answers each mail that it gets, whatever number, day or hour it fills in: a few answers, then none."""
    dice = random.Random(seed)
    pattern = dice.choice(
        ("Uw melding {n} is ontvangen.", "Wij pakken zaak [{n}] op {d} december op.", "Bedankt voor uw bericht.")
    )
    collecting(paper)
    paper.command("Hallo daar allemaal")
    paper.round("2026-11-04 10:00")
    seen: list[Received] = []
    for step in range(30):
        new = [r for r in paper.sent(to=SHE) if r not in seen]
        seen += new
        for got in new:
            text = pattern.format(n=dice.randrange(100, 9999), d=dice.randint(1, 28))
            if threads:
                paper.reply(got, HER, text)
            else:
                paper.mail(HER, f"Zaak {dice.randrange(1000, 9999)}", text)
        paper.round(f"2026-11-04 {10 + step // 6}:{10 * (step % 6) + 5:02}")
    assert results(paper) <= 8
    before = results(paper)
    paper.round("2026-11-04 16:30")
    assert results(paper) == before

"""What she sends in herself: a form that came by post, a list of his."""

from __future__ import annotations

import pytest
from support.stories.dialogue import collecting, start
from support.stories.people import DOCTORS, OTHERS, PEERS, fill, scores
from support.stories.practice import SHE, Practice, parsed, text_of

SCAN = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154"
    "08d763f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)


def answered(p: Practice, ref: str) -> list[str]:
    with p.app.workshop.book() as book:
        traject = book.traject(ref)
        assert traject is not None
        return sorted(r.name for r in traject.respondents if r.id in traject.answered())


def listed(p: Practice, ref: str) -> int:
    with p.app.workshop.book() as book:
        traject = book.traject(ref)
        assert traject is not None
        return sum(not r.removed for r in traject.respondents)


@pytest.mark.parametrize("whose", [PEERS[0][1], PEERS[0][0]])
@pytest.mark.parametrize("proved", [True, False])
def test_a_form_by_post_counts_by_her_word(practice_run: Practice, whose: str, proved: bool) -> None:
    p = practice_run
    opened = collecting(p)
    p.authenticated = proved
    p.mail(SHE, f"formulier {opened.ref} {whose}", "", ("scan.png", SCAN))
    p.round("2026-11-06 10:00")
    if not proved:
        assert answered(p, opened.ref) == []
        p.reply(p.sent("confirm-request", SHE)[-1], SHE, "ja")
        p.round("2026-11-06 10:10")
    p.round("2026-11-06 10:20")
    assert answered(p, opened.ref) == [PEERS[0][0]]
    assert f"als dat van {PEERS[0][0]}" in " ".join(text_of(parsed(p.sent("command-result", SHE)[-1])).split())
    assert any("scan.png" in str(m) for m in p.folder(opened.folder))
    assert p.kinds(PEERS[0][1]) == ["form-received"]


def test_without_a_file_nothing_counts(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.command(f"formulier {opened.ref} {PEERS[0][1]}")
    p.round("2026-11-06 10:00")
    assert answered(p, opened.ref) == []
    assert "geen bestand" in text_of(parsed(p.sent("command-result", SHE)[-1]))


@pytest.mark.parametrize("in_subject", [True, False])
def test_a_list_typed_below_the_command_is_his(practice_run: Practice, in_subject: bool) -> None:
    p = practice_run
    opened = start(p)
    rows = [f"{name}, {address}, {function}" for name, address, function in (*PEERS, *DOCTORS, *OTHERS)]
    line = f"lijst {opened.ref}"
    p.mail(SHE, line if in_subject else "Lijst", "\n".join(rows if in_subject else (line, "", *rows)))
    p.round("2026-11-04 10:00")
    p.round("2026-11-04 10:10")
    assert listed(p, opened.ref) == len(rows)
    assert sum(kind in ("list-received", "list-incomplete") for kind in p.kinds()) == 1
    assert len(p.sent("command-result", SHE)) == 2  # of the start and of this


@pytest.mark.parametrize("in_subject", [True, False])
@pytest.mark.parametrize("signed", ["", "\n\nVerstuurd vanaf mijn iPhone\n", "\n\nGroet, Anna\n"])
def test_one_person_below_it_is_listed(practice_run: Practice, in_subject: bool, signed: str) -> None:
    p = practice_run
    opened = collecting(p)
    row, line = "Kees Groen, k.groen@kliniek.example, internist", "lijst Bakker"
    p.mail(SHE, line if in_subject else "", f"{'' if in_subject else line + chr(10)}{row}{signed}")
    p.round("2026-11-05 10:00")
    assert listed(p, opened.ref) == 19
    assert p.sent("decision-needed", SHE) == []


def test_a_command_without_a_list_says_so(practice_run: Practice) -> None:
    p = practice_run
    opened = start(p)
    p.command(f"lijst {opened.ref}")
    p.round("2026-11-04 10:00")
    assert "geen lijst" in text_of(parsed(p.sent("command-result", SHE)[-1]))


def test_one_word_in_reply_to_one_question_is_enough(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    form = fill(opened.form, {**scores("Een oordeel."), "name": PEERS[0][0]})
    p.mail(f"{PEERS[0][0]} <thuis@provider.example>", "Formulier", "Hierbij.", ("f.docx", form))
    p.round("2026-11-06 10:00")
    assert answered(p, opened.ref) == []
    p.reply(p.sent("decision-needed", SHE)[-1], SHE, "ja graag")
    p.round("2026-11-06 10:10")
    p.round("2026-11-06 10:20")
    assert answered(p, opened.ref) == [PEERS[0][0]]
    p.mail(SHE, "Re: iets", "dank je wel")
    p.round("2026-11-06 10:30")
    said = " ".join(text_of(parsed(p.sent("command-result", SHE)[-1])).split())
    assert ("geen opdracht" in said, "Bedoelde" in said) == (True, False)

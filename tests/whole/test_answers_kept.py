"""What respondents said stands: nothing is destroyed, refused or filed that they did not plainly say."""

from __future__ import annotations

import re

import pytest
from support.stories.dialogue import ALL, Opened, collecting, send_documents, send_form, send_list, start
from support.stories.people import PEERS, fill, scores
from support.stories.practice import JAN, SHE, Practice, parsed, text_of

NAME, ADDRESS, _ = PEERS[0]
PIET = f"{NAME} <{ADDRESS}>"


def answered(p: Practice) -> Opened:
    opened = collecting(p)
    send_form(p, opened, PEERS[0])
    p.round("2026-11-05 10:00")
    return opened


def outcomes(p: Practice, opened: Opened) -> tuple[int, int]:
    """How many answered, how many declined."""
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
        assert traject is not None
        return len(traject.answered()), len(traject.declined())


def question(p: Practice) -> str:
    """What she is asked last, on one line."""
    asked = p.sent("decision-needed", SHE)
    return " ".join(text_of(parsed(asked[-1])).split()) if asked else ""


@pytest.mark.parametrize(
    "words",
    [
        "Ik trek mijn formulier niet in, wat mijn collega ook zegt.",
        "Als Jan te weten komt wat ik schreef, trek ik mijn formulier in.",
        "Jan vroeg mij om mijn formulier in te trekken. Moet dat?",
        "Ik heb nooit gevraagd om mijn formulier in te trekken!",
        "Mijn collega zei: ik trek mijn formulier in. Ik niet, het mijne blijft staan.",
    ],
)
def test_a_form_is_not_destroyed_unless_plainly_taken_back(practice_run: Practice, words: str) -> None:
    p = practice_run
    opened = answered(p)
    p.mail(PIET, f"Re: [{opened.ref}]", words)
    p.round("2026-11-06 10:00")
    assert outcomes(p, opened) == (1, 0)
    assert p.sent("withdrawn") == []
    assert question(p)


def test_a_no_in_other_words_to_our_question_takes_nothing_back(practice_run: Practice) -> None:
    p = practice_run
    opened = answered(p)
    p.authenticated = False
    p.mail(PIET, "Formulier", "Ik trek mijn formulier in.")
    p.round("2026-11-06 10:00")
    p.reply(p.sent("confirm-request")[-1], PIET, "Ik trek niets in.")
    p.round("2026-11-06 11:00")
    assert outcomes(p, opened) == (1, 0)
    assert p.sent("withdrawn") == []


def test_her_word_about_a_private_address_asks_its_owner_first(practice_run: Practice) -> None:
    p = practice_run
    opened = answered(p)
    p.mail(f"{NAME} <thuis@elders.example>", f"Re: [{opened.ref}]", "Ik trek mijn formulier in.")
    p.round("2026-11-06 10:00")
    number = re.search(r"koppel (\d+)", question(p))
    assert number is not None
    p.command(f"koppel {number[1]} {opened.ref} {ADDRESS}")
    p.round("2026-11-06 11:00")
    assert outcomes(p, opened) == (1, 0)
    assert p.kinds(ADDRESS)[-1] == "confirm-request"
    p.reply(p.sent("confirm-request")[-1], PIET, "ja")
    p.round("2026-11-06 12:00")
    assert outcomes(p, opened) == (0, 1)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("Nee, ik ben het niet vergeten! Hierbij: 4, 4, 4, 5, 4, 3, 4. Tip: blijf vooral zo.", ["form-received"]),
        ("Bedankt voor de herinnering. Mijn oordeel: hij is onbetrouwbaar op de OK.", []),
        ("Ik heb dit vorige week al per post gestuurd, graag geen herinneringen meer.", []),
        ("Ik wil niet meedoen zolang ik niet weet wie het leest.", []),
    ],
)
def test_what_is_no_refusal_and_no_thanks_is_taken_or_asked_about(
    practice_run: Practice, words: str, kinds: list[str]
) -> None:
    p = practice_run
    opened = collecting(p)
    p.mail(PIET, f"Re: [{opened.ref}]", words)
    p.round("2026-11-05 10:00")
    assert p.kinds(ADDRESS) == kinds
    assert outcomes(p, opened) == (len(kinds), 0)
    assert bool(question(p)) is not bool(kinds)


def test_a_retired_colleague_who_promises_is_no_failing_address(practice_run: Practice) -> None:
    p = practice_run
    collecting(p)
    p.mail(PIET, "Feedback", "Ik ben met pensioen per 1 januari, voor die tijd doe ik het nog!")
    p.round("2026-11-05 10:00")
    assert question(p) == ""
    assert p.sent("more-respondents-needed", JAN) == []


def test_a_form_below_a_subject_like_a_machine_counts(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.mail(PIET, "Automatisch antwoord: Feedback", "Bijgaand.", ("f.docx", fill(opened.form, scores())))
    p.round("2026-11-05 10:00")
    assert outcomes(p, opened) == (1, 0)


@pytest.mark.parametrize("first", ["2", "5"])
def test_two_forms_that_differ_are_for_her_eyes(practice_run: Practice, first: str) -> None:
    """In a score, or in words only: two people's, perhaps, of whom neither wrote a name."""
    p = practice_run
    opened = collecting(p)
    answers = {word: scores(word, score) for word, score in (("rust", first), ("humor", "5"))}
    files = [(f"{word}.docx", fill(opened.form, said)) for word, said in answers.items()]
    p.mail(PIET, "Feedback", "Hierbij.", *files)
    p.round("2026-11-05 10:00")
    assert outcomes(p, opened) == (1, 0)
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
        assert traject is not None
        assert [str(v.outcome) for v in traject.valid if v.respondent] == ["form-for-eyes"]


@pytest.mark.parametrize(
    ("words", "answered_at_once"),
    [("Hierbij. Wie leest dit eigenlijk?", True), ("Hierbij. Kunt u mij morgen bellen?", False)],
)
def test_a_question_beside_a_form_is_not_lost(practice_run: Practice, words: str, answered_at_once: bool) -> None:
    p = practice_run
    opened = collecting(p)
    p.mail(PIET, "Feedback", words, ("f.docx", fill(opened.form, scores())))
    p.round("2026-11-05 10:00")
    assert outcomes(p, opened) == (1, 0)
    assert p.kinds(ADDRESS) == (["form-received", "answer"] if answered_at_once else ["form-received"])
    assert ("stelt een vraag" in question(p)) is not answered_at_once


def test_his_own_form_counts_beside_a_self_evaluation(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    files = [
        ("f.docx", fill(opened.form, scores())),
        ("Zelfevaluatie.docx", fill(opened.self_evaluation, scores("Van mij."))),
    ]
    p.mail(PIET, "Feedback", "Hierbij.", *files)
    p.round("2026-11-05 10:00")
    assert outcomes(p, opened)[0] == 1


@pytest.mark.parametrize("letters", [("e", "е"), ("s", "ſ"), ("a", "а")])
def test_nobody_commands_from_an_address_that_merely_looks_like_hers(
    practice_run: Practice, letters: tuple[str, str]
) -> None:
    p = practice_run
    opened = collecting(p)
    raw = p.write(f"A. de Vries <{SHE}>", f"stop {opened.ref}")
    p.account.append(raw.replace(SHE.encode(), SHE.replace(*letters, 1).encode()), when=p.now)
    p.round("2026-11-05 10:00")
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
    assert traject is not None
    assert traject.stage == "collecting"
    assert p.sent("command-result", SHE)[1:] == p.sent("confirm-request") == []
    assert "lijkt op een bekend adres" in question(p)


def test_a_form_that_is_put_in_trash_again_is_asked_about_again(practice_run: Practice) -> None:
    p = practice_run
    opened = answered(p)

    def moved(source: str, target: str) -> None:
        with p.account.connect() as client:
            client.create("Trash")
            client.select(f'"{source}"')
            client.uid("MOVE", "1:*", f'"{target}"')

    for times in (1, 2):
        moved(opened.folder, "Trash")
        p.round(f"2026-11-0{5 + times} 10:00")
        p.round(f"2026-11-0{5 + times} 10:10")
        asked = [r for r in p.sent("decision-needed", SHE) if "ligt niet meer" in " ".join(text_of(parsed(r)).split())]
        assert len(asked) == times
        moved("Trash", opened.folder)
        p.round(f"2026-11-0{5 + times} 11:00")
    assert outcomes(p, opened) == (1, 0)


@pytest.mark.parametrize("words", ["Kunt u mij bellen?", "Ik ben met pensioen.", "Wat is de sluitingsdatum?"])
def test_a_question_tells_when_its_mail_is_gone(practice_run: Practice, words: str) -> None:
    p = practice_run
    collecting(p)
    p.mail(PIET, "Vraag", words)
    p.round("2026-11-05 12:00")
    assert "De mail ligt in de map Beoordelen." in question(p)

    def moved(source: str, target: str, day: str) -> str:
        with p.account.connect() as client:
            client.create("Trash")
            client.select(f'"{source}"')
            client.uid("MOVE", "1:*", f'"{target}"')
        p.round(f"{day} 09:10")
        return " ".join(text_of(parsed(p.sent("digest", SHE)[-1])).split())

    review = next(f for f in p.account.folders() if f.endswith("Beoordelen"))
    gone = moved(review, "Trash", "2026-11-06")
    assert "De mail is verwijderd, of ligt in een map waarin wij niet kijken." in gone
    assert "De mail ligt in de map Beoordelen." not in gone
    assert "De mail ligt in de map Beoordelen." in moved("Trash", review, "2026-11-09")


def test_who_answers_a_mail_to_a_colleague_is_asked_about(practice_run: Practice) -> None:
    """A bare no in reply to somebody else's mail is nobody's no until she says whose (h17)."""
    p = practice_run
    answered(p)
    other, address, _ = PEERS[1]
    p.reply(p.sent("form-received", ADDRESS)[0], f"{other} <{address}>", "Nee")
    p.round("2026-11-05 11:00")
    assert p.kinds(address) == []
    assert "aan een andere respondent" in question(p)


def test_forms_of_people_without_a_group_stand_where_she_decides_by(practice_run: Practice) -> None:
    p = practice_run
    opened = start(p)
    lost = tuple((f"Noor Groeploos {n}", f"n{n}@ziekenhuis.example", "adviseur") for n in ("Aal", "Bos", "Cup"))
    send_list(p, opened, people=(*ALL, *lost))
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
    assert traject is not None
    assert [r.group for r in traject.respondents if "Groeploos" in r.name] == [""] * 3
    for person in lost[:2]:
        send_form(p, opened, person)
    send_documents(p, opened)
    p.round("2026-11-05 10:00")
    p.command(f"status {opened.ref}")
    p.round("2026-11-05 10:10")
    p.round("2026-11-06 09:10")
    p.command(f"akkoord {opened.ref}")
    p.round("2026-11-06 10:00")
    for kind in ("command-result", "digest", "ready"):
        told = [" ".join(text_of(parsed(r)).split()) for r in p.sent(kind, SHE)]
        assert any("Groep onbekend: 2" in one or "Groep onbekend 2" in one for one in told), (kind, told[-1])

"""What used to be lost without a word, over a real mailbox: two forms in one mail, a mail that somebody deleted before
she decided, a form that was put back, a scanner's mail, words that nobody read.
"""

from __future__ import annotations

from itertools import product

import pytest
from support.stories.dialogue import ALL, Opened, collecting, send_form
from support.stories.people import fill, scores
from support.stories.practice import Practice, parsed, text_of

from bot.core.traject.value import Traject
from bot.core.world import NumberedQuestion
from bot.shell.ledger import questions

Person = tuple[str, str, str]


def state(p: Practice, opened: Opened) -> tuple[Traject, tuple[NumberedQuestion, ...]]:
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
        assert traject is not None
        return traject, questions.open_ones(book, opened.ref)


def answered(p: Practice, opened: Opened) -> set[str]:
    """The addresses of those whose form counts."""
    traject, _ = state(p, opened)
    return {r.address for r in traject.respondents if r.id in traject.answered()}


def empty(p: Practice, folder: str, *criteria: str, to: str = "") -> list[bytes]:
    """Takes mails out of a folder by hand: to another one, or for good; what was there."""
    found = []
    with p.account.connect() as client:
        client.select(f'"{folder}"')
        _, (uids,) = client.uid("SEARCH", *(criteria or ("ALL",)))
        for uid in uids.decode().split():
            _, told = client.uid("FETCH", uid, "(BODY.PEEK[])")
            found.append(told[0][1])
            if to:
                client.uid("MOVE", uid, f'"{to}"')
            else:
                client.uid("STORE", uid, "+FLAGS", "(\\Deleted)")
        client.expunge()
    return found


def last_answer(p: Practice) -> str:
    return " ".join(text_of(parsed(p.sent("command-result")[-1])).split())


def named_in(told: str, opening: str) -> str:
    """The names that stand in the overview behind these words."""
    return told.partition(opening)[2].partition("; d")[0]


BESIDE = "kwam ook tekst of een ander bestand mee van"


def digest(p: Practice, when: str) -> str:
    p.round(when)
    return " ".join(text_of(parsed(p.sent("digest")[-1])).split())


WORDS = (
    "",
    "Mijn eigen formulier trek ik in.",
    "Zelf doe ik toch maar niet mee.",
    "Dat over mij is niet van mij.",
    "Dank u wel.",
)


@pytest.mark.parametrize(("words", "way"), list(product(WORDS, ("koppel", "telt"))))
def test_two_colleagues_forms_in_one_mail_count_both_whatever_is_said(
    practice_run: Practice, words: str, way: str
) -> None:
    p = practice_run
    opened = collecting(p)
    sender, one, other = ALL[0], ALL[7], ALL[14]
    send_form(p, opened, sender)
    p.round("2026-11-05 10:00")
    forms = [(f"{n}.docx", fill(opened.form, {"name": who[0]} | scores())) for n, who in (("a", one), ("b", other))]
    body = f"Hierbij de formulieren van {one[0]} en {other[0]}. {words}"
    p.mail(f"{sender[0]} <{sender[1]}>", f"Formulieren {opened.ref}", body, *forms)
    p.round("2026-11-05 11:00")
    seen = []
    for hour in range(12, 16):
        open_now = [q for q in state(p, opened)[1] if q.inbound_id and q.kind != "said-too"]
        if not open_now:
            break
        about = dict(open_now[0].what.values).get("name", "")
        whose = next((r for r in (other, one) if r[0] == about), one)
        seen.append(open_now[0].kind)
        p.command(f"{way if hour == 12 else 'koppel'} {open_now[0].number} {opened.ref} {whose[1]}")
        p.round(f"2026-11-05 {hour}:00")
    assert {one[1], other[1]} <= answered(p, opened), seen
    assert len(seen) <= 2, seen
    traject, _ = state(p, opened)
    mine = next(r.id for r in traject.respondents if r.address == sender[1])
    assert sum(v.respondent == mine and v.outcome == "withdrawn" for v in traject.valid) <= 2  # the form, and the mail


@pytest.mark.parametrize("command", ["koppel {n} {ref} {whose}", "telt {n} {ref} {whose}", "koppel {n}"])
def test_a_mail_that_was_deleted_is_not_said_to_count(practice_run: Practice, command: str) -> None:
    p = practice_run
    opened = collecting(p)
    form = ("f.docx", fill(opened.form, {"name": ALL[3][0]} | scores()))
    p.mail(f"Thuis <{ALL[3][1].split('@')[0]}@thuis.example>", f"Formulier {opened.ref}", "Zie bijlage.", form)
    p.round("2026-11-05 10:00")
    (asked,) = state(p, opened)[1]
    (raw,) = empty(p, "IFMS/Beoordelen")
    p.round("2026-11-05 11:00")
    line = command.format(n=asked.number, ref=opened.ref, whose=ALL[3][1])
    p.command(line)
    p.round("2026-11-05 12:00")
    assert "ligt niet meer in de mailbox" in last_answer(p)
    assert "Gedaan" not in last_answer(p)
    assert answered(p, opened) == set()
    p.account.append(raw, folder="IFMS/Beoordelen", when=p.now)
    p.round("2026-11-05 13:00")
    p.command(f"koppel {asked.number} {opened.ref} {ALL[3][1]}")
    p.round("2026-11-05 14:00")
    assert answered(p, opened) == {ALL[3][1]}


@pytest.mark.parametrize("rounds", [1, 3])
def test_a_form_that_was_lost_and_is_put_back_into_the_inbox_counts_on(practice_run: Practice, rounds: int) -> None:
    p = practice_run
    opened = collecting(p)
    for person in ALL[:4]:
        send_form(p, opened, person)
    p.round("2026-11-05 10:00")
    whole = answered(p, opened)
    lost = empty(p, opened.folder)
    for minute in range(rounds):
        p.round(f"2026-11-05 11:{10 * minute:02}")
    p.account.append(*lost, when=p.now)
    p.round("2026-11-05 12:00")
    p.round("2026-11-05 12:10")
    assert answered(p, opened) == whole
    assert len(p.folder(opened.folder)) == len(lost)
    assert not [q for q in state(p, opened)[1] if q.kind == "form-gone"]
    empty(p, opened.folder, "FROM", ALL[0][1], to="INBOX")  # she drags one out: it counts no longer
    p.round("2026-11-05 13:00")
    assert answered(p, opened) == whole - {ALL[0][1]}


MACHINES: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("Scan van MFP", "", {"Auto_Submitted": "auto-generated"}),
    ("Automatisch antwoord: feedback", "Ik ben afwezig tot 20 november.", {}),
    ("Afwezig", "", {"Auto_Submitted": "auto-replied"}),
)


@pytest.mark.parametrize(("subject", "body", "more"), MACHINES)
def test_a_form_that_a_machine_sends_is_asked_about(
    practice_run: Practice, subject: str, body: str, more: dict[str, str]
) -> None:
    p = practice_run
    opened = collecting(p)
    form = ("f.docx", fill(opened.form, scores()))
    p.mail(f"{ALL[2][0]} <{ALL[2][1]}>", f"{subject} {opened.ref}", body, form, **more)
    p.round("2026-11-05 10:00")
    (asked,) = state(p, opened)[1]
    assert (asked.kind, answered(p, opened)) == ("sent-by-machine", set())
    p.command(f"telt {asked.number}")
    p.round("2026-11-05 11:00")
    assert answered(p, opened) == {ALL[2][1]}


SAID = {
    "Hierbij mijn formulier.": False,
    "Zie bijlage. Fijne dag!": False,
    "Excuses voor de late reactie, hierbij de ingevulde vragenlijst over Jan Bakker.": False,
    "Bijgaand mijn formulier.\n\nMet vriendelijke groet,\n\nNaam Achternaam\nverpleegkundig specialist\nT 012-345": False,
    "Hierbij mijn formulier. Er is mij iets overkomen dat ik kwijt wil.": True,
    "Hierbij mijn formulier, al heb ik mijn bedenkingen bij deze hele procedure.": True,
    "Zie bijlage.\nGroeten vanuit mijn ziekbed, ik kom niet terug.": True,
    "Dank, ongeldig.": True,
    "Bijgaand.\n\nGroet,\n\nPS Mijn collega van de andere afdeling vult het ook nog in.": True,
}


def test_words_that_nobody_read_are_told_in_the_overview(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    for person, said in zip(ALL, SAID, strict=False):
        form = ("f.docx", fill(opened.form, scores()))
        p.mail(f"{person[0]} <{person[1]}>", "Feedbackformulier", said, form)
    passed = ("g.docx", fill(opened.form, {"name": ALL[-1][0]} | scores()))
    body = f"Hierbij het formulier van {ALL[-1][0]}. Ik heb daar trouwens zo mijn eigen gedachten bij."
    p.mail(f"{ALL[-2][0]} <{ALL[-2][1]}>", "Formulier", body, passed)
    p.round("2026-11-05 10:00")
    empty(p, "IFMS/Beoordelen", to=opened.folder)
    p.round("2026-11-05 11:00")
    told = digest(p, "2026-11-06 08:00")
    line = named_in(told, BESIDE)
    named = {person[0]: person[0] in line for person in (*ALL[: len(SAID)], ALL[-1])}
    wanted = {person[0]: more for person, more in zip(ALL, SAID.values(), strict=False)} | {ALL[-1][0]: True}
    assert named == wanted, told
    assert "overkomen" not in told


PROSE = {
    "Jan Bakker is een prettige collega die goed overlegt en altijd bereikbaar is voor overleg.": True,
    "Hij luistert goed, maar mag vaker feedback halen bij de verpleging op de afdeling.": True,
    "Zeer deskundig, zorgvuldig en betrokken bij patiënten; de overdracht kan beter en sneller.": True,
    "Ik ben tot 1 december met vakantie en daarna weer op de afdeling aanwezig.": False,
    "Ik werk hier sinds vorige maand niet meer en heb een andere baan gevonden.": False,
    "Het eerdere formulier is niet van mij maar van Ria van de polikliniek hier.": False,
    "Ik wil dat u al mijn gegevens wist, ook die van vorig jaar (AVG art. 17).": False,
}


@pytest.mark.parametrize("said", PROSE)
def test_only_prose_about_somebody_counts_by_her_word(practice_run: Practice, said: str) -> None:
    p = practice_run
    opened = collecting(p)
    p.mail("Thuis <prive@thuis.example>", f"Feedback {opened.ref}", f"{said}\n\nGroet,\n{ALL[1][0]}")
    p.round("2026-11-05 10:00")
    asked = state(p, opened)[1][0]
    p.command(f"koppel {asked.number} {opened.ref} {ALL[1][1]}")
    p.round("2026-11-05 11:00")
    assert (answered(p, opened) == {ALL[1][1]}) is PROSE[said]
    if not PROSE[said]:
        traject, left = state(p, opened)
        gone = any(v.outcome in ("bounced", "away", "declined") for v in traject.valid)
        assert left or gone, traject.valid


SUBJECTS = {
    "Gebruik mijn formulier niet, ik doe niet mee": "withdrawal",
    "Wis al mijn gegevens (AVG)": "avg-request",
    "Jan bedreigt mij": "grave",
    "Feedbackformulier ingevuld": "",
    "Re: Wis al mijn gegevens (AVG)": "",
}


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("body", ["", "Zie bijlage."])
def test_a_subject_of_ones_own_is_read_too(practice_run: Practice, subject: str, body: str) -> None:
    p = practice_run
    opened = collecting(p)
    form = ("f.docx", fill(opened.form, scores()))
    p.mail(f"{ALL[0][0]} <{ALL[0][1]}>", f"{subject} {opened.ref}", body, form)
    p.round("2026-11-05 10:00")
    asked = state(p, opened)[1]
    named = {q.kind for q in asked} | {v for q in asked for v in dict(q.what.values)}
    assert not SUBJECTS[subject] or SUBJECTS[subject] in named or named & {"avg"}, named
    assert bool(asked) is bool(SUBJECTS[subject])


def test_nobody_who_wrote_more_is_left_out_of_a_long_overview(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    for number, person in enumerate(ALL):
        files = [("f.docx", fill(opened.form, scores(f"Zie ook {number}.")))]
        files += [("brief.txt", b"Er is iets dat u moet weten.")] if number % 2 else []
        said = "Hierbij." if number % 2 else f"Hierbij. Er speelt bij ons nog wat anders, zie punt {number}."
        p.mail(f"{person[0]} <{person[1]}>", "Feedbackformulier", said, *files)
    p.round("2026-11-05 10:00")
    told = digest(p, "2026-11-06 08:00")
    line = named_in(told, BESIDE)
    assert [person[0] for person in ALL if person[0] not in line] == []


@pytest.mark.parametrize("way", ["koppel {n} {ref} {whose}", "telt {n}", "koppel {n}"])
def test_a_machine_s_form_counts_in_every_way_of_saying_so(practice_run: Practice, way: str) -> None:
    p = practice_run
    opened = collecting(p)
    form = ("f.docx", fill(opened.form, scores()))
    more = {"Precedence": "bulk"} if way == "koppel {n}" else {"Auto_Submitted": "auto-generated"}
    p.mail(f"{ALL[2][0]} <{ALL[2][1]}>", f"Scan {opened.ref}", "", form, **more)
    p.round("2026-11-05 10:00")
    (asked,) = state(p, opened)[1]
    assert asked.kind == ("sent-by-list" if "Precedence" in more else "sent-by-machine")
    p.command(way.format(n=asked.number, ref=opened.ref, whose=ALL[2][1]))
    p.round("2026-11-05 11:00")
    assert (answered(p, opened), state(p, opened)[1]) == ({ALL[2][1]}, ())


@pytest.mark.parametrize("words", ["koppel {n} {ref} j.bakker@ziekenhuis.example", "koppel {n} Jan Bakker", "button"])
def test_the_specialist_s_mail_from_another_address_is_his_by_one_tap(practice_run: Practice, words: str) -> None:
    p = practice_run
    opened = collecting(p)
    p.mail(
        "Jan Bakker <janbakker62@thuis.example>", f"Lijst {opened.ref}",
        "Kunt u er nog iemand bij zetten? Het gaat om Kees Groen, k.groen@kliniek.example, internist.",
    )  # fmt: skip
    p.round("2026-11-05 10:00")
    (asked,) = state(p, opened)[1]
    assert asked.proposals[0].command == f"koppel {asked.number} {opened.ref} j.bakker@ziekenhuis.example"
    command = asked.proposals[0].command if words == "button" else words.format(n=asked.number, ref=opened.ref)
    p.command(command)
    p.round("2026-11-05 11:00")
    traject, left = state(p, opened)
    assert "janbakker62@thuis.example" in traject.others
    listed = "k.groen@kliniek.example" in {r.address for r in traject.respondents}
    assert listed or [q.kind for q in left] == ["question-from-specialist"], left
    p.mail("Jan Bakker <janbakker62@thuis.example>", f"Vraag {opened.ref}", "Wanneer plannen wij het gesprek in?")
    p.round("2026-11-05 12:00")
    assert "unknown-sender" not in {q.kind for q in state(p, opened)[1]}


REFUSALS = {
    "Ik doe niet mee.": False,
    "Nee, helaas, ik heb het te druk.": False,
    "Ik doe niet mee, want ik ken hem nauwelijks. Succes!": False,
    "Ik vul het volgende week in.": False,
    "Ik doe niet mee; hij heeft mij vernederd.": True,
    "Nee. Ik vind deze hele procedure een schande.": True,
    "Ik vul het volgende week in. Wel speelt er iets met een collega dat u zou moeten horen.": True,
}


def test_what_a_refusal_says_besides_is_told_with_its_sender(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    for person, said in zip(ALL, REFUSALS, strict=False):
        p.mail(f"{person[0]} <{person[1]}>", f"Re: [{opened.ref}] Feedback", said)
    p.round("2026-11-05 10:00")
    line = named_in(digest(p, "2026-11-06 08:00"), "schreef er ook iets anders bij")
    asked = {q.who.partition(" <")[0] for q in state(p, opened)[1]}
    told = [person[0] in line or person[0] in asked for person in ALL[: len(REFUSALS)]]
    assert told == list(REFUSALS.values()), line

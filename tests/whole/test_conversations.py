"""Single turns of a traject, told as what somebody writes and what they, and the others, get to see."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
from support.stories.dialogue import Opened, collecting, ready, send_form, start
from support.stories.people import DOCTORS, PEERS, fill, respondent_sheet, rewritten, scores, sheet
from support.stories.practice import JAN, SHE, Practice, at, enclosures, parsed, text_of

from bot.core.traject.reference import make
from bot.shell.operator.status import overview

STRANGER = "Onbekende Persoon <onbekend@elders.example>"


def state(p: Practice) -> dict:
    return json.loads(next(iter(overview(p.settings, None, datetime.now(UTC), as_json=True))))


def returned(p: Practice) -> list[int]:
    return [g["received"] for g in state(p)["groups"]]


def said(p: Practice, kind: str, to: str = "") -> str:
    return " ".join(text_of(parsed(p.sent(kind, to)[-1])).split())


def form_of(opened: Opened) -> tuple[str, bytes]:
    return "formulier.docx", fill(opened.form, scores())


def orders(p: Practice, line: str, when: str) -> None:
    p.command(line)
    p.round(when)


def dragged(p: Practice, source: str, subject: str, target: str) -> None:
    with p.account.connect() as client:
        client.select(f'"{source}"')
        _, found = client.uid("SEARCH", "SUBJECT", f'"{subject}"')
        client.uid("MOVE", found[0].decode(), f'"{target}"')


def test_number_and_reference_are_not_enough_where_nobody_is_listed(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.mail(STRANGER, "Zie bijlage", "", form_of(opened))
    p.round("2026-11-05 10:00")
    (number,) = state(p)["decisions"]
    orders(p, f"koppel {number} {opened.ref}", "2026-11-05 11:00")
    assert returned(p) == [0, 0, 0]
    assert p.folder("IFMS/Beoordelen") == []
    assert "van welke respondent" in said(p, "decision-needed")
    (whose,) = state(p)["decisions"]
    orders(p, f"koppel {whose} {opened.ref} niet-artsen", "2026-11-05 12:00")
    assert returned(p) == [0, 0, 1]
    assert state(p)["decisions"] == []
    assert p.kinds("onbekend@elders.example") == ["form-received"]
    thanks = said(p, "form-received", "onbekend@elders.example")
    assert "uit uw eigen mail" in thanks
    assert "Jan Bakker gaf ons" not in thanks


def test_a_drag_asks_whose_form_it_is(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.mail(STRANGER, "Feedback", "", form_of(opened))
    p.round("2026-11-05 10:00")
    dragged(p, "IFMS/Beoordelen", "Feedback", opened.folder)
    p.round("2026-11-05 11:00")
    assert returned(p) == [0, 0, 0]
    (whose,) = state(p)["decisions"]
    assert "Feedback" in [m["Subject"] for m in p.folder(opened.folder)]
    orders(p, f"koppel {whose} {opened.ref} {PEERS[0][1]}", "2026-11-05 12:00")
    assert returned(p) == [1, 0, 0]


def asked_by_piet(p: Practice, words: str) -> tuple[Opened, int]:
    """A mail that the bot puts before her, and the number of its question."""
    opened = collecting(p)
    p.mail(f"{PEERS[0][0]} <{PEERS[0][1]}>", "Vraag", words)
    p.round("2026-11-05 10:00")
    (number,) = state(p)["decisions"]
    return opened, number


def test_h129_what_she_ties_is_what_it_is(practice_run: Practice) -> None:
    p = practice_run
    opened, number = asked_by_piet(p, "Mag ik ook iets zeggen over de samenwerking op de poli?")
    orders(p, f"koppel {number} {opened.ref}", "2026-11-05 11:00")
    assert returned(p) == [0, 0, 0]
    assert p.kinds(PEERS[0][1]) == []
    assert "telt 1" in said(p, "command-result")
    orders(p, f"telt {number}", "2026-11-05 12:00")
    assert returned(p) == [1, 0, 0]
    assert p.kinds(PEERS[0][1]) == ["form-received"]


def test_prose_that_she_ties_counts(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.mail(STRANGER, f"Over {opened.ref}", "Jan is een zorgvuldige collega die rustig overlegt en de poli goed leidt.")
    p.round("2026-11-05 10:00")
    (number,) = state(p)["decisions"]
    orders(p, f"koppel {number} {opened.ref} {PEERS[0][1]}", "2026-11-05 11:00")
    assert returned(p) == [1, 0, 0]


def test_a_form_about_somebody_else_counts_only_when_she_says_so(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    form = rewritten(fill(opened.form, scores()), ("Jan Bakker", "Eva Groen"), (opened.ref, make(lambda few: few[3])))
    p.mail(STRANGER, f"Over een ander {opened.ref}", "Hierbij.", ("f.docx", form))
    p.round("2026-11-05 10:00")
    dragged(p, "IFMS/Beoordelen", "Over een ander", opened.folder)
    p.round("2026-11-05 11:00")
    assert returned(p) == [0, 0, 0]
    number = max(state(p)["decisions"])
    orders(p, f"koppel {number} {opened.ref} {PEERS[0][1]}", "2026-11-05 12:00")
    assert returned(p) == [0, 0, 0]
    orders(p, f"telt {max(state(p)['decisions'])} {opened.ref} {PEERS[0][1]}", "2026-11-05 13:00")
    assert returned(p) == [1, 0, 0]


def test_what_she_drags_into_a_folder_stays_there(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.mail(f"Jan Bakker <{JAN}>", "Vraag over december", "Kan het gesprek ook in december?")
    p.mail(STRANGER, "Los bericht", "Ik sprak Jan gisteren nog.")
    p.round("2026-11-05 10:00")
    dragged(p, "IFMS/Beoordelen", "Vraag over december", opened.folder)
    dragged(p, "INBOX", "Los bericht", opened.folder)
    p.round("2026-11-05 11:00")
    assert {"Vraag over december", "Los bericht"} <= {m["Subject"] for m in p.folder(opened.folder)}
    assert p.folder("IFMS/Beoordelen") == []


def test_somebody_listed_without_an_address_is_taken_when_she_says_so(practice_run: Practice) -> None:
    p = practice_run
    opened = start(p)
    rows = [["Naam", "E-mail", "Functie", "Groep"], ["Karin Smits", "", "cardioloog", "vakgenoten"]]
    rows += [[name, address, function, "vakgenoten"] for name, address, function in PEERS]
    p.reply(opened.started, f"Jan Bakker <{JAN}>", "Hierbij.", ("lijst.xlsx", sheet(rows)))
    p.round("2026-11-04 09:00")
    p.mail("Karin Smits <karin@thuis.example>", f"Formulier {opened.ref}", "", form_of(opened))
    p.round("2026-11-05 09:00")
    assert returned(p) == [0, 0, 0]
    assert "lijkt van Karin Smits te komen" in said(p, "decision-needed")
    button = re.search(r"koppel%20\S+", text_of(parsed(p.sent("decision-needed")[-1])))
    orders(p, unquote(button[0]), "2026-11-05 10:00")
    assert returned(p) == [1, 0, 0]
    assert p.kinds("karin@thuis.example") == ["form-received"]
    p.round("2026-11-11 09:00")
    assert p.kinds("karin@thuis.example") == ["form-received"]


@pytest.mark.parametrize(
    ("body", "files", "words"),
    [
        pytest.param("Zie bijlage.", [], "zat geen formulier", id="forgotten"),
        pytest.param("Hierbij mijn ingevulde formulier. Groet, Piet", [], "zat geen formulier", id="announced"),
        pytest.param("Zie bijlage.", [("formulier.docx", b"")], "staan geen antwoorden", id="h60-no-bytes"),
    ],
)
def test_an_answer_that_is_not_there_is_asked_for_again(
    practice_run: Practice, body: str, files: list[tuple[str, bytes]], words: str
) -> None:
    p = practice_run
    collecting(p)
    name, address, _ = PEERS[0]
    p.mail(f"{name} <{address}>", "Feedback", body, *files)
    p.round("2026-11-05 10:00")
    assert p.kinds(address) == ["form-empty"]
    assert words in said(p, "form-empty")
    assert returned(p) == [0, 0, 0]
    assert state(p)["decisions"] == []


def test_a_stopped_traject_that_goes_on_counts_what_came_in_meanwhile(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    orders(p, f"stop {opened.ref}", "2026-11-05 10:00")
    send_form(p, opened, PEERS[0])
    p.round("2026-11-06 10:00")
    assert p.kinds(PEERS[0][1]) == ["traject-closed"]
    assert returned(p) == [0, 0, 0]
    orders(p, f"hervat {opened.ref}", "2026-11-09 10:00")
    assert returned(p) == [1, 0, 0]
    assert p.kinds(PEERS[0][1]) == ["traject-closed", "form-received"]


def test_whom_re_registration_does_not_concern_is_not_asked_again(practice_run: Practice) -> None:
    p = practice_run
    opened = start(p)
    orders(p, f"gesprek {opened.ref} 2026-11-03", "2026-11-03 20:00")
    p.round("2027-05-03 09:00")
    p.reply(
        p.sent("reregistration-question", JAN)[0], f"Jan Bakker <{JAN}>", "Niet van toepassing, ik ga met pensioen."
    )
    p.round("2027-05-04 10:00")
    assert "niet van toepassing" in said(p, "decision-needed")
    p.round("2027-06-07 10:00")
    p.round("2027-09-06 10:00")
    assert len(p.sent("reregistration-question")) == 1
    assert state(p)["decisions"] != []


def test_a_destroyed_traject_asks_for_nothing_any_more(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.mail(STRANGER, f"Formulier {opened.ref}", "", form_of(opened))
    p.round("2026-11-05 09:00")
    assert state(p)["decisions"] != []
    orders(p, f"stop {opened.ref}", "2026-11-05 10:00")
    orders(p, f"vernietig {opened.ref}", "2026-11-05 11:00")
    p.reply(p.sent("destruction-confirm", SHE)[0], f"A. de Vries <{SHE}>", "ja")
    p.round("2026-11-05 12:00")
    p.round("2026-11-07 12:00")
    p.now = at("2026-11-09 07:30")
    p.round("2026-11-09 07:30")
    before = len(p.sent("digest"))
    p.round("2026-11-10 07:30")
    p.round("2026-11-16 07:30")
    assert len(p.sent("digest")) == before


def test_a_list_and_the_documents_may_come_in_one_mail(practice_run: Practice) -> None:
    p = practice_run
    opened = start(p)
    p.reply(
        opened.started, f"Jan Bakker <{JAN}>", "Hierbij alles.", ("lijst.xlsx", respondent_sheet(*PEERS, *DOCTORS)),
        ("Zelfevaluatie.docx", fill(opened.self_evaluation, scores("Ik luister goed."))),
        ("POP.docx", fill(opened.pop, {"doel1_wat": "Beter delegeren"})),
    )  # fmt: skip
    p.round("2026-11-04 09:00")
    assert [g["invited"] for g in state(p)["groups"]] == [6, 6, 0]
    assert state(p)["documents"] == ["pop", "self_evaluation"]
    assert sorted(p.kinds(JAN)[1:]) == ["document-received", "list-incomplete"]


def test_a_correction_may_bring_a_document(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.reply(
        p.sent("list-received", JAN)[0], f"Jan Bakker <{JAN}>",
        f"Vervang {PEERS[0][0]} door S. el Amrani, s.elamrani@ziekenhuis.example.\nMijn POP gaat hierbij.",
        ("POP.docx", fill(opened.pop, {"doel1_wat": "Beter delegeren"})),
    )  # fmt: skip
    p.round("2026-11-05 09:00")
    assert "S. el Amrani" in said(p, "correction-received", JAN)
    assert state(p)["documents"] == ["pop"]


def test_she_answers_her_overview_with_commands(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.mail(STRANGER, "Feedback", "", form_of(opened))
    p.round("2026-11-05 10:00")
    p.round("2026-11-06 07:30")
    (number,) = state(p)["decisions"]
    answer = f"Hoi,\n\nkoppel {number} {opened.ref} {PEERS[0][1]}\n> status {opened.ref}"
    p.reply(p.sent("digest", SHE)[-1], f"A. de Vries <{SHE}>", answer)
    p.round("2026-11-06 09:00")
    assert returned(p) == [1, 0, 0]
    assert "Niet gedaan" not in said(p, "command-result")


def test_names_that_are_still_wanting_are_asked_for_weekly(practice_run: Practice) -> None:
    p = practice_run
    collecting(p)
    for name, address, _ in DOCTORS[:4]:
        p.mail(f"{name} <{address}>", "Re: feedback", "Nee, liever niet.")
    p.round("2026-11-05 10:00")
    assert p.sent("more-respondents-needed", JAN) == []  # the moment would tell
    for when, times in (
        ("2026-11-09 08:00", 0),
        ("2026-11-09 10:00", 1),
        ("2026-11-11 10:00", 1),
        ("2026-11-16 10:00", 2),
    ):
        p.round(when)
        assert len(p.sent("more-respondents-needed", JAN)) == times, when
    asked = said(p, "more-respondents-needed", JAN)
    assert "twee of drie namen" in asked
    wanted = asked.partition("Met vriendelijke groet")[0].replace("[T-", "").split("respondenten nodig")[1]
    assert not re.search(r"\d", re.sub(r"liefst vóór \w+\s\d+\s\w+", "", wanted))


def correct(p: Practice, words: str, when: str) -> str:
    """What he is answered when he writes this."""
    p.mail(f"Jan Bakker <{JAN}>", "Mijn lijst", words)
    p.round(when)
    assert p.kinds(JAN)[-1] == "correction-received"
    return said(p, "correction-received", JAN)


def test_a_correction_is_done_shown_and_what_was_not_understood_said_back(practice_run: Practice) -> None:
    p = practice_run
    collecting(p)
    name, address, _ = PEERS[0]
    shown = correct(p, f"Het adres van {name} klopt niet, het moet zijn nieuw@ziekenhuis.example.", "2026-11-05 09:00")
    assert f"{name} heeft nu het adres nieuw@ziekenhuis.example" in shown
    assert address not in shown
    shown = correct(p, f"{name} hoort bij de niet-artsen. De naam van de internist is verkeerd.", "2026-11-05 10:00")
    assert f"{name} staat nu in de groep" in shown
    assert "De naam van de internist is verkeerd" in shown
    shown = correct(p, f"Schrap {DOCTORS[0][0]}. Wanneer is het gesprek?", "2026-11-05 11:00")
    assert f"{DOCTORS[0][0]} staat niet meer op de lijst" in shown
    assert "Uw vraag leggen wij voor" in shown
    assert state(p)["decisions"] != []


def test_a_name_without_an_address_stays_in_every_answer_until_it_has_one(practice_run: Practice) -> None:
    p = practice_run
    collecting(p)
    shown = correct(p, "Voeg toe: Karin Smits, verpleegkundige", "2026-11-05 09:00")
    assert "Karin Smits: er staat geen e-mailadres bij" in shown
    shown = correct(p, f"Verwijder {PEERS[0][0]}", "2026-11-05 10:00")
    assert "Karin Smits: er staat geen e-mailadres bij" in shown
    shown = correct(p, "Het adres van Karin Smits is k.smits@ziekenhuis.example", "2026-11-05 11:00")
    assert "er staat geen e-mailadres bij" not in shown


def named(form: bytes, person: tuple[str, str, str]) -> bytes:
    return fill(form, {"name": person[0], **scores()})


def test_two_peoples_forms_in_one_mail_get_both_their_outcomes(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    one, two = PEERS[0], PEERS[1]
    files = ("een.docx", named(opened.form, one)), ("twee.docx", named(opened.form, two))
    p.mail(f"{one[0]} <{one[1]}>", "Onze formulieren", "Hierbij, ook van mijn collega.", *files)
    p.round("2026-11-05 10:00")
    assert returned(p) == [1, 0, 0]
    (number,) = state(p)["decisions"]
    assert two[0] in said(p, "decision-needed")
    orders(p, f"koppel {number} {opened.ref} {two[1]}", "2026-11-05 11:00")
    assert returned(p) == [2, 0, 0]
    assert (p.kinds(one[1]), p.kinds(two[1])) == (["form-received"], ["form-received"])
    assert state(p)["decisions"] == []


def test_a_secretarys_mail_with_two_forms_counts_for_both_by_her_word(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    one, two = PEERS[0], PEERS[1]
    files = ("een.docx", named(opened.form, one)), ("twee.docx", named(opened.form, two))
    p.mail(STRANGER, "Formulieren van de maatschap", "Hierbij twee formulieren.", *files)
    p.round("2026-11-05 10:00")
    (number,) = state(p)["decisions"]
    orders(p, f"koppel {number} {opened.ref}", "2026-11-05 11:00")
    assert returned(p) == [2, 0, 0]
    assert (p.kinds(one[1]), p.kinds(two[1])) == (["form-received"], ["form-received"])


def test_a_colleagues_form_is_never_read_as_the_senders_own(practice_run: Practice) -> None:
    """Hers without a name, a colleague's beside it; equal scores, so that nothing else tells them apart."""
    p = practice_run
    opened = collecting(p)
    one, two = PEERS[0], PEERS[1]
    theirs = fill(opened.form, {"name": two[0], **scores("Van de collega."), "tip": "Een woord meer."})
    p.mail(f"{one[0]} <{one[1]}>", "Formulieren", f"Hierbij, met het formulier van {two[0]}.",
           ("een.docx", fill(opened.form, scores("Van mijzelf."))), ("twee.docx", theirs))  # fmt: skip
    p.round("2026-11-05 10:00")
    (number,) = state(p)["decisions"]
    question = said(p, "decision-needed")
    assert one[0] in question
    assert two[0] in question
    orders(p, f"koppel {number} {opened.ref} {one[1]}", "2026-11-05 11:00")
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
        assert traject is not None
        person = next(r for r in traject.respondents if r.address == one[1])
        told = {v.respondent: v.detail for v in traject.valid if v.outcome == "form"}
        assert told == {person.id: "ifms360:8"}


def test_a_copy_counts_once(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    one = PEERS[0]
    form = ("een.docx", named(opened.form, one))
    p.mail(f"{one[0]} <{one[1]}>", "Formulier", "Hierbij.", form, form)
    p.mail(f"{one[0]} <{one[1]}>", "Formulier nogmaals", "Voor de zekerheid.", form)
    p.round("2026-11-05 10:00")
    assert returned(p) == [1, 0, 0]
    assert state(p)["decisions"] == []


def test_a_self_evaluation_is_no_respondents_form(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    files = enclosures(parsed(opened.started))
    own = next(data for name, data in files.items() if "elfevaluatie" in name)
    answers = {f"{c}.score": "4" for c in ("medisch_handelen", "communicatie")} | {
        "medisch_handelen.toelichting": "Goed."
    }
    p.mail(f"{PEERS[0][0]} <{PEERS[0][1]}>", f"Formulier {opened.ref}", "Hierbij.", ("z.docx", fill(own, answers)))
    p.round("2026-11-05 10:00")
    assert returned(p) == [0, 0, 0]
    (number,) = state(p)["decisions"]
    assert "zelfevaluatie" in said(p, "decision-needed")
    orders(p, f"telt {number}", "2026-11-05 11:00")
    assert returned(p) == [1, 0, 0]


def deleted(p: Practice, folder: str, subject: str) -> None:
    with p.account.connect() as client:
        client.select(f'"{folder}"')
        _, found = client.uid("SEARCH", "SUBJECT", f'"{subject}"')
        client.uid("STORE", found[0].decode(), "+FLAGS", r"(\Deleted)")
        client.expunge()


@pytest.mark.parametrize(("answer", "left"), [("telt", 1), ("negeer", 0)])
def test_a_form_that_somebody_deletes_is_asked_about(practice_run: Practice, answer: str, left: int) -> None:
    p = practice_run
    opened = collecting(p)
    send_form(p, opened, PEERS[0])
    p.round("2026-11-05 10:00")
    deleted(p, opened.folder, "Feedbackformulier")
    p.round("2026-11-05 11:00")
    p.round("2026-11-05 12:00")
    assert returned(p) == [1, 0, 0]
    (number,) = state(p)["decisions"]
    assert "ligt niet meer in de mailbox" in said(p, "decision-needed")
    orders(p, f"{answer} {number}", "2026-11-05 13:00")
    p.round("2026-11-05 14:00")
    assert returned(p) == [left, 0, 0]
    assert state(p)["decisions"] == []


def listed(p: Practice, ref: str) -> list[str]:
    with p.app.workshop.book() as book:
        traject = book.traject(ref)
        assert traject is not None
        return [r.address for r in traject.respondents if not r.removed]


TYPED = "\n".join(f"{name}, {address}, {function}" for name, address, function in PEERS[:4])


@pytest.mark.parametrize("way", ["typed", "file", "forwarded"])
def test_a_list_that_is_not_his_own_mail_is_taken_after_one_word_of_hers(practice_run: Practice, way: str) -> None:
    p = practice_run
    opened = start(p)
    secretary = "Secretariaat Cardiologie <secretariaat.cardio@ziekenhuis.example>"
    head = f"Van: {secretary}\nAan: Jan Bakker <{JAN}>\nVerzonden: maandag 2 november 2026 09:00\nOnderwerp: lijst\n"
    if way == "typed":
        p.mail(secretary, f"Lijst van dokter Bakker {opened.ref}", f"Vakgenoten:\n{TYPED}")
    elif way == "file":
        p.mail(secretary, f"Lijst {opened.ref}", "Bijgaand.", ("lijst.xlsx", respondent_sheet(*PEERS[:4])))
    else:
        p.mail(f"Jan Bakker <{JAN}>", "FW: lijst", f"Zie onder.\n\n{head}\nVakgenoten:\n{TYPED}\n")
    p.round("2026-11-04 10:00")
    assert listed(p, opened.ref) == []
    (number,) = state(p)["decisions"]
    orders(p, f"koppel {number} {opened.ref}", "2026-11-04 11:00")
    assert listed(p, opened.ref) == [address for _, address, _ in PEERS[:4]]
    assert p.kinds(JAN)[-1] == "list-incomplete"
    assert state(p)["decisions"] == []


def test_a_form_that_is_taken_back_leaves_the_dossier_too(practice_run: Practice) -> None:
    p = practice_run
    opened = ready(p)

    def dossier() -> str:
        (made,) = [m for m in p.folder(opened.folder) if m["X-Trajectbot"] == "dossier"]
        return str(made["Message-ID"])

    first = dossier()
    name, address, _ = PEERS[-1]
    p.mail(f"{name} <{address}>", "Nakomer", "Zie bijlage.", ("f.docx", fill(opened.form, scores())))
    p.round("2026-11-25 10:00")
    second = dossier()
    dragged(p, opened.folder, "Nakomer", "INBOX")
    p.round("2026-11-25 11:00")
    assert len({first, second, dossier()}) == 3


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("Het adres van {0} is piet@@ziekenhuis.example", id="a new address that is none"),
        pytest.param("Vervang {0} door Ria Smit, r.smit@@ziekenhuis.example.", id="somebody who cannot come"),
    ],
)
def test_what_cannot_be_done_is_neither_done_nor_acknowledged(practice_run: Practice, words: str) -> None:
    p = practice_run
    opened = collecting(p)
    before = listed(p, opened.ref)
    name = PEERS[0][0]
    shown = correct(p, words.format(name), "2026-11-05 09:00")
    assert listed(p, opened.ref) == before
    assert "is vervangen door" not in shown
    assert "heeft nu het adres" not in shown
    assert "e-mailadres klopt niet" in shown or "niet begrepen" in shown

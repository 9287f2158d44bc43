"""A form that nobody vouches for counts, is marked in the dossier, and its thanks say what to do about it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdf
import pytest
from support.mails import one_line
from support.servers.dovecot import Account
from support.servers.smtp import SmtpServer
from support.stories.dialogue import Opened, collecting, send_documents, send_form, send_list, start
from support.stories.people import DOCTORS, OTHERS, PEERS, fill, scores
from support.stories.practice import JAN, SHE, Practice, enclosures, parsed, practice, text_of

ASKS = "Stuurde u dit formulier niet zelf?"
MARK = "afzender niet bevestigd"
SENTENCE = "Uw mailserver laat niet weten of een mail echt van de afzender komt."
ENOUGH = (*PEERS[:5], *DOCTORS[:5], *OTHERS[:5])


def played(p: Practice, without_proof: tuple[tuple[str, str, str], ...]) -> Opened:
    """A traject with everything in; from these people the mail server says nothing."""
    opened = collecting(p)
    for person in ENOUGH:
        p.authenticated = person not in without_proof
        send_form(p, opened, person)
    p.authenticated = True
    send_documents(p, opened)
    p.round("2026-11-24 10:00")
    return opened


def dossier(p: Practice, opened: Opened) -> str:
    """The words of the newest dossier in the traject's folder."""
    (made,) = (m for m in p.folder(opened.folder) if m["X-Trajectbot"] == "dossier")
    (pdf,) = enclosures(made).values()
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return one_line(" ".join(page.extract_text() for page in pages).replace("\u200b", ""))


def asked(p: Practice) -> set[str]:
    """Who was told what to do about a form that is not theirs."""
    return {r.recipient for r in p.sent("form-received") if ASKS in text_of(parsed(r))}


def test_only_what_nobody_vouches_for_is_marked(practice_run: Practice) -> None:
    opened = played(practice_run, (PEERS[1], OTHERS[0]))
    assert asked(practice_run) == {PEERS[1][1], OTHERS[0][1]}
    text = dossier(practice_run, opened)
    assert text.count(f"ja, {MARK}") == 2
    assert "Van formulier 2 is de afzender niet bevestigd." in text
    assert SENTENCE not in text


def test_where_no_sender_can_be_proved_one_sentence_says_so(
    tmp_path: Path, account: Account, smtp_server: SmtpServer
) -> None:
    with practice(tmp_path, account, smtp_server, authserv="") as p:
        p.command(f"start {JAN} Jan Bakker")
        p.round("2026-11-03 09:00")
        p.reply(p.sent("confirm-request")[0], SHE, "ja")
        opened = start(p, command="status")
        send_list(p, opened)
        for person in ENOUGH:
            send_form(p, opened, person)
        send_documents(p, opened)
        p.round("2026-11-24 10:00")
        text = dossier(p, opened)
        assert text.count(SENTENCE) == 1
        assert MARK not in text
        assert asked(p) == {address for _, address, _ in ENOUGH}


def test_who_says_that_it_is_not_theirs_is_put_before_her(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.authenticated = False
    send_form(p, opened, PEERS[0])
    p.round("2026-11-05 10:00")
    p.authenticated = True
    p.reply(p.sent("form-received")[0], f"{PEERS[0][0]} <{PEERS[0][1]}>", "Niet van mij")
    p.round("2026-11-05 11:00")
    (told,) = p.sent("decision-needed", SHE)
    assert "niet van hem of haar is" in one_line(text_of(parsed(told)))
    assert p.kinds(PEERS[0][1]) == ["form-received"]
    (number,) = re.findall(r"akkoord (\d+)", text_of(parsed(told)))
    p.command(f"akkoord {number}")
    p.round("2026-11-05 12:00")
    assert "telt niet meer mee" in one_line(text_of(parsed(p.sent("command-result")[-1])))
    assert p.kinds(PEERS[0][1]) == ["form-received"]
    assert p.folder("IFMS/Beoordelen") == []
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
        assert traject is not None
        assert not traject.answered()
        assert PEERS[0][1] in {r.address for g in traject.groups for r in traject.awaited(g)}


def test_her_yes_about_an_earlier_form_takes_out_no_later_one(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.authenticated = False
    send_form(p, opened, PEERS[0])
    p.round("2026-11-05 10:00")
    p.authenticated = True
    p.reply(p.sent("form-received")[0], f"{PEERS[0][0]} <{PEERS[0][1]}>", "Niet van mij")
    p.round("2026-11-05 11:00")
    send_form(p, opened, PEERS[0], "Mijn eigen woorden.")
    p.round("2026-11-05 11:10")
    (number,) = re.findall(r"akkoord (\d+)", text_of(parsed(p.sent("decision-needed", SHE)[0])))[:1]
    p.command(f"akkoord {number}")
    p.round("2026-11-05 12:00")
    assert "een ander formulier" in one_line(text_of(parsed(p.sent("command-result")[-1])))
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
        assert traject is not None
        assert len(traject.answered()) == 1


CANARY = "Klik vandaag nog op onze folder met aanbiedingen"


@pytest.mark.parametrize("proved", [True, False])
@pytest.mark.parametrize(
    "words",
    [f"{PEERS[0][0]}: {CANARY} in plaats van verwijderen.", f"Verwijder {PEERS[1][0]}.\nVervang {CANARY}."],
    ids=["nothing-done", "beside-a-change"],
)
def test_only_proved_words_are_said_back_to_the_specialist(practice_run: Practice, proved: bool, words: str) -> None:
    p = practice_run
    collecting(p)
    p.authenticated = proved
    p.mail(f"Jan Bakker <{JAN}>", "Mijn lijst", words)
    p.round("2026-11-05 10:00")
    answer = one_line(text_of(parsed(p.sent("correction-received", JAN)[-1])))
    assert (CANARY in answer, "niet begrepen" in answer) == (proved, True)


def test_a_question_of_his_that_nothing_proves_says_so(practice_run: Practice) -> None:
    p = practice_run
    collecting(p)
    for proved in (True, False):
        p.authenticated = proved
        p.mail(
            f"Jan Bakker <{JAN}>", "Vraag", f"Kunt u mij {'vandaag' if proved else 'morgen'} bellen over het gesprek?"
        )
        p.round(f"2026-11-05 {11 - proved}:00")
    one, other = (one_line(text_of(parsed(r))) for r in p.sent("decision-needed", SHE))
    assert ("staat niet vast" in one, "staat niet vast" in other) == (False, True)


UNREADABLE = "klik vandaag nog hier"


@pytest.mark.parametrize("proved", [True, False])
def test_only_proved_rows_without_a_person_are_said_back(practice_run: Practice, proved: bool) -> None:
    p = practice_run
    start(p)
    p.authenticated = proved
    rows = "\n".join(f"{name};{address};{function}" for name, address, function in PEERS[:5])
    table = f"Naam;E-mail;Functie\n{rows}\n;{UNREADABLE};cardioloog\n"
    p.mail(f"Jan Bakker <{JAN}>", "Lijst", "Hierbij de lijst.", ("lijst.csv", table.encode()))
    p.round("2026-11-05 10:00")
    answer = one_line(text_of(parsed(p.sent("list-incomplete", JAN)[-1])))
    assert (UNREADABLE in answer, "konden wij niet lezen" in answer) == (proved, not proved)


def test_that_a_form_is_another_s_is_heard_after_the_conversation_too(practice_run: Practice) -> None:
    p = practice_run
    opened = played(p, (PEERS[0],))
    p.command(f"gesprek {opened.ref}")
    p.round("2026-12-10 10:00")
    p.reply(p.sent("form-received", PEERS[0][1])[0], f"{PEERS[0][0]} <{PEERS[0][1]}>", "Niet van mij")
    p.round("2026-12-10 11:00")
    assert "niet van hem of haar is" in one_line(text_of(parsed(p.sent("decision-needed", SHE)[-1])))
    assert "traject-closed" not in p.kinds(PEERS[0][1])
    with p.app.workshop.book() as book:
        before = book.traject(opened.ref)
    p.reply(
        p.sent("form-received", PEERS[1][1])[0], f"{PEERS[1][0]} <{PEERS[1][1]}>", "Niet van mij, dit wel.",
        ("f.docx", fill(opened.form, scores("Van na het gesprek."))),
    )  # fmt: skip
    p.round("2026-12-11 11:00")
    assert "schrijft dat een formulier" in one_line(text_of(parsed(p.sent("decision-needed", SHE)[-1])))
    assert "traject-closed" not in p.kinds(PEERS[1][1])
    with p.app.workshop.book() as book:
        after = book.traject(opened.ref)
    assert before is not None
    assert after is not None
    assert after.answered() == before.answered()  # no form counts any more


def test_a_file_that_is_said_to_be_another_s_waits_for_her(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    send_form(p, opened, PEERS[0])
    p.round("2026-11-05 10:00")
    p.reply(
        p.sent("form-received")[0], f"{PEERS[0][0]} <{PEERS[0][1]}>", "Bijgaand formulier heb ik niet ingevuld!",
        ("f.docx", fill(opened.form, scores("Van een ander."))),
    )  # fmt: skip
    p.round("2026-11-05 11:00")
    assert p.kinds(PEERS[0][1]) == ["form-received"]
    told = text_of(parsed(p.sent("decision-needed", SHE)[-1]))
    assert "Het bestand telt niet mee" in one_line(told)
    assert len(p.folder("IFMS/Beoordelen")) == 1
    (number,) = re.findall(r"akkoord (\d+)", told)
    p.command(f"telt {number}")
    p.round("2026-11-05 12:00")
    assert p.kinds(PEERS[0][1]) == ["form-received", "form-received"]
    assert p.folder("IFMS/Beoordelen") == []


def test_our_list_sent_back_asks_for_no_groups(practice_run: Practice) -> None:
    p = practice_run
    collecting(p)
    (ours,) = p.sent("list-received", JAN)
    p.mail(f"Jan Bakker <{JAN}>", "Re: lijst", text_of(parsed(ours)))
    p.round("2026-11-05 10:00")
    assert p.kinds(JAN).count("list-incomplete") == 0

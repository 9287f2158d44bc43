"""One whole traject, as every user lives it, over real IMAP and SMTP (the story of the specification)."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, datetime
from urllib.parse import unquote

import pypdf
from support.servers.smtp import Received
from support.stories.dialogue import collecting, ready, send_documents, send_form, send_list, start
from support.stories.people import DOCTORS, OTHERS, PEERS, bounce_of, fill, scores
from support.stories.practice import INFO, JAN, SHE, Practice, at, decoded, enclosures, parsed, text_of

from bot.core.traject import reference
from bot.shell.operator.status import overview

ENQUIRY = (
    "Beste collega,\n\nVolgend jaar loopt mijn herregistratie af. Ik wil graag een IFMS-traject bij u doen."
    " Kunt u mij bellen?\n\nJan Bakker, cardioloog\n"
)


def said(received: Received) -> str:
    return text_of(parsed(received))


def state(p: Practice) -> dict:
    return json.loads(next(iter(overview(p.settings, None, datetime.now(UTC), as_json=True))))


def returned(p: Practice) -> list[int]:
    return [g["received"] for g in state(p)["groups"]]


def test_an_enquiry_is_answered_shown_and_started(practice_run: Practice) -> None:
    p = practice_run
    p.mail(f"Jan Bakker <{JAN}>", "Kennismaking IFMS", ENQUIRY)
    p.round("2026-11-02 09:10")
    assert p.kinds() == ["intake-received"]
    assert "€ 485" in said(p.sent()[0])
    ((flags, _),) = p.account.mails("INBOX")
    assert "Seen" not in flags
    p.round("2026-11-03 07:30")
    digest = said(p.sent("digest")[0])
    assert f"subject=start {JAN} Jan Bakker" in unquote(digest.replace("\n", ""))
    p.round("2026-11-04 07:30")
    assert p.kinds(SHE) == ["digest"]  # nothing is new; what is open comes again on Monday
    p.command(f"start {JAN} Jan Bakker")
    p.round("2026-11-04 10:00")
    assert p.kinds(SHE)[-1] == "command-result"
    started = p.sent("traject-started", JAN)[0]
    ref = str(parsed(started)["Subject"])[1:8]
    assert reference.normalised(ref) == ref
    names = sorted(enclosures(parsed(started)))
    assert [n.rpartition(".")[2] for n in names] == ["docx", "pdf", "docx", "xlsx", "docx"]
    assert p.folder("INBOX") == []
    assert [m["Subject"] for m in p.folder(f"IFMS/Trajecten/{ref} Jan Bakker")] == ["Kennismaking IFMS"]


def test_ordinary_mail_stays_as_it_was(practice_run: Practice) -> None:
    p = practice_run
    ordinary = [
        ("Anna <anna@coaching.example>", "Supervisie dinsdag", "Kan het een half uur later?"),
        ("Nieuwsbrief <nieuws@vakblad.example>", "Nieuwsbrief november", "Dit leest u deze maand."),
        ("Piet <piet@elders.example>", "Factuur 2026-113", "Zie bijlage."),
        (f"Iemand <{INFO}>", "Gewonnen", "Klik hier."),
    ]
    for number in range(40):
        sender, subject, body = ordinary[number % len(ordinary)]
        p.mail(
            sender,
            f"{subject} {number}",
            body,
            ("factuur.pdf", b"%PDF-1.4 leeg") if number % 4 == 2 else ("x.txt", b"x"),
        )
    opened = collecting(p)
    send_form(p, opened, PEERS[0])
    p.round("2026-11-05 10:00")
    left = p.account.mails("INBOX")
    assert len(left) == 40
    assert not any("Seen" in flags or "Flagged" in flags for flags, _ in left)
    assert {r.recipient for r in p.sent()} == {JAN, SHE, PEERS[0][1]}


def test_the_list_is_read_and_shown(practice_run: Practice) -> None:
    p = practice_run
    collecting(p)
    shown = said(p.sent("list-received", JAN)[0])
    assert all(name in shown for name, _, _ in (*PEERS, *DOCTORS, *OTHERS))
    assert [g["invited"] for g in state(p)["groups"]] == [6, 6, 6]


def test_two_people_at_one_address_are_both_listed(practice_run: Practice) -> None:
    p = practice_run
    people = (*PEERS, *DOCTORS, *OTHERS[:5], ("Karin Post", OTHERS[0][1], "secretaresse"))
    opened = start(p)
    send_list(p, opened, people=people)
    assert [g["invited"] for g in state(p)["groups"]] == [6, 6, 6]
    assert "hoort ook bij iemand anders" in " ".join(said(p.sent("list-received", JAN)[0]).split())
    p.mail(
        f"Afdeling <{OTHERS[0][1]}>", "Formulier", "", ("f.docx", fill(opened.form, scores() | {"name": "Karin Post"}))
    )
    p.round("2026-11-05 09:00")
    assert returned(p) == [0, 0, 1]


def test_a_list_is_corrected_in_words(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    send_form(p, opened, PEERS[1])
    p.round("2026-11-05 09:00")
    p.reply(
        p.sent("list-received", JAN)[0], f"Jan Bakker <{JAN}>",
        f"Vervang {PEERS[0][0]} door S. el Amrani, s.elamrani@ziekenhuis.example.\n"
        f"Verwijder {PEERS[1][0]}.\nDe laatste bij de vakgenoten is Fatma Demir, f.demir@ziekenhuis.example.",
    )  # fmt: skip
    p.round("2026-11-05 10:00")
    shown = said(p.sent("correction-received", JAN)[-1])
    assert "S. el Amrani" in shown
    assert "Fatma Demir" in shown
    assert PEERS[0][1] not in shown
    assert returned(p) == [1, 0, 0]
    assert [g["invited"] for g in state(p)["groups"]] == [6, 6, 6]


def test_forms_count_and_only_their_senders_hear(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    before = len(p.sent(to=JAN))
    send_form(p, opened, PEERS[0])
    reply = "1. Medisch handelen\nScore: 4\nToelichting: kundig\n2. Communicatie\nScore: 3\n"
    p.mail(f"{OTHERS[0][0]} <{OTHERS[0][1]}>", f"Re: [{opened.ref}] feedback", reply)
    p.round("2026-11-06 11:00")
    assert returned(p) == [1, 0, 1]
    assert sorted(r.recipient for r in p.sent("form-received")) == sorted([PEERS[0][1], OTHERS[0][1]])
    assert len(p.sent(to=JAN)) == before
    assert len(p.folder(opened.folder)) == 3  # the list and two forms


def test_reminders_wait_for_the_window_and_for_absence(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    send_form(p, opened, PEERS[0])
    p.mail(
        f"{PEERS[1][0]} <{PEERS[1][1]}>", "Automatisch antwoord: feedback", "Ik ben tot en met 20 november afwezig.",
        Auto_Submitted="auto-replied",
    )  # fmt: skip
    p.round("2026-11-09 10:00")
    p.round("2026-11-11 08:29")
    assert p.sent("respondent-reminder") == []
    p.round("2026-11-11 08:30")
    first = {r.recipient for r in p.sent("respondent-reminder")}
    assert len(first) == 16
    assert PEERS[0][1] not in first
    assert PEERS[1][1] not in first
    p.round("2026-11-11 12:00")
    assert len(p.sent("respondent-reminder")) == 16
    reminder = said(p.sent("respondent-reminder")[0])
    assert reminder.index("Jan Bakker heeft u gevraagd") < 120
    p.round("2026-11-23 08:30")
    assert PEERS[1][1] in {r.recipient for r in p.sent("respondent-reminder")}


def test_a_bounce_names_the_address_a_decline_names_nobody(practice_run: Practice) -> None:
    p = practice_run
    collecting(p)
    p.round("2026-11-11 09:00")
    failed = p.sent("respondent-reminder", OTHERS[0][1])[0]
    p.account.append(bounce_of(parsed(failed), OTHERS[0][1]))
    p.round("2026-11-11 10:00")
    asked = said(p.sent("more-respondents-needed", JAN)[-1])
    assert OTHERS[0][1] in asked
    for person in DOCTORS[:2]:
        p.mail(f"{person[0]} <{person[1]}>", "Re: feedback", "Helaas lukt het mij niet om mee te doen.")
    p.round("2026-11-12 10:00")
    assert [r.recipient for r in p.sent("decline-received")] == [d[1] for d in DOCTORS[:2]]
    assert len(p.sent("more-respondents-needed", JAN)) == 1
    p.round("2026-11-16 09:00")
    asked = said(p.sent("more-respondents-needed", JAN)[-1])
    assert "andere discipline" in asked
    assert "twee of drie namen" in asked
    assert not any(person[0] in asked or person[1] in asked for person in DOCTORS)


def test_h97_a_refusal_with_him_in_copy_is_an_incident(practice_run: Practice) -> None:
    p = practice_run
    collecting(p)
    p.mail(f"{PEERS[0][0]} <{PEERS[0][1]}>", "Re: feedback", "Helaas, dit lukt mij niet.", Cc=JAN)
    p.round("2026-11-09 11:00")
    assert p.kinds(PEERS[0][1]) == ["decline-received"]
    assert p.kinds(SHE).count("incident") == 1


def test_her_word_settles_a_doubt(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.mail("peer1962@provider.example", f"Formulier {opened.ref}", "groet", ("f.docx", fill(opened.form, scores("x"))))
    p.round("2026-11-09 11:00")
    assert returned(p) == [0, 0, 0]
    assert len(p.folder("IFMS/Beoordelen")) == 1
    assert len(p.sent("decision-needed", SHE)) == 1
    p.round("2026-11-10 07:30")
    number = re.search(r"koppel%20(\d+)", said(p.sent("digest")[-1]).replace("\n", ""))[1]
    p.command(f"koppel {number} {opened.ref} {PEERS[4][1]}")
    p.round("2026-11-10 09:00")
    assert returned(p) == [1, 0, 0]
    assert p.folder("IFMS/Beoordelen") == []
    assert p.kinds(PEERS[4][1]) == ["form-received"]
    p.mail("peer1962@provider.example", "nog een keer", "", ("f.docx", fill(opened.form, scores("beter"))))
    p.round("2026-11-10 11:00")  # the address is known now
    assert returned(p) == [1, 0, 0]
    assert p.kinds(PEERS[4][1]) == ["form-received", "form-received"]


def test_dragging_ties_and_takes_back(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.mail(f"{PEERS[2][0]} <peer@provider.example>", "Zie bijlage", "", ("f.docx", fill(opened.form, scores("x"))),
           References="<ander@gesprek.example>")  # fmt: skip
    p.mail(f"{PEERS[3][0]} <{PEERS[3][1]}>", "Formulier", "", ("f.docx", fill(opened.form, scores("y"))))
    p.round("2026-11-09 11:00")
    counted = returned(p)[0]
    with p.account.connect() as client:
        client.select(f'"{opened.folder}"')
        _, found = client.uid("SEARCH", "FROM", PEERS[3][1])
        client.uid("MOVE", found[0].decode(), "INBOX")
    p.round("2026-11-09 12:00")
    assert returned(p)[0] == counted - 1
    assert len(p.folder("INBOX")) == 1
    with p.account.connect() as client:
        client.select("INBOX")
        client.uid("MOVE", "1:*", f'"{opened.folder}"')
    p.round("2026-11-09 13:00")
    assert returned(p)[0] == counted
    assert p.folder("INBOX") == []


def signed(asked: Received) -> bytes:
    """The statement as she sends it back: the same pages, written anew."""
    out = io.BytesIO()
    pypdf.PdfWriter(clone_from=io.BytesIO(next(iter(enclosures(parsed(asked)).values())))).write(out)
    return out.getvalue()


def test_ready_dossier_conversation_destruction(practice_run: Practice) -> None:
    p = practice_run
    opened = ready(p)
    assert p.kinds(SHE)[-2:] == ["ready", "digest"] or "ready" in p.kinds(SHE)
    assert len(p.sent("progress", JAN)) == 1
    dossiers = [m for m in p.folder(opened.folder) if m["X-Trajectbot"] == "dossier"]
    assert len(dossiers) == 1
    assert next(iter(enclosures(dossiers[0]).values())).startswith(b"%PDF")
    p.command(f"gesprek {opened.ref} 2026-12-10")
    p.round("2026-12-10 20:00")
    asked = p.sent("statement-to-sign", SHE)[0]
    p.reply(asked, f"A. de Vries <{SHE}>", "Bijgaand.", ("Verklaring getekend.pdf", signed(asked)))
    p.round("2026-12-10 21:00")
    statement = parsed(p.sent("statement", JAN)[0])
    assert next(iter(enclosures(statement).values())).startswith(b"%PDF")
    p.round("2027-06-07 09:00")
    assert p.sent("reregistration-question") == []
    p.round("2027-06-08 09:00")
    p.reply(p.sent("reregistration-question", JAN)[0], f"Jan Bakker <{JAN}>", "Ja, vorige week binnen.")
    p.round("2027-06-09 12:00")
    assert "destruction-reminder" in p.kinds(SHE)
    p.command(f"vernietig {opened.ref}")
    p.round("2027-06-10 12:00")
    assert p.folder(opened.folder) != []
    p.reply(p.sent("destruction-confirm", SHE)[0], f"A. de Vries <{SHE}>", "ja")
    p.round("2027-06-10 13:00")
    assert (state(p)["stage"], state(p)["destruction_at"]) == ("reregistered", "2027-06-12T08:30:00+02:00")
    p.round("2027-06-12 08:29")
    assert p.folder(opened.folder) != []
    p.round("2027-06-12 08:30")
    p.round("2027-06-14 09:00")
    assert not any(opened.ref in folder for folder in p.account.folders())
    assert p.kinds(JAN)[-1] == "destroyed"
    certificate = parsed(p.sent("destroyed-certificate", SHE)[0])
    assert next(iter(enclosures(certificate).values())).startswith(b"%PDF")
    assert state(p)["stage"] == "destroyed"
    send_form(p, opened, PEERS[0])
    p.mail(f"{PEERS[0][0]} <{PEERS[0][1]}>", f"Formulier [{opened.ref}]", "", ("f.docx", fill(opened.form, scores())))
    p.round("2027-06-17 13:00")
    assert p.kinds(PEERS[0][1])[-1] == "traject-closed"
    assert all(opened.ref not in str(m["Subject"]) for m in p.folder("INBOX"))


def test_a_form_before_its_list_is_kept_and_matched(practice_run: Practice) -> None:
    p = practice_run
    opened = start(p)
    send_form(p, opened, PEERS[0])
    p.round("2026-11-03 11:00")
    assert len(p.folder("IFMS/Beoordelen")) == 1
    send_list(p, opened)
    assert returned(p) == [1, 0, 0]
    assert p.folder("IFMS/Beoordelen") == []
    assert state(p)["decisions"] == []


def test_every_mail_has_the_headers_of_the_contract(practice_run: Practice) -> None:
    p = practice_run
    opened = ready(p)
    send_documents(p, opened)
    p.round("2026-11-25 09:00")
    for received in p.sent():
        mail = parsed(received)
        assert received.envelope_from == INFO
        assert f"<{INFO}>" in mail["From"]
        assert len(str(mail["To"]).split(",")) == 1
        assert mail["Auto-Submitted"] in ("auto-replied", "auto-generated")
        assert mail["X-Auto-Response-Suppress"] == "All"
        assert mail["X-Trajectbot"]
        assert mail.get_content_type() in ("multipart/alternative", "multipart/mixed")
    ids = [parsed(r)["Message-ID"] for r in p.sent()]
    assert len(set(ids)) == len(ids)
    assert all(f"[{opened.ref}]" in decoded(parsed(r)["Subject"]) for r in p.sent(to=JAN))


def test_no_mail_but_hers_carries_what_a_form_says(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    for number, person in enumerate((*PEERS[:5], *DOCTORS[:5], *OTHERS[:5])):
        send_form(p, opened, person, f"KANARIE{number} zegt het anders")
    send_documents(p, opened)
    p.now = at("2026-11-20 10:00")
    p.round("2026-11-20 10:00")
    assert "ready" in p.kinds(SHE)
    assert not any(b"KANARIE" in r.raw or "KANARIE" in said(r) for r in p.sent())
    to_jan = " ".join(
        said(r) for r in p.sent(to=JAN) if parsed(r)["X-Trajectbot"] not in ("list-received", "correction-received")
    )
    assert not any(name in to_jan or address in to_jan for name, address, _ in (*PEERS, *DOCTORS, *OTHERS))

"""After the conversation: the statement, the report, the years that follow, and her absence, as she and he see it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pypdf
import pytest
from docx import Document as WordDocument
from PIL import Image
from support.servers.dovecot import Account
from support.servers.smtp import Received, SmtpServer
from support.stories.canaries import files_of, mails_of, sees
from support.stories.closing import destroy
from support.stories.dialogue import Opened, collecting, ready, send_form, start
from support.stories.people import PEERS, fill, scores
from support.stories.practice import JAN, SHE, Practice, decoded, enclosures, parsed, practice, text_of

from bot.shell.operator.status import state as states

HER, HIM = f"A. de Vries <{SHE}>", f"Jan Bakker <{JAN}>"
CANARY = "kanarieverslag"


@pytest.fixture
def signed_practice(tmp_path: Path, account: Account, smtp_server: SmtpServer) -> Iterator[Practice]:
    """With signature, logo, place and BIG number configured."""
    for name, colour in (("signature.png", "navy"), ("logo.png", "purple")):
        Image.new("RGB", (300, 100), colour).save(tmp_path / name)
    more = {
        "TRAJECTBOT__PRACTICE__PLACE": "Utrecht",
        "TRAJECTBOT__PRACTICE__LOGO_FILE": "logo.png",
        "TRAJECTBOT__PRACTITIONER__SIGNATURE_FILE": "signature.png",
        "TRAJECTBOT__PRACTITIONER__BIG_NUMBER": "49012345601",
    }
    with practice(tmp_path, account, smtp_server, environ=more) as p:
        yield p


def words(received: Received) -> str:
    return " ".join(text_of(parsed(received)).split())


def pdf_of(received: Received) -> bytes:
    return next(data for name, data in enclosures(parsed(received)).items() if name.endswith(".pdf"))


def read(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def told_her(p: Practice) -> str:
    return words(p.sent("command-result", SHE)[-1])


def report(*lines: str) -> bytes:
    return paper("Verslag IFMS-gesprek", *lines)


def paper(heading: str, *lines: str) -> bytes:
    word, out = WordDocument(), io.BytesIO()
    word.add_heading(heading)
    for line in lines:
        word.add_paragraph(line)
    word.save(out)
    return out.getvalue()


def stage(p: Practice) -> str:
    return str(states(p.app.workshop.ledger, p.now)[0]["stage"])


def held(p: Practice, when: str = "2026-12-10 20:00") -> Opened:
    opened = ready(p)
    p.command(f"gesprek {opened.ref} 2026-12-10")
    p.round(when)
    return opened


def test_a_signed_statement_goes_to_him_at_once(signed_practice: Practice) -> None:
    p = signed_practice
    opened = ready(p)
    p.mail(
        HIM,
        f"Nog iets [{opened.ref}]",
        "Ik ben er woensdag niet.\n\nMet vriendelijke groet,\nJan Bakker\nBIG 19012345601",
    )
    p.round("2026-11-25 09:00")
    p.command(f"gesprek {opened.ref} 2026-12-10")
    p.round("2026-12-10 20:00")
    (sent,) = p.sent("statement", JAN)
    text = read(pdf_of(sent))
    assert [w for w in ("Verklaring deelname evaluatie individueel functioneren", "Utrecht, 10 december 2026", "19012345601", "49012345601") if w not in text] == []  # fmt: skip
    assert len(pypdf.PdfReader(io.BytesIO(pdf_of(sent))).pages[0].images) == 2
    assert p.sent("statement-to-sign", SHE) == []
    assert "19012345601" in told_her(p)
    p.command(f"gesprek {opened.ref} 2026-12-10")
    p.round("2026-12-11 09:00")
    assert len(p.sent("statement", JAN)) == 1
    assert "niet opnieuw" in told_her(p)


def test_an_employees_statement_goes_with_the_employers_form(signed_practice: Practice) -> None:
    p = signed_practice
    opened = start(p, command=f"start {JAN} Jan Bakker loondienst")
    p.command(f"gesprek {opened.ref} 2026-12-10")
    p.round("2026-12-10 20:00")
    (sent,) = p.sent("statement", JAN)
    text = read(pdf_of(sent))
    assert "werkgever" in text
    assert "zelfevaluatie" not in text  # none came in
    assert "werkgever" in words(sent)
    assert "BIG-nummer niet" in words(sent)


def test_without_a_signature_she_signs_and_her_reply_sends_it_on(practice_run: Practice) -> None:
    p = practice_run
    held(p)
    assert p.sent("statement", JAN) == []
    (asked,) = p.sent("statement-to-sign", SHE)
    before = len(p.sent("command-result", SHE))
    p.reply(asked, HER, "", ("Verklaring van deelname.pdf", pdf_of(asked)))
    p.round("2026-12-11 09:00")
    assert p.sent("statement", JAN) == []
    assert "zonder handtekening" in told_her(p)
    assert len(p.sent("command-result", SHE)) == before + 1
    scan = io.BytesIO()
    Image.new("RGB", (1240, 1754), "white").save(scan, "PDF")
    p.reply(asked, HER, "", ("scan.pdf", scan.getvalue()))
    p.round("2026-12-11 10:00")
    (sent,) = p.sent("statement", JAN)
    assert enclosures(parsed(sent)) == {"scan.pdf": scan.getvalue()}
    assert len(p.sent("command-result", SHE)) == before + 2
    assert "gaat naar de specialist" in told_her(p)
    assert stage(p) == "held"


def test_the_statement_and_the_report_in_one_reply_go_each_as_what_it_is(practice_run: Practice) -> None:
    p = practice_run
    held(p)
    (asked,) = p.sent("statement-to-sign", SHE)
    scan = io.BytesIO()
    Image.new("RGB", (1240, 1754), "white").save(scan, "PDF")
    verslag = report("Wij spraken over de ontwikkeling in het werk.")
    files = ("verklaring getekend.pdf", scan.getvalue()), ("Verslag.docx", verslag)
    p.reply(asked, HER, "Hierbij de getekende verklaring en het verslag", *files)
    p.round("2026-12-11 09:00")
    (statement,), (sent,) = p.sent("statement", JAN), p.sent("report", JAN)
    assert enclosures(parsed(statement)) == {"verklaring getekend.pdf": scan.getvalue()}
    assert enclosures(parsed(sent)) == {"Verslag.docx": verslag}
    assert stage(p) == "reported"


def test_a_conversation_on_record_is_moved_on_her_word_and_the_new_statement_says_so(
    signed_practice: Practice,
) -> None:
    p = signed_practice
    held(p)
    p.command("gesprek Bakker gevoerd")
    p.round("2026-12-17 10:00")
    assert len(p.sent("statement", JAN)) == 1
    assert "10 december 2026" in told_her(p)
    p.command("gesprek Bakker 11 december")
    p.round("2026-12-17 11:00")
    assert len(p.sent("statement", JAN)) == 1
    p.reply(p.sent("confirm-request", SHE)[-1], HER, "ja")
    p.round("2026-12-17 12:00")
    assert len(p.sent("statement", JAN)) == 2
    assert "vervangt die van 10 december 2026" in words(p.sent("statement", JAN)[-1])
    assert "11 december 2026" in read(pdf_of(p.sent("statement", JAN)[-1]))


def test_a_file_that_waits_for_her_yes_goes_no_more_once_the_right_one_went(practice_run: Practice) -> None:
    p = practice_run
    held(p)
    (asked,) = p.sent("statement-to-sign", SHE)
    p.reply(asked, HER, "", ("rekening.pdf", paper("Factuur 2026-11", "Bedrag 485 euro")))
    p.round("2026-12-11 09:00")
    (confirm,) = p.sent("confirm-request", SHE)
    scan = io.BytesIO()
    Image.new("RGB", (1240, 1754), "white").save(scan, "PDF")
    p.reply(asked, HER, "", ("scan.pdf", scan.getvalue()))
    p.round("2026-12-11 10:00")
    p.reply(confirm, HER, "ja")
    p.round("2026-12-11 11:00")
    (sent,) = p.sent("statement", JAN)
    assert list(enclosures(parsed(sent))) == ["scan.pdf"]
    assert "Sinds u dit bestand stuurde, is er een ander naar de specialist gegaan" in told_her(p)
    p.reply(asked, HER, "", ("rekening.pdf", paper("Factuur 2026-11", "Bedrag 485 euro")))
    p.round("2026-12-11 12:00")
    p.reply(p.sent("confirm-request", SHE)[-1], HER, "ja")
    p.round("2026-12-11 13:00")
    assert [list(enclosures(parsed(s))) for s in p.sent("statement", JAN)] == [["scan.pdf"], ["rekening.pdf"]]


def test_a_signed_one_in_a_mail_of_its_own(practice_run: Practice) -> None:
    p = practice_run
    opened = held(p)
    signed = io.BytesIO()
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_of(p.sent("statement-to-sign", SHE)[0])))
    writer.write(signed)
    p.mail(HER, f"verklaring {opened.ref}", "", ("Verklaring getekend.pdf", signed.getvalue()))
    p.round("2026-12-11 09:00")
    (sent,) = p.sent("statement", JAN)
    assert list(enclosures(parsed(sent)).values()) == [signed.getvalue()]


def test_the_report_goes_to_him_and_nothing_of_it_is_kept(practice_run: Practice) -> None:
    p = practice_run
    opened = held(p)
    file = report("Beste Jan,", f"Wij bespraken uw {CANARY}.", "Dr. A. de Vries")
    p.mail(HER, f"verslag {opened.ref}", "", ("Verslag gesprek.docx", file))
    p.round("2026-12-17 10:00")
    (sent,) = p.sent("report", JAN)
    assert enclosures(parsed(sent)) == {"Verslag gesprek.docx": file}
    assert stage(p) == "reported"
    assert sees(sent.raw, CANARY.encode())
    assert [m[:80] for m in mails_of(p) if sees(m, CANARY.encode())] == []
    assert [f for f, data in files_of(p).items() if sees(data, CANARY.encode())] == []
    kept = [m for m in p.folder("IFMS/Trajecten/.*/Correspondentie") if m["X-Trajectbot"] == "report"]
    assert ["bewaren er niets van" in text_of(m) for m in kept] == [True]
    before = len(p.sent())
    p.round("2026-12-17 11:00")
    assert len(p.sent()) == before


@pytest.mark.parametrize(
    "lines",
    [(f"{PEERS[0][0]} vindt dat u goed luistert.",), ("P. de Vries was kritisch.",), (f"Zie {PEERS[0][1]}",)],
)
def test_a_report_that_names_a_respondent_does_not_go(practice_run: Practice, lines: tuple[str, ...]) -> None:
    p = practice_run
    opened = held(p)
    p.mail(HER, f"verslag {opened.ref}", "", ("Verslag.docx", report(*lines)))
    p.round("2026-12-17 10:00")
    assert (p.sent("report"), p.sent("confirm-request"), stage(p)) == ([], [], "held")
    assert f"noemt een respondent: {PEERS[0][0]}" in told_her(p)


def test_a_dossier_or_a_form_does_not_go(practice_run: Practice) -> None:
    p = practice_run
    opened = held(p)
    dossiers = [m for m in p.folder(f"IFMS/Trajecten/{opened.ref} Jan Bakker") if m["X-Trajectbot"] == "dossier"]
    dossier = next(iter(enclosures(dossiers[-1]).values()))
    p.mail(HER, f"verslag {opened.ref}", "", ("Verslag gesprek.pdf", dossier))
    p.round("2026-12-17 10:00")
    assert "stuk van de praktijk zelf" in told_her(p)
    p.mail(HER, f"verslag {opened.ref}", "", ("Verslag gesprek.docx", opened.form))
    p.round("2026-12-17 10:10")
    assert "is een formulier" in told_her(p)
    assert (p.sent("report"), stage(p)) == ([], "held")


def test_what_may_be_something_else_goes_after_one_yes(practice_run: Practice) -> None:
    p = practice_run
    opened = held(p)
    letter = WordDocument()
    letter.add_paragraph("Beste Jan, dank voor het goede gesprek over uw ontwikkeling van vorige week.")
    out = io.BytesIO()
    letter.save(out)
    p.mail(HER, f"verslag {opened.ref}", "", ("brief.docx", out.getvalue()))
    p.round("2026-12-17 10:00")
    assert p.sent("report") == []
    assert "blijkt niet" in told_her(p)
    p.reply(p.sent("confirm-request", SHE)[-1], HER, "ja")
    p.round("2026-12-17 10:10")
    (sent,) = p.sent("report", JAN)
    assert enclosures(parsed(sent)) == {"brief.docx": out.getvalue()}
    assert stage(p) == "reported"


def test_an_unproved_report_goes_after_her_word(practice_run: Practice) -> None:
    p = practice_run
    opened = held(p)
    p.authenticated = False
    p.mail(HER, f"verslag {opened.ref}", "", ("Verslag.docx", report("Wij spraken over plannen.")))
    p.round("2026-12-17 10:00")
    assert p.sent("report") == []
    asked = p.sent("confirm-request", SHE)[-1]
    assert f"> verslag {opened.ref} " in f"{words(asked)} "
    assert "Met die opdracht kwam mee: “Verslag.docx”." in words(asked)
    assert "#" not in words(asked)
    p.reply(asked, HER, "ja")
    p.round("2026-12-17 10:10")
    assert len(p.sent("report", JAN)) == 1


def test_one_mails_files_go_to_one_specialist(practice_run: Practice) -> None:
    p = practice_run
    opened = held(p)
    p.command("start e.groen@ziekenhuis.example Eva Groen")
    p.round("2026-12-11 09:00")
    eva = str(parsed(p.sent("traject-started", "e.groen@ziekenhuis.example")[0])["Subject"])[1:8]
    p.command(f"gesprek {eva} 2026-12-11")
    p.round("2026-12-11 10:00")
    p.mail(HER, f"verslag {opened.ref}", f"verslag {eva}", ("Verslag.docx", report("Wij spraken over plannen.")))
    p.round("2026-12-17 10:00")
    assert [r.recipient for r in p.sent("report")] == [JAN]
    assert "één specialist" in told_her(p)


def test_follow_ups_go_on_after_the_destruction_until_the_last_one(practice_run: Practice) -> None:
    p = practice_run
    opened = held(p)
    p.command(f"herregistratie {opened.ref} 2027-05-01")
    p.round("2026-12-11 09:00")
    destroy(p, opened.ref, "2027-06-10 10:00")
    assert "volgend traject" in words(p.sent("destroyed", JAN)[0])
    for day in ("2027-12-10", "2028-12-11", "2029-12-10", "2030-12-10", "2031-12-10"):
        for hour in ("07:00", "09:00", "10:00"):
            p.round(f"{day} {hour}")
    after = [r for r in p.sent(to=JAN) if parsed(r)["X-Trajectbot"].startswith("followup")]
    assert [parsed(r)["X-Trajectbot"] for r in after] == ["followup-yearly"] * 3 + ["followup-cycle"]
    assert "1 mei 2032" in words(after[-1])
    with p.app.workshop.book() as book:
        assert book.meta_sealed(f"destroyed/{opened.ref}") is None
    p.reply(after[-1], HIM, "Ja graag, wanneer kunnen we bellen?")
    p.round("2030-12-11 09:00")
    p.round("2030-12-12 09:00")
    assert "start%20j.bakker" in text_of(parsed(p.sent("digest", SHE)[-1])).replace("\n", "")


def test_one_word_ends_them_after_the_destruction_too(practice_run: Practice) -> None:
    p = practice_run
    opened = held(p)
    destroy(p, opened.ref, "2027-06-10 10:00")
    p.round("2027-12-10 09:00")
    p.reply(p.sent("followup-yearly", JAN)[0], HIM, "Stop")
    p.round("2027-12-10 10:00")
    with p.app.workshop.book() as book:
        assert book.meta_sealed(f"destroyed/{opened.ref}") is None
    for day in ("2028-12-11", "2030-12-10"):
        p.round(f"{day} 09:00")
    assert len([r for r in p.sent(to=JAN) if parsed(r)["X-Trajectbot"].startswith("followup")]) == 1


def test_who_refused_before_the_destruction_is_not_kept(practice_run: Practice) -> None:
    p = practice_run
    opened = held(p)
    p.mail(HIM, f"Berichten [{opened.ref}]", "Ik wil na dit traject geen berichten meer ontvangen.")
    p.round("2026-12-14 09:00")
    destroy(p, opened.ref, "2027-06-10 10:00")
    proof = read(pdf_of(p.sent("destroyed-certificate", SHE)[0]))
    assert "blijven naam, e-mailadres" not in proof
    assert "volgend traject" not in words(p.sent("destroyed", JAN)[0])
    with p.app.workshop.book() as book:
        assert book.meta_sealed(f"destroyed/{opened.ref}") is None


def test_while_she_is_away_her_digests_are_gathered_and_who_asks_is_told(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.command("afwezig tot 16 november")
    p.round("2026-11-09 10:00")
    assert "Tot maandag 16 november krijgt u geen overzicht" in told_her(p)
    before = len(p.sent("digest"))
    p.mail(HIM, f"Vraag [{opened.ref}]", "Kan ik ook mijn secretaresse in deze lijst noemen als patiënt?")
    send_form(p, opened, PEERS[0])
    p.round("2026-11-10 09:00")
    p.mail(HIM, f"Nog een vraag [{opened.ref}]", "En wat vindt u van een huisarts op deze lijst?")
    p.round("2026-11-11 09:00")
    assert [decoded(parsed(r)["Subject"]) for r in p.sent("away")] == [f"[{opened.ref}] Afwezig tot 16 november 2026"]
    assert len(p.sent("digest")) == before
    p.round("2026-11-16 09:00")
    (digest,) = p.sent("digest")[before:]
    assert "formulier ontvangen" in words(digest)
    p.mail(HIM, f"Derde vraag [{opened.ref}]", "En wat vindt u van een apotheker op deze lijst?")
    p.round("2026-11-16 10:00")
    assert len(p.sent("away")) == 1


def test_while_she_is_away_she_is_asked_at_once_only_what_cannot_wait(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.command("afwezig tot 16 november")
    p.round("2026-11-09 10:00")
    p.mail(HIM, f"Vraag [{opened.ref}]", "Kan ik ook mijn secretaresse in deze lijst noemen als patiënt?")
    p.round("2026-11-10 09:00")
    assert p.sent("decision-needed") == []
    name, address, _ = PEERS[1]
    p.mail(
        f"{name} <{address}>",
        f"Inzage [{opened.ref}]",
        "Graag ontvang ik inzage in alle gegevens die u van mij bewaart.",
    )
    p.round("2026-11-10 10:00")
    assert len(p.sent("decision-needed")) == 1
    name, address, _ = PEERS[2]
    p.mail(f"{name} <{address}>", f"Zorgen [{opened.ref}]", "Ik maak mij zorgen: ik denk aan suïcide van deze collega.")
    p.round("2026-11-11 09:00")
    assert len(p.sent("decision-needed")) == 2
    name, address, _ = PEERS[3]  # a form that counts, and grave words around it
    form = ("f.docx", fill(opened.form, scores()))
    p.mail(f"{name} <{address}>", f"Formulier [{opened.ref}]", "Hierbij. Hij heeft mij bedreigd.", form)
    p.round("2026-11-12 09:00")
    assert len(p.sent("decision-needed")) == 3
    p.round("2026-11-16 09:00")
    assert len(p.sent("decision-needed")) == 3
    assert words(p.sent("digest")[-1]).count("De specialist stelt een vraag") == 1
    p.mail(HIM, f"Derde vraag [{opened.ref}]", "En wat vindt u van een apotheker op deze lijst?")
    p.round("2026-11-16 10:00")
    assert len(p.sent("decision-needed")) == 4


def test_doing_without_his_plan_makes_it_ready(practice_run: Practice) -> None:
    p = practice_run
    opened = start(p)
    p.command(f"zonder pop {opened.ref}", f"zonder zelfevaluatie {opened.ref}")
    p.round("2026-11-03 11:00")
    p.round("2026-11-10 09:00")
    (asked,) = p.sent("documents-reminder", JAN)
    assert decoded(parsed(asked)["Subject"]).endswith("Stuurt u ons nog uw respondentenlijst?")
    assert message_from_bytes(asked.raw)["X-Trajectbot"] == "documents-reminder"


def test_a_report_about_another_specialist_goes_after_her_word_only(practice_run: Practice) -> None:
    p = practice_run
    opened = held(p)
    p.command("start p.zwart@kliniek.example Piet Zwart")
    p.round("2026-12-17 09:30")
    p.mail(HER, f"verslag {opened.ref}", "", ("Verslag.docx", report("Dit is het verslag over Piet Zwart.")))
    p.round("2026-12-17 10:00")
    assert p.sent("report") == []
    assert "noemt Piet Zwart, van een ander traject, en niet deze specialist" in words(
        p.sent("command-result", SHE)[-1]
    )
    p.reply(p.sent("confirm-request", SHE)[-1], HER, "ja")
    p.round("2026-12-17 10:10")
    assert len(p.sent("report", JAN)) == 1

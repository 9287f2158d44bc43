"""A whole traject that she steers from her phone: she taps buttons, replies a line, and drags; she types no reference."""

from __future__ import annotations

import io

from docx import Document as WordDocument
from PIL import Image
from support.servers.smtp import Received
from support.stories.dialogue import Opened, send_documents, send_form, send_list
from support.stories.people import DOCTORS, OTHERS, PEERS, fill, scores
from support.stories.phone import Phone, buttons
from support.stories.practice import JAN, SHE, Practice, enclosures, parsed, text_of

from bot.shell.operator.status import state as states

HIM = f"Jan Bakker <{JAN}>"


def stage(p: Practice) -> str:
    return str(states(p.app.workshop.ledger, p.now)[0]["stage"])


def words(received: Received) -> str:
    return " ".join(text_of(parsed(received)).split())


def last(p: Practice, kind: str) -> Received:
    return p.sent(kind, SHE)[-1]


def well(p: Practice, when: str, *said: str) -> None:
    """What she did has an answer, and all of it was done."""
    before = len(p.sent("command-result", SHE))
    p.round(when)
    answers = " ".join(words(r) for r in p.sent("command-result", SHE)[before:])
    assert "Niet gedaan" not in answers
    assert len(p.sent("command-result", SHE)) == before + 1
    assert [one for one in said if one not in answers] == []


def received(p: Practice) -> int:
    return sum(g["received"] for g in states(p.app.workshop.ledger, p.now)[0]["groups"])


def begun(p: Practice, phone: Phone) -> Opened:
    """An enquiry stands in her overview; she taps, he sends his list."""
    p.mail(HIM, "IFMS-traject", "Graag een IFMS-traject bij u.")
    p.round("2026-11-02 10:00")
    p.round("2026-11-03 07:30")
    phone.tap(last(p, "digest"), "Start traject")
    well(p, "2026-11-03 08:00", "Jan Bakker")
    started = p.sent("traject-started", JAN)[0]
    files = enclosures(parsed(started))
    named = {word: data for name, data in files.items() for word in name.split() if name.endswith("docx")}
    opened = Opened(
        str(parsed(started)["Subject"])[1:8], started, named["Feedbackformulier"], named["Zelfevaluatie"], named["POP"]
    )
    send_list(p, opened)
    return opened


def test_a_traject_is_steered_with_a_phones_mail_program_and_nothing_else(practice_run: Practice) -> None:
    p = practice_run
    phone = Phone(p)
    opened = begun(p, phone)

    def from_home(person: tuple[str, str, str], address: str, said: str) -> None:
        form = ("f.docx", fill(opened.form, scores(said)))
        p.mail(f"{person[0]} <{address}>", "Feedback", "Zie bijlage.", form)

    # three forms from addresses at home: a tap, a word, a drag
    from_home(PEERS[0], "devries1962@provider.example", "kanarie-een")
    p.round("2026-11-05 09:00")
    asked = last(p, "decision-needed")
    (label,) = [text for text, command in buttons(asked) if PEERS[0][0] in text]
    phone.tap(asked, label)
    well(p, "2026-11-05 09:30", PEERS[0][0])
    from_home(PEERS[1], "berg@provider.example", "kanarie-twee")
    p.round("2026-11-05 10:00")
    phone.reply(last(p, "decision-needed"), "De eerste graag")
    well(p, "2026-11-05 10:30", PEERS[1][0])
    assert received(p) == 2
    from_home(PEERS[2], "smit@provider.example", "kanarie-drie")
    p.round("2026-11-05 11:00")
    (mail,) = [raw for _, raw in p.account.mails("IFMS/Beoordelen")]
    phone.drag(mail[-60:], "IFMS/Beoordelen", opened.folder)
    p.round("2026-11-05 11:30")
    assert received(p) == 3

    # a stranger's mail is dragged away; two questions are put aside by their place in the mail
    p.mail("Piet Onbekend <onbekend@elders.example>", f"Vraag [{opened.ref}]", "Mag ik ook iets zeggen over deze arts?")
    p.round("2026-11-06 09:00")
    (mail,) = [raw for _, raw in p.account.mails("IFMS/Beoordelen")]
    phone.drag(mail[-40:], "IFMS/Beoordelen", "INBOX")
    p.round("2026-11-06 09:30")
    for name in ("Een", "Twee", "Drie"):
        p.mail(f"Iemand {name} <{name.lower()}@elders.example>", f"Vraag [{opened.ref}]", f"Wat is dit, vraagt {name}?")
    p.round("2026-11-06 10:00")
    phone.reply(last(p, "decision-needed"), "negeer de eerste en de derde")
    before = len(p.sent("command-result", SHE))
    p.round("2026-11-06 10:30")
    assert len(p.sent("command-result", SHE)) == before + 1
    assert words(last(p, "command-result")).count("Gedaan.") == 2
    with p.app.workshop.book() as book:
        (left,) = book.questions()
    assert "Twee" in left.who
    phone.reply(last(p, "command-result"), f"Negeer nummer {left.number}.")
    well(p, "2026-11-06 11:00")

    # all is in; she offers moments, he chooses, it is held, she signs and reports
    for person in (*PEERS[3:], *DOCTORS[:5], *OTHERS[:5]):
        send_form(p, opened, person)
    send_documents(p, opened)
    p.round("2026-11-24 10:00")
    assert stage(p) == "ready"
    phone.reply(last(p, "ready"), "Plan donderdag 3 december 14.00 of vrijdag 4 december half tien")
    well(p, "2026-11-24 10:30", "Jan Bakker")
    p.reply(p.sent("date-options", JAN)[0], HIM, "De tweede graag.")
    p.round("2026-11-24 11:00")
    assert stage(p) == "planned"
    p.round("2026-12-08 07:30")
    phone.tap(last(p, "decision-needed"), "Gesprek gevoerd")
    well(p, "2026-12-08 09:00")
    asked = last(p, "statement-to-sign")
    scan = io.BytesIO()
    Image.new("RGB", (1240, 1754), "white").save(scan, "PDF")
    phone.reply(asked, "Getekend", ("scan.pdf", scan.getvalue()))
    p.round("2026-12-08 10:00")
    phone.reply(last(p, "statement-to-sign"), "verslag", ("Verslag gesprek.docx", report()))
    p.round("2026-12-08 11:00")
    assert [k for k in p.kinds(JAN) if k in ("statement", "report")] == ["statement", "report"]

    # the end: tapped, confirmed with a word, thought better of, and confirmed again
    phone.reply(last(p, "command-result"), "Seintje")
    well(p, "2027-02-01 09:00")
    phone.tap(last(p, "destruction-reminder"), "Vernietigen")
    p.round("2027-02-01 10:00")
    phone.reply(last(p, "destruction-confirm"), "Ja")
    well(p, "2027-02-01 10:30")
    phone.reply(last(p, "command-result"), "Toch niet")
    well(p, "2027-02-01 11:00", "Jan Bakker")
    phone.tap(last(p, "destruction-reminder"), "Vernietigen")
    p.round("2027-02-01 12:30")
    phone.reply(last(p, "destruction-confirm"), "ja graag")
    well(p, "2027-02-01 13:30")
    p.round("2027-02-03 08:30")
    assert stage(p) == "destroyed"
    assert p.sent("confirm-request", SHE) == []  # her mail server vouches for her


def report() -> bytes:
    word, out = WordDocument(), io.BytesIO()
    word.add_heading("Verslag IFMS-gesprek")
    word.add_paragraph("Wij spraken over de ontwikkeling in het werk.")
    word.save(out)
    return out.getvalue()


def test_nobody_vouches_for_her_and_a_word_still_does(practice_run: Practice) -> None:
    """The same phone where no server proves who she is: each thing that she does is confirmed with *ja*."""
    p = practice_run
    phone = Phone(p)
    opened = begun(p, phone)
    p.authenticated = False
    phone.writes("pauzeer Bakker tot overmorgen en status Bakker")
    p.round("2026-11-05 09:00")
    (asked,) = p.sent("confirm-request", SHE)
    assert f"pauzeer {opened.ref} tot 2026-11-07" in words(asked)
    phone.reply(asked, "ja")
    well(p, "2026-11-06 09:00", "7 november 2026")
    assert stage(p) == "paused"


def test_a_form_that_is_dragged_to_the_correspondence_is_still_asked_about(practice_run: Practice) -> None:
    """To file a form does not tell whose it is: its question stays, and the drag to the traject's folder answers it."""
    p = practice_run
    phone = Phone(p)
    opened = begun(p, phone)
    p.mail("P. Smit <smit@provider.example>", "Feedback", "Zie bijlage.", ("f.docx", fill(opened.form, scores("een"))))
    p.mail("Iemand <iemand@elders.example>", f"Vraag [{opened.ref}]", "Mag ik ook iets zeggen over deze arts?")
    p.round("2026-11-05 11:00")
    for mail in (b"smit@provider.example", b"iemand@elders.example"):
        phone.drag(mail, "IFMS/Beoordelen", f"{opened.folder}/Correspondentie")
    p.round("2026-11-05 11:30")
    with p.app.workshop.book() as book:
        (left,) = book.questions()
    assert "smit" in left.who
    assert received(p) == 0
    p.round("2026-11-06 08:00")
    assert "smit@provider.example" in words(last(p, "digest"))
    phone.drag(b"From: P. Smit", f"{opened.folder}/Correspondentie", opened.folder)
    p.round("2026-11-06 09:00")
    assert received(p) == 1
    with p.app.workshop.book() as book:
        assert not book.questions()


def test_a_verb_alone_in_reply_to_an_overview_of_several_trajects_changes_none(practice_run: Practice) -> None:
    p = practice_run
    phone = Phone(p)
    begun(p, phone)
    p.command("start e.wit@kliniek.example Els Wit")
    p.round("2026-11-05 09:00")
    p.round("2026-11-06 08:00")
    digest = last(p, "digest")
    assert {"Jan Bakker", "Els Wit"} <= {name for name in ("Jan Bakker", "Els Wit") if name in words(digest)}
    before = stages(p)
    for n, line in enumerate(("stop", "pauzeer", "herinner", "pauzeer tot 20 november", "akkoord")):
        phone.reply(digest, line)
        sent = len(p.sent("command-result", SHE))
        p.round(f"2026-11-06 09:{n:02}")
        assert len(p.sent("command-result", SHE)) == sent + 1
        assert "Gedaan." not in words(last(p, "command-result")), line
        assert stages(p) == before, line


def stages(p: Practice) -> list[str]:
    return [str(one["stage"]) for one in states(p.app.workshop.ledger, p.now)]

"""What forms say, who sent them and when reaches nobody but the practitioner, whatever anybody does (F)."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from email.message import Message
from pathlib import Path

import pytest
from docx import Document as WordDocument
from pypdf import PdfReader
from support.hostile.aftermath import VICTIMS, Scene, headers_of, scene
from support.servers import smtp
from support.servers.dovecot import Dovecot
from support.servers.smtp import Received
from support.stories.dialogue import Opened, collecting, send_documents, start
from support.stories.people import DOCTORS, OTHERS, PEERS, bounce_of, fill, scores
from support.stories.practice import JAN, SHE, Practice, decoded, enclosures, kind_of, parsed, practice, text_of

from bot.core.traject.value import Outcome

GIVERS = (*PEERS[:5], *DOCTORS[:5], *OTHERS[:5])
Person = tuple[str, str, str]


@pytest.fixture
def quiet(tmp_path: Path, dovecot: Dovecot, certificates: Path) -> Iterator[Scene]:
    """A traject with its list, and nothing else yet."""
    with scene(tmp_path, dovecot, certificates) as played:
        yield played


def everything(received: Received) -> str:
    """All that a mail says: headers, bodies, and the words of its files."""
    message = parsed(received)
    parts = [f"{name}: {decoded(str(value))}" for name, value in message.items()]
    for part in message.walk():
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and part.get_content_maintype() == "text":
            parts.append(payload.decode(errors="replace"))
    for name, data in enclosures(message).items():
        words = "".join(p.extract_text() for p in PdfReader(io.BytesIO(data)).pages) if name.endswith(".pdf") else ""
        parts += [name, words, data.decode("latin-1")]
    return "\n".join(parts)


def with_author(form: bytes, author: str) -> bytes:
    """The form as Word saved it, with its author's name in its properties."""
    word, out = WordDocument(io.BytesIO(form)), io.BytesIO()
    word.core_properties.author = word.core_properties.last_modified_by = author
    word.save(out)
    return out.getvalue()


def test_h91_h92_h93_h102_no_trace_of_a_form_in_any_mail_to_others(quiet: Scene) -> None:
    p, opened = quiet.p, quiet.opened
    for number, (name, address, _) in enumerate(VICTIMS[:6]):
        file = with_author(fill(opened.form, scores(f"KANARIE-TEKST-{number}")), f"KANARIE-AUTEUR-{number}")
        more = {"Received": f"from KANARIE-HOST-{number} by mx", "X_Originating_IP": f"KANARIE-IP-{number}"}
        body = f"Beste, KANARIE-BRIEF-{number}: zie bijlage."
        p.mail(
            f"{name} <{address}>", f"KANARIE-ONDERWERP-{number}", body, (f"KANARIE-BESTAND-{number}.docx", file), **more
        )
    p.mail(f"{VICTIMS[7][0]} <{VICTIMS[7][1]}>", "Vraag", "KANARIE-VRAAG: moet dit voor de kerst?")
    p.mail(f"{VICTIMS[8][0]} <{VICTIMS[8][1]}>", "Nee", "KANARIE-NEE helaas lukt het mij niet om mee te doen.")
    send_documents(p, opened)
    p.round("2026-11-05 10:00")
    p.round("2026-11-06 07:30")
    p.round("2026-11-11 08:30")
    assert len(p.sent("form-received")) == 6
    leaks = [(kind_of(r), r.recipient) for r in p.sent() if r.recipient != SHE and "KANARIE" in everything(r)]
    assert leaks == []
    to_her = [r for r in p.sent(to=SHE) if re.search("KANARIE-(TEKST|BRIEF|AUTEUR|HOST|IP|VRAAG|NEE)", everything(r))]
    assert to_her == []


def test_h98_one_recipient_a_mail(quiet: Scene) -> None:
    p = quiet.p
    name, address, _ = VICTIMS[0]
    p.mail(f"{name} <{address}>", "Formulier", "", quiet.form(), Cc="baas@ziekenhuis.example, dief@elders.example")
    p.round("2026-11-05 10:00")
    p.round("2026-11-11 08:30")
    assert len(p.sent("respondent-reminder")) > 10
    for received in p.sent():
        assert re.findall(r"[\w.+-]+@[\w.-]+", str(parsed(received)["To"])) == [received.recipient]
        assert not headers_of(received) & {"cc", "bcc", "resent-to"}


@pytest.mark.parametrize("where", ["Cc", "To"])
def test_h97_the_specialist_in_cc_is_an_incident(quiet: Scene, where: str) -> None:
    name, address, _ = quiet.victim("h97")
    raw = quiet.p.write(f"{name} <{address}>", "Formulier", "", quiet.form(), Cc=f"Jan Bakker <{JAN.upper()}>")
    if where == "To":
        raw = raw.replace(b"\nCc: ", b"\nX-Was: ").replace(b"\nTo: ", f"\nTo: {JAN}, ".encode())
    quiet.deliver("h97", raw)
    quiet.play("2026-11-05 10:00")
    assert quiet.outcome("h97") is Outcome.FORM
    assert quiet.kinds_to(SHE).count("incident") == 1
    assert quiet.kinds_to(JAN) == []
    assert quiet.kinds_to(address) == ["form-received"]
    incident = next(r for r in quiet.sent() if kind_of(r) == "incident")
    told = " ".join(text_of(parsed(incident)).split())
    assert address in told  # and where it lies; never its subject or its words
    assert "map van het traject" in told
    assert "Formulier" not in told


def test_h97_what_happens_in_one_round_is_one_alert(quiet: Scene) -> None:
    for number in range(22):
        about = (JAN, f"Jan Bakker via Outlook <x{number}@elders.example>")[number % 2]
        name, address, _ = VICTIMS[number % len(VICTIMS)]
        quiet.p.mail(f"{name} <{address}>", f"Vraag {number}", "Zal ik ook over de nachtdienst schrijven?", Cc=about)
    quiet.play("2026-11-05 10:00")
    (alert,) = [r for r in quiet.sent() if kind_of(r) == "incident"]
    told = " ".join(text_of(parsed(alert)).split())
    assert (told.count("De mail komt van"), told.count("Beoordelen")) == (20, 21)
    assert "voor 2 meldingen is hier geen plaats" in told


def test_h97_jan_in_cc_of_a_mail_that_waits_for_her_is_an_incident_too(quiet: Scene) -> None:
    name, address, _ = quiet.victim("h97")
    quiet.deliver(
        "h97", quiet.p.write(f"{name} <{address}>", "Over Jan", "Moet ik ook over de nachtdienst schrijven?", Cc=JAN)
    )
    quiet.play("2026-11-05 10:00")
    assert quiet.outcome("h97") is Outcome.DOUBTFUL
    assert quiet.kinds_to(JAN) == []
    assert quiet.kinds_to(address) == []


def test_h101_a_report_that_quotes_our_mail_goes_no_further(quiet: Scene) -> None:
    p = quiet.p
    p.round("2026-11-11 08:30")
    name, address, _ = VICTIMS[2]
    failed = p.sent("respondent-reminder", address)[0]
    report = bounce_of(parsed(failed), address).replace(
        b"Content-Type: text/rfc822-headers\r\n\r\n", b"Content-Type: message/rfc822\r\n\r\n"
    )
    quiet.deliver("h101", report.replace(b"Subject: x\r\n\r\n", b"Subject: x\r\n\r\nKANARIE\r\n"))
    quiet.play("2026-11-11 10:00")
    assert quiet.outcome("h101") is Outcome.BOUNCED
    assert not any("KANARIE" in everything(r) or name in everything(r) for r in quiet.sent())


def played(
    folder: Path, dovecot: Dovecot, certificates: Path, play: Callable[[Practice, Opened, int], None]
) -> list[str]:
    """What Jan got when the forms were these; what differs between any two runs is taken out."""
    server = smtp.start_smtp(certificates)
    folder.mkdir()
    with practice(folder, dovecot.account(), server) as p:
        opened = collecting(p)
        for day in (9, 10, 11):
            play(p, opened, day)
            p.round(f"2026-11-{day:02} 16:00")
        send_documents(p, opened)
        p.round("2026-11-13 08:30")
        assert "ready" in p.kinds(SHE)
        said = [to_compare(parsed(r), opened.ref) for r in p.sent(to=JAN)]
    server.stop()
    return said


def to_compare(message: Message, ref: str) -> str:
    """A mail without Date, Message-ID, boundaries and its random reference."""
    subject = decoded(str(message["Subject"]))
    texts = [p.get_payload(decode=True) for p in message.walk() if p.get_content_maintype() == "text"]
    whole = "\n".join([str(message["X-Trajectbot"]), subject, *(t.decode() for t in texts if isinstance(t, bytes))])
    return whole.replace(ref, "T-00000")


def glowing(p: Practice, opened: Opened, day: int) -> None:
    """Everyone is full of praise, on the first day."""
    for name, address, _ in GIVERS if day == 9 else ():
        p.mail(f"{name} <{address}>", "Formulier", "", ("f.docx", fill(opened.form, scores("Geweldig.", "5"))))


def damning(p: Practice, opened: Opened, day: int) -> None:
    """Everyone is severe, a few a day, from other programs, and a patient is named."""
    for name, address, _ in GIVERS[day - 9 :: 3]:
        text = "Mevrouw Jansen, geboren 12-03-1951, BSN 123456782, had beter verdiend."
        file = with_author(fill(opened.form, scores(text, "1")), name)
        p.mail(f"{name} <{address}>", "Klacht", "Zo kan het niet.", (f"{name}.docx", file), X_Mailer="Apple Mail")


def test_h94_h95_h96_h103_what_he_gets_is_the_same_whatever_the_forms_say(
    tmp_path: Path, dovecot: Dovecot, certificates: Path
) -> None:
    good = played(tmp_path / "good", dovecot, certificates, glowing)
    bad = played(tmp_path / "bad", dovecot, certificates, damning)
    assert good == bad
    assert sum(said.startswith("progress") for said in good) == 1


def test_h104_mail_for_a_destroyed_traject_is_expunged_unread(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    other = start(p, "2026-11-04 10:00", "start els@kliniek.example Els Wit")
    p.reply(
        other.started,
        "Els Wit <els@kliniek.example>",
        f"{PEERS[1][0]}, {PEERS[1][1]}, cardioloog\n{PEERS[2][0]}, {PEERS[2][1]}, cardioloog",
    )
    p.command(f"vernietig {opened.ref}")
    p.round("2026-11-04 11:00")
    p.reply(p.sent("destruction-confirm", SHE)[0], f"A. de Vries <{SHE}>", "ja")
    p.round("2026-11-04 12:00")
    p.round("2026-11-06 12:00")
    assert not any(opened.ref in f for f in p.account.folders())
    before = len(p.sent())
    p.mail(f"{PEERS[0][0]} <{PEERS[0][1]}>", f"Formulier {opened.ref}", "", ("f.docx", fill(opened.form, scores())))
    p.mail("Vreemde <vreemde@elders.example>", f"Over {opened.ref}", "Hallo?")
    p.reply(opened.started, f"Jan Bakker <{JAN}>", "Nog een vraag.", subject="Vraag")
    p.mail(f"{PEERS[3][0]} <{PEERS[3][1]}>", "Formulier", "zonder kenmerk in de kop")
    p.mail(
        f"{PEERS[1][0]} <{PEERS[1][1]}>",
        f"Formulier {other.ref} {opened.ref}",
        "",
        ("f.docx", fill(other.form, scores())),
    )
    p.round("2026-11-09 10:00")
    told = [(r.recipient, kind_of(r)) for r in p.sent()[before:] if r.recipient != SHE]
    assert sorted(told) == sorted([(PEERS[0][1], "traject-closed"), (PEERS[1][1], "form-received")])
    assert sorted(m["Subject"] for m in p.folder("INBOX")) == ["Formulier", "Vraag"]  # Jan's is no form

"""The opening moves of a traject, so that a test can begin where its own story begins."""

from __future__ import annotations

from dataclasses import dataclass

from support.servers.smtp import Received
from support.stories.people import DOCTORS, OTHERS, PEERS, fill, respondent_sheet, scores
from support.stories.practice import JAN, Practice, enclosures, parsed

ALL = (*PEERS, *DOCTORS, *OTHERS)


@dataclass(frozen=True)
class Opened:
    """A traject that was started: its reference and its blank forms."""

    ref: str
    started: Received
    form: bytes
    self_evaluation: bytes
    pop: bytes

    @property
    def folder(self) -> str:
        return f"IFMS/Trajecten/{self.ref} Jan Bakker"


def start(p: Practice, when: str = "2026-11-03 10:00", command: str = f"start {JAN} Jan Bakker") -> Opened:
    """She starts a traject for Jan Bakker."""
    p.now = p.now.replace()
    p.command(command)
    p.round(when)
    started = p.sent("traject-started")[-1]
    files = enclosures(parsed(started))
    named = {word: data for name, data in files.items() for word in name.split() if name.endswith("docx")}
    return Opened(
        str(parsed(started)["Subject"])[1:8], started, named["Feedbackformulier"], named["Zelfevaluatie"], named["POP"]
    )


def send_list(p: Practice, opened: Opened, when: str = "2026-11-04 09:00", people: tuple = ALL) -> None:
    """He replies with the list as a workbook."""
    p.reply(opened.started, f"Jan Bakker <{JAN}>", "Hierbij de lijst.", ("lijst.xlsx", respondent_sheet(*people)))
    p.round(when)


def send_form(p: Practice, opened: Opened, person: tuple[str, str, str], text: str = "Een fijne collega.") -> None:
    """A respondent mails the Word form, filled in; no round yet."""
    name, address, _ = person
    p.mail(f"{name} <{address}>", "Feedbackformulier", "Zie bijlage.", ("f.docx", fill(opened.form, scores(text))))


def send_documents(p: Practice, opened: Opened) -> None:
    """He mails his self-evaluation and POP; no round yet."""
    p.mail(
        f"Jan Bakker <{JAN}>", "Mijn stukken", "Zie bijlagen.",
        ("Zelfevaluatie.docx", fill(opened.self_evaluation, scores("Ik luister goed."))),
        ("POP.docx", fill(opened.pop, {"doel1_wat": "Beter delegeren", "terugblik": "Veel geleerd"})),
    )  # fmt: skip


def collecting(p: Practice) -> Opened:
    """A traject with its list, on 4 November."""
    opened = start(p)
    send_list(p, opened)
    return opened


def ready(p: Practice, when: str = "2026-11-24 10:00") -> Opened:
    """A traject with everything in."""
    opened = collecting(p)
    for person in (*PEERS[:5], *DOCTORS[:5], *OTHERS[:5]):
        send_form(p, opened, person)
    send_documents(p, opened)
    p.round(when)
    return opened

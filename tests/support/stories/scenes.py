"""The shortest whole story, scene by scene: each puts mail into the mailbox and says when the next round is."""

from __future__ import annotations

import re
from collections.abc import Callable

from support.stories.dialogue import Opened
from support.stories.people import DOCTORS, OTHERS, PEERS, fill, respondent_sheet, scores
from support.stories.practice import JAN, SHE, Practice, at, enclosures, parsed, text_of

LISTED = (PEERS[0], PEERS[1], DOCTORS[0], OTHERS[0])
GROUPS = "".join(
    f'[[traject.groups]]\nkey = "{key}"\nlabel.nl = "{label}"\nwords = ["{word}"]\n'
    "invite_minimum = 1\nreturn_minimum = 1\ninvite_advised = 1\n"
    for key, label, word in (
        ("vakgenoten", "Vakgenoten", "cardioloog"),
        ("artsen", "Artsen", "internist"),
        ("niet_artsen", "Niet-artsen", "verpleegkundige"),
    )
)
MORE = f"[traject]\nrequire = []\ndestruction_cooling_days = 0\n{GROUPS}"


def opened(p: Practice, specialist: str = JAN) -> Opened:
    """The traject of this specialist as its first mail shows it."""
    started = p.sent("traject-started", specialist)[-1]
    files = enclosures(parsed(started))
    form = next(data for name, data in files.items() if "formulier" in name and name.endswith("docx"))
    return Opened(str(parsed(started)["Subject"])[1:8], started, form, b"", b"")


def _form(p: Practice, address: str, name: str = "", text: str = "Een fijne collega.") -> None:
    p.mail(f"{name} <{address}>", "Feedbackformulier", "Zie bijlage.", ("f.docx", fill(opened(p).form, scores(text))))


def begins(p: Practice) -> None:
    p.now = at("2026-11-03 10:00")
    p.mail("Anna <anna@coaching.example>", "Supervisie dinsdag", "Kan het een half uur later?")
    p.command(f"start {JAN} Jan Bakker")


def lists(p: Practice) -> None:
    p.now = at("2026-11-04 09:00")
    book = ("lijst.xlsx", respondent_sheet(*LISTED))
    p.reply(opened(p).started, f"Jan Bakker <{JAN}>", "Hierbij de lijst.", book)


def answers(p: Practice) -> None:
    p.now = at("2026-11-05 10:00")
    _form(p, PEERS[0][1], PEERS[0][0])
    p.mail(f"{PEERS[1][0]} <{PEERS[1][1]}>", "Re: feedback", "Helaas lukt het mij niet om mee te doen.")
    ref = opened(p).ref
    p.mail("arts1962@provider.example", f"Formulier {ref}", "groet", ("f.docx", fill(opened(p).form, scores("x"))))


def reminded(p: Practice) -> None:
    p.now = at("2026-11-11 09:00")


def completes(p: Practice) -> None:
    p.now = at("2026-11-11 12:00")
    asked = " ".join(text_of(parsed(r)) for r in p.sent("decision-needed", SHE))
    number = re.search(r"koppel%20(\d+)", asked.replace("\n", ""))
    assert number
    p.command(f"koppel {number[1]} {opened(p).ref} {DOCTORS[0][1]}")
    _form(p, OTHERS[0][1], OTHERS[0][0])


def talks(p: Practice) -> None:
    p.now = at("2026-12-10 20:00")
    p.command(f"gesprek {opened(p).ref} 2026-12-10")


def asks_for_destruction(p: Practice) -> None:
    p.now = at("2027-06-10 12:00")
    p.command(f"vernietig {opened(p).ref}")


def destroys(p: Practice) -> None:
    p.now = at("2027-06-10 13:00")
    p.reply(p.sent("destruction-confirm", SHE)[-1], f"A. de Vries <{SHE}>", "ja")


def comes_late(p: Practice) -> None:
    p.now = at("2027-06-17 13:00")
    ref = opened(p).ref
    p.mail(f"{PEERS[0][0]} <{PEERS[0][1]}>", f"Formulier [{ref}]", "", ("f.docx", fill(opened(p).form, scores())))
    p.mail("Anna <anna@coaching.example>", "Supervisie donderdag", "Kan het een half uur later?")


SCENES: tuple[Callable[[Practice], None], ...] = (
    begins, lists, answers, reminded, completes, talks, asks_for_destruction, destroys, comes_late,
)  # fmt: skip

"""Who plays in the demo: all invented, on addresses that cannot exist (RFC 2606)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """What somebody does with the request for feedback."""

    WORD = "fills in the Word form"
    BODY = "answers between the questions"
    PRIVATE = "fills in the Word form, from a private address"
    PUZZLE = "sends a form that does not say who wrote it"
    DECLINE = "would rather not"
    AWAY = "is on holiday"
    BOUNCE = "cannot be reached at this address"
    SILENT = "says nothing"


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody with a mailbox."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Colleague(Player):
    """A respondent as the specialist lists them. They answer on `day` at `hour`, or after reminder number `after`."""

    function: str
    group: str
    way: Way
    day: str = ""
    after: int = 0
    hours: int = 30
    other: str = ""


DOMAIN = "zuiderduin.example"
PRACTICE = Player("Praktijk Het Baken", "info@hetbaken.example")
SHE = Player("dr. Marijke van Loon", "m.vanloon@hetbaken.example")
SPECIALIST = Player("Willem Terpstra", f"w.terpstra@{DOMAIN}")
ORDINARY = "other mail"
"""What her mail that has nothing to do with a traject is called."""
PEERS, DOCTORS, OTHERS = "vakgenoten", "artsen", "niet_artsen"


def _at(name: str) -> str:
    return f"{name}@{DOMAIN}"


COLLEAGUES = (
    Colleague("Pieter de Vries", _at("p.devries"), "cardioloog", PEERS, Way.WORD, "2026-11-06 11:20"),
    Colleague("Margriet van den Berg", _at("m.vandenberg"), "cardioloog", PEERS, Way.WORD, "2026-11-09 17:05"),
    Colleague("Soumaya el Amrani", _at("s.elamrani"), "cardioloog", PEERS, Way.BODY, after=1, hours=27),
    Colleague("Joost Kuipers", _at("j.kuipers"), "cardioloog", PEERS, Way.PRIVATE, "2026-11-10 21:40",
              other="joostkuipers@thuispost.example"),
    Colleague("Annelies Haverkamp", _at("a.haverkamp"), "cardioloog", PEERS, Way.DECLINE, "2026-11-09 09:15"),
    Colleague("Rutger Dijkstra", _at("r.dijkstar"), "cardioloog", PEERS, Way.BOUNCE, hours=104,
              other=_at("r.dijkstra")),
    Colleague("Irene Vermeulen", _at("i.vermeulen"), "cardioloog", PEERS, Way.SILENT),
    Colleague("Bas Oosterhuis", _at("b.oosterhuis"), "cardioloog", PEERS, Way.SILENT),
    Colleague("Chantal Wijnands", _at("c.wijnands"), "cardioloog", PEERS, Way.AWAY, after=2, hours=7),
    Colleague("Fenna Postma", _at("f.postma"), "internist", DOCTORS, Way.WORD, "2026-11-06 16:45"),
    Colleague("Thomas van 't Hof", _at("t.vanthof"), "longarts", DOCTORS, Way.BODY, after=1, hours=9),
    Colleague("Elif Aydın", _at("e.aydin"), "aios cardiologie", DOCTORS, Way.WORD, "2026-11-10 13:30"),
    Colleague("Lotte Brouwer", _at("l.brouwer"), "SEH-arts", DOCTORS, Way.SILENT),
    Colleague("Hugo ter Braak", _at("h.terbraak"), "anesthesioloog", DOCTORS, Way.BODY, after=2, hours=26),
    Colleague("Maarten Schipper", _at("m.schipper"), "huisarts", DOCTORS, Way.PUZZLE, "2026-11-16 20:10",
              other="thuis@dewaterkant.example"),
    Colleague("Nynke Feenstra", _at("n.feenstra"), "neuroloog", DOCTORS, Way.SILENT),
    Colleague("David Mensah", _at("d.mensah"), "aios interne geneeskunde", DOCTORS, Way.SILENT),
    Colleague("Roos Tielemans", _at("r.tielemans"), "radioloog", DOCTORS, Way.SILENT),
    Colleague("Fatma Yıldız", _at("f.yildiz"), "verpleegkundige", OTHERS, Way.WORD, "2026-11-09 07:50"),
    Colleague("Jolanda Smit", _at("j.smit"), "secretaresse", OTHERS, Way.WORD, "2026-11-06 09:05"),
    Colleague("Kees Bouwman", _at("k.bouwman"), "hartfunctielaborant", OTHERS, Way.BODY, after=1, hours=5),
    Colleague("Priya Ramdin", _at("p.ramdin"), "verpleegkundig specialist", OTHERS, Way.BODY, after=1, hours=50),
    Colleague("Wouter Hoekstra", _at("w.hoekstra"), "doktersassistent", OTHERS, Way.WORD, "2026-11-12 12:15"),
    Colleague("Anouk Lammers", _at("a.lammers"), "physician assistant", OTHERS, Way.SILENT),
    Colleague("Gerrit Zijlstra", _at("g.zijlstra"), "teamleider polikliniek", OTHERS, Way.SILENT),
    Colleague("Marit Jonker", _at("m.jonker"), "maatschappelijk werker", OTHERS, Way.SILENT),
)  # fmt: skip
EVERYBODY = (SHE, SPECIALIST, *COLLEAGUES)


def name_of(address: str) -> str:
    """Who reads this mailbox."""
    key = address.casefold()
    known = (p for p in EVERYBODY if key in (p.address, getattr(p, "other", "")))
    return next((p.name for p in known), address)

"""Folders that she makes within a traject's: mail in them is read, tied and counted, and stays where she put it."""

from __future__ import annotations

import email
import random

import pytest
from support.stories.closing import destroy
from support.stories.dialogue import Opened, collecting, send_form
from support.stories.people import PEERS, fill, scores
from support.stories.practice import SHE, Practice, parsed, text_of

from bot.core import filing
from bot.core.decision import Decision, Place
from bot.core.filing import INBOX, PARKED, REVIEW
from bot.core.traject.reference import ALPHABET, make
from bot.core.traject.value import Outcome
from bot.shell.operator.status import state

FOLDERS = ("Formulieren", "Zo&AOs- en co", "Formulieren/Oud/2026", "Correspondentie/Bewaard", "Correspondentie/a/b")
TOLD = FOLDERS[:3]
"""Those in which a mail is tied by lying there; *Correspondentie* files it and ties nothing."""
STRANGER = ("Onbekende Collega", "iemand@thuis.example", "")


def made(p: Practice, o: Opened, within: str) -> str:
    with p.account.connect() as client:
        client.create(f'"{o.folder}/{within}"')
    return f"{o.folder}/{within}"


def moved(p: Practice, source: str, target: str, sender: str) -> None:
    with p.account.connect() as client:
        client.select(f'"{source}"')
        _, (uids,) = client.uid("SEARCH", "FROM", sender)
        assert uids.split()
        for uid in uids.decode().split():
            client.uid("MOVE", uid, f'"{target}"')


def counted(p: Practice) -> int:
    (one,) = state(p.app.workshop.ledger, p.now)
    return sum(group["received"] for group in one["groups"])


def asked(p: Practice) -> str:
    return " ".join(" ".join(text_of(parsed(m)).split()) for m in p.sent("decision-needed", SHE))


def lies(p: Practice, folder: str, sender: str) -> int:
    return sum(sender in str(email.message_from_bytes(raw)["From"]) for _, raw in p.account.mails(folder))


def form(p: Practice, o: Opened, person: tuple[str, str, str]) -> bytes:
    return p.write(f"{person[0]} <{person[1]}>", "Formulier", "Bijgaand.", ("f.docx", fill(o.form, scores("Fijn."))))


@pytest.mark.parametrize("within", FOLDERS)
def test_a_form_put_there_counts_and_stays(within: str, practice_run: Practice) -> None:
    p = practice_run
    o = collecting(p)
    folder = made(p, o, within)
    p.account.append(form(p, o, PEERS[0]), folder=folder, when=p.now)
    p.round("2026-11-05 10:00")
    assert counted(p) == 1
    p.round("2026-11-05 11:00")
    assert lies(p, folder, PEERS[0][1]) == 1
    assert "ligt niet meer" not in asked(p)


@pytest.mark.parametrize("within", FOLDERS)
def test_a_form_that_counts_may_be_put_there_and_the_folder_renamed(within: str, practice_run: Practice) -> None:
    p = practice_run
    o = collecting(p)
    send_form(p, o, PEERS[0])
    p.round("2026-11-05 10:00")
    folder, other = made(p, o, within), f"{o.folder}/Anders"
    moved(p, o.folder, folder, PEERS[0][1])
    p.round("2026-11-05 11:00")
    p.round("2026-11-05 12:00")
    assert (counted(p), lies(p, folder, PEERS[0][1])) == (1, 1)
    with p.account.connect() as client:
        client.rename(f'"{folder}"', f'"{other}"')
    p.round("2026-11-05 13:00")
    p.round("2026-11-05 14:00")
    assert (counted(p), lies(p, other, PEERS[0][1])) == (1, 1)
    assert "ligt niet meer" not in asked(p)
    moved(p, other, "INBOX", PEERS[0][1])
    p.round("2026-11-05 15:00")
    assert counted(p) == 0  # out of the traject's folder


@pytest.mark.parametrize("within", FOLDERS)
def test_a_form_that_was_thrown_away_with_the_folder_is_asked_about(within: str, practice_run: Practice) -> None:
    p = practice_run
    o = collecting(p)
    folder = made(p, o, within)
    raw = form(p, o, PEERS[0])
    p.account.append(raw, folder=folder, when=p.now)
    p.round("2026-11-05 10:00")
    with p.account.connect() as client:
        client.delete(f'"{folder}"')
    p.round("2026-11-05 11:00")
    p.round("2026-11-05 12:00")
    assert "ligt niet meer" in asked(p)
    p.account.append(raw, when=p.now)
    for hour in (13, 14):
        p.round(f"2026-11-05 {hour}:00")
        assert counted(p) == 1
        assert sum(lies(p, f, PEERS[0][1]) for f in (o.folder, f"{o.folder}/Correspondentie")) == 1
        assert lies(p, "INBOX", PEERS[0][1]) == 0


@pytest.mark.parametrize("within", TOLD)
def test_a_mail_of_a_stranger_is_tied_by_being_dragged_there(within: str, practice_run: Practice) -> None:
    p = practice_run
    o = collecting(p)
    p.account.append(form(p, o, STRANGER), when=p.now)
    p.round("2026-11-05 10:00")
    (before,) = state(p.app.workshop.ledger, p.now)
    source = next(f for f in p.account.folders() if lies(p, f, STRANGER[1]))
    moved(p, source, made(p, o, within), STRANGER[1])
    p.round("2026-11-05 11:00")
    (after,) = state(p.app.workshop.ledger, p.now)
    assert after["decisions"] != before["decisions"]
    assert counted(p) == 0


@pytest.mark.parametrize("within", FOLDERS)
def test_her_note_there_stops_a_destruction(within: str, practice_run: Practice) -> None:
    p = practice_run
    o = collecting(p)
    p.command(f"vernietig {o.ref}")
    p.round("2026-11-09 10:00")
    p.reply(p.sent("destruction-confirm", SHE)[-1], f"A. de Vries <{SHE}>", "ja")
    p.round("2026-11-09 10:10")
    assert state(p.app.workshop.ledger, p.now)[0]["destruction_at"]
    p.account.append(p.write(f"A. de Vries <{SHE}>", "memo", "Toch niet"), folder=made(p, o, within), when=p.now)
    p.round("2026-11-09 11:00")
    assert not state(p.app.workshop.ledger, p.now)[0]["destruction_at"]


@pytest.mark.parametrize("within", FOLDERS)
def test_the_folder_goes_with_the_traject(within: str, practice_run: Practice) -> None:
    p = practice_run
    o = collecting(p)
    p.account.append(form(p, o, PEERS[0]), folder=made(p, o, within), when=p.now)
    p.round("2026-11-05 10:00")
    destroy(p, o.ref, "2026-11-09 10:00")
    assert not [f for f in p.account.folders() if o.ref in f]


@pytest.mark.parametrize("seed", range(20))
def test_codes_are_short_and_each_its_own(seed: int) -> None:
    rng = random.Random(seed)
    ref = make(lambda alphabet: rng.choice(alphabet))
    codes: dict[tuple[str, ...], str] = {}
    for _ in range(300):
        path = tuple("".join(rng.choices(ALPHABET, k=3)) for _ in range(rng.randint(1, 3)))
        path = (rng.choice(("Correspondentie", "CORRESPONDENTIE")), *path) if rng.random() < 0.5 else path
        codes.setdefault(path, filing.within(ref, path, codes.values()))
    assert len(set(codes.values())) == len(codes)
    for path, code in codes.items():
        letters = path[0].casefold() == "correspondentie"
        assert len(code) <= 12
        assert filing.ref_of(code) == ref
        assert filing.made_by_her(code)
        assert filing.is_correspondence(code) is letters
        assert filing.above(code) == (filing.correspondence(ref) if letters else ref)
        decision = Decision(None, (), Outcome.LEFT_ALONE, place=Place.REVIEW)
        assert filing.filed((decision,), code) == (REVIEW, ())


@pytest.mark.parametrize("code", [INBOX, REVIEW, PARKED, "T-7KQFK", "T-7KQFK/c"])
def test_folders_of_ours_are_not_hers(code: str) -> None:
    assert not filing.made_by_her(code)
    assert filing.above(code) == code

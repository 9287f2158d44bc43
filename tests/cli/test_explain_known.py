"""`explain` where there is a ledger: whose a mail is, by which evidence; and nothing is changed by asking."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.servers.dovecot import Account
from support.servers.smtp import SmtpServer
from support.stories.dialogue import Opened, collecting, start
from support.stories.people import OTHERS, PEERS, fill, scores
from support.stories.practice import JAN, SHE, Practice, practice

from bot.core.errors import ConfigurationError
from bot.shell.operator.explain import explain
from bot.shell.settings.frozen import Settings
from bot.shell.settings.loading import load


def stores(folder: Path) -> dict[str, bytes]:
    """Every file of the practice, by name; a -shm is only what SQLite's readers share in memory."""
    files = {str(f.relative_to(folder)): f for f in sorted(folder.rglob("*")) if f.is_file()}
    return {name: b"" if name.endswith("-shm") else f.read_bytes() for name, f in files.items()}


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the mails lie that are asked about."""
    return tmp_path_factory.mktemp("asked")


def asked(folder: Path, settings: Settings | None, *mails: bytes) -> list[dict[str, Any]]:
    files = [folder / f"{number}.eml" for number in range(len(mails))]
    for file, raw in zip(files, mails, strict=True):
        file.write_bytes(raw)
    return list(explain([str(file) for file in files], settings))


def mails(p: Practice, opened: Opened) -> tuple[bytes, ...]:
    name, address, _ = PEERS[0]
    form = ("f.docx", fill(opened.form, scores()))
    return (
        p.write(f"{name} <{address}>", "Formulier", "Zie bijlage.", form),
        p.write(f"{name} <piet1962@provider.example>", "Formulier", "Zie bijlage.", form),
        p.write("Iemand <x@provider.example>", f"[{opened.ref}]", "Zie bijlage.", form),
        p.write(f"{OTHERS[0][0]} <{OTHERS[0][1]}>", "Vraag", "Moet ik alles invullen?"),
        p.write(f"Jan Bakker <{JAN}>", "Lijst", f"Verwijder {PEERS[1][0]}."),
        p.write(f"A. de Vries <{SHE}>", f"status {opened.ref}"),
        p.write("An <an@v.example>", "Lunch", "Dinsdag?"),
        p.write("Blad <b@v.example>", "Nieuws", "Nieuws.", List_Id="<b.v.example>", Precedence="bulk"),
        p.sent()[0].raw,
    )


def test_whose_a_mail_is_and_why(practice_run: Practice, folder: Path) -> None:
    p = practice_run
    opened = collecting(p)
    before = stores(p.settings.file.parent)
    told = asked(folder, p.settings, *mails(p, opened))
    form, private, stranger, question, correction, command, lunch, news, ours = told
    assert {t["problem"] for t in told} == {""}
    assert (form["intent"], form["traject"], form["group"]) == ("form", opened.ref, "vakgenoten")
    assert (form["respondent"], form["authenticated"]) == (PEERS[0][1], True)
    assert form["evidence"][:3] == ["reference", "address", "from the respondent"]
    assert (private["intent"], private["respondent"]) == ("form", PEERS[0][1])
    assert "name" in private["evidence"]
    assert (stranger["intent"], stranger["respondent"]) == ("unknown", "")
    assert "doubt: unknown-sender" in stranger["evidence"]
    assert (question["intent"], question["traject"], question["group"]) == ("question", opened.ref, "niet_artsen")
    assert (correction["intent"], correction["traject"]) == ("list-correction", opened.ref)
    name, address, _ = PEERS[1]
    gone = {"do": "remove", "name": name, "address": address, "group": "vakgenoten", "with": ""}
    assert correction["corrections"] == [gone]
    assert (command["intent"], command["traject"]) == ("command", opened.ref)
    assert (lunch["intent"], lunch["traject"], lunch["evidence"]) == ("unknown", "", [])
    assert (news["intent"], news["automatic"]) == ("unknown", True)
    assert ours["intent"] == "loop"
    assert "a mail of ours" in ours["evidence"]
    assert stores(p.settings.file.parent) == before
    assert p.round("2026-11-04 09:30").handled == 0


def test_every_kind_of_change_is_told_with_the_name_as_listed(practice_run: Practice, folder: Path) -> None:
    p = practice_run
    collecting(p)
    (one, mail, _), (two, *_), (three, there, _), (four, where, _) = PEERS[:4]
    surname = three.split()[-1]
    words = (
        f"Verwijder {mail}.\nIn plaats van {two} komt Wim Bol (w.bol@umc.example).\n{surname} hoort bij de niet-artsen.\n"
        f"Niet {four} maar {four}ts.\nHet adres van {one} is nieuw@umc.example.\nVoeg toe: Els Tak, e.tak@umc.example"
    )
    (told,) = asked(folder, p.settings, p.write(f"Jan Bakker <{JAN}>", "Lijst", words))
    fields = ("do", "name", "address", "group", "with")
    assert [tuple(c[f] for f in fields) for c in told["corrections"]] == [
        ("remove", one, mail, "vakgenoten", ""),
        ("replace", two, "w.bol@umc.example", "vakgenoten", "Wim Bol"),
        ("move", three, there, "niet_artsen", ""),
        ("replace", four, where, "vakgenoten", f"{four}ts"),
        ("address", one, "nieuw@umc.example", "vakgenoten", ""),
        ("add", "Els Tak", "e.tak@umc.example", "", ""),
    ]


def test_a_resting_ledger_is_left_as_it_is(
    tmp_path: Path, account: Account, smtp_server: SmtpServer, folder: Path
) -> None:
    with practice(tmp_path, account, smtp_server) as p:
        ref = start(p).ref
        raw = p.write(f"Jan Bakker <{JAN}>", "Vraag", "Mag het later?")
    before = stores(tmp_path)
    (told,) = asked(folder, p.settings, raw)
    assert (told["intent"], told["traject"]) == ("question", ref)
    assert stores(tmp_path) == before


def test_before_the_first_day_nothing_is_made(tmp_path: Path, practice_run: Practice, folder: Path) -> None:
    p = practice_run
    config = tmp_path / "new" / "config.toml"
    config.parent.mkdir()
    config.write_text(p.settings.file.read_text())
    settings = load(config, {})
    intake = p.write(f"Jan Bakker <{JAN}>", "IFMS", "Ik wil graag een IFMS-traject bij u doen. Kunt u mij bellen?")
    told = asked(folder, settings, intake, p.write(f"A. de Vries <{SHE}>", "help"))
    assert [t["intent"] for t in told] == ["intake", "command"]
    assert [t["authenticated"] for t in told] == [True, True]
    assert [f.name for f in config.parent.iterdir()] == ["config.toml"]


@pytest.mark.parametrize("lost", ["data/keys.db", "data/master.key"])
def test_a_ledger_without_its_keys_is_told(practice_run: Practice, folder: Path, lost: str) -> None:
    file = practice_run.settings.file.parent / lost
    file.unlink()
    with pytest.raises(ConfigurationError, match="there is a ledger"):
        asked(folder, practice_run.settings, b"From: a@x.example\n\nx\n")
    assert not file.exists()

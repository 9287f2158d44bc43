"""Mails that the mail server cannot hand over, because their files are damaged: they cost no others (G1, G3)."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from support.stories.dialogue import ALL, Opened, send_documents, send_form, send_list, start
from support.stories.people import DOCTORS, OTHERS, PEERS, fill, scores
from support.stories.practice import SHE, Practice, kind_of, parsed, text_of

from bot.core.errors import TransientError
from bot.core.traject.value import Outcome
from bot.shell.imap.apart import apart
from bot.shell.imap.errors import ConnectionLostError, RefusedError
from bot.shell.imap.mailbox import Mailbox
from bot.shell.ledger import inbound

DAMAGED = b"Kernwoord"


def _unreadable(file: Path) -> None:
    file.chmod(0)


def _shorter(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:60])


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _another_size(file: Path) -> None:
    file.rename(file.with_name(re.sub(r"S=\d+", "S=99", file.name)))


WAYS = (_unreadable, _shorter, _empty, _another_size)


def files(p: Practice) -> list[Path]:
    """The files of all mails that are to be damaged."""
    root = p.account.server.folder / "mail" / p.account.user
    kept = [f for f in root.rglob("*") if f.is_file() and f.parent.name in ("new", "cur")]
    return [f for f in kept if f.stat().st_mode & 0o777 and DAMAGED in f.read_bytes()]


def damage(p: Practice, way: Callable[[Path], None]) -> int:
    found = files(p)
    for file in found:
        way(file)
    return len(found)


def begun(p: Practice) -> Opened:
    opened = start(p)
    send_list(p, opened)
    return opened


def put(p: Practice, folder: str) -> None:
    with p.account.connect() as client:
        client.create(f'"{folder}"')
        client.append(f'"{folder}"', None, None, p.write("Ans <ans@elders.example>", "hallo", DAMAGED.decode()))


def answered(p: Practice, ref: str) -> int:
    with p.app.workshop.book() as book:
        traject = book.traject(ref)
    assert traject is not None
    return len(traject.answered())


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("where", ["INBOX", "IFMS/Beoordelen", "the traject's"])
def test_a_damaged_mail_costs_no_other_and_is_told_once(
    practice_run: Practice, way: Callable[[Path], None], where: str
) -> None:
    p = practice_run
    opened = begun(p)
    send_form(p, opened, ALL[0])
    put(p, opened.folder if where == "the traject's" else where)
    assert damage(p, way) == 1
    send_form(p, opened, ALL[1])
    p.command(f"status {opened.ref}")
    p.round("2026-11-05 09:00")
    assert answered(p, opened.ref) == 2
    assert len(p.sent("command-result")) == 2  # the other is that of `start`
    assert p.sent("incident") == []
    for hour in range(10, 18):
        p.round(f"2026-11-05 {hour}:00")
    told = [" ".join(text_of(parsed(one)).split()) for one in p.sent("incident")]
    shown = {"INBOX": "Postvak IN", "IFMS/Beoordelen": "Beoordelen"}.get(where, opened.ref)
    assert [f"in de map “{shown}” (nummer" in one for one in told] == [True]


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_damaged_all_else_is_handled_and_the_rest_once_it_can_be_read(
    practice_run: Practice, seed: int
) -> None:
    chance = random.Random(seed)
    p = practice_run
    opened = begun(p)
    bad = chance.sample(range(len(ALL)), chance.randint(1, 6))
    for n, person in enumerate(ALL):
        body = DAMAGED.decode() if n in bad else "Zie bijlage."
        p.mail(f"{person[0]} <{person[1]}>", "Formulier", body, ("f.docx", fill(opened.form, scores(person[0]))))
    whole = {file: file.read_bytes() for file in files(p)}
    assert len(whole) == len(bad)
    ways = [chance.choice((_unreadable, _shorter, _empty)) for _ in whole]
    for file, way in zip(whole, ways, strict=True):
        way(file)
    for hour in range(9, 13):
        p.round(f"2026-11-05 {hour:02}:00")
        assert answered(p, opened.ref) == len(ALL) - len(bad)
    for file, data in whole.items():
        file.chmod(0o600)
        file.write_bytes(data)
    p.round("2026-11-05 14:00")
    assert answered(p, opened.ref) == len(ALL) - len(bad)  # much may have been said since: she is asked
    asked = " ".join(text_of(parsed(one)) for one in p.sent("decision-needed"))
    numbers = dict.fromkeys(re.findall(r"koppel (\d+)", asked))
    assert len(numbers) == len(bad)
    for number, person in zip(numbers, (ALL[n] for n in sorted(bad)), strict=True):
        p.command(f"koppel {number} {opened.ref} {person[1]}")
    p.round("2026-11-05 15:00")
    assert answered(p, opened.ref) == len(ALL)
    assert p.account.mails("INBOX") == []
    with p.app.workshop.book() as book:
        assert inbound.parked(book) == ()


@pytest.mark.parametrize("way", [_unreadable, _shorter])
@pytest.mark.parametrize("where", ["Archief", "the traject's"])
def test_a_destruction_goes_on_and_names_the_folder(
    practice_run: Practice, way: Callable[[Path], None], where: str
) -> None:
    p = practice_run
    opened = begun(p)
    send_form(p, opened, ALL[0])
    p.round("2026-11-05 09:00")
    put(p, opened.folder if where == "the traject's" else where)
    p.round("2026-11-05 10:00")
    assert damage(p, way) == 1
    p.command(f"vernietig {opened.ref}")
    for minute in range(10, 20):  # what a server withholds is asked for a few times more
        p.round(f"2026-11-05 10:{minute}")
    p.reply(p.sent("destruction-confirm")[-1], f"A. de Vries <{SHE}>", "ja")
    for day in range(5, 10):
        p.round(f"2026-11-{day:02} 12:00")
    [proof] = p.sent("destroyed-certificate")
    assert opened.folder not in p.account.folders()
    assert ("niet, of niet helemaal, lezen" in text_of(parsed(proof))) == (where == "Archief")


class _Server:
    """Refuses some mails, and drops the line over others."""

    def __init__(self, refused: set[int], dropped: set[int]) -> None:
        self.refused, self.dropped = refused, dropped
        self.is_up, self.asked = True, 0

    def ask(self, uids: Sequence[int]) -> tuple[int, ...]:
        assert self.is_up
        self.asked += 1
        if self.dropped & set(uids):
            self.is_up = False
            raise ConnectionLostError("dropped")
        if self.refused & set(uids):
            raise RefusedError("refused")
        return tuple(uids)

    def line(self) -> None:
        self.is_up = True


@pytest.mark.parametrize("seed", range(200))
def test_what_fails_alone_is_withheld_and_everything_else_comes_in_order(seed: int) -> None:
    chance = random.Random(seed)
    uids = tuple(range(1, chance.randint(2, 300)))
    bad = chance.sample(uids, min(len(uids), chance.randint(0, 8)))
    cut = chance.randint(0, len(bad))
    server, withheld = _Server(set(bad[:cut]), set(bad[cut:])), dict[int, TransientError]()
    if len(bad[:cut]) == len(uids) > 1:
        with pytest.raises(RefusedError):
            list(apart(server.ask, uids, server.line, withheld))
        return
    assert list(apart(server.ask, uids, server.line, withheld)) == [uid for uid in uids if uid not in bad]
    assert sorted(withheld) == sorted(bad)
    assert server.is_up
    assert server.asked <= 1 + 2 * len(bad) * (len(uids).bit_length() + 1)


def stage_of(p: Practice, ref: str) -> str:
    with p.app.workshop.book() as book:
        traject = book.traject(ref)
    return traject.stage if traject else ""


@pytest.mark.parametrize("way", [_unreadable, _shorter, _empty])
@pytest.mark.parametrize("line", ["toch niet {}", "Nee, wacht daar nog mee."])
def test_nothing_is_destroyed_while_a_mail_since_her_word_is_unread(
    practice_run: Practice, way: Callable[[Path], None], line: str
) -> None:
    p = practice_run
    opened = begun(p)
    p.command(f"vernietig {opened.ref}")
    p.round("2026-11-05 10:00")
    p.reply(p.sent("destruction-confirm")[-1], f"A. de Vries <{SHE}>", "ja")
    p.round("2026-11-05 11:00")
    p.mail(f"A. de Vries <{SHE}>", "Bericht", line.format(opened.ref), X_Mark=DAMAGED.decode())
    [file] = files(p)
    whole = file.read_bytes()
    way(file)
    for day in range(7, 12):
        p.round(f"2026-11-{day:02} 09:00")
        assert stage_of(p, opened.ref) not in ("", "destroying", "destroyed")
    assert any("nog niet vernietigd" in text_of(parsed(one)) for one in p.sent("digest"))
    file.chmod(0o600)
    file.write_bytes(whole)
    p.round("2026-11-11 11:00")
    p.round("2026-11-11 12:00")
    assert p.sent("destroyed-certificate") == []
    assert opened.ref in text_of(parsed(p.sent("command-result")[-1]))


def test_nothing_is_destroyed_and_nobody_reminded_while_inbox_is_refused(practice_run: Practice) -> None:
    p = practice_run
    opened = begun(p)
    p.command(f"vernietig {opened.ref}")
    p.command("start p.smit@elders.example Piet Smit")
    p.round("2026-11-05 10:00")
    p.reply(p.sent("destruction-confirm")[-1], f"A. de Vries <{SHE}>", "ja")
    p.round("2026-11-05 11:00")
    p.mail(f"A. de Vries <{SHE}>", "Bericht", f"toch niet {opened.ref}")
    before = len(p.sent())
    inbox = p.account.server.folder / "mail" / p.account.user
    for name in ("cur", "new"):
        (inbox / name).chmod(0)
    for day in range(7, 30):
        p.round(f"2026-11-{day:02} 09:00")
    assert {kind_of(one) for one in p.sent()[before:]} <= {"digest", "technical", "incident"}
    for name in ("cur", "new"):
        (inbox / name).chmod(0o700)
    p.round("2026-11-30 09:00")
    p.round("2026-12-01 09:00")
    assert p.sent("destroyed-certificate") == []
    assert stage_of(p, opened.ref) not in ("", "destroying", "destroyed")


@pytest.mark.parametrize("way", [_unreadable, _shorter, _empty])
def test_a_dossier_is_made_of_what_can_be_read(practice_run: Practice, way: Callable[[Path], None]) -> None:
    p = practice_run
    opened = begun(p)
    people = (*PEERS[:5], *DOCTORS[:5], *OTHERS[:5])
    for n, (name, address, _) in enumerate(people):
        body = DAMAGED.decode() if n == 3 else "Zie bijlage."
        p.mail(f"{name} <{address}>", "Formulier", body, ("f.docx", fill(opened.form, scores(name))))
        if n == 7:
            p.round("2026-11-05 09:00")
            assert damage(p, way) == 1
    send_documents(p, opened)
    p.round("2026-11-06 09:00")
    for hour in range(10, 13):
        p.round(f"2026-11-06 {hour}:00")
    with Mailbox(p.account.endpoint()) as mailbox:
        there = mailbox.fetch_headers(opened.folder, mailbox.scan(opened.folder).uids, {})
    assert sum(b"X-Trajectbot: dossier" in one.raw for one in there) == 1
    p.round("2026-11-09 08:30")
    assert any(
        "telt een formulier mee dat in de map" in " ".join(text_of(parsed(one)).split()) for one in p.sent("digest")
    )


@pytest.mark.parametrize("way", [_unreadable, _shorter, _empty])
def test_a_form_that_is_withdrawn_goes_though_nobody_can_read_it(
    practice_run: Practice, way: Callable[[Path], None]
) -> None:
    p = practice_run
    opened = begun(p)
    name, address, _ = ALL[0]
    p.mail(f"{name} <{address}>", "Formulier", DAMAGED.decode(), ("f.docx", fill(opened.form, scores(name))))
    p.round("2026-11-05 09:00")
    [file] = files(p)
    way(file)
    p.mail(f"{name} <{address}>", "Formulier", "Ik trek mijn formulier in.")
    p.round("2026-11-05 10:00")
    p.round("2026-11-05 10:10")
    assert [one.recipient for one in p.sent("withdrawn")] == [address]
    assert not [f for f in file.parent.parent.rglob("*") if f.name.startswith(file.name.split(",")[0])]


def shown(p: Practice, ref: str) -> tuple[object, ...]:
    """What an older mail must not change."""
    with p.app.workshop.book() as book:
        traject = book.traject(ref)
    assert traject is not None
    counts = frozenset((v.respondent, v.inbound_id) for v in traject.valid if v.outcome is Outcome.FORM)
    return counts, traject.declined(), traject.stage, traject.specialist.address


OLDER_AND_NEWER = (
    ("form", "form"), ("form", "Ik trek mijn formulier in."), ("form", "Ik doe toch niet mee."),
    ("Ik trek mijn formulier in.", "form"), ("Ik doe niet mee.", "form"), ("pauzeer {ref}", "hervat {ref}"),
    ("adres {ref} oud@ziekenhuis.example", "adres {ref} nieuw@ziekenhuis.example"), ("stop {ref}", "status {ref}"),
)  # fmt: skip


@pytest.mark.parametrize("way", [_unreadable, _empty])
@pytest.mark.parametrize(("older", "newer"), OLDER_AND_NEWER)
def test_an_older_mail_that_can_be_read_at_last_overrules_no_newer_word(
    practice_run: Practice, way: Callable[[Path], None], older: str, newer: str
) -> None:
    p = practice_run
    opened = begun(p)
    name, address, _ = ALL[0]
    hers = "{ref}" in older

    def writes(what: str, mark: str) -> None:
        sender = f"A. de Vries <{SHE}>" if hers else f"{name} <{address}>"
        files = [("f.docx", fill(opened.form, scores(mark)))] if what == "form" else []
        subject = what.format(ref=opened.ref) if hers else "Formulier"
        p.mail(sender, subject, "" if hers or files else what, *files, X_Mark=mark)

    writes(older, DAMAGED.decode())
    [file] = files(p)
    whole = file.read_bytes()
    way(file)
    for hour in range(9, 12):
        p.round(f"2026-11-05 {hour:02}:00")
    p.now = p.now.replace(hour=12)
    writes(newer, "later")
    p.round("2026-11-05 12:30")
    p.round("2026-11-05 12:40")
    stands = shown(p, opened.ref)
    file.chmod(0o600)
    file.write_bytes(whole)
    p.round("2026-11-05 14:00")
    p.round("2026-11-05 15:10")
    assert shown(p, opened.ref) == stands
    assert "kon deze mail eerst niet geven" in " ".join(
        " ".join(text_of(parsed(one)).split()) for one in p.sent("decision-needed")
    )


def test_a_strangers_mail_that_can_be_read_at_last_is_nobodys_business(practice_run: Practice) -> None:
    p = practice_run
    begun(p)
    put(p, "INBOX")
    [file] = files(p)
    whole = file.read_bytes()
    file.write_bytes(b"")
    for hour in range(9, 13):
        p.round(f"2026-11-05 {hour:02}:00")
    file.write_bytes(whole)
    p.round("2026-11-05 15:00")
    assert p.sent("decision-needed") == []
    assert len(p.account.mails("INBOX")) == 1

"""`verify-destruction`: finds what was left wherever it was left, and nothing else."""

from __future__ import annotations

import base64
import json
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.servers import smtp
from support.servers.dovecot import PASSWORD, Dovecot
from support.stories.closing import destroy
from support.stories.dialogue import Opened, start
from support.stories.people import PEERS, fill, scores
from support.stories.practice import JAN, SHE, Practice, parsed, practice

from bot.cli import main

PIET, KEES, MIEP = PEERS[:3]
ELS = "els@kliniek.example"


@dataclass
class Scene:
    """Jan's traject is destroyed, Els's lives; `before` is the data folder and `form` a mail of before that."""

    p: Practice
    closed: Opened
    living: Opened
    before: Path
    form: bytes
    reply_of_hers: bytes

    @property
    def data(self) -> Path:
        return self.p.settings.file.parent / "data"

    def verified(self, ref: str = "", **environ: str) -> tuple[int, list[dict[str, object]], str]:
        """Exit status, every place, and what was said beside that."""
        arguments = ["--config", str(self.p.settings.file), "verify-destruction", ref or self.closed.ref, "--json"]
        told = CliRunner().invoke(main, arguments, env={"IMAP_PASSWORD": PASSWORD} | environ)
        return told.exit_code, [json.loads(line) for line in told.stdout.splitlines()], told.stderr

    def left(self) -> tuple[int, list[str]]:
        """Exit status, and the places with something left, each once: two stores may find the same mail."""
        status, places, _ = self.verified()
        return status, sorted({str(one["place"]) for one in places if one["found"]})


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory, dovecot: Dovecot, certificates: Path) -> Iterator[Scene]:
    server = smtp.start_smtp(certificates)
    folder = tmp_path_factory.mktemp("verify")
    with practice(folder, dovecot.account(), server) as p:
        closed = start(p, "2026-11-03 10:00")
        p.reply(
            closed.started, f"Jan Bakker <{JAN}>", f"{PIET[0]}, {PIET[1]}, cardioloog\n{KEES[0]}, {KEES[1]}, cardioloog"
        )
        p.round("2026-11-03 11:00")
        living = start(p, "2026-11-04 10:00", f"start {ELS} Els Wit")
        form = p.mail(f"{PIET[0]} <{PIET[1]}>", "Formulier", "", ("f.docx", fill(closed.form, scores())))
        p.round("2026-11-04 11:00")
        message = message_from_bytes(form)
        more = {
            "In_Reply_To": str(message["Message-ID"]),
            "References": str(parsed(p.sent("form-received")[0])["Message-ID"]),
        }
        reply = p.write(f"A. de Vries <{SHE}>", "Re: Formulier", "> Een fijne collega.", **more)
        before = folder / "before"
        before.mkdir()
        for name in ("trajectbot.db", "keys.db"):
            copied(folder / "data" / name, before / name)
        destroy(p, closed.ref, "2026-11-04 12:00")
        yield Scene(p, closed, living, before, form, reply)
    server.stop()


def copied(file: Path, copy: Path) -> None:
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")


def test_nothing_is_left_after_a_destruction_and_every_place_is_named(scene: Scene) -> None:
    p, ref = scene.p, scene.closed.ref
    p.mail(f"Jan Bakker <{JAN}>", f"Re: [{ref}] Vernietigd", "Dank u wel.")
    p.mail(f"A. de Vries <{SHE}>", f"status {ref}", "")
    p.mail(f"{MIEP[0]} <{MIEP[1]}>", f"{ref} of [{scene.living.ref}]", "Welk van beide?")
    p.account.append(p.write(SHE, f"[{ref}] Bewijs van vernietiging"), folder="IFMS/Bewijzen", when=p.now)
    p.round()
    status, places, said = scene.verified()
    assert (status, [one for one in places if one["found"]], said) == (0, [], "")
    assert {one["ref"] for one in places} == {ref}
    assert {str(one["place"]): one["later"] for one in places if one["later"]} == {
        "IFMS/Bewijzen": 1, "INBOX": 2,
    }  # fmt: skip
    stores = [one["store"] for one in places]
    assert list(dict.fromkeys(stores)) == ["mailbox", "folders", "ledger", "key", "account", "files"]
    assert {one["place"] for one in places if one["store"] == "account"} >= {"INBOX", "IFMS/Geparkeerd"}


Plant = Callable[[Scene], bytes]
MAILS: dict[str, Plant] = {
    "a form that counted": lambda s: s.form,
    "her answer that quotes it": lambda s: s.reply_of_hers,
    "a form that names it inside only": lambda s: s.p.write(
        "x@elders.example", "Formulier", "", ("f.docx", fill(s.closed.form, scores("Anders.")))
    ),
    "a mail of ours to a respondent": lambda s: s.p.sent("form-received", PIET[1])[0].raw,
    "somebody's mail with the reference": lambda s: s.p.write(PIET[1], f"Vraag over {s.closed.ref}"),
}


def test_mail_is_found_in_any_folder_also_when_it_is_flagged_deleted(scene: Scene) -> None:
    account, when = scene.p.account, scene.p.now.replace(month=11, day=4, hour=11, minute=30)
    folders = {f"Map {what}" if number else "Trash": what for number, what in enumerate(MAILS)}
    for folder, what in folders.items():
        account.append(MAILS[what](scene), folder=folder, when=when, flags="\\Deleted")
    assert scene.left() == (1, sorted(folders))
    with account.connect() as person:
        for folder in folders:
            person.delete(f'"{folder}"')


@pytest.mark.parametrize("what", ["her answer that quotes it", "a mail of ours to a respondent"])
def test_a_mail_from_before_is_found_also_when_a_mailbox_is_put_back_and_dated_anew(scene: Scene, what: str) -> None:
    scene.p.account.append(MAILS[what](scene), folder="Teruggezet", when=scene.p.now + timedelta(days=9))
    assert scene.left() == (1, ["Teruggezet"])
    with scene.p.account.connect() as person:
        person.delete('"Teruggezet"')


def test_what_she_wrote_afterwards_is_told_apart_unless_it_holds_a_form(scene: Scene) -> None:
    p, ref = scene.p, scene.closed.ref
    about = p.write(f"A. de Vries <{SHE}>", f"{ref} en {scene.living.ref}", "Ter herinnering.")
    holding = EmailMessage()
    holding["From"], holding["To"], holding["Subject"], holding["Date"] = SHE, SHE, "Fw", format_datetime(p.now)
    holding.set_content("Zie bijlage.")
    holding.add_attachment(message_from_bytes(scene.form, policy=policy.default))
    for folder, raw in (("Over", about), ("Erin", bytes(holding))):
        p.account.append(raw, folder=folder, when=p.now)
    status, places, _ = scene.verified()
    told = {str(one["place"]): (one["found"], one["later"]) for one in places}
    assert (status, told["Over"], told["Erin"]) == (1, (0, 1), (1, 0))
    with p.account.connect() as person:
        for folder in ("Over", "Erin"):
            person.delete(f'"{folder}"')


def zipped(file: Path, content: bytes) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", content)


FILES: dict[str, tuple[str, Callable[[Scene, Path], object]]] = {
    "an older ledger": ("trajectbot.db.revision-0005", lambda s, f: shutil.copy(s.before / "trajectbot.db", f)),
    "a key store from before": ("copy/keys.db", lambda s, f: shutil.copy(s.before / "keys.db", f)),
    "a document half converted": ("converting/office-x/in.doc", lambda s, f: f.write_bytes(s.closed.ref.encode("utf-16-le"))),
    "a document": ("a.docx", lambda s, f: zipped(f, f"<w:t>{s.closed.ref}</w:t>".encode())),
    "his name in a log": ("trajectbot.log.1", lambda s, f: f.write_text(f"ref={s.closed.ref} Jan Bakker")),
    "his name in what was coded": ("dump", lambda s, f: f.write_bytes(base64.b64encode(b"ab Jan Bakker, arts"))),
    "a name of a file": ("T-00000 Jan Bakker.txt", lambda s, f: f.write_text("")),
}  # fmt: skip


def test_files_are_found(scene: Scene) -> None:
    made = {scene.data / name: make for name, make in FILES.values()}
    for file, make in made.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        make(scene, file)
    status, places = scene.left()
    assert (status, places) == (1, sorted(str(file.resolve()).replace("Jan Bakker", "…") for file in made))
    for file in made:
        file.unlink()


def test_a_log_may_name_the_reference_and_an_emptied_copy_may_lie_there(scene: Scene) -> None:
    files = scene.data / "trajectbot.log", scene.data / "trajectbot.db.revision-0006"
    files[0].write_text(f"event=handled ref={scene.closed.ref}")
    copied(scene.data / "trajectbot.db", files[1])
    assert scene.left() == (0, [])
    for file in files:
        file.unlink()


def test_what_may_not_be_opened_is_named_and_the_rest_is_searched(scene: Scene) -> None:
    """A folder so deep that no path leads there: the same for root, who may open anything."""
    made = scene.data / "zz.txt"
    made.write_text(scene.closed.ref)
    down = [top := os.open(scene.data, os.O_RDONLY)]
    for _ in range(20):
        os.mkdir("d" * 250, dir_fd=down[-1])
        down.append(os.open("d" * 250, os.O_RDONLY, dir_fd=down[-1]))
    for number in down[1:]:
        os.close(number)
    status, places, said = scene.verified()
    shut = [str(one["place"]) for one in places if not one["looked"]]
    assert (status, said, len(shut)) == (1, "", 1)
    assert shut[0].startswith(str(scene.data.resolve() / "ddd"))
    assert [one["place"] for one in places if one["found"]] == [str(made.resolve())]
    made.unlink()
    assert scene.verified()[0] == 1, "not all of it was searched"
    shutil.rmtree("d" * 250, dir_fd=top)
    os.close(top)
    assert scene.left() == (0, [])


@pytest.mark.parametrize(
    ("ref", "word"), [("T-00000", "no traject"), ("Jan", "not a reference"), ("living", "not destroyed")]
)
def test_what_cannot_be_verified_is_said(scene: Scene, ref: str, word: str) -> None:
    status, places, said = scene.verified(scene.living.ref if ref == "living" else ref)
    assert (status, places) == (2, [])
    assert word in said


def test_a_mailbox_that_is_away_was_not_searched(scene: Scene) -> None:
    status, places, said = scene.verified(TRAJECTBOT__IMAP__PORT="1")
    assert (status, places) == (2, [])
    assert said.strip()

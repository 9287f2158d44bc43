"""Folders of a destroyed traject that may not be removed: they bear its specialist's name, and she hears of each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.servers.dovecot import PASSWORD, Account, Dovecot
from support.servers.dovecot_plugins import RIGHTS, plugins_missing
from support.servers.smtp import SmtpServer
from support.stories.closing import destroy
from support.stories.practice import SHE, Practice, decoded, enclosures, parsed, practice, text_of
from support.stories.scenes import MORE, answers, begins, lists, opened

from bot.cli import main

ALL_BUT_X = "lrwstei"


@pytest.fixture(scope="module")
def strict() -> Iterator[Dovecot]:
    if reason := plugins_missing():
        pytest.skip(reason)
    server = Dovecot(more=RIGHTS).start()
    yield server
    server.stop()


def allow(account: Account, folder: str, rights: str = "") -> None:
    """From now on its owner may do only this in a folder, or everything again."""
    file = account.server.folder / "mail" / account.user / f".{folder.replace('/', '.')}" / "dovecot-acl"
    file.unlink(missing_ok=True)
    if rights:
        file.write_text(f"owner {rights}\n")
        file.chmod(0o644)


def answered(p: Practice, *below: str) -> str:
    """A traject in which everybody answered, with these folders in its own, a form copied into each."""
    for scene in (begins, lists, answers):
        scene(p)
        p.round()
    folder = f"IFMS/Trajecten/{opened(p).ref} Jan Bakker"
    with p.account.connect() as client:
        for name in below:
            client.create(f'"{folder}/{name}"')
            client.select(f'"{folder}"')
            client.copy("1", f'"{folder}/{name}"')
    return folder


def told(p: Practice) -> tuple[str, str, str]:
    """Subject and text of the mail to her, and the certificate."""
    message = parsed(p.sent("destroyed-certificate", SHE)[-1])
    text = next(data.decode() for name, data in enclosures(message).items() if name.endswith("txt"))
    return decoded(str(message["Subject"])), " ".join(text_of(message).split()), text


def verified(p: Practice, ref: str) -> tuple[int, set[str]]:
    """Exit status, and the places with something left."""
    arguments = ["--config", str(p.settings.file), "verify-destruction", ref, "--json"]
    said = CliRunner().invoke(main, arguments, env={"IMAP_PASSWORD": PASSWORD})
    return said.exit_code, {one["place"] for one in map(json.loads, said.stdout.splitlines()) if one["found"]}


@pytest.mark.parametrize(
    ("below", "shut"),
    [
        pytest.param(("Te lezen",), ("/Te lezen",), id="hers"),
        pytest.param(("Te lezen", "Te lezen/Diep"), ("/Te lezen",), id="hers, with one below it"),
        pytest.param(("Te lezen", "Te lezen/Diep"), ("/Te lezen/Diep",), id="the one below hers"),
        pytest.param((), ("/Correspondentie",), id="Correspondentie"),
        pytest.param(("Correspondentie/Oud",), ("/Correspondentie/Oud",), id="hers in Correspondentie"),
        pytest.param(("Te lezen",), ("",), id="the traject's own"),
        pytest.param(("A", "B"), ("/A", "/B", "/Correspondentie"), id="three"),
        pytest.param(("A",), (), id="none"),
    ],
)
def test_what_may_not_be_removed_is_named_and_tried_again(
    tmp_path: Path, strict: Dovecot, smtp_server: SmtpServer, below: tuple[str, ...], shut: tuple[str, ...]
) -> None:
    account = strict.account()
    with practice(tmp_path, account, smtp_server, more=MORE) as p:
        folder = answered(p, *below)
        ref = opened(p).ref
        for name in shut:
            allow(account, folder + name, ALL_BUT_X)
        destroy(p, ref, "2026-11-09 10:00")
        left = {name for name in account.folders() if ref in name}
        assert {folder + name for name in shut} <= left
        assert not any(account.mails(name) for name in left)
        subject, mail, certificate = told(p)
        for name in left:
            assert f"- {name}" in mail
            assert name in certificate
        assert ("U hoeft niets te doen" in mail) is not bool(left)
        if left:
            assert f"op {len(left)} map" in subject
            assert f"Leeg, en niet te verwijderen: {len(left)} map" in certificate
            assert "kon niet worden verwijderd. Wilt u" in mail.replace("konden", "kon")
        assert ("opslag is geleegd. Bij de controle" in certificate) is not bool(left)
        status, places = verified(p, ref)
        assert (status, len(places)) == (int(bool(left)), len(left))
        for name in shut:
            allow(account, folder + name)
        tomorrows(p, 3)
        assert [name for name in account.folders() if ref in name] == []
        assert len(p.sent("destruction-finished", SHE)) == int(bool(left))
        assert verified(p, ref) == (0, set())


def test_a_folder_goes_only_when_nothing_lies_below_it(
    tmp_path: Path, strict: Dovecot, smtp_server: SmtpServer
) -> None:
    account = strict.account()
    with practice(tmp_path, account, smtp_server, more=MORE) as p:
        folder = answered(p, "Te lezen")
        allow(account, f"{folder}/Te lezen", "lrx")
        destroy(p, opened(p).ref, "2026-11-09 10:00")
        assert len(account.mails(f"{folder}/Te lezen")) == 1
        subject, mail, certificate = told(p)
        assert "Niet helemaal vernietigd" in subject
        assert f"{folder}/Te lezen" in certificate
        assert "U hoeft niets te doen" not in mail


@pytest.mark.parametrize("rights", ["lr", "lrwst", "l", "lrx"])
@pytest.mark.parametrize("below", ["Te lezen", "Correspondentie/Oud"])
def test_what_lies_where_it_lay_did_not_come_back(
    tmp_path: Path, strict: Dovecot, smtp_server: SmtpServer, below: str, rights: str
) -> None:
    """Nor is what the server refuses told as removed; what was really put back is."""
    account = strict.account()
    with practice(tmp_path, account, smtp_server, more=MORE) as p:
        folder = answered(p, below)
        ours = next(raw for _, raw in account.mails(f"{folder}/Correspondentie") if b"X-Trajectbot: " in raw)
        allow(account, f"{folder}/{below}", rights)
        destroy(p, opened(p).ref, "2026-11-09 10:00")
        before = len(p.sent())
        tomorrows(p, 3)
        assert not [text for text in after(p, before) if "weer in de mailbox" in text]
        account.append(ours, folder="Archief", when=p.now)
        tomorrows(p, 5)
        again = [text for text in after(p, before) if "weer in de mailbox" in text]
        assert len(again) == 1
        assert "Opnieuw verwijderd: 1 mail." in again[0]
        assert account.mails("Archief") == []
        before = len(p.sent())
        allow(account, f"{folder}/{below}")
        tomorrows(p, 3)
        assert [name for name in account.folders() if opened(p).ref in name] == []
        assert len(p.sent("destruction-finished", SHE)) == 1
        assert not [text for text in after(p, before) if "weer in de mailbox" in text]


def tomorrows(p: Practice, days: int) -> None:
    """So many days, with a round each."""
    for _ in range(days):
        p.now += timedelta(days=1)
        p.round()


def after(p: Practice, before: int) -> list[str]:
    """What was written to her since then."""
    return [" ".join(text_of(parsed(r)).split()) for r in p.sent()[before:] if r.recipient == SHE]

"""Whatever file comes, a reading child stays within its part of 300 MB; what is honest is read."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.hostile.large import LARGE, Large, noise

from bot.core.documents import Read
from bot.shell.sandbox.parent import VERDICTS, Allowance, Sandbox, SandboxFailure

MOST = 180 << 20
WORST = (
    "leeg.docx", "namen.docx", "diep.docx", "herhaald.ods", "nullen.zip", "tekst.pdf", "lijst.csv", "kommas.csv",
    "diep.html", "breed.html", "ruis.bin", "mails.eml",
)  # fmt: skip
"""Those that are made quickly and took the most, each of its kind; bench/memory.py tries all of them."""


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(allowance=Allowance(processor=4, wall=30.0)) as one:
        yield one


def peak(sandbox: Sandbox) -> int:
    """The most that the child ever held, in bytes; 0 when it is gone."""
    status = Path(f"/proc/{sandbox._idle.queue[0].process.pid}/status").read_text()
    return sum(1024 * int(found) for found in re.findall(r"VmHWM:\s+(\d+)", status))


@pytest.mark.parametrize("file", [f for f in LARGE if f.name in WORST], ids=lambda f: f.name)
def test_a_file_that_is_made_to_take_all_memory_is_refused(sandbox: Sandbox, file: Large) -> None:
    try:
        verdict = sandbox.read_file(file.make(), file.name).read
    except SandboxFailure as failure:
        verdict = Read(VERDICTS[failure.reason])
    assert verdict in Read
    assert peak(sandbox) < MOST
    assert sandbox.read_file(b"Dag", "a.txt").text == "Dag"


@pytest.mark.parametrize("file", [f for f in LARGE if f.honest], ids=lambda f: f.name)
def test_a_large_file_of_an_honest_sender_is_read(sandbox: Sandbox, file: Large) -> None:
    assert sandbox.read_file(file.make(), file.name).read is Read.OK
    assert peak(sandbox) < MOST


def test_children_have_the_room_that_is_promised() -> None:
    assert Allowance().memory <= MOST


def test_a_mail_of_nearly_the_largest_size_is_read(sandbox: Sandbox) -> None:
    part = b"Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=a.bin\n"
    body = base64.encodebytes(noise())
    head = b"From: a@b.example\nSubject: groot\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    raw = head + b"--b\n\nZie bijlage\n--b\n" + part + b"Content-Transfer-Encoding: base64\n\n" + body + b"--b--\n"
    assert len(raw) > 37_000_000
    found = sandbox.read_mail(raw)
    assert (found.subject, found.text, len(found.attachments)) == ("groot", "Zie bijlage", 1)
    assert found.attachments[0].document.read is Read.UNSUPPORTED
    assert peak(sandbox) < MOST


def resident() -> int:
    """What this process holds, in bytes."""
    status = Path("/proc/self/status").read_text()
    return sum(1024 * int(found) for found in re.findall(r"VmRSS:\s+(\d+)", status))


def test_what_a_large_mail_took_of_our_own_memory_is_given_back(sandbox: Sandbox) -> None:
    assert sandbox.read_file(bytes(26_000_000), "a.bin").read is not Read.OK
    before = resident()
    held = [b"a" * 20_000_000 for _ in range(3)]
    after = [bytes(100_000) for _ in range(50)]
    held.clear()
    assert resident() - before < 20_000_000
    assert len(after) == 50

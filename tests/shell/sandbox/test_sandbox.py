"""Reading in children: a child that dies or hangs costs one job, and never the daemon."""

from __future__ import annotations

import os
import socket
import struct
import sys
import textwrap
import time
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from subprocess import run as run_program

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.office_files import docx, paragraph, run

import bot
from bot.association.clues import gather
from bot.core.documents import Read
from bot.core.mail.message import Automatic, FormsRead
from bot.core.mail.parse import parse
from bot.readers import read
from bot.shell.sandbox.frames import Gone, receive, send
from bot.shell.sandbox.parent import Allowance, Child, Sandbox, SandboxFailure

ROOT = Path(bot.__file__).parents[1]
MAILS = ROOT / "tests" / "mail"
SAMPLES = ROOT / "tests" / "readers" / "samples"
HEAD = b"From: Piet <p.devries@z.example>\nSubject: Formulier\nMessage-ID: <1@z.example>\nDate: Mon, 2 Nov 2026 10:00:00 +0100\nMIME-Version: 1.0\n"
PLAIN = HEAD + b"\nDag\n"


def mail(*files: bytes) -> bytes:
    """A mail with these attachments."""
    parts = b"".join(
        b"--b\nContent-Disposition: attachment; filename=f%d\nContent-Transfer-Encoding: 8bit\n\n%s\n" % one
        for one in enumerate(files)
    )
    return HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nZie bijlage\n" + parts + b"--b--\n"


def glutton() -> bytes:
    """A few kilobytes of Word whose tree takes more memory than a narrow child has."""
    return docx("<w:p/>" * 2_500_000)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as one:
        yield one


@pytest.fixture(scope="module")
def narrow() -> Iterator[Sandbox]:
    """Children with hardly any room."""
    with Sandbox(allowance=Allowance(memory=150 << 20, processor=2, wall=3.0)) as one:
        yield one


def test_mail_is_what_the_core_makes_of_it(sandbox: Sandbox) -> None:
    raw = mail(b"a;b\n1;2")
    assert sandbox.read_mail(raw) == replace(parse(raw, read), forms=FormsRead(None, (None,)))


def test_the_forms_in_a_mail_are_those_that_are_found_without_the_child(sandbox: Sandbox) -> None:
    files = tuple((SAMPLES / name).read_bytes() for name in sorted(one.name for one in SAMPLES.iterdir()))
    mails = (*(one.read_bytes() for one in sorted(MAILS.glob("*.eml"))), *map(mail, files), mail(*files[:5]))
    found = 0
    for raw in mails:
        here = sandbox.read_mail(raw)
        assert gather(here) == gather(replace(here, forms=None))
        assert (here.forms is None) == (here.automatic is not Automatic.NO)
        found += len(gather(here).forms)
    assert found > 20


@pytest.mark.parametrize("name", sorted(one.name for one in SAMPLES.iterdir()))
def test_file_is_what_the_reader_makes_of_it(sandbox: Sandbox, name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    assert sandbox.read_file(data, name) == read(data, name)


def test_large_answers_arrive_whole(sandbox: Sandbox) -> None:
    data = b"woord " * 300_000
    assert len(sandbox.read_file(data, "a.txt").text) == len(data) - 1


def test_file_that_takes_too_much_memory_fails_alone(narrow: Sandbox) -> None:
    with pytest.raises(SandboxFailure) as failure:
        narrow.read_file(glutton(), "f.docx")
    assert failure.value.reason in ("memory", "died")
    assert narrow.read_mail(PLAIN).subject == "Formulier"


def test_attachment_that_kills_is_left_unread_and_the_mail_is_read(narrow: Sandbox) -> None:
    found = narrow.read_mail(mail(b"a;b\n1;2", glutton(), b"c;d\n3;4"))
    assert found.text == "Zie bijlage"
    assert found.attachments[1].document.read in (Read.DAMAGED, Read.TOO_LARGE, Read.TIMEOUT)
    assert [one.document.read for one in (found.attachments[0], found.attachments[2])] == [Read.OK, Read.OK]


def test_child_that_hangs_h83_is_ended() -> None:
    with Sandbox(allowance=Allowance(wall=0.000001)) as sandbox, pytest.raises(SandboxFailure) as failure:
        sandbox.read_file(b"Dag", "a.txt")
    assert failure.value.reason == "timeout"


def test_child_killed_from_outside_costs_one_job(sandbox: Sandbox) -> None:
    child = sandbox._idle.queue[0]
    child.process.kill()
    child.process.wait()
    with pytest.raises(SandboxFailure) as failure:
        sandbox.read_mail(PLAIN)
    assert failure.value.reason == "died"
    assert sandbox.read_mail(PLAIN).text == "Dag"


def test_children_are_replaced_after_their_jobs() -> None:
    with Sandbox(allowance=Allowance(jobs=12)) as sandbox:
        seen = set()
        for _ in range(30):
            seen.add(sandbox._idle.queue[0].process.pid)
            assert sandbox.read_mail(PLAIN).text == "Dag"
    assert len(seen) == 3


def test_threads_share_the_children() -> None:
    files = [docx(paragraph(run(f"nummer {n}"))) for n in range(40)]
    with Sandbox(workers=2) as sandbox, ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda data: sandbox.read_file(data, "f.docx").text, files))
    assert found == [f"nummer {n}" for n in range(40)]


def test_converter_is_asked_and_its_time_is_not_counted() -> None:
    asked: list[tuple[int, str, str]] = []

    def convert(data: bytes, given: str, wanted: str) -> bytes | None:
        asked.append((len(data), given, wanted))
        return docx(paragraph(run("omgezet")))

    old = (SAMPLES / "form.doc").read_bytes()
    with Sandbox(convert=convert) as sandbox:
        found = sandbox.read_mail(mail(b"{\\rtf1 x}")).attachments[0].document
        assert (found.format, found.text) == ("rtf", "omgezet")
        assert sandbox.read_file(old, "form.doc").text == "omgezet"
    assert asked == [(9, "rtf", "docx"), (len(old), "doc", "docx")]


CONFINED = """
    import os, socket, subprocess
    from bot.shell.sandbox.confine import Confinement, confine
    print("limits" in confine(Confinement(memory=1 << 30, seconds=5)))
    def tried(what):
        try:
            what()
        except (OSError, MemoryError) as error:
            return type(error).__name__
        return "done"
    print(tried(lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM).connect(("127.0.0.1", {port}))))
    print(tried(lambda: subprocess.run(["/bin/true"])))
    print(tried(lambda: bytearray(2 << 30)))
    print(tried(lambda: open(os.devnull).close()))
    print(tried(lambda: open({path!r}, "wb", 0).write(b"x" * 10_000)))
"""


def test_confinement_h76_no_network_no_programs_no_files(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        code = CONFINED.format(port=server.getsockname()[1], path=str(tmp_path / "out"))
        done = run_program(
            [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, cwd=ROOT, check=False
        )
    limits, network, program, memory, reading, writing = done.stdout.split()
    assert (limits, memory, reading, writing) == ("True", "MemoryError", "done", "OSError")
    assert (network, program) == ("PermissionError", "PermissionError")


def test_child_sees_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAJECTBOT_IMAP_PASSWORD", "geheim")
    child = Child(Allowance())
    child.ask({"do": "file", "name": "a.txt"}, b"Dag", None)
    environment = Path(f"/proc/{child.process.pid}/environ").read_bytes()
    opened = [os.readlink(one) for one in Path(f"/proc/{child.process.pid}/fd").iterdir()]
    child.stop()
    assert b"geheim" not in environment
    # libffi may keep its own file open
    assert sorted(one.partition(":")[0] for one in opened if ".so" not in one) == [*3 * ["/dev/null"], "socket"]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(struct.pack(">II", 1 << 31, 0), id="announces too much"),
        pytest.param(struct.pack(">II", 3, 0) + b"abc", id="no JSON"),
        pytest.param(struct.pack(">II", 2, 0) + b"[]", id="no object"),
        pytest.param(struct.pack(">II", 50, 0) + b"{}", id="cut off"),
    ],
)
def test_frames_of_a_lying_child(answer: bytes) -> None:
    ours, theirs = socket.socketpair()
    with ours:
        theirs.sendall(answer)
        theirs.close()
        with pytest.raises(Gone):
            receive(ours, time.monotonic() + 60)


def test_frames_come_back_whole() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        send(ours, {"do": "file", "name": "é"}, b"\0\1")
        assert receive(theirs) == ({"do": "file", "name": "é"}, b"\0\1")


def test_bomb_h82_in_a_mail_is_refused_with_a_reason(sandbox: Sandbox) -> None:
    packed = zlib.compress(bytes(70_000_000), 1)
    stream = b"%PDF-1.4\n1 0 obj <</Filter /FlateDecode>> stream\n" + packed + b"\nendstream endobj"
    found = sandbox.read_file(stream, "f.pdf")
    assert (found.read, bool(found.problem)) == (Read.TOO_LARGE, True)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    name=st.sampled_from(sorted(one.name for one in SAMPLES.iterdir())),
    changes=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=20),
)
def test_mutated_files_never_harm_the_sandbox(sandbox: Sandbox, name: str, changes: list[tuple[float, int]]) -> None:
    data = bytearray((SAMPLES / name).read_bytes())
    for where, byte in changes:
        data[int(where * len(data))] = byte
    try:
        verdict = sandbox.read_file(bytes(data), name).read in Read
    except SandboxFailure as failure:
        verdict = failure.reason in ("timeout", "memory", "died")
    assert verdict
    assert sandbox.read_mail(PLAIN).text == "Dag"


def test_conversions_end_when_patience_does() -> None:
    asked: list[str] = []

    def convert(data: bytes, given: str, wanted: str) -> bytes | None:
        asked.append(given)
        return None

    with Sandbox(allowance=Allowance(patience=0.0), convert=convert) as sandbox:
        assert sandbox.read_mail(mail(b"{\\rtf1 x}")).attachments[0].document.text == "x"
    assert asked == []

"""A private, real Exim on loopback that takes mail, or refuses it as a test wants; nothing leaves its spool."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from support.servers.debian import NotHereError, environment, runnable, unpacked
from support.servers.ports import HOST, PATIENCE, free_port
from support.servers.smtp import Received

_USER = "Debian-exim"  # compiled into the program, and known only where the package is installed
_ANSWER = "${lookup{$local_part@$domain}lsearch{DIR/answers}{$value}}"
_SETTINGS = """
primary_hostname = relay.example
exim_user = nobody
exim_group = nogroup
spool_directory = DIR/spool
log_file_path = DIR/spool/%slog
pid_file_path = DIR/pid
local_interfaces = HOST
daemon_smtp_ports = PORT
queue_only = true
keep_environment =
host_lookup =
rfc1413_hosts =
rfc1413_query_timeout = 0s
tls_advertise_hosts =
smtp_accept_max_nonmail = 1000
message_size_limit = ${lookup{size}lsearch{DIR/answers}{$value}{50M}}
acl_smtp_rcpt = recipient
begin acl
recipient:
  deny condition = ${if match{ANSWER}{^5}}
       message = ANSWER
  defer condition = ${if match{ANSWER}{^4}}
        message = ANSWER
  accept
"""
_RECIPIENT, _HEADER = re.compile(rb"\nXX\n1\n([^\n]+)\n\n"), re.compile(rb"(\d{3,})(.) ")


@dataclass
class Exim:
    """One server; NotHereError where it cannot run."""

    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="exim-")))
    port: int = field(default_factory=free_port)
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> Exim:
        if os.getuid() != 0:
            raise NotHereError("Exim listens for root only")
        root = unpacked("exim4-daemon-light", "libnss-wrapper", "libidn12")
        program = runnable(root / "usr/sbin/exim4")
        (wrapper,) = list(root.rglob("libnss_wrapper.so"))[:1] or list(root.rglob("libnss_wrapper.so.*"))[:1]
        self.folder.chmod(0o755)
        (self.folder / "spool").mkdir()
        (self.folder / "spool").chmod(0o777)
        self.answer()
        names = {"passwd": f"{_USER}:x:65534:65534::/:/bin/false\n", "group": f"{_USER}:x:65534:\n"}
        for name, line in names.items():
            (self.folder / name).write_text(Path("/etc", name).read_text() + line)
        text = _SETTINGS.replace("ANSWER", _ANSWER).replace("DIR", str(self.folder))
        text = text.replace("HOST", HOST, 1).replace("PORT", str(self.port), 1)
        (self.folder / "settings").write_text(text)
        (self.folder / "settings").chmod(0o644)
        more = {"LD_PRELOAD": str(wrapper), "NSS_WRAPPER_PASSWD": str(self.folder / "passwd")}
        more |= {"NSS_WRAPPER_GROUP": str(self.folder / "group")}
        with (self.folder / "said").open("wb") as said:
            self._process = subprocess.Popen(
                [str(program), "-C", str(self.folder / "settings"), "-bdf"], env=environment(root) | more,
                stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True,
            )  # fmt: skip
        deadline = time.monotonic() + PATIENCE
        while not self._listens():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Exim did not start: {(self.folder / 'said').read_text()}")
            time.sleep(0.01)
        return self

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex((HOST, self.port)) == 0

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(PATIENCE)
        shutil.rmtree(self.folder, ignore_errors=True)

    def answer(self, **answers: str) -> None:
        """From now on: `size` is the largest mail; other names are addresses, each with what is said of it."""
        (self.folder / "answers").write_text("".join(f'"{who}": {words}\n' for who, words in answers.items()))
        (self.folder / "answers").chmod(0o644)

    def forget(self) -> None:
        """What was taken is thrown away."""
        for file in (self.folder / "spool" / "input").glob("*"):
            file.unlink()

    @property
    def received(self) -> list[Received]:
        """What it took, in order."""
        files = sorted((self.folder / "spool" / "input").glob("*-H"), key=lambda file: file.stat().st_mtime_ns)
        return [_read(file) for file in files]


def _read(file: Path) -> Received:
    """A mail as it lies in the spool: who it is to, its headers each with its length, and in another file its body."""
    kept = file.read_bytes()
    found = _RECIPIENT.search(kept)
    assert found
    at, headers = found.end(), b""
    while header := _HEADER.match(kept, at):
        text = kept[header.end() : (at := header.end() + int(header[1]))]
        headers += text if header[2] != b"*" else b""
    body = file.with_name(file.name.removesuffix("-H") + "-D").read_bytes().partition(b"\n")[2]
    return Received("", found[1].decode(), headers + b"\n" + body, False, "")

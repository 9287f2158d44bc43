"""A private, real Cyrus on loopback, run by nobody: any user name may sign in."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from support.servers.debian import NotHereError, environment, runnable, unpacked
from support.servers.dovecot import Account, fast_folder
from support.servers.ports import HOST, PATIENCE, free_port

_PACKAGES = (
    "cyrus-imapd", "cyrus-common", "libcyrus-imap-perl", "libpcre3", "libxapian30", "libical3", "libicu72",
    "libnss-wrapper",
)  # fmt: skip
_IMAPD = """
configdirectory: DIR/conf
defaultpartition: default
partition-default: DIR/spool
cyrus_user: nobody
admins: cyrus
allowplaintext: yes
sasl_pwcheck_method: alwaystrue
sasl_mech_list: PLAIN
autocreate_quota: 0
autocreate_users: anyone
virtdomains: off
servername: cyrus.example
expunge_mode: immediate
delete_mode: immediate
skiplist_unsafe: yes
idlesocket: DIR/conf/idle
notifysocket: DIR/conf/notify
"""
_SERVICES = """
START {
  recover cmd="BIN/ctl_cyrusdb -C DIR/imapd.conf -r"
}
SERVICES {
  imap cmd="BIN/imapd -C DIR/imapd.conf -U 100" listen="HOST:PORT" prefork=1
}
EVENTS {
}
"""


@dataclass
class Cyrus:
    """One server; `more` are lines of imapd.conf. NotHereError where it cannot run."""

    more: str = ""
    host: str = HOST
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="cyrus-", dir=fast_folder())))
    ca_file: str = ""
    imap_port: int = field(default_factory=free_port)
    imaps_port: int = 0
    _process: subprocess.Popen[bytes] | None = None
    _users: int = 0

    def start(self) -> Cyrus:
        if os.getuid() != 0:
            raise NotHereError("Cyrus is started by root only")
        root = unpacked(*_PACKAGES)
        programs = root / "usr/lib/cyrus/bin"
        master, _, _ = (runnable(programs / name) for name in ("master", "imapd", "ctl_cyrusdb"))
        for name in ("conf", "spool"):
            (self.folder / name).mkdir()
        for name, line in (("passwd", "cyrus:x:65534:65534::/:/bin/false\n"), ("group", "")):
            (self.folder / name).write_text(Path("/etc", name).read_text() + line)
        values = {"DIR": str(self.folder), "BIN": str(programs), "HOST": self.host, "PORT": str(self.imap_port)}
        for name, text in (("imapd.conf", _IMAPD + self.more), ("cyrus.conf", _SERVICES)):
            for key, value in values.items():
                text = text.replace(key, value)
            (self.folder / name).write_text(text)
        owner = pwd.getpwnam("nobody")
        for file in (self.folder, *self.folder.iterdir()):
            os.chown(file, owner.pw_uid, owner.pw_gid)
        (wrapper,) = root.rglob("libnss_wrapper.so")
        more = {"LD_PRELOAD": str(wrapper)}
        more |= {f"NSS_WRAPPER_{name.upper()}": str(self.folder / name) for name in ("passwd", "group")}
        files = ("-C", self.folder / "imapd.conf", "-M", self.folder / "cyrus.conf", "-p", self.folder / "pid")
        with (self.folder / "said").open("wb") as said:
            self._process = subprocess.Popen(
                [str(master), "-D", *map(str, files)], env=environment(root) | more, cwd=self.folder,
                stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True,
            )  # fmt: skip
        deadline = time.monotonic() + PATIENCE
        while not self._greets():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Cyrus did not start: {(self.folder / 'said').read_text()}")
            time.sleep(0.02)
        return self

    def _greets(self) -> bool:
        try:
            with socket.create_connection((self.host, self.imap_port), timeout=PATIENCE) as probe:
                return probe.recv(4) == b"* OK"
        except OSError:
            return False

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(PATIENCE)
        shutil.rmtree(self.folder, ignore_errors=True)

    def account(self) -> Account:
        """A mailbox that nobody used before."""
        self._users += 1
        return Account(self, f"user{self._users}")  # type: ignore[arg-type]

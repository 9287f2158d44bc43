"""A private, real Courier (its imapd behind a login of ours) on loopback: any user name may sign in."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from support.servers.debian import environment, runnable, unpacked
from support.servers.dovecot import Account, fast_folder
from support.servers.ports import HOST

_PACKAGES = ("libidn12", "courier-imap", "courier-base", "courier-authlib", "libcourier-unicode4", "libgamin0", "gamin")
_CAPABILITIES = "IMAP4rev1 UIDPLUS CHILDREN NAMESPACE THREAD=ORDEREDSUBJECT THREAD=REFERENCES SORT QUOTA IDLE"
_SETTINGS = {
    "IMAP_CAPABILITY": _CAPABILITIES, "IMAP_KEYWORDS": "1", "IMAP_USELOCKS": "1", "IMAP_ENHANCEDIDLE": "0",
    "IMAP_OBSOLETE_CLIENT": "0", "IMAP_CHECK_ALL_FOLDERS": "0", "IMAP_MAILBOX_SANITY_CHECK": "0", "IMAP_ACL": "0",
    "IMAP_MOVE_EXPUNGE_TO_TRASH": "0", "IMAP_TRASHFOLDERNAME": "Trash", "IMAP_EMPTYTRASH": "Trash:7",
    "TCPREMOTEIP": HOST,
}  # fmt: skip
_LOGIN = re.compile(rb'(\S+) LOGIN "?([^" ]+)"? .*\r\n', re.IGNORECASE)


@dataclass
class Courier:
    """One server as its Debian package sets it up; `more` overrules its settings. NotHereError where it cannot run."""

    more: dict[str, str] = field(default_factory=dict)
    host: str = HOST
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="courier-", dir=fast_folder())))
    ca_file: str = ""
    imap_port: int = 0
    imaps_port: int = 0
    _users: int = 0

    def start(self) -> Courier:
        root = unpacked(*_PACKAGES)
        self._program = runnable(root / "usr/bin/imapd")
        watching = str(runnable(root / "usr/libexec/gam_server"))  # without it every command waits a second for it
        self._settings = {**environment(root), **_SETTINGS, "GAMIN_DEBUG_SERVER": watching, **self.more}
        self._listener = socket.create_server((self.host, 0))
        self.imap_port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def stop(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def account(self) -> Account:
        """A mailbox that nobody used before."""
        self._users += 1
        return Account(self, f"user{self._users}")  # type: ignore[arg-type]

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        """Takes any name, as Courier's own login would after asking who it is, and gives Courier the line."""
        with client, suppress(OSError):
            client.sendall(f"* OK [CAPABILITY {_CAPABILITIES}] Courier-IMAP ready.\r\n".encode())
            while line := _line(client):
                if login := _LOGIN.fullmatch(line):
                    self._hand_over(client, login[1].decode(), login[2].decode())
                    return
                tag, verb, *_ = (*line.split(), b"")
                if verb.upper() == b"CAPABILITY":
                    client.sendall(f"* CAPABILITY {_CAPABILITIES}\r\n".encode())
                client.sendall(tag + b" OK done\r\n")
                if verb.upper() == b"LOGOUT":
                    return

    def _hand_over(self, client: socket.socket, tag: str, user: str) -> None:
        maildir = self.folder / user
        for part in ("cur", "new", "tmp"):
            (maildir / part).mkdir(parents=True, exist_ok=True)
        settings = {**self._settings, "AUTHENTICATED": user, "MAILDIR": str(maildir), "HOME": str(self.folder)}
        with (self.folder / "log").open("ab") as log:
            imapd = subprocess.Popen(
                [str(self._program), str(maildir)], env=settings, cwd=maildir,
                stdin=client, stdout=subprocess.PIPE, stderr=log,
            )  # fmt: skip
        with imapd, suppress(OSError):
            assert imapd.stdout is not None
            while (said := imapd.stdout.readline()) and not said.startswith(b"* PREAUTH"):
                pass
            client.sendall(f"{tag} OK LOGIN Ok.\r\n".encode())
            while octets := imapd.stdout.read1():
                client.sendall(octets)


def _line(client: socket.socket) -> bytes:
    """One line and not a byte more: the rest is Courier's to read."""
    line = b""
    while not line.endswith(b"\n") and (octet := client.recv(1)):
        line += octet
    return line

"""A private, real Dovecot on loopback in a temporary folder: any user name may sign in with one password."""

from __future__ import annotations

import base64
import grp
import hmac
import imaplib
import json
import os
import pwd
import re
import shutil
import signal
import smtplib
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from support.servers.certificates import make_certificates
from support.servers.dovecot_configuration import write_configuration
from support.servers.ports import HOST, PATIENCE, free_port

from bot.shell.servers.endpoints import ImapEndpoint, Security

PASSWORD, TOKEN_KEY = "geheim", b"a key that only the tests know...."


def dovecot_missing() -> str:
    """Why no Dovecot can be started here, or "" when it can."""
    there = _program("dovecot") and _program("doveadm") and Path("/usr/lib/dovecot/lmtp").exists()
    return "" if there else "Dovecot is not installed (Debian: apt-get install dovecot-imapd dovecot-lmtpd)"


def _program(name: str) -> str:
    """Where it is, or ""; Debian leaves /usr/sbin out of an ordinary user's path."""
    return shutil.which(name, path=f"{os.environ.get('PATH', os.defpath)}:/usr/local/sbin:/usr/sbin") or ""


def dovecot_version() -> tuple[int, ...]:
    """Major and minor."""
    said = subprocess.run([_program("dovecot"), "--version"], check=True, capture_output=True, text=True).stdout
    return tuple(int(number) for number in re.findall(r"\d+", said)[:2])


def fast_folder() -> str | None:
    """Memory instead of a disk where there is some; short, because of the sockets' names."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def _rights() -> dict[str, str | int]:
    """Who runs what: as root the mail belongs to nobody, as an ordinary user everything is ours."""
    if os.getuid() == 0:
        nobody = pwd.getpwnam("nobody")
        return {"uid": nobody.pw_uid, "gid": nobody.pw_gid, "account": "", "chroot": "", "lmtp_user": ""}
    me, group = pwd.getpwuid(os.getuid()).pw_name, grp.getgrgid(os.getgid()).gr_name
    account = f"default_internal_user = {me}\ndefault_login_user = {me}\ndefault_internal_group = {group}"
    user = f"user = {me}"
    return {"uid": os.getuid(), "gid": os.getgid(), "account": account, "chroot": "chroot =", "lmtp_user": user}


def _base64url(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")


@dataclass
class Dovecot:
    """One running server; `separator` and `prefix` are those of the user's namespace, `more` are other settings."""

    separator: str = "/"
    prefix: str = ""
    more: str = ""
    host: str = HOST
    imap_port: int = field(default_factory=free_port)
    imaps_port: int = field(default_factory=free_port)
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="dovecot-", dir=fast_folder())))
    _process: subprocess.Popen[bytes] | None = None
    _users: int = 0

    @property
    def ca_file(self) -> str:
        return str(self.folder / "tls" / "ca.pem")

    def start(self) -> Dovecot:
        rights = _rights()
        self.folder.chmod(0o755)
        (self.folder / "mail").mkdir()
        if os.getuid() == 0:
            os.chown(self.folder / "mail", int(rights["uid"]), int(rights["gid"]))
        make_certificates(self.folder / "tls")
        values = {"d": self.folder, "host": self.host, "imap": self.imap_port, "imaps": self.imaps_port}
        values |= {"separator": self.separator, "prefix": self.prefix, "password": PASSWORD, **rights}
        values |= {"more": self.more.format(**values)}
        write_configuration(self.folder, dovecot_version(), values)
        keys = self.folder / "keys" / "default" / "HS256"
        keys.mkdir(parents=True)
        (keys / "default").write_text(base64.b64encode(TOKEN_KEY).decode())
        self._launch()
        return self

    def _launch(self) -> None:
        """In the foreground as our child; with setpriv it dies with the tests even when they are killed."""
        tied = ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []
        command = [*tied, _program("dovecot"), "-F", "-c", str(self.folder / "dovecot.conf")]
        with (self.folder / "start").open("wb") as output:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
            )
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Dovecot did not start: {(self.folder / 'start').read_text()}")
            time.sleep(0.01)

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex((self.host, self.imap_port)) == 0

    def stop(self) -> None:
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)  # its files are thrown away; the polite way takes seconds
            self._process.wait(PATIENCE)
        shutil.rmtree(self.folder, ignore_errors=True)

    def restart(self) -> None:
        """Breaks every connection and comes back with its mail, as after a power cut."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(PATIENCE)
        deadline = time.monotonic() + PATIENCE
        while self._answers():  # a process that it started may hold the port a moment longer than it lived
            if time.monotonic() > deadline:
                raise RuntimeError("Dovecot did not stop")
            time.sleep(0.01)
        (self.folder / "run" / "master.pid").unlink(missing_ok=True)
        self._launch()

    def doveadm(self, *arguments: str) -> str:
        command = [_program("doveadm"), "-c", str(self.folder / "dovecot.conf"), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def kick(self, user: str) -> None:
        """End every IMAP process of this user, as an administrator would; there may be none."""
        command = [_program("doveadm"), "-c", str(self.folder / "dovecot.conf"), "kick", user]
        subprocess.run(command, check=False, capture_output=True)

    def account(self, name: str = "") -> Account:
        """A mailbox that nobody used before."""
        self._users += 1
        return Account(self, name or f"user{self._users}")


@dataclass(frozen=True)
class Account:
    """One user of a Dovecot, seen by the person who sits before another mail program."""

    server: Dovecot
    user: str

    def endpoint(self, security: Security = "plain", **changes: object) -> ImapEndpoint:
        port = self.server.imaps_port if security == "tls" else self.server.imap_port
        values = {"host": self.server.host, "port": port, "security": security, "username": self.user}
        values |= {"password": PASSWORD, "ca_file": self.server.ca_file, "timeout_seconds": PATIENCE}
        return ImapEndpoint(**(values | changes))  # type: ignore[arg-type]

    def access_token(self) -> str:
        """A JSON Web Token for this user, as an identity provider would give it."""
        claims = {"sub": self.user, "iat": int(time.time()) - 60, "exp": int(time.time()) + 600}
        parts = [_base64url(json.dumps(part).encode()) for part in ({"typ": "JWT", "alg": "HS256"}, claims)]
        signature = hmac.digest(TOKEN_KEY, b".".join(parts), "sha256")
        return b".".join((*parts, _base64url(signature))).decode()

    def connect(self) -> imaplib.IMAP4:
        """A second mail program's connection (plain imaplib), signed in."""
        client = imaplib.IMAP4(self.server.host, self.server.imap_port, timeout=PATIENCE)
        client.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.login(self.user, PASSWORD)
        return client

    def deliver(self, raw: bytes, sender: str = "iemand@elders.example") -> None:
        """By LMTP, as a mail server does; Dovecot adds Return-Path, Delivered-To and Received."""
        with smtplib.LMTP(str(self.server.folder / "run" / "lmtp"), local_hostname="elders.example") as lmtp:
            lmtp.sendmail(sender, [f"{self.user}@bot.example"], raw)

    def append(self, *mails: bytes, folder: str = "INBOX", when: datetime | None = None, flags: str = "") -> None:
        """Put mails into a folder byte for byte; `folder` is an ASCII name."""
        date = "" if when is None else imaplib.Time2Internaldate(when)
        with self.connect() as client:
            if client.select(f'"{folder}"')[0] != "OK":
                client.create(f'"{folder}"')
            for raw in mails:
                status, words = client.append(f'"{folder}"', flags, date or None, raw)
                if status != "OK":
                    raise RuntimeError(repr(words))

    def mails(self, folder: str = "INBOX") -> list[tuple[str, bytes]]:
        """Every mail of a folder, oldest first: its flags and its bytes; a missing folder has none."""
        with self.connect() as client:
            return _mails(client, folder, "BODY.PEEK[]")

    def folders(self) -> list[str]:
        """Names as the server spells them (modified UTF-7), sorted."""
        with self.connect() as client:
            return _folders(client)

    def headers(self) -> dict[str, list[tuple[str, bytes]]]:
        """By folder the flags and the header of every mail, seen over one connection."""
        with self.connect() as client:
            return {folder: _mails(client, folder, "BODY.PEEK[HEADER]") for folder in _folders(client)}


def _mails(client: imaplib.IMAP4, folder: str, part: str) -> list[tuple[str, bytes]]:
    if client.select(f'"{folder}"', readonly=True)[0] != "OK" or client.untagged_responses["EXISTS"] == [b"0"]:
        return []
    _, found = client.fetch("1:*", f"(FLAGS {part})")
    return [(item[0].decode(), item[1]) for item in found if isinstance(item, tuple)]


def _folders(client: imaplib.IMAP4) -> list[str]:
    lines = (line.decode() for line in client.list()[1] if isinstance(line, bytes))
    return sorted(re.sub(r'^\([^)]*\) "." ', "", line).strip('"') for line in lines)

"""Sending over three connections against one, to a real SMTP server with STARTTLS and sign-in."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

from measuring import fastest, ordinary, ratio, size

# isort: split
from support.servers.certificates import make_certificates
from support.servers.smtp import SmtpServer, start_smtp

from bot.shell.smtp.sender import Outgoing, Result, Sender

PRACTICE = "info@praktijk.example"
WAIT = 0.01  # a server that takes ten milliseconds to accept a mail, as one at a distance does


def sending(server: SmtpServer, count: int, connections: int) -> None:
    results: list[Result] = []
    mails = [Outgoing(n, PRACTICE, f"r{n}@ziekenhuis.example", ordinary(n)) for n in range(count)]
    Sender(server.endpoint()).send_all(mails, results.append, connections=connections, per_minute=1_000_000)
    if {str(result.outcome) for result in results} != {"sent"} or len(results) != count:
        raise SystemExit("not every mail was sent")


def measure(server: SmtpServer, count: int) -> None:
    for what, wait in (("server nearby", 0.0), ("server that takes 10 ms a mail", WAIT)):
        server.recorder.delay_seconds = wait
        one, three = fastest(lambda: sending(server, count, 1), lambda: sending(server, count, 3))
        ratio(f"{what}: one connection takes, against three", one / three)

    def each_its_own() -> None:
        for _ in range(count):
            sending(server, 1, 1)

    server.recorder.delay_seconds = 0.0
    single, kept = fastest(each_its_own, lambda: sending(server, count, 1), tries=2)
    ratio("a new connection for each mail takes, against one kept", single / kept)


def main() -> None:
    count = size(200, "how many mails of 3 KB")
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # the server tells of every sign-in what will change in it
    with tempfile.TemporaryDirectory() as folder:
        make_certificates(Path(folder))
        server = start_smtp(Path(folder), "starttls", sign_in=True)
        try:
            measure(server, count)
        finally:
            server.stop()


if __name__ == "__main__":
    main()

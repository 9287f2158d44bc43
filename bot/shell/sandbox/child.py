"""The reading child: takes bytes from the daemon, gives back what they say, and may do nothing else.

The readers are imported with the first file: most mail has none, and whoever calls for one mail waits for the start.
"""

from __future__ import annotations

import json
import resource
import socket
import sys
from base64 import b64encode
from dataclasses import replace
from typing import Any

from bot.association.leaves import leaves
from bot.core.codec import to_plain
from bot.core.documents import Document, Read
from bot.core.mail.message import Automatic, InboundMail, PassedFile, PassedFiles
from bot.core.mail.parse import parse
from bot.shell.sandbox.confine import Confinement, confine
from bot.shell.sandbox.frames import Gone, receive, send
from bot.shell.sandbox.heap import give_back

CONVERTED = 8_000_000
"""Bytes of the largest file that LibreOffice is given: it takes its share of the memory beside this process."""


class ReadingChild:
    """One job after the other over one socket."""

    def __init__(self, sock: socket.socket, seconds: int) -> None:
        self.sock = sock
        self.seconds = seconds
        self.office = False

    def serve(self) -> None:
        """Until the daemon hangs up; an unforeseen error ends the process, and so costs one job."""
        while True:
            head, body = receive(self.sock)
            self._allow_time()
            try:
                answer = json.dumps(to_plain(self._do(head, body))).encode()
                send(self.sock, {"done": True}, answer)
            except MemoryError:
                send(self.sock, {"failed": "memory"})
                return
            del body, answer
            give_back()

    def _do(self, head: dict[str, Any], body: bytes) -> object:
        self.office = bool(head.get("office"))
        if head["do"] == "file":
            return self._read(body, head["name"])
        if head["do"] == "leaves":
            return leaves(body)
        data: list[bytes] | None = [] if head["do"] == "files" else None
        mail = self._mail(body, head.get("skip", {}), head.get("bare", ""), data)
        if data is not None:
            taken = zip(mail.attachments, data, strict=True)
            files = (PassedFile(a.name, a.content_type, b64encode(d).decode()) for a, d in taken if not a.inline)
            return PassedFiles(mail, tuple(files))
        if head["do"] == "references":
            from bot.association.inside import inside
            from bot.core.mail.structure import enclosed_subjects

            return inside(mail, enclosed_subjects(body))
        return self._with_forms(mail)

    def _with_forms(self, mail: InboundMail) -> InboundMail:
        from bot.association.clues import forms_in

        if mail.automatic is not Automatic.NO:
            return mail
        return replace(mail, forms=forms_in(mail, lambda number: send(self.sock, {"reading": number})))

    def _mail(self, raw: bytes, skip: dict[str, str], bare: str, taken: list[bytes] | None) -> InboundMail:
        count = 0

        def attachment(data: bytes, name: str) -> Document:
            nonlocal count
            count += 1
            if taken is not None:
                taken.append(data)
            verdict = skip.get(str(count), bare)
            if verdict:
                return Document("", Read(verdict), problem="Reading it took too much time or memory.")
            send(self.sock, {"reading": count})
            return self._read(data, name)

        return parse(raw, attachment)

    def _read(self, data: bytes, name: str) -> Document:
        from bot.readers import read

        return read(data, name, convert=self._convert)

    def _convert(self, data: bytes, given: str, wanted: str) -> bytes | None:
        """Asks the daemon to have LibreOffice turn an old format into one that is read here."""
        if not self.office or len(data) > CONVERTED:
            return None
        send(self.sock, {"convert": [given, wanted]}, data)
        give_back()
        head, body = receive(self.sock)
        return body if head.get("converted") else None

    def _allow_time(self) -> None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        soft = int(used.ru_utime + used.ru_stime) + 1 + self.seconds
        resource.setrlimit(resource.RLIMIT_CPU, (min(soft, hard), hard))


def main() -> None:
    """`python -m bot.shell.sandbox.child FD MEMORY SECONDS JOBS`, started by bot.shell.sandbox.parent only."""
    number, memory, seconds, jobs = (int(one) for one in sys.argv[1:5])
    confine(Confinement(memory, seconds * (jobs + 1) + 5))
    try:
        ReadingChild(socket.socket(fileno=number), seconds).serve()
    except (Gone, ConnectionError):
        sys.exit(0)


if __name__ == "__main__":
    main()

"""Her phone: she taps a button and sends what comes up, replies a line above a signature and a quotation, or drags."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import parse_qs, unquote, urlsplit

from support.servers.smtp import Received
from support.stories.practice import SHE, Practice, decoded, parsed, text_of

HER = f"A. de Vries <{SHE}>"
SIGNATURE = "Verstuurd vanaf mijn iPhone"


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An anchor begins."""
        self._href = dict(attrs).get("href") or "" if tag == "a" else self._href

    def handle_data(self, data: str) -> None:
        """Its words."""
        if self._href.startswith("mailto:") and data.strip():
            self.found.append((" ".join(data.split()), self._href))

    def handle_endtag(self, tag: str) -> None:
        """It ends."""
        self._href = "" if tag == "a" else self._href


def buttons(received: Received) -> list[tuple[str, str]]:
    """The words on each button, and the command that it sends."""
    return [(label, parse_qs(urlsplit(href).query)["subject"][0]) for label, href in _anchors(received) if "?" in href]


def _anchors(received: Received) -> list[tuple[str, str]]:
    reader = _Anchors()
    for part in parsed(received).walk():
        payload = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(payload, bytes):
            reader.feed(payload.decode())
    return reader.found


@dataclass(frozen=True)
class Phone:
    """What she does with it; nothing happens before the next round."""

    p: Practice

    def tap(self, received: Received, label: str) -> None:
        """The mail that a button opens, sent as it comes up: the phone adds its signature."""
        (href,) = {href for words, href in _anchors(received) if words == label}
        there = urlsplit(href)
        assert unquote(there.path) == self.p.settings.practice.address
        self.p.mail(HER, parse_qs(there.query)["subject"][0], f"\n\n{SIGNATURE}\n")

    def reply(self, received: Received, line: str, *files: tuple[str, bytes]) -> None:
        """A line above the signature, and below that the mail that it answers, as iOS quotes it."""
        said = parsed(received)
        quoted = "\n".join(f"> {text}" for text in text_of(said).splitlines())
        when = f"{self.p.now:%d-%m-%Y} om {self.p.now:%H:%M}"
        opening = f"> Op {when} heeft {decoded(said['From'])} het volgende geschreven:\n> \n"
        self.p.mail(
            HER, f"Re: {decoded(said['Subject'])}", f"{line}\n\n{SIGNATURE}\n\n{opening}{quoted}\n", *files,
            In_Reply_To=said["Message-ID"], References=said["Message-ID"],
        )  # fmt: skip

    def writes(self, line: str, *files: tuple[str, bytes]) -> None:
        """A new mail with a line in its body and no subject."""
        self.p.mail(HER, "", f"{line}\n\n{SIGNATURE}\n", *files)

    def drag(self, holds: bytes, folder: str, to: str) -> None:
        """The one mail of a folder that holds these bytes goes to another folder."""
        client = self.p.account.connect()
        try:
            client.select(f'"{folder}"')
            _, found = client.uid("SEARCH", "ALL")
            there = zip(found[0].decode().split(), self.p.account.mails(folder), strict=True)
            (uid,) = (uid for uid, (_, raw) in there if holds in raw)
            status, _ = client.uid("MOVE", uid, f'"{to}"')
            assert status == "OK"
        finally:
            client.logout()

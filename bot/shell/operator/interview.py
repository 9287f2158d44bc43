"""What `init` asks: the few keys that nobody else can know, each with a proposal that follows from the answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Answers = Mapping[str, str]
PORTS = {("imap", "tls"): "993", ("smtp", "tls"): "465", ("smtp", "starttls"): "587", ("smtp", "plain"): "25"}


@dataclass(frozen=True, slots=True)
class SetupQuestion:
    """`key` is one of config.toml; `proposal` is made from the answers so far."""

    key: str
    words: str
    proposal: Callable[[Answers], str]


def _same(text: str) -> Callable[[Answers], str]:
    return lambda answers: text


def _as(key: str) -> Callable[[Answers], str]:
    return lambda answers: answers[key]


def _host(prefix: str) -> Callable[[Answers], str]:
    return lambda answers: f"{prefix}.{answers['practice.address'].rpartition('@')[2]}"


def _port(section: str) -> Callable[[Answers], str]:
    return lambda answers: PORTS.get((section, answers[f"{section}.security"]), "143")


QUESTIONS: tuple[SetupQuestion, ...] = (
    SetupQuestion("practice.name", "Name of the practice", _same("Praktijk Voorbeeld")),
    SetupQuestion("practice.address", "Its e-mail address, whose mailbox is watched", _same("info@voorbeeld.nl")),
    SetupQuestion("practice.language", "Language of its mails (nl, en)", _same("nl")),
    SetupQuestion("practitioner.name", "Name of the practitioner", _same("dr. A. de Vries")),
    SetupQuestion("practitioner.address", "Her or his own e-mail address", _as("practice.address")),
    SetupQuestion("imap.host", "Server of the mailbox (IMAP)", _host("imap")),
    SetupQuestion("imap.security", "Its security (tls, starttls, plain)", _same("tls")),
    SetupQuestion("imap.port", "Its port", _port("imap")),
    SetupQuestion("imap.username", "User name there", _as("practice.address")),
    SetupQuestion("smtp.host", "Server that takes outgoing mail (SMTP)", _host("smtp")),
    SetupQuestion("smtp.security", "Its security (tls, starttls, plain)", _same("starttls")),
    SetupQuestion("smtp.port", "Its port", _port("smtp")),
    SetupQuestion("smtp.username", "User name there (- for none)", _as("imap.username")),
)
NONE = "-"


@dataclass(frozen=True, slots=True)
class Password:
    """A password that may be typed; without it the environment variable holds it."""

    section: str
    words: str

    @property
    def variable(self) -> str:
        """Where it is looked for otherwise."""
        return f"TRAJECTBOT_{self.section.upper()}_PASSWORD"


PASSWORDS: tuple[Password, ...] = (
    Password("imap", "Password of the mailbox (empty: give it later)"),
    Password("smtp", "Password for outgoing mail (empty: the same, or later)"),
)

"""Handing mails to a Sender and looking at what became of them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.shell.servers.endpoints import SmtpEndpoint
from bot.shell.smtp.sender import Outgoing, Result, Sender

PRACTICE = "info@praktijk.example"
RAW = b"From: info@praktijk.example\r\nSubject: [T-7KQFK]\r\n\r\nGoedemorgen.\r\n"


def outgoing(number: int, recipient: str = "", raw: bytes = RAW) -> Outgoing:
    return Outgoing(number, PRACTICE, recipient or f"r{number}@ziekenhuis.example", raw)


def send(endpoint: SmtpEndpoint, messages: Sequence[Outgoing], **how: int) -> list[Result]:
    results: list[Result] = []
    Sender(endpoint).send_all(messages, results.append, **how)
    return results


def outcomes(results: Sequence[Result]) -> list[tuple[object, str, int]]:
    return sorted((result.id, result.outcome.value, result.code) for result in results)

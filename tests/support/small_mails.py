"""Mails of three lines, for tests that only move them about."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

WHEN = datetime(2026, 11, 9, 9, 10, tzinfo=timezone(timedelta(hours=1)))


def small_mail(subject: str, body: str = "Goedemorgen.", message_id: str = "") -> bytes:
    identifier = f"Message-ID: <{message_id}>\r\n" if message_id else ""
    return f"From: j.bakker@ziekenhuis.example\r\nSubject: {subject}\r\n{identifier}\r\n{body}\r\n".encode()


def subjects(mails: list[tuple[str, bytes]]) -> list[str]:
    return [raw.decode().partition("Subject: ")[2].partition("\r\n")[0] for _, raw in mails]

"""Injections, broken MIME and hostile files: one outcome each, and nothing of theirs in what we send (C, D, E)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.aftermath import VICTIMS, Hostile, Scene, check, headers_of, only_to_people_of_the_traject, scene
from support.dovecot import Dovecot
from support.hostile_content import CATALOGUE
from support.practice import JAN, SHE, parsed, text_of

EXPECTED = {
    "from", "to", "subject", "date", "message-id", "mime-version", "content-type", "auto-submitted", "x-trajectbot",
    "x-auto-response-suppress", "in-reply-to", "references", "content-transfer-encoding",
}  # fmt: skip


@pytest.fixture(scope="module")
def aftermath(tmp_path_factory: pytest.TempPathFactory, dovecot: Dovecot, certificates: Path) -> Iterator[Scene]:
    """The whole catalogue in one round, a good form at its end, and the digest of the next day."""
    with scene(tmp_path_factory.mktemp("content"), dovecot, certificates) as played:
        for hostile in CATALOGUE:
            played.deliver(hostile.case, hostile.build(played, hostile.case))
        name, address, _ = VICTIMS[-1]
        played.deliver("good", played.p.write(f"{name} <{address}>", "Formulier", "", played.form()))
        played.play("2026-11-05 10:00")
        yield played


@pytest.mark.parametrize("hostile", [pytest.param(h, id=h.case) for h in CATALOGUE])
def test_each_has_its_outcome_place_and_answers(aftermath: Scene, hostile: Hostile) -> None:
    check(aftermath, hostile)


def test_the_good_mail_among_them_counts(aftermath: Scene) -> None:
    assert aftermath.counted(VICTIMS[-1])
    assert aftermath.place("good") == "traject"


def test_nobody_unknown_is_written_to(aftermath: Scene) -> None:
    enquirers = {"jan@kliniek.example", "els@kliniek.example"}
    assert {r.recipient for r in aftermath.p.sent("intake-received")} == enquirers
    assert only_to_people_of_the_traject(aftermath, *enquirers)
    assert aftermath.kinds_to(JAN) == []


@pytest.mark.parametrize("kind", ["intake-received", "form-received", "form-unreadable", "decision-needed", "digest"])
def test_h36_our_mails_carry_our_headers_and_no_others(aftermath: Scene, kind: str) -> None:
    mails = aftermath.p.sent(kind)
    assert mails
    assert all(headers_of(r) <= EXPECTED for r in mails)
    assert not any(b"\nBcc" in r.raw for r in mails)


def test_h41_what_strangers_call_themselves_stays_text(aftermath: Scene) -> None:
    aftermath.p.round("2026-11-06 07:30")
    digest = parsed(aftermath.p.sent("digest")[-1])
    html = next(p for p in digest.walk() if p.get_content_type() == "text/html").get_payload(decode=True)
    assert isinstance(html, bytes)
    assert b"<img src=x" not in html
    assert b"http://kwaad.example" not in html.replace(b"(http://kwaad.example)", b"")
    assert "49" not in text_of(digest).split("kliniek")[0]
    assert aftermath.kinds_to(SHE).count("digest") >= 1

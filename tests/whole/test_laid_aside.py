"""What she drags into *Beoordelen* is named in her overview until she says what is to become of it."""

from __future__ import annotations

import pytest
from support.servers.smtp import Received
from support.stories.dialogue import Opened, collecting, send_form
from support.stories.people import PEERS
from support.stories.phone import Phone, buttons
from support.stories.practice import SHE, Practice, parsed, text_of

REVIEW = "IFMS/Beoordelen"
NAME, ADDRESS, _ = PEERS[0]
STRANGER = "iemand@elders.example"


def counted(p: Practice, opened: Opened) -> int:
    with p.app.workshop.book() as book:
        traject = book.traject(opened.ref)
    assert traject is not None
    return len(traject.answered())


def kinds(p: Practice) -> list[str]:
    with p.app.workshop.book() as book:
        return [q.kind for q in book.questions()]


def overview(p: Practice, when: str) -> tuple[Received, str]:
    p.round(when)
    digest = p.sent("digest", SHE)[-1]
    return digest, " ".join(text_of(parsed(digest)).split())


def laid_aside(p: Practice) -> Opened:
    """A form that counted, dragged."""
    opened = collecting(p)
    send_form(p, opened, PEERS[0])
    p.round("2026-11-05 09:00")
    assert counted(p, opened) == 1
    before = len(p.sent())
    Phone(p).drag(ADDRESS.encode(), opened.folder, REVIEW)
    p.round("2026-11-05 09:30")
    assert (counted(p, opened), len(p.sent())) == (0, before)
    return opened


def test_a_form_that_counted_stands_in_the_overview_and_one_tap_counts_it(practice_run: Practice) -> None:
    p = practice_run
    opened = laid_aside(p)
    digest, said = overview(p, "2026-11-06 07:30")
    assert "U legde deze mail zelf in de map Beoordelen. Het formulier erin telt zolang niet mee." in said
    assert f"Van {NAME} <{ADDRESS}>" in said
    label, command = buttons(digest)[0]
    assert command.startswith("telt")
    Phone(p).tap(digest, label)
    p.round("2026-11-06 08:00")
    assert (counted(p, opened), kinds(p), p.folder(REVIEW)) == (1, [], [])


@pytest.mark.parametrize("way", ["negeer", "INBOX", "back"])
def test_it_is_decided_in_any_other_way_too(practice_run: Practice, way: str) -> None:
    p = practice_run
    opened = laid_aside(p)
    digest, _ = overview(p, "2026-11-06 07:30")
    if way == "negeer":
        Phone(p).tap(digest, "Negeren")
    else:
        Phone(p).drag(ADDRESS.encode(), REVIEW, "INBOX" if way == "INBOX" else opened.folder)
    p.round("2026-11-06 08:00")
    assert (counted(p, opened), kinds(p), p.folder(REVIEW)) == (int(way == "back"), [], [])


@pytest.mark.parametrize("seen", [True, False], ids=["seen before", "seen there first"])
def test_a_stranger_s_mail_is_named_too(practice_run: Practice, seen: bool) -> None:
    p = practice_run
    collecting(p)
    mail = p.write(f"Iemand <{STRANGER}>", "Supervisie", "Kunt u dinsdag?")
    p.account.append(mail, folder="INBOX" if seen else REVIEW, when=p.now)
    if seen:
        p.round("2026-11-05 09:00")
        assert kinds(p) == []
        Phone(p).drag(STRANGER.encode(), "INBOX", REVIEW)
    p.round("2026-11-05 09:30")
    digest, said = overview(p, "2026-11-06 07:30")
    assert f"Van Iemand <{STRANGER}>" in said
    assert "U legde deze mail zelf in de map Beoordelen. Wat moet ermee gebeuren?" in said
    Phone(p).tap(digest, "Negeren")
    p.round("2026-11-06 08:00")
    assert (kinds(p), p.folder(REVIEW)) == ([], [])


def test_what_was_dismissed_and_is_put_back_there_is_asked_about_again(practice_run: Practice) -> None:
    p = practice_run
    opened = collecting(p)
    p.mail(f"Iemand <{STRANGER}>", f"Vraag [{opened.ref}]", "Mag ik ook iets zeggen over deze arts?")
    p.round("2026-11-05 09:00")
    for number, (source, to) in enumerate(((REVIEW, "INBOX"), ("INBOX", REVIEW))):
        Phone(p).drag(STRANGER.encode(), source, to)
        p.round(f"2026-11-05 10:{number}0")
        assert len(kinds(p)) == number
    assert kinds(p) == ["laid-aside"]

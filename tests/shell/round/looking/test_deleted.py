"""A mail that somebody deletes before its turn came is no work that waits for ever."""

from __future__ import annotations

from support.office.practice import Office, office

from bot.app import Summary
from bot.core.decision import Retry
from bot.shell.ledger import inbound


def test_a_mail_deleted_before_its_turn_is_not_waited_for() -> None:
    with office() as p:
        _to_be_handled_again(p)
        assert _waiting(p)
        p.box.expunge("INBOX", tuple(p.box.tree["INBOX"].mails))
        assert p.round("2026-11-02 10:00") == Summary()
        assert not _waiting(p)


def test_it_is_handled_when_it_comes_back() -> None:
    with office() as p:
        _to_be_handled_again(p)
        raw = next(iter(p.box.tree["INBOX"].mails.values())).raw
        p.box.expunge("INBOX", tuple(p.box.tree["INBOX"].mails))
        p.round("2026-11-02 10:00")
        p.account.append(raw)
        assert p.round("2026-11-02 11:00").handled == 1


def test_a_parked_mail_that_she_deletes_is_done_with() -> None:
    with office() as p:
        _to_be_handled_again(p)
        with p.app.workshop.book() as book:
            inbound.park(book, 1)
        assert p.round("2026-11-02 10:00").unsettled == 1
        p.box.expunge("IFMS/Geparkeerd", tuple(p.box.tree["IFMS/Geparkeerd"].mails))
        assert p.round("2026-11-02 11:00").unsettled == 0
        with p.app.workshop.book() as book:
            assert inbound.parked(book) == ()


def _to_be_handled_again(p: Office) -> None:
    """Her word brought a mail back, and the line broke before its turn came."""
    p.command("help")
    p.round("2026-11-02 09:10")
    with p.app.workshop.book() as book:
        inbound.again(book, Retry(1, ""))


def _waiting(p: Office) -> bool:
    with p.app.workshop.book() as book:
        return inbound.oldest_new(book) is not None

"""Real servers on loopback for every test that asks for them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.dovecot import Account, Dovecot, dovecot_missing


def _running(separator: str, prefix: str) -> Iterator[Dovecot]:
    if reason := dovecot_missing():
        pytest.skip(reason)
    server = Dovecot(separator, prefix).start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """One Dovecot for the whole run, with "/" between folders."""
    yield from _running("/", "")


@pytest.fixture(scope="session")
def dotted_dovecot() -> Iterator[Dovecot]:
    """A second one, with "." between folders and all of them below INBOX."""
    yield from _running(".", "INBOX.")


@pytest.fixture
def account(dovecot: Dovecot) -> Account:
    """A fresh mailbox on the shared Dovecot."""
    return dovecot.account()

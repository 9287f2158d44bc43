"""A traject's folder under a name that tells no traject goes on; a form put elsewhere is told to lie there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from support.servers.dovecot import Account
from support.servers.smtp import SmtpServer
from support.stories.practice import SHE, Practice, parsed, practice, text_of
from support.stories.scenes import MORE, SCENES, completes


def began(p: Practice) -> str:
    """The traject's folder, with its list and its first forms."""
    for scene in SCENES[: SCENES.index(completes)]:
        scene(p)
        p.round()
    return next(f for f in p.account.folders() if " " in f and not f.endswith("Correspondentie"))


def asked(p: Practice) -> str:
    return " ".join(" ".join(text_of(parsed(m)).split()) for m in p.sent("decision-needed", SHE))


def lying(p: Practice) -> Counter[str]:
    return Counter(str(m["Message-ID"]) for f in p.account.folders() if f != "INBOX" for m in p.folder(f))


@pytest.mark.parametrize("other", ["Archief {}", "IFMS/{} oud", "IFMS/Trajecten/T-0000X Jan Bakker"])
def test_a_renamed_folder_goes_on(other: str, tmp_path: Path, account: Account, smtp_server: SmtpServer) -> None:
    with practice(tmp_path, account, smtp_server, more=MORE) as p:
        first = began(p)
        other = other.format(first.rpartition("/")[2])
        before = lying(p)
        with account.connect() as client:
            client.rename(f'"{first}"', f'"{other}"')
        p.round()
        completes(p)
        p.round()
        p.round()
        assert first not in account.folders()
        assert before < lying(p)
        assert len(account.mails(other)) + len(account.mails(f"{other}/Correspondentie")) == lying(p).total()
        assert asked(p).count(f"heet nu “{other}”") == 1
        assert "ligt niet meer" not in asked(p)
        with account.connect() as client:
            client.rename(f'"{other}"', f'"{first}"')
        p.round()
        with p.app.workshop.book() as book:
            assert "folder-renamed" not in {q.kind for q in book.questions()}


@pytest.mark.parametrize("where", ["Trash", "Archief"])
def test_a_form_that_lies_elsewhere_is_told_to_lie_there(
    where: str, tmp_path: Path, account: Account, smtp_server: SmtpServer
) -> None:
    with practice(tmp_path, account, smtp_server, more=MORE) as p:
        first = began(p)
        completes(p)
        p.round()
        with account.connect() as client:
            client.create(where)
            client.select(f'"{first}"')
            client.uid("MOVE", "1:*", where)
        p.round("2026-11-11 13:00")
        p.round("2026-11-11 14:00")
        assert f"ligt niet meer in de map van het traject, maar in de map “{where}”" in asked(p)
        assert "in de mailbox. Telt" not in asked(p)

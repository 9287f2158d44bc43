"""Two folders that bear one reference become one, whatever lies in them; no mail is taken for gone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from support.servers.dovecot import Account
from support.servers.smtp import SmtpServer
from support.stories.practice import SHE, Practice, practice
from support.stories.scenes import MORE, SCENES, completes

SEEDS = range(4)


@pytest.mark.parametrize("seed", SEEDS)
def test_two_folders_of_one_traject_become_one(
    seed: int, tmp_path: Path, account: Account, smtp_server: SmtpServer
) -> None:
    rng = random.Random(seed)
    with practice(tmp_path, account, smtp_server, more=MORE) as p:
        for scene in SCENES[: SCENES.index(completes)]:
            scene(p)
            p.round()
        before, first = _lying(p), _first(p)
        other = f"{first.partition(' ')[0]}{rng.choice((' anders', ' Zz', '', ' Jan'))}"
        _split(account, first, other, rng)
        asked = len(p.sent("decision-needed", SHE))
        p.round()
        p.round()
        assert _lying(p) == before
        assert len([f for f in account.folders() if f.startswith(first.partition(" ")[0])]) == 2
        assert len(p.sent("decision-needed", SHE)) == asked


def test_a_second_folder_with_one_of_hers_below_it_stays(
    tmp_path: Path, account: Account, smtp_server: SmtpServer
) -> None:
    with practice(tmp_path, account, smtp_server, more=MORE) as p:
        for scene in SCENES[: SCENES.index(completes)]:
            scene(p)
            p.round()
        before, hers = _lying(p), f"{_first(p).partition(' ')[0]} aantekeningen"
        with account.connect() as client:
            client.create(f'"{hers}/Gesprek"')
        account.append(b"From: a@b.example\r\nSubject: los\r\n\r\nDag\r\n", folder=f"{hers}/Gesprek")
        p.round()
        assert _lying(p) == before
        assert len(account.mails(f"{hers}/Gesprek")) == 1


def _first(p: Practice) -> str:
    return next(f for f in p.account.folders() if " " in f and not f.endswith("Correspondentie"))


def _lying(p: Practice) -> tuple[list[str], list[str]]:
    """What lies in the traject's folders, whatever they are called, and in those of the correspondence."""
    found: tuple[list[str], list[str]] = ([], [])
    for name in (f for f in p.account.folders() if f.startswith("IFMS/Trajecten/") and not f.endswith("Gesprek")):
        found[name.endswith("Correspondentie")].extend(str(m["Message-ID"]) for m in p.folder(name))
    return sorted(found[0]), sorted(found[1])


def _split(account: Account, first: str, other: str, rng: random.Random) -> None:
    """Some of the mails lie in another folder of the same reference; that one, or the first, is the renamed one."""
    renamed = rng.random() < 0.5
    with account.connect() as client:
        if renamed:
            client.rename(f'"{first}"', f'"{other}"')
            first, other = other, first
        for name in ("", "/Correspondentie"):
            client.create(f'"{other}{name}"')
            count = len(account.mails(first + name))
            chosen = rng.sample(range(1, count + 1), rng.randint(0, count))
            client.select(f'"{first}{name}"')
            if chosen:
                numbers = ",".join(map(str, sorted(chosen)))
                client.copy(numbers, f'"{other}{name}"')
                client.store(numbers, "+FLAGS", r"(\Deleted)")
                client.expunge()
            client.close()

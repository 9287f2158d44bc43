"""Hands in the mailbox during a round: a person with another mail program, an administrator who puts back a copy."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from support.servers.dovecot import Account

INDEXES = ("dovecot-uidlist", "dovecot.index", "dovecot.index.log", "dovecot.index.cache")


def made_anew(account: Account, *folders: str) -> None:
    """As after a restore of the mail server: the same mails, other UIDs, another UIDVALIDITY."""
    account.server.kick(account.user) if folders else None
    for folder in folders:
        _forget(_place(account, folder))


def put_back(account: Account, copy: Path, *, validity: bool) -> None:
    """The whole account as this copy of its files has it; with another UIDVALIDITY, or with the same one."""
    top = home(account)
    account.server.kick(account.user)
    shutil.rmtree(top)
    subprocess.run(["cp", "-a", str(copy), str(top)], check=True)
    for place in (top, *top.glob(".*/")) if validity else ():
        _forget(place)


def copied(account: Account, to: Path) -> Path:
    """Its files as they are now."""
    subprocess.run(["cp", "-a", str(home(account)), str(to)], check=True)
    return to


def renamed(account: Account, chance: random.Random) -> None:
    """She gives a traject's folder another name; the reference stays in front."""
    trajects = [f for f in account.folders() if " " in f and "Correspondentie" not in f]
    if trajects:
        old = chance.choice(trajects)
        with account.connect() as client:
            client.rename(f'"{old}"', f'"{old.partition(" ")[0]} anders {chance.randrange(99)}"')


def flagged(account: Account, chance: random.Random) -> None:
    """She looks at a mail, and marks it."""
    full = [f for f in account.folders() if account.mails(f)]
    if full:
        with account.connect() as client:
            client.select(f'"{chance.choice(full)}"')
            client.store("1:*", "+FLAGS", r"(\Seen \Flagged)")


def away_and_back(account: Account, chance: random.Random) -> None:
    """A mail of INBOX goes to a folder of hers, and comes back under another UID."""
    archive = f"{account.server.prefix}Archief"
    with account.connect() as client:
        client.create(f'"{archive}"')
    _moved(account, "INBOX", archive, chance)
    _moved(account, archive, "INBOX", chance)
    with account.connect() as client:
        client.delete(f'"{archive}"')


def _moved(account: Account, source: str, target: str, chance: random.Random) -> None:
    count = len(account.mails(source))
    if count:
        with account.connect() as client:
            client.select(f'"{source}"')
            number = str(1 + chance.randrange(count))
            if client.copy(number, f'"{target}"')[0] == "OK":
                client.store(number, "+FLAGS", r"(\Deleted)")
                client.expunge()


def home(account: Account) -> Path:
    """Where the server keeps its files."""
    return account.server.folder / "mail" / account.user


def _place(account: Account, folder: str) -> Path:
    if folder == "INBOX":
        return home(account)
    name = folder.removeprefix(account.server.prefix)
    return home(account) / f".{name.replace(account.server.separator, '.')}"


def _forget(place: Path) -> None:
    for file in (*INDEXES, "dovecot-uidvalidity"):
        (place / file).unlink(missing_ok=True)


HANDS: tuple[Callable[[Account, random.Random], None], ...] = (renamed, flagged, away_and_back)
"""What changes nothing about what comes of a round."""
SPARED: dict[Callable[[Account, random.Random], None], tuple[str, ...]] = {away_and_back: ("STORE",)}
"""When a hand waits for the next command: what comes back between COPY and STORE is there twice, and known as such."""

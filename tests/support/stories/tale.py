"""One whole traject as its operator and its people see it: `check`, then rounds by `once`, on whatever mail server."""

from __future__ import annotations

import re
from dataclasses import dataclass

from click.testing import CliRunner
from imapclient.imap_utf7 import encode as utf7
from support.servers.dovecot import PASSWORD
from support.stories import scenes
from support.stories.people import DOCTORS, OTHERS, PEERS, fill, scores
from support.stories.practice import JAN, SHE, Practice

from bot.app import Summary
from bot.cli import main
from bot.shell.imap.mailbox import Mailbox
from bot.shell.imap.names import folder_path

ALI = "ali@ziekenhuis.example"
NAME = "Zoë Bakker"


@dataclass(frozen=True, slots=True)
class Said:
    """What a command answered."""

    code: int
    words: str

    @property
    def failures(self) -> list[str]:
        """The lines of `check` that are no success."""
        return [line for line in self.words.splitlines() if line and not line.startswith("ok")]


def command(p: Practice, *arguments: str) -> Said:
    """`trajectbot --config … ARGUMENTS`, within this process."""
    told = CliRunner().invoke(main, ("--config", str(p.settings.file), *arguments), env={"IMAP_PASSWORD": PASSWORD})
    return Said(told.exit_code, told.output)


def check(p: Practice) -> Said:
    return command(p, "check")


def once(p: Practice, now: str = "") -> Said:
    """A round at this moment, or at the practice's."""
    return command(p, "once", "--now", now or p.now.isoformat())


def calm(p: Practice) -> None:
    """A round in which all succeeds, and one after it in which nothing is left to do."""
    first, second = p.round(), p.round()
    assert (first.trouble, first.unsettled) == ("", 0), first
    assert second == Summary(), second


@dataclass(frozen=True, slots=True)
class Tale:
    """The story on one server; folders are named as the bot names them there."""

    p: Practice
    delimiter: str
    prefix: str

    def place(self, *parts: str) -> str:
        """The server's name of a folder below the root of the practice."""
        return folder_path(("IFMS", *parts), self.delimiter, self.prefix)

    def subjects(self, folder: str) -> list[str]:
        return [str(mail["Subject"]) for mail in self.p.folder(re.escape(folder))]

    def opens(self) -> None:
        """An enquiry is answered, a traject of somebody with a name beyond ASCII begins."""
        p = self.p
        p.now = scenes.at("2026-11-03 10:00")
        p.mail("Anna <anna@coaching.example>", "Supervisie dinsdag", "Kan het een half uur later?")
        p.mail(f"Ali el Amrani <{ALI}>", "IFMS", "Ik wil graag een IFMS-traject volgen. Kunnen we bellen?")
        p.command(f"start {JAN} {NAME}")
        assert once(p).code == 0
        calm(p)
        assert p.kinds(ALI) == ["intake-received"]
        assert self.subjects("INBOX")[0] == "Supervisie dinsdag"
        ref = scenes.opened(p).ref
        kept = utf7(self.place("Trajecten", f"{ref} {NAME}", "Correspondentie")).decode()
        assert kept in p.account.folders()
        assert [mail["X-Trajectbot"] for mail in p.folder(re.escape(kept))].count("traject-started") == 1

    def collects(self) -> None:
        """The list, a form that counts, a refusal, a form of nobody known: it lies in Beoordelen, she drags it back."""
        p = self.p
        scenes.lists(p)
        calm(p)
        scenes.answers(p)
        calm(p)
        assert p.kinds(PEERS[0][1]) == ["form-received"]
        (waiting,) = self.subjects(self.place("Beoordelen"))
        with Mailbox(p.account.endpoint()) as mailbox:
            review = mailbox.folder_name(("IFMS", "Beoordelen"))
            mailbox.move(review, mailbox.scan(review).uids, "INBOX")
        calm(p)
        assert self.subjects(self.place("Beoordelen")) == []
        assert self.subjects("INBOX")[-1] == waiting

    def reminds(self) -> None:
        """Who is silent is reminded, and then answers."""
        p = self.p
        scenes.reminded(p)
        calm(p)
        assert p.kinds(DOCTORS[0][1]) == p.kinds(OTHERS[0][1]) == ["respondent-reminder"]
        p.now = scenes.at("2026-11-11 12:00")
        for name, address, *_ in (DOCTORS[0], OTHERS[0]):
            form = ("f.docx", fill(scenes.opened(p).form, scores("Een fijne collega.")))
            p.mail(f"{name} <{address}>", "Feedbackformulier", "Zie bijlage.", form)
        calm(p)
        assert len(p.sent("ready", SHE)) == 1

    def ends(self) -> None:
        """The conversation is held, and all is destroyed."""
        p, ref = self.p, scenes.opened(self.p).ref
        for scene in (scenes.talks, scenes.asks_for_destruction, scenes.destroys):
            scene(p)
            calm(p)
        scenes.comes_late(p)
        calm(p)
        assert not [folder for folder in p.account.folders() if ref in folder]

    def whole(self) -> None:
        """From beginning to end."""
        assert check(self.p).code == 0, check(self.p).words
        self.opens()
        self.collects()
        self.reminds()
        self.ends()

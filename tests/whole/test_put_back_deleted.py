"""Mail of a destroyed traject that lies in the account again goes, whether or not somebody flagged it as deleted."""

from __future__ import annotations

import random
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from support.stories.closing import destroy
from support.stories.dialogue import start
from support.stories.people import PEERS, fill, respondent_sheet, scores
from support.stories.practice import JAN, SHE, Practice, parsed, text_of

FLAGS = ("", r"(\Seen)", r"(\Deleted)", r"(\Seen \Deleted)")
FOLDERS = ("INBOX", "IFMS/Beoordelen", "Archief", "Archief &- rest", "Trash")
DAYS = 3


def destroyed(p: Practice) -> tuple[str, list[bytes]]:
    """A traject that is gone, and the mails that it had."""
    o = start(p)
    p.reply(o.started, f"Jan Bakker <{JAN}>", "Hierbij", ("lijst.xlsx", respondent_sheet(*PEERS[:3])))
    p.round("2026-11-04 11:00")
    p.round("2026-11-11 08:40")
    for name, address, _ in PEERS[:2]:
        asked = p.sent("respondent-reminder", address)
        form = ("f.docx", fill(o.form, scores(f"Van {name}")))
        if asked:
            p.reply(asked[-1], f"{name} <{address}>", "Hierbij", form)
        else:
            p.mail(f"{name} <{address}>", "Formulier", "Hierbij", form)
    p.round("2026-11-12 10:00")
    folder = p.account.mails(o.folder)
    destroy(p, o.ref, "2026-11-13 10:00")
    p.now += timedelta(days=1)
    p.round()
    return o.ref, [raw for _, raw in folder]


def later(raw: bytes) -> bytes:
    """The same form as a new mail of after the destruction."""
    message = message_from_bytes(raw, policy=policy.default)
    del message["Message-ID"], message["Date"]
    message["Message-ID"] = f"<{len(raw)}@elders.example>"
    return message.as_bytes()


def lying(p: Practice) -> dict[str, int]:
    """How many mails lie where."""
    return {name: len(p.account.mails(name)) for name in p.account.folders() if name != "IFMS/Bewijzen"}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("flags", FLAGS)
def test_what_came_back_goes_in_every_folder_with_any_flag(practice_run: Practice, flags: str, seed: int) -> None:
    p, chance = practice_run, random.Random(seed)
    ref, old = destroyed(p)
    before, told = lying(p), len(p.sent())
    p.account.append(p.write("Anna <anna@coaching.example>", "Supervisie", "Dinsdag?"), when=p.now, flags=flags)
    for folder in chance.sample(FOLDERS, 3):
        for raw in old:
            p.account.append(raw, folder=folder, when=p.now, flags=flags)
    for _ in range(DAYS):
        p.now += timedelta(days=1)
        p.round()
    after = lying(p)
    assert {name: n for name, n in after.items() if n != before.get(name, 0)} == {"INBOX": before["INBOX"] + 1}
    said = " ".join(" ".join(text_of(parsed(r)).split()) for r in p.sent()[told:] if r.recipient == SHE)
    assert ref in said
    assert "verwijderd" in said
    assert {r.recipient for r in p.sent()[told:]} == {SHE}


@pytest.mark.parametrize("flags", FLAGS)
@pytest.mark.parametrize("folder", ["INBOX", "IFMS/Beoordelen"])
def test_a_form_that_comes_too_late_goes_with_any_flag(practice_run: Practice, folder: str, flags: str) -> None:
    p = practice_run
    ref, old = destroyed(p)
    before, told = lying(p), len(p.sent())
    form = next(raw for raw in old if PEERS[0][1].encode() in raw)
    p.account.append(later(form), folder=folder, when=p.now, flags=flags)
    for _ in range(DAYS):
        p.now += timedelta(days=1)
        p.round()
    assert lying(p) == before
    said = " ".join(" ".join(text_of(parsed(r)).split()) for r in p.sent()[told:] if r.recipient == SHE)
    assert ref in said

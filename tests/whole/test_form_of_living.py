"""A form of one traject that comes in a mail of another is asked about for its own, and never goes with the other."""

from __future__ import annotations

import pytest
from support.stories.closing import destroy
from support.stories.dialogue import Opened, collecting, start
from support.stories.people import DOCTORS, PEERS, fill, respondent_sheet, scores
from support.stories.practice import SHE, Practice, head_of, parsed, text_of

from bot.shell.operator.status import state

ELS = "els@kliniek.example"


def begun(p: Practice, *, listed: bool) -> tuple[Opened, Opened]:
    """Jan's and Els's, with the same respondents or with others."""
    jan = collecting(p)
    els = start(p, "2026-11-04 10:00", command=f"start {ELS} Els Wit")
    people = PEERS if listed else DOCTORS
    p.reply(els.started, f"Els Wit <{ELS}>", "Hierbij", ("lijst.xlsx", respondent_sheet(*people)))
    p.round("2026-11-04 11:00")
    return jan, els


def received(p: Practice, ref: str) -> int:
    """How many forms count."""
    (found,) = [one for one in state(p.app.workshop.ledger, p.now) if one["ref"] == ref]
    return sum(group["received"] for group in found["groups"])


def lies(p: Practice, raw: bytes) -> bool:
    mark = head_of(raw)["Message-ID"]
    return any(head_of(one)["Message-ID"] == mark for f in p.account.folders() for _, one in p.account.mails(f))


@pytest.mark.parametrize("how", ["asked", "dismissed", "dragged"])
@pytest.mark.parametrize("listed", [True, False], ids=["listed in both", "listed in one"])
def test_it_outlives_the_other_and_counts_by_her_word(practice_run: Practice, how: str, listed: bool) -> None:
    p = practice_run
    jan, els = begun(p, listed=listed)
    name, address, _ = PEERS[3]
    form, sender = ("b.docx", fill(els.form, scores(name))), f"{name} <{address}>"
    if how == "dragged":
        raw = p.write(sender, "Formulier", "Hierbij", form)
        p.account.append(raw, folder=jan.folder, when=p.now)
    else:
        raw = p.reply(jan.started, sender, "Hierbij mijn formulier", form)
    p.round("2026-11-04 12:00")
    (asked,) = p.sent("decision-needed", SHE)
    words = " ".join(text_of(parsed(asked)).split())
    assert f"schrijft in traject {jan.ref}, maar het formulier in deze mail is van dit traject" in words
    assert f"traject {els.ref}" in words
    if how == "dismissed":
        p.command("negeer 1")
        p.round("2026-11-04 13:00")
    destroy(p, jan.ref, "2026-11-09 10:00")
    assert lies(p, raw)
    p.command(f"koppel 1 {els.ref} {address}" if listed else f"koppel 1 {els.ref} {address} vakgenoten")
    p.round("2026-11-16 10:00")
    assert (received(p, els.ref), lies(p, raw)) == (1, True)

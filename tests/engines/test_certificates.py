"""What tells of a destruction when disk and list are lost: her certificate, wherever she keeps it, and nothing else."""

from __future__ import annotations

import email
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from engines.test_restoring import PROOFS, STORY, Told, lost, restore, since, stage, starts, told
from support.servers.dovecot import Dovecot
from support.stories.practice import JAN, SHE, Practice, parsed, text_of
from support.stories.scenes import destroys, opened

from bot.core.traject.stages import Stage

Filed = Callable[[Practice], None]


@pytest.fixture(scope="module")
def story(dovecot: Dovecot, certificates: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    yield from told(dovecot, certificates, tmp_path_factory.mktemp("certificates"), STORY)  # type: ignore[arg-type]


def moved_to(folder: str) -> Filed:
    def moved(p: Practice) -> None:
        with p.account.connect() as she:
            if folder not in p.account.folders():
                she.create(f'"{folder}"')
            she.select(f'"{PROOFS}"')
            she.uid("MOVE", "1:*", f'"{folder}"')

    return moved


def renamed(p: Practice) -> None:
    with p.account.connect() as she:
        she.rename(f'"{PROOFS}"', '"Oude bewijzen"')


def flagged(p: Practice) -> None:
    with p.account.connect() as she:
        she.select(f'"{PROOFS}"')
        she.uid("STORE", "1:*", "+FLAGS", r"(\Deleted)")


def gone(p: Practice) -> None:
    with p.account.connect() as she:
        she.select(f'"{PROOFS}"')
        she.uid("STORE", "1:*", "+FLAGS", r"(\Deleted)")
        she.expunge()


def says(p: Practice) -> str:
    return " ".join(text_of(parsed(p.sent("restored", SHE)[-1])).split())


@pytest.mark.parametrize(
    "files",
    [moved_to("Archief"), moved_to(f"{PROOFS}/2026"), moved_to("Trash"), renamed, flagged],
    ids=["archive", "within", "trash", "renamed", "flagged deleted"],
)
def test_a_certificate_counts_wherever_she_keeps_it(story: Told, files: Filed) -> None:
    p = story.fork(destroys)
    ref, sent = opened(p, JAN).ref, len(p.sent())
    files(p)
    lost(p, the_list_too=True)
    said = restore(p, story.backup("before"))
    assert f"Destroyed again: {ref}." in said
    assert starts(p) == ""
    assert f"opnieuw vernietigd. Er is niets meer van te vinden. * {ref}" in says(p)
    for days in (1, 7, 30):
        p.now += timedelta(days)
        starts(p)
    assert stage(p, ref) == (Stage.DESTROYED, False)
    assert {r.recipient for r in p.sent()[sent:] if ref in str(parsed(r)["Subject"])} <= {SHE}


def test_without_any_a_traject_whose_folder_is_gone_waits_for_her_word(story: Told) -> None:
    p = story.fork(destroys)
    ref, sent = opened(p, JAN).ref, len(p.sent())
    gone(p)
    lost(p, the_list_too=True)
    said = restore(p, story.backup("early"))
    assert f"Its folder is gone, and it waits for her word: {ref}; she is told." in said
    assert starts(p) == ""
    assert "Daarom zijn ze gepauzeerd: wij schrijven er uit onszelf niemand over aan." in says(p)
    assert "Moet een traject doorgaan, stuur dan: hervat" in says(p)
    for days in (1, 7, 30):
        p.now += timedelta(days)
        starts(p)
    assert stage(p, ref) == (Stage.PAUSED, True)
    assert JAN not in {r.recipient for r in p.sent()[sent:]}
    assert "respondent-reminder" not in since(p, sent)


def forged(p: Practice, ref: str, like: bytes) -> bytes:
    """A certificate of a living traject that somebody made from a mail of ours to her."""
    mail = email.message_from_bytes(like)
    for name in ("X-Trajectbot", "Subject"):
        del mail[name]
    mail["X-Trajectbot"], mail["Subject"] = "destroyed-certificate", f"[{ref}] Vernietigd"
    return bytes(mail)


@pytest.mark.parametrize("like", ["digest", "decision-needed", "destroyed-certificate"])
def test_nothing_else_is_taken_for_one(story: Told, like: str) -> None:
    p = story.fork(destroys)
    lives = next(f.split("/")[-1][:7] for f in p.account.folders() if f.endswith("Els Wit"))
    before = stage(p, lives)
    raw = p.sent(like, SHE)[-1].raw
    mail = email.message_from_bytes(raw)
    if like == "destroyed-certificate":
        mark = mail["X-Trajectbot-Tied"].split()
        mail.replace_header("X-Trajectbot-Tied", " ".join((mark[0], lives, mark[2])))
    p.account.append(forged(p, lives, bytes(mail)), folder=PROOFS, when=p.now)
    lost(p, the_list_too=True)
    said = restore(p, story.backup("begun"))
    assert f"Destroyed again: {lives}." not in said
    assert starts(p) == ""
    assert stage(p, lives) == before

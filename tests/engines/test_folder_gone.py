"""A traject that an old copy of the stores knows and of which the mailbox has no folder any more, whatever else is so."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from engines.test_restoring import ELS, STORY, Told, lost, restore, since, stage, starts, told
from support.servers.dovecot import Dovecot
from support.stories.practice import JAN, SHE, Practice, at, parsed, text_of
from support.stories.scenes import asks_for_destruction, destroys, opened

from bot.core.traject.stages import Stage

Away = Callable[[Practice, str], None]


@pytest.fixture(scope="module")
def story(dovecot: Dovecot, certificates: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    yield from told(dovecot, certificates, tmp_path_factory.mktemp("gone"), STORY)


def _folder(p: Practice, ref: str) -> str:
    return next(f for f in p.account.folders() if f.split("/")[-1].startswith(ref))


def deleted(p: Practice, ref: str) -> None:
    with p.account.connect() as she:
        for name in sorted((f for f in p.account.folders() if ref in f), reverse=True):
            she.delete(f'"{name}"')


def put_away(p: Practice, ref: str) -> None:
    with p.account.connect() as she:
        she.create('"Archief"')
        she.rename(f'"{_folder(p, ref)}"', '"Archief/Oud"')


@pytest.mark.parametrize("away", [deleted, put_away])
@pytest.mark.parametrize("name", ["begun", "asked"])
def test_it_waits_also_where_another_is_destroyed_again(story: Told, name: str, away: Away) -> None:
    p = story.fork(destroys)
    jan, els, sent = opened(p, JAN).ref, opened(p, ELS).ref, len(p.sent())
    away(p, els)
    lost(p, the_list_too=True)
    said = restore(p, story.backup(name))
    assert f"Destroyed again: {jan}." in said
    assert f"Its folder is gone, and it waits for her word: {els}; she is told." in said
    for days in (0, 1, 7, 30):
        p.now += timedelta(days)
        starts(p)
    assert stage(p, els) == (Stage.PAUSED, True)
    assert {r.recipient for r in p.sent()[sent:]} == {SHE}


@pytest.mark.parametrize("list_too", [True, False])
def test_it_waits_where_the_copy_was_put_back_by_hand(story: Told, list_too: bool) -> None:
    old, p = story.fork(asks_for_destruction), story.fork(destroys)
    els, sent = opened(p, ELS).ref, len(p.sent())
    lost(p, the_list_too=list_too)
    data = p.settings.stores.master_key_file.parent
    for file in old.settings.stores.master_key_file.parent.iterdir():
        if file.is_file() and not file.name.endswith(".destroyed"):
            shutil.copy(file, data / file.name)
    deleted(p, els)
    for days in (0, 1, 7):
        p.now += timedelta(days)
        starts(p)
    assert stage(p, els) == (Stage.PAUSED, True)
    assert {r.recipient for r in p.sent()[sent:]} == {SHE}
    told = " ".join(" ".join(text_of(parsed(r)).split()) for r in p.sent("digest", SHE))
    assert f"hervat {els}" in told


def test_a_folder_that_is_there_stops_nothing(story: Told) -> None:
    p = story.fork(destroys)
    els = opened(p, ELS).ref
    lost(p, the_list_too=True)
    said = restore(p, story.backup("begun"))
    assert not [line for line in said if line.startswith("Its folder is gone")]
    starts(p)
    assert stage(p, els)[0] != Stage.PAUSED


def test_what_she_wrote_since_gets_a_day_to_be_said_again(story: Told) -> None:
    """Reminders that are due wait until she has had a working day, and go then; who writes is answered."""
    p = story.fork(asks_for_destruction)
    els, sent = opened(p, ELS).ref, len(p.sent())
    p.now = at("2027-06-11 09:00")  # a Friday
    lost(p, the_list_too=True)
    restore(p, story.backup("begun"))
    starts(p)
    words = " ".join(text_of(parsed(p.sent("restored", SHE)[-1])).split())
    assert "Tot en met maandag 14 juni schrijven wij uit onszelf niemand aan" in words
    p.mail(f"Els Wit <{ELS}>", f"Vraag [{els}]", "Hoe staat het ervoor?")
    for moment in ("2027-06-11 14:00", "2027-06-12 10:00", "2027-06-14 16:00"):
        p.now = at(moment)
        starts(p)
    others = [kind for r, kind in zip(p.sent()[sent:], p.kinds()[sent:], strict=True) if r.recipient != SHE]
    assert others == ["progress"]
    p.now = at("2027-06-15 10:00")
    starts(p)
    assert set(since(p, sent)) & {"respondent-reminder", "progress", "more-respondents-needed"}
    assert len({r.recipient for r in p.sent()[sent:]}) > 2

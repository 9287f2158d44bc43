"""Senders who are not who they seem: each gets one outcome, the right place, and no effect that is not theirs (A)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.hostile.aftermath import Hostile, Scene, check, only_to_people_of_the_traject, scene
from support.hostile.identity import CATALOGUE
from support.servers.dovecot import Dovecot
from support.stories.practice import JAN, SHE, parsed, text_of

from bot.core.traject.stages import Stage


@pytest.fixture(scope="module")
def aftermath(tmp_path_factory: pytest.TempPathFactory, dovecot: Dovecot, certificates: Path) -> Iterator[Scene]:
    """The whole catalogue in one round."""
    with scene(tmp_path_factory.mktemp("identity"), dovecot, certificates) as played:
        for hostile in CATALOGUE:
            played.deliver(hostile.case, hostile.build(played, hostile.case))
        played.play("2026-11-05 10:00")
        yield played


@pytest.mark.parametrize("hostile", [pytest.param(h, id=h.case) for h in CATALOGUE])
def test_each_has_its_outcome_place_and_answers(aftermath: Scene, hostile: Hostile) -> None:
    check(aftermath, hostile)


def test_nobody_unknown_is_written_to(aftermath: Scene) -> None:
    assert only_to_people_of_the_traject(aftermath)
    assert aftermath.kinds_to(JAN) == []
    assert aftermath.traject().stage is Stage.COLLECTING
    assert set(aftermath.kinds_to(SHE)) == {"confirm-request", "decision-needed", "digest"}
    (asked,) = aftermath.p.sent("confirm-request", SHE)
    assert ("stop" in text_of(parsed(asked)), "pauzeer" in text_of(parsed(asked))) == (False, True)

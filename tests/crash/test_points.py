"""A crash after any change to the world neither loses nor doubles: the end is that of the undisturbed run (G1, G2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.crash import Fuse, copied, crash, recover
from support.servers.dovecot import Dovecot
from support.servers.smtp import Received, SmtpServer, start_smtp
from support.stories.ending import different, ending
from support.stories.practice import Practice, parsed, practice
from support.stories.scenes import MORE, SCENES, answers

STRIDE = 9
"""Every ninth change is crashed after here; with 1 all of them are, in two minutes."""


@dataclass
class Recorded:
    """The story as it goes undisturbed: the practice before each scene's round, and what came of it."""

    dovecot: Dovecot
    folder: Path
    before: list[tuple[Practice, list[Received]]]
    after: list[dict]
    steps: list[int]
    _copies: int = 0

    def fork(self, scene: int) -> Practice:
        """The practice as it was before this scene's round."""
        self._copies += 1
        p, received = self.before[scene]
        p.smtp.recorder.received = list(received)
        return copied(p, self.folder / f"copy{self._copies}", self.dovecot.account())


@pytest.fixture(scope="module")
def recorded(dovecot: Dovecot, certificates: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recorded]:
    smtp: SmtpServer = start_smtp(certificates)
    folder = tmp_path_factory.mktemp("crash")
    told = Recorded(dovecot, folder, [], [], [])
    with practice(folder, dovecot.account(), smtp, more=MORE) as p:
        for number, scene in enumerate(SCENES):
            scene(p)
            told.before.append((copied(p, folder / f"before{number}", dovecot.account()), list(smtp.received)))
            fuse = Fuse()
            assert not crash(p, fuse)
            recover(p)
            told.steps.append(len(fuse.steps))
            told.after.append(ending(p))
        yield told
    smtp.stop()


def test_the_story_reaches_its_end(recorded: Recorded) -> None:
    stages = [next(iter(seen["stages"]))[1] for seen in recorded.after]
    assert stages == [
        "started",
        "collecting",
        "collecting",
        "collecting",
        "ready",
        "held",
        "held",
        "destroyed",
        "destroyed",
    ]
    assert sum(recorded.steps) > 150


@pytest.mark.parametrize("scene", [pytest.param(n, id=scene.__name__) for n, scene in enumerate(SCENES)])
def test_a_crash_changes_nothing(recorded: Recorded, scene: int) -> None:
    for at in range(1 + scene % STRIDE, recorded.steps[scene] + 1, STRIDE):
        p, fuse = recorded.fork(scene), Fuse(at)
        crashed = crash(p, fuse)
        recover(p)
        assert crashed or len(fuse.steps) < at
        assert different(recorded.after[scene], ending(p)) == {}, f"after change {at}, {fuse.steps[-1]}"


POINTS = st.tuples(st.integers(0, len(SCENES) - 1), st.integers(1, 40), st.integers(1, 40))


@given(POINTS)
@settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_crash_during_the_recovery_changes_nothing(recorded: Recorded, points: tuple[int, int, int]) -> None:
    scene, first, second = points
    p = recorded.fork(scene)
    crashed = [crash(p, Fuse(first)), crash(p, Fuse(second))]
    recover(p)
    assert crashed[0] or first > recorded.steps[scene] - 5
    assert different(recorded.after[scene], ending(p)) == {}


def test_repeats_carry_the_same_message_id(recorded: Recorded) -> None:
    """Crashes right after the server took a mail: it comes again, byte for byte the same, and never as a second one."""
    scene = SCENES.index(answers)
    p = recorded.fork(scene)
    count = Fuse()
    crash(p, count)
    p = recorded.fork(scene)
    crash(p, Fuse(next(n for n, step in enumerate(count.steps, 1) if step.startswith("smtp"))))
    for _ in range(3):
        crash(p, Fuse(1))
    recover(p)
    by_id = Counter(parsed(r)["Message-ID"] for r in p.sent())
    assert max(by_id.values()) > 1
    assert len({r.raw for r in p.sent()}) == len(by_id)
    assert different(recorded.after[scene], ending(p)) == {}

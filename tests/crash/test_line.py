"""Whatever happens on the two lines of a round, an hour later all is as it would have been (G1, G2, G8)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.chaos.cases import FAULTS, tried
from support.chaos.told import Told
from support.servers.dovecot import Dovecot
from support.servers.smtp import start_smtp

SEEDS = (1,)
"""A case of each kind here; `python -m bench.chaos` tries thousands."""


@pytest.fixture(scope="module")
def told(dovecot: Dovecot, certificates: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    smtp = start_smtp(certificates)
    with Told(dovecot, tmp_path_factory.mktemp("line")).recorded(smtp, scenes=5) as recorded:
        yield recorded
    smtp.stop()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", FAULTS)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_fault_leaves_no_trace(told: Told, kind: str, seed: int) -> None:
    verdict = tried(told, seed, kind)
    assert verdict.wrong == "", str(verdict)

"""The whole catalogue shuffled among good mails: each has the one outcome that it has by itself (G3)."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from support.hostile import content, identity, loops
from support.hostile.aftermath import CROWD, Hostile, Scene, check, scene
from support.servers.dovecot import Dovecot

from bot.core.traject.value import Outcome

CATALOGUE = (*identity.CATALOGUE, *loops.CATALOGUE, *content.CATALOGUE)
GOOD = 8


def good_mails(s: Scene) -> dict[str, Outcome]:
    """Forms, declines and absences of people whom nothing else concerns."""
    expected = {}
    for number in range(GOOD):
        case = f"good-form-{number}"
        name, address, _ = s.victim(case)
        s.deliver(case, s.p.write(f"{name} <{address}>", "Formulier", "Zie bijlage.", s.form(f"Nummer {number}")))
        expected[case] = Outcome.FORM
    for number in range(3):
        case = f"good-decline-{number}"
        name, address, _ = s.victim(case)
        s.deliver(case, s.p.write(f"{name} <{address}>", "Re: feedback", "Helaas lukt het mij niet om mee te doen."))
        expected[case] = Outcome.DECLINED
    return expected


@pytest.mark.parametrize("seed", [1])
def test_g3_every_mail_has_the_outcome_that_it_has_alone(
    tmp_path: Path, dovecot: Dovecot, certificates: Path, seed: int
) -> None:
    with scene(tmp_path, dovecot, certificates, CROWD) as s:
        s.p.round()
        s.p.command(f"koppel 1 {s.opened.ref}")  # a list of so many is put before her
        s.p.round()
        good = good_mails(s)
        for hostile in CATALOGUE:
            s.deliver(hostile.case, hostile.build(s, hostile.case))
        s.delivered = dict(Random(seed).sample(sorted(s.delivered.items()), len(s.delivered)))
        s.play("2026-11-05 10:00")
        assert {case: s.outcome(case) for case in good} == good
        assert all(s.counted(s.victims[case]) for case, outcome in good.items() if outcome is Outcome.FORM)
        wrong = [told for hostile in CATALOGUE if (told := _wrong(s, hostile))]
        assert wrong == []
        assert {case: len(places) for case, places in s.lying.items()} == dict.fromkeys(s.delivered, 1)
        assert all(len(s.records_of(case)) == 1 for case in s.delivered)


def _wrong(s: Scene, hostile: Hostile) -> str:
    try:
        check(s, hostile)
    except AssertionError as error:
        return str(error)
    return ""

"""Mails gone wrong at random, through parse, associate, route and handle: no exception, nothing forbidden.

`bench/properties.py` asks the same of a hundred thousand.
"""

from __future__ import annotations

import pytest
from support.mutations.forbidden import wrong

A_BLOCK = 150


@pytest.mark.parametrize("block", range(8))
def test_nothing_forbidden_follows_from_a_mail_gone_wrong(block: int) -> None:
    seeds = range(block * A_BLOCK, (block + 1) * A_BLOCK)
    assert [told for seed in seeds if (told := wrong(seed))] == []

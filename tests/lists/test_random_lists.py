"""Random lists in eighteen shapes, read from the bytes of their mails: nobody silently wrong or lost, few asked about."""

from __future__ import annotations

from collections import Counter

import pytest
from support.random_lists.measure import ASKED, LOST, RIGHT, WRONG, measured, outcomes, trial
from support.random_lists.shapes import SHAPES, typed

from bot.core.listed import ListedRespondent, RowProblem

LISTS = 6  # a shape; thousands are tried with `python -m support.random_lists.measure`


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_nobody_is_silently_wrong_or_lost(shape) -> None:  # type: ignore[no-untyped-def]
    bad = [
        (found.text, outcome)
        for ordinary in (True, False)
        for found in measured(LISTS, 1, ordinary=ordinary, shapes=(shape,))
        for outcome in found.outcomes
        if outcome.kind in {WRONG, LOST}
    ]
    assert bad == []


def test_few_are_asked_about_below_ordinary_headings() -> None:
    kinds = Counter(o.kind for found in measured(54, 2, ordinary=True) for o in found.outcomes)
    assert kinds[RIGHT] >= 0.97 * sum(kinds[k] for k in (RIGHT, ASKED, WRONG, LOST))


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        pytest.param({"group": "another"}, WRONG, id="another group"),
        pytest.param({"name": "Iemand Anders"}, WRONG, id="another name"),
        pytest.param({"address": "a@elders.example", "name": ""}, LOST, id="another address"),
        pytest.param({"problem": RowProblem.UNCLEAR_PAIR}, ASKED, id="a doubt"),
        pytest.param({}, RIGHT, id="as it was"),
    ],
)
def test_the_measure_sees_what_it_should(change: dict[str, str], kind: str) -> None:
    plan = trial(typed, 1, ordinary=True).plan
    first, *others = ({"name": p.who.full, "address": p.who.address, "group": p.groups[0]} for p in plan.people)
    rows = tuple(ListedRespondent(**row) for row in (first | change, *others))  # type: ignore[arg-type]
    assert next(outcomes(plan, rows)).kind == kind

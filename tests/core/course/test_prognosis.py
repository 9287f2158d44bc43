"""The odds of reaching a minimum are those of the domain's own table."""

import pytest

from bot.core.course.prognosis import advised, chance, chance_of_all


@pytest.mark.parametrize(
    ("invited", "percent"),
    [
        pytest.param(5, 0.2, id="5"),
        pytest.param(8, 42, id="8"),
        pytest.param(10, 80, id="10"),
        pytest.param(12, 95, id="12"),
    ],
)
def test_three_groups_reach_five(invited: int, percent: float) -> None:
    assert chance_of_all([(invited, 5)] * 3) * 100 == pytest.approx(percent, abs=0.6 if percent > 1 else 0.06)


def test_too_few_invited_never_reach_it() -> None:
    assert chance(4, 5) == 0
    assert chance(0, 1) == 0


def test_nothing_needed_is_certain() -> None:
    assert chance(0, 0) == 1
    assert chance_of_all([]) == 1


def test_more_names_are_better() -> None:
    odds = [chance(n, 5) for n in range(5, 30)]
    assert odds == sorted(odds)
    assert odds[-1] <= 1


def test_ten_are_advised_for_five() -> None:
    assert advised(5) == 10
    assert advised(0) == 0
    with pytest.raises(ValueError):
        advised(5, confidence=1)

"""What reading a long text costs: it grows with the text and not faster, and matter that is no list stays cheap."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from bot.core.traject.rules import DEFAULT_GROUPS
from bot.lists import ListContext, looks_like_list, respondents
from bot.lists.corrections import understood

CONTEXT = ListContext(groups=DEFAULT_GROUPS)


def calls(work: Callable[[], object]) -> int:
    """How many functions of ours are called: unlike seconds the same on every machine."""
    count = 0

    def profile(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call" and "bot" in frame.f_code.co_filename

    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("Jan de Vries\n", id="names"),
        pytest.param("Jan de Vries\nPiet Bakker\n\nhallo\n", id="names-and-words"),
        pytest.param("Jan de Vries\nPiet Bakker\nj@x.example\np@x.example\n", id="h34-pasted"),
        pytest.param("Op 3 maart 2026 schreef\n", id="words"),
        pytest.param("a;b;\n", id="h84-cells"),
        pytest.param("|-|\n", id="h84-rulers"),
        pytest.param("a@x.example\n", id="h34-addresses"),
    ],
)
@pytest.mark.parametrize(
    "read",
    [
        pytest.param(lambda text: looks_like_list(text, (), CONTEXT), id="looks-like-list"),
        pytest.param(lambda text: respondents(text, (), CONTEXT), id="respondents"),
        pytest.param(lambda text: understood(text, CONTEXT, ()).changes, id="corrections"),
    ],
)
def test_the_work_grows_with_the_text(read: Callable[[str], object], line: str) -> None:
    read(line)  # what is compiled once
    assert calls(lambda: read(line * 160)) < 6 * calls(lambda: read(line * 40))


def test_names_are_only_paired_where_addresses_follow() -> None:
    names = "Jan de Vries\n" * 100
    alone = calls(lambda: looks_like_list(names, (), CONTEXT))
    assert alone < 0.5 * calls(lambda: looks_like_list(names + "jan@x.example\n" * 2, (), CONTEXT))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("7" * 200_000, id="h84-digits"),
        pytest.param("é" * 200_000, id="h84-letters"),
        pytest.param("a@" * 100_000, id="h84-addresses"),
        pytest.param("vervang a@b.example door " * 8_000, id="h84-wishes"),
        pytest.param("a@b.example\n" * 16_000, id="h84-lines"),
    ],
)
def test_beyond_what_anybody_types_more_text_costs_no_more(text: str) -> None:
    half = calls(lambda: understood(text[: len(text) // 2], CONTEXT, ()).changes)
    assert calls(lambda: understood(text, CONTEXT, ()).changes) < 1.2 * half + 100

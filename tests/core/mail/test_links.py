"""What stands behind a link, and when it is shown."""

from __future__ import annotations

import pytest

from bot.core.mail import links


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        pytest.param("mailto:h.kok@z.example", ("h.kok@z.example",), id="plain"),
        pytest.param("MAILTO://h.kok@z.example?subject=a@b", ("h.kok@z.example",), id="slashes and a subject"),
        pytest.param("mailto:h.kok%40z.example", ("h.kok@z.example",), id="encoded"),
        pytest.param("mailto:Hanna%20Kok%20%3Ch.kok@z.example%3E", ("h.kok@z.example",), id="with a name"),
        pytest.param("mailto:?subject=a&to=h.kok@z.example", ("h.kok@z.example",), id="only a to"),
        pytest.param("mailto:a@z.example;b@z.example,a@z.example", ("a@z.example", "b@z.example"), id="several"),
        pytest.param("https://z.example/?to=h.kok@z.example", (), id="a page"),
        pytest.param("mailto:", (), id="nobody"),
    ],
)
def test_behind(target: str, expected: tuple[str, ...]) -> None:
    assert links.behind(target) == expected


@pytest.mark.parametrize(
    ("orders", "expected"),
    [
        pytest.param(' HYPERLINK "mailto:h@z.example" \\o "tip" ', "mailto:h@z.example", id="Word"),
        pytest.param(' HYPERLINK \\t "_blank" "mailto:h@z.example"', "mailto:h@z.example", id="a switch before it"),
        pytest.param('HYPERLINK("mailto:h@z.example","Hanna")', "mailto:h@z.example", id="Excel"),
        pytest.param('of:=HYPERLINK("mailto:h@z.example";[.B2])', "mailto:h@z.example", id="LibreOffice"),
        pytest.param('HYPERLINK("https://z.example")', "", id="a page"),
    ],
)
def test_ordered(orders: str, expected: str) -> None:
    assert links.ordered(orders) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Hanna Kok", "Hanna Kok <h@z.example>", id="a name"),
        pytest.param("@Hanna Kok", "Hanna Kok <h@z.example>", id="a mention"),
        pytest.param("o.lam@z.example", "o.lam@z.example", id="what is shown outranks a stale link"),
        pytest.param("h(at)z.example", "h(at)z.example", id="an address in other words"),
        pytest.param(" ", " ", id="nobody sees it"),
    ],
)
def test_linked(text: str, expected: str) -> None:
    assert links.linked(text, "mailto:h@z.example") == expected

"""HTML as a reader sees it."""

from __future__ import annotations

import pytest

from bot.core.mail.html import to_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param("<p>Een</p><p>twee<br>drie</p>", "Een\n\ntwee\ndrie", id="paragraphs"),
        pytest.param("<table><tr><td>Piet<td>p@x.example<tr><td>Jan<td></table>", "Piet\tp@x.example\nJan", id="table"),
        pytest.param("<table><tr><td>a<br>b</td><td>c</td></tr></table>", "a b\tc", id="line-in-a-cell"),
        pytest.param("<ul><li>a<li>b</ul><ol><li>c<li>d</ol>", "- a\n- b\n\n1. c\n2. d", id="lists"),
        pytest.param('<a href="https://x.example">hier</a>', "hier", id="link-text"),
        pytest.param(
            "Ja<blockquote type=cite>vraag<br>twee</blockquote>nee", "Ja\n> vraag\n> twee\nnee", id="quotation"
        ),
        pytest.param("<style>p{}</style><script>x</script>a<!-- b -->", "a", id="invisible"),
        pytest.param('a<span style="display:none">b</span>', "a", id="hidden"),
        pytest.param("caf&eacute;&nbsp;&#8364;", "café €", id="entities"),
        pytest.param('<img src="https://evil.example/x.png">a', "a", id="h71-remote-picture"),
        pytest.param("<pre>a\n  b</pre>", "a\n  b", id="preformatted"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_to_text(html: str, text: str) -> None:
    assert to_text(html) == text

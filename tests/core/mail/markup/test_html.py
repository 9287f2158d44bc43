"""HTML as a reader sees it."""

from __future__ import annotations

import pytest

from bot.core.documents import GOES_ON
from bot.core.mail.markup.html import to_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param("<p>Een</p><p>twee<br>drie</p>", "Een\n\ntwee\ndrie", id="paragraphs"),
        pytest.param(
            "<table><tr><td>Piet<td>p@x.example<tr><td>Jan<td></table>", "Piet\tp@x.example\nJan\t", id="table"
        ),
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
        pytest.param('<a href="mailto:p@x.example">Piet</a>, arts', "Piet <p@x.example>, arts", id="k5-behind-a-link"),
        pytest.param('<a href="mailto:q@x.example">p@x.example</a>', "p@x.example", id="k5-shown-address-outranks"),
        pytest.param('<a href="mailto:p%40x.example?subject=a">Piet </a>b', "Piet <p@x.example>b", id="k5-encoded"),
        pytest.param('<a href="mailto:p@x.example,q@x.example">Zij</a>', "Zij <p@x.example>, <q@x.example>", id="two"),
        pytest.param('<a href="mailto:p@x.example"><b>@Piet Vis</b></a> 06', "Piet Vis <p@x.example> 06", id="mention"),
        pytest.param('<a href="mailto:p@x.example"><img src=a></a>', "<p@x.example>", id="k5-envelope"),
        pytest.param('a<a href="mailto:p@x.example"></a>', "a", id="empty-link-is-not-seen"),
        pytest.param("<s>Piet</s> <del>Jan</del><strike>Kees</strike> Otto", "Otto", id="k6-struck"),
        pytest.param('<p style="color:red;text-decoration: line-through red">a</p>b', "b", id="k6-struck-by-style"),
        pytest.param(
            "<style>.c1,p.c2 {text-decoration:line-through}</style><p class='x c2'>a</p>b", "b", id="k6-class"
        ),
        pytest.param(
            "<table><tr><td><s>Otto</s><td><s>o@x.example</s><td>arts<tr><td>Piet<td>p@x.example<td>arts</table>",
            "Piet\tp@x.example\tarts",
            id="k6-struck-row",
        ),
        pytest.param(
            "<table><tr><td><s>Een</s></td><td>twee<table><tr><td>a</table></td></tr></table>", "twee\n\na", id="layout"
        ),
        pytest.param(
            "<table><tr><td rowspan=2>A<td>b<td>c<tr><td>d<td>e<tr><td>F<td>g<td>h</table>",
            f"A\tb\tc\n{GOES_ON}\td\te\nF\tg\th",
            id="l3-cells-over-rows",
        ),
        pytest.param(
            "<table><tr><td colspan=2>A<td>b<tr><td>c<td>d<td>e</table>", "A\t\tb\nc\td\te", id="over-columns"
        ),
    ],
)
def test_to_text(html: str, text: str) -> None:
    assert to_text(html) == text

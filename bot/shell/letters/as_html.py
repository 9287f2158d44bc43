"""A mail's Markdown as HTML: one base layout, styles inlined, nothing fetched from anywhere."""

from __future__ import annotations

import re
from functools import lru_cache

import css_inline
from markdown_it import MarkdownIt

from bot.shell.letters.marked import Mark, escaped, shaped, written

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
_INLINER = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False, keep_at_rules=True)
_ALONE = re.compile("<p>([\ue200-\ue2ff]+)</p>")
_UNBROKEN = re.compile(r"\bT-[0-9A-Z]{5}\b|€ \d+|[■□]+.*")
_LEADING_SPACES = re.compile(r"^ +")


def converted(markdown: str) -> str:
    """The HTML of a Markdown source whose values are marked; values come out escaped."""
    shape, said = shaped(markdown)
    return written(_rendered(shape), lambda mark, number: _write(mark, said[int(number)]))


@lru_cache(maxsize=256)
def _rendered(shape: str) -> str:
    """What is a letter to Markdown stays one whatever it says: mails of one shape are read once."""
    return _ALONE.sub(r"\1", _MARKDOWN.render(shape))


def inlined(page: str) -> str:
    """The page with its style sheet moved into the elements, as mail programs want it."""
    return _INLINER.inline(page)


def _write(mark: Mark, run: str) -> str:
    if mark is Mark.BUTTON:
        label, _, url, _ = run.split("\n")
        return f'<a class="button" href="{escaped(url)}">{escaped(label)}</a>'
    if mark is Mark.LINES:
        broken = "<br>\n".join(_spaced(line) for line in run.split("\n"))
        return f'<div class="lines">{broken}</div>'
    return _UNBROKEN.sub(r'<span class="whole">\g<0></span>', escaped(run))


def _spaced(line: str) -> str:
    """Indentation survives a reply only as non-breaking spaces."""
    return _LEADING_SPACES.sub(lambda spaces: "&nbsp;" * len(spaces[0]), escaped(line))

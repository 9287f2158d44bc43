"""The mails as rendered with the templates that are shipped."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot import resources
from bot.core.views import View
from bot.shell.letters.examples import PRACTICE, PRACTITIONER, examples
from bot.shell.letters.templates import Rendered, Templates

BY = date(2026, 11, 19)
"""The day before which these mails hope for an answer."""
DIRECTORY = resources.root() / "mail"
MAILS = Templates(DIRECTORY)
LANGUAGES = ("nl", "en")
EVERY_MAIL = [
    pytest.param(view, language, id=f"{language}-{view.KIND}") for language in LANGUAGES for view in examples(language)
]


@cache
def render(view: View, language: str = "nl") -> Rendered:
    """A mail as it is sent."""
    return MAILS.render(view, language, PRACTICE, PRACTITIONER, by=BY)


def example(kind: str, language: str = "nl") -> Any:
    """The example of this kind."""
    found = {view.KIND: view for view in examples(language)}
    return found[kind]


def one_line(text: str) -> str:
    """Without the line ends that wrapping made."""
    return " ".join(text.split())


def shown(html: str) -> str:
    """What a reader of the HTML part sees, on one line."""
    body = LexborHTMLParser(html).body
    return one_line(body.text()) if body else ""


def nodes(html: str, selector: str) -> list[LexborNode]:
    """The elements that fit a selector."""
    return LexborHTMLParser(html).css(selector)


def links(html: str) -> list[str]:
    """Where the links go."""
    return [node.attributes["href"] or "" for node in nodes(html, "a")]

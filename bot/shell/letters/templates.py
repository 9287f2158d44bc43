"""Every outgoing mail's words: one Markdown file per kind and language, rendered as text and as HTML."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.core.errors import OperatorError
from bot.core.mail.headers import one_line
from bot.core.traject.rules import Practice, Practitioner
from bot.core.views import Phrase, View
from bot.shell.letters import as_html as web
from bot.shell.letters import as_text as plain
from bot.shell.letters import marked as marks
from bot.shell.letters.language import Language, load

_SUBJECT = "Subject:"
_SIGNATURE = "-- \n"
# What a filter stumbles over when a template gives it the wrong field.
_WRONG = (TemplateError, AttributeError, LookupError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A mail's subject and its two bodies, lines separated by LF."""

    subject: str
    text: str
    html: str


def template_of(view: View) -> str:
    """The name of its template: its kind, unless two readers get that kind in different words."""
    return str(getattr(view, "TEMPLATE", view.KIND))


class Templates:
    """The mails in `directory` (one folder per language); `retention_days` is what a notice promises at most."""

    def __init__(self, directory: Path, retention_days: int = 1825) -> None:
        self._directory = directory
        self._retention_days = retention_days
        self._languages: dict[str, Language] = {}
        self._footers: dict[tuple[str, Practice], Rendered] = {}
        self._layout = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader(directory), undefined=StrictUndefined, autoescape=True
        )

    def render(
        self,
        view: View,
        language: str,
        practice: Practice,
        practitioner: Practitioner,
        *,
        introduced: bool = True,
        by: date,
        left: Phrase | None = None,
    ) -> Rendered:
        """The mail that a view stands for; OperatorError when a template is missing or wrong.

        `introduced`: the specialist gave the reader's name, which the notice then says. `by` is the day before which
        an answer is hoped for. `left` stands above it all.
        """
        context = {field.name: getattr(view, field.name) for field in fields(view)}
        context |= {"practice": practice, "practitioner": practitioner, "retention_days": self._retention_days}
        context |= {"introduced": introduced, "by": by, "days_left": left}
        try:
            return self._rendered(template_of(view), self._language(language), language, context)
        except _WRONG as error:
            problem = f"The mail {view.KIND!r} ({language}) cannot be made: {error}"
            raise OperatorError(problem, f"Mend templates/mail/{language}/{view.KIND}.md.") from error

    def sentence(self, code: str, language: str, values: dict[str, str] | None = None) -> str:
        """What a code says by itself, or with these values."""
        return marks.literal(self._language(language).say(code, values or {}))

    def _language(self, name: str) -> Language:
        if name not in self._languages:
            self._languages[name] = load(self._directory / name)
        return self._languages[name]

    def _rendered(self, kind: str, language: Language, code: str, context: dict[str, Any]) -> Rendered:
        head, _, body = language.source(kind, context).partition("\n")
        if context["days_left"] is not None:
            body = f"\n{language.said(context['days_left'])}\n{body}"
        if not head.startswith(_SUBJECT):
            raise OperatorError(f"The template {kind!r} has no subject.", f"Open it with a line {_SUBJECT!r}.")
        subject = one_line(marks.literal(head.removeprefix(_SUBJECT)))
        practice = context["practice"]
        footer = self._footer(language, code, practice)
        text = f"{plain.typeset(body)}\n{_SIGNATURE}{footer.text}"
        return Rendered(subject, text, self._page(subject, code, practice, body, footer.html))

    def _footer(self, language: Language, code: str, practice: Practice) -> Rendered:
        """The same below every mail."""
        if (code, practice) not in self._footers:
            source = language.source("_footer", {"practice": practice})
            self._footers[code, practice] = Rendered("", plain.typeset(source), web.converted(source))
        return self._footers[code, practice]

    def _page(self, subject: str, code: str, practice: Practice, body: str, footer: str) -> str:
        parts = {"body": web.converted(body), "footer": footer}
        named = {"subject": subject, "language": code, "practice": practice.name}
        return web.inlined(self._layout.get_template("base.html").render(named | parts))

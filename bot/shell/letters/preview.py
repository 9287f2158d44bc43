"""Every mail in every language, written to a folder with a page to browse them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

from bot import resources
from bot.core.errors import OperatorError
from bot.shell.letters.examples import PRACTICE, PRACTITIONER, examples
from bot.shell.letters.templates import Templates, template_of

LANGUAGES = {"nl": "Nederlands", "en": "English"}
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Trajectbot: every mail</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #222; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ border-bottom: 1px solid #ddd; padding: .4rem .6rem; text-align: left; vertical-align: top; }}
small {{ color: #666; }}
</style>
</head>
<body>
<h1>Every mail</h1>
<p>With invented people; each as HTML and as the text that goes along.</p>
<table>
<tr><th>Kind</th>{languages}</tr>
{rows}
</table>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """One mail in one language; `name` is its file without an ending, counted from the folder."""

    kind: str
    language: str
    subject: str
    name: str


def preview(folder: Path) -> int:
    """Writes all of them; how many there are. OperatorError when the folder cannot be written."""
    try:
        shown = tuple(mail for language in LANGUAGES for mail in _written(folder, language))
        (folder / "index.html").write_text(_index(shown), encoding="utf-8")
    except OSError as error:
        raise OperatorError(f"{folder} cannot be written: {error.strerror}.", "Name another with --output.") from error
    return len(shown)


def _written(folder: Path, language: str) -> Iterator[Shown]:
    templates = Templates(resources.root() / "mail")
    (folder / language).mkdir(parents=True, exist_ok=True)
    for view in examples(language):
        mail = templates.render(view, language, PRACTICE, PRACTITIONER, by=date(2026, 11, 19))
        name = f"{language}/{template_of(view)}"
        (folder / f"{name}.html").write_text(mail.html, encoding="utf-8")
        (folder / f"{name}.txt").write_text(f"Subject: {mail.subject}\n\n{mail.text}", encoding="utf-8")
        yield Shown(view.KIND, language, mail.subject, name)


def _index(shown: tuple[Shown, ...]) -> str:
    kinds = dict.fromkeys(mail.kind for mail in shown)
    rows = ("".join(_cell(mail) for mail in shown if mail.kind == kind) for kind in kinds)
    lines = (f"<tr><td><code>{escape(kind)}</code></td>{cells}</tr>" for kind, cells in zip(kinds, rows, strict=True))
    languages = "".join(f"<th>{name}</th>" for name in LANGUAGES.values())
    return PAGE.format(languages=languages, rows="\n".join(lines))


def _cell(mail: Shown) -> str:
    name = escape(mail.name)
    return f'<td><a href="{name}.html">{escape(mail.subject)}</a> <small><a href="{name}.txt">text</a></small></td>'

"""`explain` and `read`: what the bot sees in files. Exit status 0, 1 when one of them could not be understood."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from bot.cli.common import CONTEXT, settings_of, sorted_errors

if TYPE_CHECKING:
    from bot.shell.settings.frozen import Settings

FILES = click.argument("files", nargs=-1, required=True, type=click.Path())
JSON = click.option("--json", "as_json", is_flag=True, help="One object a line (docs/contract.md, Commands).")

# What would end a line for some reader, and halves of characters, which are not UTF-8.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# What would steer a terminal, or turn the order of what is shown.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")

Told = dict[str, Any]


@click.command(context_settings=CONTEXT)
@FILES
@JSON
@click.pass_context
@sorted_errors
def explain(context: click.Context, files: tuple[str, ...], as_json: bool) -> None:
    """What the bot would make of these mails: intent, traject, respondent, group, each with its evidence.

    Changes nothing. Without a configuration no trajects are known, and each mail is judged by itself.

    \b
    Example: trajectbot explain mail.eml
             trajectbot explain --json mails/*.eml | jq -r '[.file, .intent] | @tsv'
    """
    from bot.shell.operator.explain import explain as explained

    show(explained(files, _settings(context)), len(files), line_of if as_json else explained_in_words)


@click.command(context_settings=CONTEXT)
@FILES
@JSON
@sorted_errors
def read(files: tuple[str, ...], as_json: bool) -> None:
    """What the bot sees in documents: text, tables and fields. The content decides the format, not the name.

    \b
    Example: trajectbot read formulier.docx lijst.xlsx
             trajectbot read --json formulier.pdf | jq '.fields[] | {name, value}'
    """
    from bot.shell.operator.explain import read as seen

    show(seen(files), len(files), line_of if as_json else seen_in_words)


def _settings(context: click.Context) -> Settings | None:
    path = context.find_root().obj
    if path.exists():
        return settings_of(context)
    if context.find_root().get_parameter_source("config") is not ParameterSource.DEFAULT:
        click.echo(f"{path} does not exist: no trajects are known.", err=True)
    return None


def show(answers: Iterable[Told], count: int, words: Callable[[Told], str]) -> None:
    """Each answer as soon as it is there, in UTF-8 whatever the locale; then the exit status."""
    out = sys.stdout.buffer
    problems = 0
    for told in _counted(answers, count):
        problems += bool(told["problem"])
        out.write(words(told).encode("utf-8", "backslashreplace") + b"\n")
        out.flush()
    sys.exit(1 if problems else 0)


def _counted(answers: Iterable[Told], count: int) -> Iterator[Told]:
    """Progress on a terminal, unless that shows the answers themselves."""
    shown = count > 1 and sys.stderr.isatty() and not sys.stdout.isatty()
    for number, told in enumerate(answers, 1):
        if shown:
            click.echo(f"\r{number} of {count}", err=True, nl=number == count)
        yield told


def line_of(told: Told) -> str:
    """The object on one line: valid JSON and valid UTF-8 whatever is in it."""
    line = json.dumps(told, ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def explained_in_words(told: Told) -> str:
    """What a person wants to know of a mail first."""
    sender = told["sender"] or "nobody in particular"
    lines = [told["file"]]
    if told["problem"]:
        lines.append(f"  problem: {told['problem']}")
    lines += (
        f"  {told['intent']}, from {sender}" + (" (authenticated)" if told["authenticated"] else ""),
        *(f"  {name}: {told[name]}" for name in ("traject", "respondent", "group", "until") if told[name]),
        *(f"  because: {reason}" for reason in told["evidence"]),
        *(f"  bounce: {b['address'] or '?'} {b['kind']} {b['status']}".rstrip() for b in told["bounces"]),
        *(f"  attached: {_attached(a)}" for a in told["attachments"]),
        *(f"  listed: {_row(r)}" for r in told["respondents"]),
        *_form(told["form"]),
        *_indented(told["new_text"]),
    )
    return _visible("\n".join(lines))


def _attached(attachment: dict[str, str]) -> str:
    return f"{attachment['name'] or 'without a name'} ({attachment['format'] or '?'}, {attachment['read']})"


def _row(row: dict[str, str]) -> str:
    parts = (row["name"], row["address"], row["function"], row["group"])
    return ", ".join(part for part in parts if part) + (f" [{row['problem']}]" if row["problem"] else "")


def _form(form: Told | None) -> Iterator[str]:
    if form is not None:
        yield f"  form: {form['questionnaire']}, {form['filled']} answers"
        yield from (f"    {name}: {value}" for name, value in form["answers"].items() if value)


def seen_in_words(told: Told) -> str:
    """Fields, tables and text, as a person reads them."""
    lines = [f"{told['file']}", f"  {told['format'] or 'format unknown'}, {told['read']}"]
    if told["problem"]:
        lines.append(f"  problem: {told['problem']}")
    lines += (f"  [{'x' if f['filled'] else ' '}] {f['label'] or f['name']}: {f['value']}" for f in told["fields"])
    for number, table in enumerate(told["tables"], 1):
        lines.append(f"  table {number}:")
        lines += ("    " + " | ".join(cell.replace("\n", " ") for cell in row) for row in table)
    return _visible("\n".join([*lines, *_indented(told["text"])]))


def _indented(text: str) -> list[str]:
    return [f"  > {line}".rstrip() for line in text.splitlines()]


def _visible(text: str) -> str:
    return _STEERING.sub("�", text)

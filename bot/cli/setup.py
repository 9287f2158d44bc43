"""`init`, `preview` and `forms`: what is done before the daemon runs, or beside it."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli.common import CONTEXT, settings_of, sorted_errors

FOLDER = click.Path(path_type=Path)


@click.command(context_settings=CONTEXT)
@click.pass_context
@sorted_errors
def init(context: click.Context) -> None:
    """Asks a few questions and makes the configuration, the master key, the stores and the mailbox's folders.

    Never overwrites anything. Answers may come from a pipe, a line each; an empty line takes what is proposed.
    Exit status 1 when the configuration exists already, 2 when an answer is impossible.

    \b
    Example: trajectbot init
             trajectbot --config /etc/trajectbot/config.toml init
    """
    from bot.shell.operator.init import set_up

    umask = os.umask(0o077)  # the stores too are for their owner only
    try:
        for line in set_up(context.obj, ask, os.environ, datetime.now(UTC), patient=sys.stdin.isatty()):
            click.echo(line)
    finally:
        os.umask(umask)


def ask(question: str, proposal: str, secret: bool) -> str:
    """The answer: typed at a terminal, or the next line of what is piped in."""
    if sys.stdin.isatty():
        answer: str = click.prompt(question, default=proposal, hide_input=secret, show_default=not secret)
        return answer.strip()
    line = sys.stdin.readline().strip() or proposal
    click.echo(f"{question}: {'' if secret else line}")
    return line


@click.command(context_settings=CONTEXT)
@click.option("--output", type=FOLDER, default=Path("preview"), show_default=True, help="Where they are written.")
@sorted_errors
def preview(output: Path) -> None:
    """Writes every mail in every language, with example data, and index.html to browse them.

    \b
    Example: trajectbot preview --output preview
    """
    from bot.shell.letters.preview import preview as written

    click.echo(f"{written(output)} mails: {output / 'index.html'}")


@click.command(context_settings=CONTEXT)
@click.argument("ref")
@click.option("--output", type=FOLDER, required=True, help="Where they are written.")
@click.pass_context
@sorted_errors
def forms(context: click.Context, ref: str, output: Path) -> None:
    """Writes the questionnaires of a traject as Word, PDF and text, and the empty list of respondents.

    \b
    Example: trajectbot forms T-7KQFK --output forms
    """
    from bot.shell.ledger.ledger import look, none_yet
    from bot.shell.operator.forms import write_forms

    settings = settings_of(context)
    ledger = look(settings)
    if ledger is None:
        raise none_yet(settings)
    try:
        for name in write_forms(ledger, ref, ledger.context(datetime.now(UTC)), output):
            click.echo(output / name)
    finally:
        ledger.close()

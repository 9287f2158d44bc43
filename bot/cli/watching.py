"""`events`, `health` and `verify-destruction`: what tells an operator, or a program of his, whether all is well."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime

import click

from bot.cli.common import CONTEXT, settings_of, sorted_errors
from bot.core.errors import TrajectbotError

JSON = click.option("--json", "as_json", is_flag=True, help="One object (docs/contract.md, Commands).")


@click.group(context_settings=CONTEXT)
def events() -> None:
    """The record of what happened: facts without content, each chained to the former one.

    \b
    Example: trajectbot events verify
    """


@events.command(context_settings=CONTEXT)
@JSON
@click.pass_context
@sorted_errors
def verify(context: click.Context, as_json: bool) -> None:
    """Follows the chain of events from the first on; only looks.

    Exit status 0 when all of it is whole, 1 when an event was changed, added or taken out, with the first place.
    What was cut off at the end shows when the head differs from one on a certificate of destruction or of an
    earlier check.

    \b
    Example: trajectbot events verify --json
    """
    from bot.shell.operator.events import as_object, in_words, verified

    chain = verified(settings_of(context))
    click.echo(json.dumps(as_object(chain)) if as_json else in_words(chain))
    sys.exit(1 if chain.broken else 0)


@click.command(context_settings=CONTEXT)
@JSON
@click.pass_context
@sorted_errors
def health(context: click.Context, as_json: bool) -> None:
    """Whether the daemon does its work: last round, last mail sent, what waits, what is parked, room on the disk.

    Exit status 0 when all is well, 1 when not (it says what, and since when), 2 when the configuration is wrong.

    \b
    Example: trajectbot health --json
    """
    from bot.shell.operator.health import health as looked

    found = looked(settings_of(context), datetime.now(UTC))
    click.echo(json.dumps(found.as_object()) if as_json else found.in_words())
    sys.exit(1 if found.problems else 0)


@click.command("verify-destruction", context_settings=CONTEXT)
@click.argument("ref")
@click.option("--json", "as_json", is_flag=True, help="One object a line (docs/contract.md, Commands).")
@click.pass_context
@sorted_errors
def verify_destruction(context: click.Context, ref: str, as_json: bool) -> None:
    """Searches every store in reach for a destroyed traject: ledger, keys, files, every folder of the mailbox.

    Prints each place that was searched with what was found there, references only; a folder or a file that may not be
    opened is named, and the rest is searched; what came after the destruction and stays by right (hers, the practice's,
    the specialist's without a form) is told apart. Exit status 0 when nothing is left, 1 when something is or when a
    place could not be looked at, 2 when there was no search: the configuration is wrong, a server is away, there is no
    such traject, or it was not destroyed.

    \b
    Example: trajectbot verify-destruction T-7KQFK
             trajectbot verify-destruction T-7KQFK --json | jq 'select(.found > 0)'
    """
    from bot.shell.operator.verifying.verify import verified

    clean = True
    try:
        for looked in verified(settings_of(context), ref, datetime.now(UTC)):
            clean = clean and looked.looked and not looked.found
            click.echo(json.dumps(looked.as_object(), ensure_ascii=False) if as_json else looked.in_words())
    except TrajectbotError as error:
        click.echo(f"{error.problem}\n{error.remedy}".strip(), err=True)
        sys.exit(2)
    sys.exit(0 if clean else 1)

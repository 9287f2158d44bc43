"""The commands (docs/contract.md). Exit status: 0 done, 1 something needs attention, 2 the configuration is wrong."""

from __future__ import annotations

import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from bot import __version__
from bot.cli.common import CONTEXT, settings_of, sorted_errors
from bot.cli.keeping import backup, restore, rotate_key
from bot.cli.reading import explain, read
from bot.cli.setup import forms, init, preview
from bot.cli.watching import events, health, verify_destruction
from bot.core.errors import ConfigurationError

if TYPE_CHECKING:
    from bot.shell.settings.frozen import Settings


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, prog_name="trajectbot")
@click.option("--config", type=click.Path(path_type=Path), default=Path("config.toml"), help="The configuration file.")
@click.option("--verbose", count=True, help="What libraries say too, without content; twice: all of it.")
@click.pass_context
def main(context: click.Context, config: Path, verbose: int) -> None:
    """Runs IFMS trajects over one ordinary mailbox.

    \b
    Example: trajectbot demo
             trajectbot --config config.toml check
    """
    context.obj = config
    if verbose:
        speak(context)


def speak(context: click.Context) -> None:
    """The log, as loud as was asked for."""
    from bot.shell.log import configure

    configure(context.find_root().params["verbose"])


def moment(text: str | None, settings: Settings) -> datetime:
    """`--now`, in the practice's time zone when it names none; the real time without it."""
    if text is None:
        return datetime.now(UTC)
    try:
        said = datetime.fromisoformat(text)
    except ValueError as error:
        raise ConfigurationError(
            f"--now {text!r} is not a moment.", "Write it as 2026-11-02T09:10 or with an offset."
        ) from error
    return said if said.tzinfo else said.replace(tzinfo=ZoneInfo(settings.practice.timezone))


@main.command(context_settings=CONTEXT)
@click.option("--now", help="The clock of this round, for rehearsals: 2026-11-02T09:10.")
@click.pass_context
@sorted_errors
def once(context: click.Context, now: str | None) -> None:
    """One full round: sync the mailbox, handle everything, do all that is due, send the outbox.

    Exit status 0 when all of it succeeded, 1 when something was parked, waits for a retry or is held, 2 when the
    configuration is wrong.

    \b
    Example: trajectbot once --now 2026-11-02T09:10
    """
    from bot.engines.local import one_round

    settings = settings_of(context)
    at = moment(now, settings)
    speak(context)
    summary = one_round(settings, at, own_clock=now is None)
    words = f"{summary.handled} handled, {summary.sent} sent"
    if summary.held:
        words += f", {summary.held} held until the practitioner mails verstuur"
    if summary.unsettled:
        words += f", {summary.unsettled} parked (see: trajectbot parked) or waiting for a retry"
    click.echo(f"{words}. {summary.trouble}".strip())
    sys.exit(1 if summary.unsettled or summary.held or summary.trouble else 0)


@main.command(context_settings=CONTEXT)
@click.pass_context
@sorted_errors
def run(context: click.Context) -> None:
    """The daemon: watches the mailbox until it is told to stop (SIGTERM, Ctrl-C).

    \b
    Example: trajectbot --config /etc/trajectbot/config.toml run
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))  # until the daemon listens itself: nothing has begun yet
    from bot.engines.local import run_forever

    settings = settings_of(context)
    speak(context)
    run_forever(settings)


@main.command(context_settings=CONTEXT)
@click.pass_context
@sorted_errors
def check(context: click.Context) -> None:
    """Proves each permission that the bot needs, and sends nothing. Exit status 0 or 1.

    \b
    Example: trajectbot check
    """
    from bot.shell.operator.check import checkup

    settings = settings_of(context)
    good = True
    for proof in checkup(settings):
        good = good and proof.ok
        click.echo(f"{'ok  ' if proof.ok else 'FAIL'}  {proof.what}" + (f": {proof.words}" if proof.words else ""))
    click.echo("Everything that the bot needs works." if good else "Something is wrong, see above.")
    sys.exit(0 if good else 1)


@main.command(context_settings=CONTEXT)
@click.argument("ref", required=False)
@click.option("--json", "as_json", is_flag=True, help="One object a line.")
@click.pass_context
@sorted_errors
def status(context: click.Context, ref: str | None, as_json: bool) -> None:
    """Trajects, groups, counts, what is due; never content.

    \b
    Example: trajectbot status T-7KQFK --json
    """
    from bot.shell.operator.status import overview

    lines = overview(settings_of(context), ref, datetime.now(UTC), as_json=as_json)
    for line in lines:
        click.echo(line)


@main.command(context_settings=CONTEXT)
@click.argument("action", required=False, type=click.Choice(["retry"]))
@click.argument("number", required=False, type=int)
@click.pass_context
@sorted_errors
def parked(context: click.Context, action: str | None, number: int | None) -> None:
    """Mails that could not be handled; `parked retry ID` tries one again in the next round.

    \b
    Example: trajectbot parked
             trajectbot parked retry 12
    """
    from bot.shell.operator.status import parked_lines, retry

    settings = settings_of(context)
    if action == "retry":
        if number is None:
            raise click.UsageError("Say which: trajectbot parked retry 12")
        if not retry(settings, number):
            click.echo(f"There is no parked mail {number}.", err=True)
            sys.exit(1)
        click.echo(f"Mail {number} is tried again in the next round.")
        return
    for line in parked_lines(settings):
        click.echo(line)


@main.command(context_settings=CONTEXT)
@click.option("--output", type=click.Path(path_type=Path), default=Path("demo-output"), help="Where it is left.")
@click.option("--fast", is_flag=True, help="Without pauses between the events.")
@sorted_errors
def demo(output: Path, fast: bool) -> None:
    """Plays a whole traject on an embedded mail server with a simulated clock.

    Leaves every mail (.eml, and a page to browse them), the dossier and the final state in the output folder.

    \b
    Example: trajectbot demo --output demo-output
    """
    from bot.demo import play

    play(output, fast=fast, terminal=sys.stdout.isatty())


for command in (explain, read, init, preview, forms, events, health, verify_destruction, backup, restore, rotate_key):
    main.add_command(command)

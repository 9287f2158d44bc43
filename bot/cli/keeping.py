"""`backup`, `restore` and `rotate-key`: what keeps the stores, and the keys that open them."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli.common import CONTEXT, settings_of, sorted_errors
from bot.core.errors import ConfigurationError

FOLDER = click.Path(path_type=Path)
_FILE = click.Path(path_type=Path, allow_dash=True)
_PASSPHRASE = click.option(
    "--passphrase-file", type=_FILE, help="The passphrase is its first line; - asks for it at the terminal."
)


@click.command(context_settings=CONTEXT)
@click.argument("folder", type=FOLDER)
@_PASSPHRASE
@click.option("--recipient", default="", help="Closed for the holder of this age key: age1…")
@click.option("--keep", type=click.IntRange(0, 10_000), default=0, help="So many stay, older ones go; 0: all stay.")
@click.pass_context
@sorted_errors
def backup(context: click.Context, folder: Path, passphrase_file: Path | None, recipient: str, keep: int) -> None:
    """Copies the ledger and the keys of one moment into FOLDER, also while the daemon runs; only reads the stores.

    They come apart: data-MOMENT holds the ledger, keys-MOMENT the key store and the list of what was destroyed. Keep
    them in different places. The master key is in neither. Each is opened and checked before it gets its name.

    Exit status 0 when both are written and read back, 1 when disk or database refuse, 2 when the stores do not fit
    each other or the configuration is wrong.

    \b
    Example: trajectbot backup /mnt/backup --keep 30
             trajectbot backup /mnt/backup --passphrase-file /root/words
    """
    from bot.shell.operator.copies.backup import backup as made
    from bot.shell.operator.copies.closing import lock_with

    settings = settings_of(context)
    lock = lock_with(_words(passphrase_file, twice=True), recipient)
    for line in made(settings, folder, datetime.now(UTC), lock, keep):
        click.echo(line)


def _words(file: Path | None, *, twice: bool) -> str:
    from bot.shell.operator.copies.closing import first_line

    if file is None:
        return ""
    if str(file) != "-":
        return first_line(file, "The passphrase file")
    if not sys.stdin.isatty():
        raise ConfigurationError("There is no terminal to ask for the passphrase.", "Put it in a file.")
    words: str = click.prompt("Passphrase", hide_input=True, confirmation_prompt=twice)
    return words

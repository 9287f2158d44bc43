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
             trajectbot backup /mnt/backup --passphrase-file /etc/trajectbot/backup.passphrase
    """
    from bot.shell.operator.copies.backup import backup as made
    from bot.shell.operator.copies.closing import lock_with

    settings = settings_of(context)
    lock = lock_with(_words(passphrase_file, twice=True), recipient)
    for line in made(settings, folder, datetime.now(UTC), lock, keep):
        click.echo(line)


@click.command(context_settings=CONTEXT)
@click.argument("folder", type=FOLDER)
@click.option("--keys", type=FOLDER, help="Where the keys of the backup lie, when that is elsewhere.")
@_PASSPHRASE
@click.option("--identity", type=FOLDER, help="The file of the age key that the backup was closed for.")
@click.pass_context
@sorted_errors
def restore(
    context: click.Context, folder: Path, keys: Path | None, passphrase_file: Path | None, identity: Path | None
) -> None:
    """Puts the newest backup in FOLDER (or the one that FOLDER is) in place, and makes it whole.

    Put the master key back first, and stop the service. What was destroyed since the backup is destroyed again, as
    the list beside the keys and the certificates in the mailbox tell. What the mailbox shows to have been sent is not
    sent again, and what came since then counts again; nobody is written to about it, but the practitioner hears what
    she should look at. Then start the service.

    Exit status 0 when all of it is done, 1 when disk, database or mailbox refuse (give the same command again),
    2 when the backup is not fit for this installation, or an installation lives here: then nothing was touched.

    \b
    Example: trajectbot restore /mnt/backup
             trajectbot restore /mnt/backup/data-20261127T023000 --keys /media/stick
    """
    from bot.engines.restoring import restore as restored
    from bot.shell.log import configure
    from bot.shell.operator.copies.closing import Lock, first_line

    settings = settings_of(context)
    configure()
    own = first_line(identity, "The age key", after_comments=True) if identity else ""
    for line in restored(
        settings, folder, keys, Lock(_words(passphrase_file, twice=False), identity=own), datetime.now(UTC)
    ):
        click.echo(line)


@click.command("rotate-key", context_settings=CONTEXT)
@click.pass_context
@sorted_errors
def rotate_key(context: click.Context) -> None:
    """Makes a new master key and wraps every key with it; stop the service first.

    Older copies of the key store open nothing with it, and older backups cannot be restored without the old one. Cut
    off anywhere, one of the two keys opens everything, and the next start ends it.

    Exit status 0 when it is done, 1 when disk or key store refuse, 2 when the daemon is at work, the stores do not
    fit, or the key is a systemd credential (it says what to do).

    \b
    Example: trajectbot rotate-key
    """
    from bot.shell.operator.copies.rotate import rotate_key as rotated

    for line in rotated(settings_of(context), datetime.now(UTC)):
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

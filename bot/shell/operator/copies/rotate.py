"""`rotate-key`: a new master key, after which the copies of the key store that lie somewhere are useless."""

from __future__ import annotations

from datetime import datetime

from bot.shell.keys import rotation
from bot.shell.ledger.files.lock import only_one
from bot.shell.ledger.ledger import none_yet, open_ledger
from bot.shell.ledger.opening.survey import survey
from bot.shell.settings.frozen import Settings


def rotate_key(settings: Settings, now: datetime) -> list[str]:
    """Lines that tell what was done, and what that does not reach.

    ConfigurationError when the daemon is at work, the stores do not fit, or the key is a systemd credential.
    """
    file = settings.stores.master_key_file
    rotation.refuse_fixed(file)
    if not survey(settings.stores).ledger:
        raise none_yet(settings)
    with only_one(settings):
        ledger = open_ledger(settings)
        try:
            many = len(ledger.keys.names())
            rotation.rotate(ledger.keys, file, now)
        finally:
            ledger.close()
    return [
        f"The master key {file} is a new one; {many} keys are wrapped with it, and the old one is overwritten.",
        "Copies of the key store that were made before open nothing with it. They still open with a copy of the OLD "
        "master key: destroy every such copy, and put the new one where you kept it.",
        "Backups made before this cannot be restored any more without the old master key: make a new one now, "
        "trajectbot backup DIR, and remove the older ones.",
    ]

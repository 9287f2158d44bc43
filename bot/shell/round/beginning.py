"""Before anything is made: the stores fit each other, and a first start does not begin anew what began long ago."""

from __future__ import annotations

from bot.core import filing
from bot.core.errors import ConfigurationError, TrajectbotError
from bot.shell.imap.mailbox import Mailbox
from bot.shell.ledger.opening.survey import survey
from bot.shell.round.folders import Folders
from bot.shell.servers.accounts import imap_endpoint
from bot.shell.settings.frozen import Settings


def ready(settings: Settings) -> None:
    """Raises ConfigurationError when a round must not begin, TransientError when it cannot now; nothing is made.

    Only while no round ever was is the mailbox looked at as well.
    """
    if not survey(settings.stores).unused:
        return
    with Mailbox(imap_endpoint(settings.imap)) as mailbox:
        refuse_known_trajects(Folders(mailbox, settings.imap.folder_root), settings)


def unusable(settings: Settings) -> bool:
    """Whether it is the stores that cannot be used now."""
    try:
        survey(settings.stores)
    except TrajectbotError:
        return True
    return False


def refuse_known_trajects(folders: Folders, settings: Settings) -> None:
    """ConfigurationError when the mailbox holds folders of trajects: there was a ledger, and it is lost."""
    known = {ref for code in folders.look() if (ref := filing.ref_of(code))}
    if not known:
        return
    root, many = settings.imap.folder_root, "a traject" if len(known) == 1 else f"{len(known)} trajects"
    raise ConfigurationError(
        f"There is no ledger, but below {root} the mailbox holds folders of {many}: the ledger is lost.",
        "Put your copies of ledger, key store and master key back: beginning anew would carry out every old command "
        f"again. For a new beginning move those folders out of {root}, or choose another folder_root and since.",
    )

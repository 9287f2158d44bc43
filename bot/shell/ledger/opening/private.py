"""The files of the stores are for their owner alone, whoever made them."""

from __future__ import annotations

import os

from bot.shell.disk import tighten_file, tighten_folder
from bot.shell.ledger.files.looking import file_of
from bot.shell.settings.frozen import Settings

BESIDE = ("-wal", "-shm", "-journal", ".lock", ".destroyed")
"""Endings of what lies beside an SQLite file and belongs to it."""


def make_private(settings: Settings) -> None:
    """Takes from others what they may do with files and folders of the stores, whoever made them."""
    stores = settings.stores
    files = [file for url in (stores.database_url, stores.keystore_url) if (file := file_of(url))]
    for folder in {file.parent for file in (*files, stores.master_key_file)}:
        if folder.is_dir():
            tighten_folder(folder, settings.file)
    for file in files:
        for one in (file, *(file.with_name(file.name + more) for more in BESIDE)):
            tighten_file(one)
    if stores.master_key_file.exists() and os.geteuid() in (0, stores.master_key_file.stat().st_uid):
        tighten_file(stores.master_key_file)

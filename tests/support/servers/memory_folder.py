"""Memory in place of a disk, where there is enough of it."""

from __future__ import annotations

import os
import shutil

MEMORY = "/dev/shm"
ROOM = 1 << 30
"""Bytes that a whole run may need; containers often have a sixteenth of it."""


def memory_folder(room: int = ROOM) -> str | None:
    """A folder in memory that has room and may hold programs; None where there is none."""
    if not os.access(MEMORY, os.W_OK) or os.statvfs(MEMORY).f_flag & os.ST_NOEXEC:
        return None
    return MEMORY if shutil.disk_usage(MEMORY).free >= room else None

"""What large mails leave in the heap, where the system's library is glibc's (mallopt(3), malloc_trim(3))."""

from __future__ import annotations

import ctypes

MMAP_THRESHOLD = -3
APART = 1 << 20


def keep_apart() -> None:
    """From now on blocks above a megabyte do not lie in the heap: freed, they go back to the system at once."""
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option is not None:
        set_option(MMAP_THRESHOLD, APART)


def give_back() -> None:
    """What was read last leaves holes in the heap: they go back to the system."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)

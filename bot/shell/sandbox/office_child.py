"""Starts LibreOffice with its hands tied: `python -m` this module, then `DATA SECONDS BYTES PROGRAM ARGUMENT…`."""

from __future__ import annotations

import os
import sys

from bot.shell.sandbox.confine import Confinement, confine

ADDRESSES = 4 << 30
"""Bytes; its libraries and what it sets apart without using it count here, and cost nothing."""


def main() -> None:
    """Confines this process, then becomes the program."""
    data, seconds, written = (int(one) for one in sys.argv[1:4])
    confine(Confinement(ADDRESSES, seconds, files=512, written=written, programs=True, data=data))
    os.execv(sys.argv[4], sys.argv[4:])  # noqa: S606 - the program that the daemon names


if __name__ == "__main__":
    main()

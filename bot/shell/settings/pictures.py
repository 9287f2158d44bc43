"""The pictures of the letterhead: read once, and refused when a document could not be made with them."""

from __future__ import annotations

import io
from pathlib import Path

MOST_BYTES = 2_000_000
_KINDS = ("PNG", "JPEG")


def picture(key: str, name: str, home: Path, faults: list[str]) -> bytes:
    """The bytes of this file, none where no file is named; what is wrong with it is added to the list."""
    if not name:
        return b""
    file = home / name
    try:
        data = file.read_bytes()
    except OSError as error:
        faults.append(f"{key}: {file} cannot be read: {error.strerror}; check the path and who may read it")
        return b""
    if len(data) > MOST_BYTES:
        faults.append(f"{key}: {file} is larger than 2 MB; make the picture smaller")
    elif not _is_picture(data):
        faults.append(f"{key}: {file} is not a picture that can be printed; save it as PNG")
    return data


def _is_picture(data: bytes) -> bool:
    from PIL import Image  # late: most commands need no picture

    try:
        with Image.open(io.BytesIO(data), formats=_KINDS) as image:
            image.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
    return True

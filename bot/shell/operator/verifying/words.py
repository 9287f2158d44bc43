"""What is searched for in files: the reference, and the specialist as far as he is known yet, in many spellings."""

from __future__ import annotations

import base64
import quopri
from dataclasses import dataclass

_LEAST = 5


@dataclass(frozen=True, slots=True)
class Words:
    """`reference` and `person` are what bytes may show; `names` are the person's as written."""

    ref: str
    names: tuple[str, ...]

    @classmethod
    def of(cls, ref: str, known: dict[str, str]) -> Words:
        """With what is kept of him after the destruction: name and address."""
        names = (known.get(what, "").strip() for what in ("name", "address"))
        return cls(ref, tuple(name for name in names if len(name) >= _LEAST))

    @property
    def reference(self) -> tuple[bytes, ...]:
        """The spellings of the reference."""
        return spellings(self.ref)

    @property
    def person(self) -> tuple[bytes, ...]:
        """The spellings of name and address."""
        return tuple(one for name in self.names for one in spellings(name))

    def without_name(self, place: str) -> str:
        """A place as it may be shown."""
        for name in self.names:
            place = place.replace(name, "…")
        return place


def spellings(text: str) -> tuple[bytes, ...]:
    """Plain, in UTF-16, quoted-printable, and in base64 wherever in its groups of three it begins."""
    plain = text.encode()
    found = [plain, text.encode("utf-16-le"), text.encode("utf-16-be"), quopri.encodestring(plain)]
    for before in range(3):
        coded = base64.b64encode(b"\0" * before + plain)
        whole = len(plain) + before - (len(plain) + before) % 3
        found.append(coded[-(-before * 8 // 6) : whole * 8 // 6])
    return tuple(dict.fromkeys(found))

"""Kinds of IMAP servers that practices have, as variations of one Dovecot."""

from __future__ import annotations

from dataclasses import dataclass

from support.servers.dovecot import Dovecot
from support.stories.scenes import SCENES, destroys


@dataclass(frozen=True, slots=True)
class Variation:
    """`lacks` are capabilities that are taken off on the line; those without UIDPLUS are played up to the destruction."""

    name: str
    separator: str = "/"
    prefix: str = ""
    lacks: tuple[bytes, ...] = ()

    @property
    def scenes(self) -> int:
        """How far the story goes: to its end, or to the destruction."""
        return len(SCENES) if b"UIDPLUS" not in self.lacks else SCENES.index(destroys)

    def dovecot(self) -> Dovecot:
        """Not started yet."""
        return Dovecot(self.separator, self.prefix)


VARIATIONS = {
    v.name: v
    for v in (
        Variation("Dovecot"),
        Variation("prefix INBOX. and dots", ".", "INBOX."),
        Variation("without MOVE", lacks=(b"MOVE",)),
        Variation("without MOVE and UIDPLUS", lacks=(b"MOVE", b"UIDPLUS")),
        Variation("only IMAP4rev1", lacks=(
            b"LITERAL+", b"UNSELECT", b"NAMESPACE", b"IDLE", b"ENABLE", b"CONDSTORE", b"QRESYNC", b"ESEARCH", b"LIST-EXTENDED",
            b"MOVE", b"UIDPLUS", b"AUTH=PLAIN", b"SASL-IR",
        )),
    )
}  # fmt: skip

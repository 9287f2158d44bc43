"""The destruction certificate: which stores were reached, what was found afterwards, which are out of reach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.reports.wording import moment
from bot.typeset import typeset

_GROUP = 16


@dataclass(frozen=True, slots=True)
class StoreReached:
    """A store that was emptied. `store` is a code of words.toml ("key", "mailbox", "trash", …) or plain words;
    `detail` says which one (a folder's name). `removed` is None where nothing can be counted.
    """

    store: str
    at: datetime
    removed: int | None = None
    found: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class StoreOutOfReach:
    """A store that the bot cannot empty. `store` is a code of words.toml, which then says why and what to do."""

    store: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CertificateData:
    """Times are aware and are shown on the clock that they carry; `chain` is the head of the chain of events."""

    reference: str
    specialist: str
    practice: str
    practitioner: str
    asked_at: datetime
    confirmed_at: datetime | None
    destroyed_at: datetime
    checked_at: datetime
    reached: tuple[StoreReached, ...]
    out_of_reach: tuple[StoreOutOfReach, ...] = ()
    language: str = "nl"
    chain: str = ""
    fingerprint: str = ""
    master_changed_at: datetime | None = None
    version: str = ""


def certificate(data: CertificateData) -> bytes:
    """The certificate as PDF/A, the same for the same data."""
    language = data.language
    shown = {
        "language": language,
        "reference": data.reference,
        "specialist": data.specialist,
        "practice": data.practice,
        "practitioner": data.practitioner,
        "asked_at": moment(data.asked_at, language),
        "confirmed_at": "" if data.confirmed_at is None else moment(data.confirmed_at, language),
        "destroyed_at": moment(data.destroyed_at, language),
        "checked_at": moment(data.checked_at, language),
        "chain": " ".join(data.chain[at : at + _GROUP] for at in range(0, len(data.chain), _GROUP)),
        "fingerprint": data.fingerprint,
        "master_changed_at": moment(data.master_changed_at, language) if data.master_changed_at else "",
        "version": data.version,
        "found": sum(store.found for store in data.reached),
        "reached": [_reached(store, language) for store in data.reached],
        "out_of_reach": [{"store": store.store, "detail": store.detail} for store in data.out_of_reach],
    }
    return typeset("certificate.typ", shown, data.destroyed_at.date(), archival=True)


def _reached(store: StoreReached, language: str) -> dict[str, str | int | None]:
    return {
        "store": store.store,
        "detail": store.detail,
        "removed": store.removed,
        "found": store.found,
        "at": moment(store.at, language),
    }

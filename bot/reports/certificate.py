"""The destruction certificate: which stores were reached, what was found afterwards, which are out of reach."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from bot import resources
from bot.forms.questionnaires.catalogue import titles
from bot.reports.wording import day, moment
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
    """Times are aware and are shown on the clock that they carry; `chain` is the head of the chain of events.

    `asked` mails were named when she was asked to confirm, and `there` were found when it began. `kinds` are codes of
    words.toml with numbers, `clean` the folders in which nothing was found, `standing` those with so many mails that
    may be of the traject, `unopened` those with mails of which nobody knows, for they hold what could not be opened.
    In all so many mails `stay`, so many folders are `closed` to us, and `bare` ones of the traject could not be
    removed. What is kept of the specialist is kept until `kept_until`.
    """

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
    asked: int | None = None
    there: int = 0
    kinds: tuple[tuple[str, int], ...] = ()
    clean: tuple[str, ...] = ()
    standing: tuple[tuple[str, int], ...] = ()
    stay: int = 0
    closed: int = 0
    bare: tuple[str, ...] = ()
    unopened: tuple[tuple[str, int], ...] = ()
    kept_until: date | None = None

    @property
    def found(self) -> int:
        """How much of what had to go was found afterwards; folders that are left are told apart."""
        return sum(store.found for store in self.reached if store.store != "folders")


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
        "headline": list(_headline(data)),
        "found": data.found + len(data.bare),
        "reached": [_reached(store, language) for store in data.reached],
        "mails": _mails(data),
        "kinds": [[kind, str(n)] for kind, n in data.kinds if n],
        "clean": list(data.clean),
        "standing": [[folder, str(n)] for folder, n in data.standing],
        "unopened": [[folder, str(n)] for folder, n in data.unopened],
        "kept_until": day(data.kept_until, language) if data.kept_until else "",
        "out_of_reach": [{"store": store.store, "detail": store.detail} for store in data.out_of_reach],
    }
    return typeset("certificate.typ", shown, data.destroyed_at.date(), archival=True)


def _headline(data: CertificateData) -> Iterator[str]:
    """What is true of all of it: what is left, what stays on purpose, and what nobody could see."""
    w = _words(data.language)["certificate"]["headline"]
    if data.found:
        yield f"{w['not_all_gone']} {data.found} {w['item'] if data.found == 1 else w['items']}."
    else:
        yield str(w["some_gone"] if data.stay or data.closed or data.bare or data.unopened else w["all_gone"])
    if data.stay:
        yield f"{w['stay']} {data.stay} {w['mail'] if data.stay == 1 else w['mails']}."
    if data.closed:
        yield f"{w['unseen']} {data.closed} {w['folder'] if data.closed == 1 else w['folders']}."
    if hidden := sum(n for _, n in data.unopened):
        yield f"{w['unopened']} {hidden} {w['mail'] if hidden == 1 else w['mails']}."
    if data.bare:
        yield f"{w['bare']} {len(data.bare)} {w['folder'] if len(data.bare) == 1 else w['folders']}."


def _mails(data: CertificateData) -> dict[str, int] | None:
    """How the number that she confirmed became the number that was found: what came, or went, since then."""
    if data.asked is None:
        return None
    return {"asked": data.asked, "more": data.there - data.asked, "there": data.there}


def _mails_in_words(data: CertificateData, w: dict[str, Any]) -> list[str]:
    if (told := _mails(data)) is None:
        return []
    more = told["more"]
    changed = f"{w['since']}: {more} ({w['since_note']})" if more >= 0 else f"{w['gone_before']}: {-more}"
    return [f"{w['asked_mails']}: {told['asked']}", changed, f"{w['removed_mails']}: {told['there']}", w["once"]]


def _reached(store: StoreReached, language: str) -> dict[str, str | int | None]:
    return {
        "store": store.store,
        "detail": store.detail,
        "removed": store.removed,
        "found": store.found,
        "at": moment(store.at, language),
    }


def certificate_in_words(data: CertificateData) -> str:
    """The certificate as plain text: what the PDF says, line by line."""
    language, words = data.language, _words(data.language)
    w = words["certificate"]
    facts = (
        (words["reference"], data.reference),
        (words["specialist"], data.specialist),
        (words["practitioner"], data.practitioner),
        (w["asked_at"], moment(data.asked_at, language)),
        (w["confirmed_at"], moment(data.confirmed_at, language) if data.confirmed_at else ""),
        (w["destroyed_at"], moment(data.destroyed_at, language)),
        (w["checked_at"], moment(data.checked_at, language)),
        (w["rule"], w["rule_note"]),
        (w["fingerprint"], data.fingerprint),
        (w["master"], _master(data, w)),
        (w["chain"], data.chain),
        (w["version"], data.version),
    )
    lines = [
        titles()["certificate"].in_(language),
        w["subtitle"],
        data.practice,
        "",
        *_headline(data),
        "",
        *(f"{name}: {value}" for name, value in facts if value),
        "",
        w["reached"],
        *(f"- {_in_words(store, w, language)}" for store in data.reached),
        *_mails_in_words(data, w),
        *_listed(w["kinds"], (f"{w['kind'][kind]}: {n}" for kind, n in data.kinds if n)),
        *_listed(w["methods"], w["how"].values()),
        *_listed(w["clean"], (", ".join(data.clean),) if data.clean else ()),
        *_listed(w["standing"], (f"{folder}: {n}" for folder, n in data.standing)),
        *_listed(w["unopened"], (f"{folder}: {n}" for folder, n in data.unopened)),
    ]
    if data.out_of_reach:
        outside = (f"- {w['outside'].get(one.store, one.store)} {one.detail}".rstrip() for one in data.out_of_reach)
        lines += ["", w["out_of_reach"], w["out_note"], *outside]
    kept = (w["kept"].replace("{until}", day(data.kept_until, language)),) if data.kept_until else ()
    return "\n".join([*lines, "", w["remains"], w["remains_note"], *kept, w["tombstones"], ""])


def _listed(title: str, lines: Iterable[str]) -> list[str]:
    told = [f"- {line}" for line in lines]
    return ["", title, *told] if told else []


def _master(data: CertificateData, w: dict[str, Any]) -> str:
    if not data.fingerprint:
        return ""
    return moment(data.master_changed_at, data.language) if data.master_changed_at else str(w["master_never"])


def _in_words(store: StoreReached, w: dict[str, Any], language: str) -> str:
    place = " ".join(filter(None, (w["stores"].get(store.store, store.store), store.detail)))
    removed = "–" if store.removed is None else str(store.removed)
    told = (
        (w["removed"], removed),
        (w["found"], str(store.found or w["nothing"])),
        (w["at"], moment(store.at, language)),
    )
    return f"{place}. " + "; ".join(f"{name}: {value}" for name, value in told)


@cache
def _words(language: str) -> dict[str, Any]:
    """Those of the typst template; Dutch unless English is asked for."""
    told = (resources.documents() / "words.toml").read_text(encoding="utf-8")
    words: dict[str, Any] = tomllib.loads(told)["en" if language == "en" else "nl"]
    return words

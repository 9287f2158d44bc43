"""What the certificate of a destruction says: gathered from the plan, the stores and a last look at the account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot import __version__
from bot.core import filing
from bot.core.context import Context
from bot.reports.certificate import CertificateData, StoreOutOfReach, StoreReached
from bot.shell.jobs.belongings import Belongings
from bot.shell.jobs.search import Search, Uids
from bot.shell.jobs.stores import FOLDERS
from bot.shell.ledger import confirmations, events
from bot.shell.ledger.book import Book
from bot.shell.ledger.gone import erasure
from bot.shell.ledger.jobs import Job

OWN_MAILBOX = "own_mailbox"
"""Hers, where it is not the practice's: what we told her lies there."""
OUT_OF_REACH = (
    "backups",
    "key_backups",
    "provider",
    "disk",
    "mail_index",
    OWN_MAILBOX,
    "practitioner",
    "specialist",
)
Places = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the last look showed besides: folders that are `closed` to us, `clean` ones, and mail that stays by folder,
    `shared` with a living traject or left `standing`, for nothing is certain about it; and `bare` folders of the
    traject, which could not be removed. In `unopened` are mails with something that could not be opened.
    """

    closed: tuple[str, ...]
    clean: tuple[str, ...]
    shared: Places
    standing: Places
    bare: tuple[str, ...] = ()
    unopened: Places = ()


def look(search: Search, found: Belongings, reached: tuple[StoreReached, ...]) -> Seen:
    """Folders of other trajects by their references alone: this outlives whose they are."""
    codes = {name: filing.ref_of(code) for code, name in search.room.folders.look().items()}
    others = {name: ref for name, ref in codes.items() if ref not in ("", search.ref)}

    def shown(stay: Uids) -> Places:
        counted = Counter[str]()
        for name, uids in stay.items():
            counted[others.get(name, name)] += len(uids)
        return tuple(sorted((+counted).items()))

    held, closed = {one.detail for one in reached}, search.refused.closed
    stays = found.shared.keys() | found.doubtful.keys() | found.unopened.keys()
    clean = search.looked_into() - held - closed - others.keys() - stays
    told = tuple(sorted({others.get(name, name) for name in closed}))
    stay = (shown(found.shared), shown(found.doubtful), search.bare_folders(), shown(found.unopened))
    return Seen(told, tuple(sorted(clean)), *stay)


def certified(
    book: Book,
    job: Job,
    plan: dict[str, str],
    seen: Seen,
    reached: tuple[StoreReached, ...],
    ctx: Context,
) -> CertificateData:
    zone = ZoneInfo(ctx.practice.timezone)
    local = ctx.now.astimezone(zone)
    confirmed = datetime.fromisoformat(plan["confirmed"]) if "confirmed" in plan else job.created_at
    changed = book.keys.master_changed_at()
    return CertificateData(
        reference=job.ref,
        specialist=plan["name"],
        practice=ctx.practice.name,
        practitioner=ctx.practitioner.name,
        asked_at=confirmations.asked_at(book, job.ref, confirmed).astimezone(zone),
        confirmed_at=confirmed.astimezone(zone),
        destroyed_at=local,
        checked_at=local,
        reached=tuple(StoreReached(s.store, local, s.removed, s.found, s.detail) for s in _in_short(reached)),
        out_of_reach=(
            *(StoreOutOfReach("shared", f"{name}: {n}") for name, n in seen.shared),
            *(StoreOutOfReach("closed", name) for name in seen.closed),
            *(StoreOutOfReach(where) for where in OUT_OF_REACH if where != OWN_MAILBOX or not ctx.one_address),
        ),
        language=ctx.practice.language,
        chain=events.head(book),
        fingerprint=plan.get("fingerprint", ""),
        master_changed_at=changed.astimezone(zone) if changed else None,
        version=__version__,
        asked=int(plan["asked"]) if plan.get("asked") else None,
        there=int(plan.get("there", "0")),
        kinds=tuple(erasure.kinds(book, job.ref).items()),
        clean=seen.clean,
        standing=seen.standing,
        stay=sum(n for _, n in (*seen.shared, *seen.standing)),
        closed=len(seen.closed),
        bare=seen.bare,
        unopened=seen.unopened,
        kept_until=_kept_until(plan, ctx),
    )


def _in_short(reached: tuple[StoreReached, ...]) -> Iterator[StoreReached]:
    """The folders themselves in one line, which names those that are left."""
    folders = [one for one in reached if one.store == FOLDERS]
    for store in reached:
        if store.store != FOLDERS:
            yield store
        elif store is folders[0]:
            removed, left = sum(one.removed or 0 for one in folders), [one.detail for one in folders if one.found]
            yield replace(store, removed=removed, found=len(left), detail=", ".join(left))


def _kept_until(plan: dict[str, str], ctx: Context) -> date | None:
    """None when that is over already: then the specialist is forgotten at once."""
    until = date.fromisoformat(plan["until"]) if plan.get("until") else None
    return until if until is not None and until >= ctx.today else None

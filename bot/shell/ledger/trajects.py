"""A traject between its rows and its value."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, delete, func, insert, or_, select, update

from bot.core.codec import from_plain, to_plain
from bot.core.traject.planning import NOTHING_PLANNED, Planning
from bot.core.traject.stages import Stage
from bot.core.traject.value import Group, Person, Respondent, Sent, Traject
from bot.core.views import RespondentReminder
from bot.core.world import Role
from bot.shell.ledger import dispositions, tables
from bot.shell.ledger.transaction import Transaction

_FEW = 3
_AT_ONCE = 500


_REF: BindParameter[str] = bindparam("ref")
_t, _c, _r, _o = tables.traject.c, tables.contact.c, tables.respondent.c, tables.outbox.c
_ROW = select(tables.traject).where(_t.ref == _REF)
_CHANGE = update(tables.traject).where(_t.ref == bindparam("this"))
_IN = select(_t.ref).where(_t.stage.in_(bindparam("stages", expanding=True))).order_by(_t.opened_at, _t.ref)
_DESTROYED_AMONG = select(_t.ref, _t.destroyed_at).where(
    _t.ref.in_(bindparam("refs", expanding=True)), _t.destroyed_at.is_not(None)
)
_NAME = select(_t.name_c).where(_t.ref == _REF)
_CONTACTS = (
    select(_c.address_c, _c.respondent, _c.role, _c.main).where(_c.ref == _REF).order_by(_c.main.desc(), _c.address_h)
)
_RESPONDENTS = select(tables.respondent).where(_r.ref == _REF).order_by(_r.position, _r.id)
_SENT = (
    select(_o.kind, _o.created_at, _o.respondent, _o.step, _o.key, _o.state, _o.sent_at)
    .where(_o.ref == _REF, _o.state != "cancelled")
    .order_by(_o.id)
)
_ELSEWHERE = (
    select(_c.respondent, func.max(func.coalesce(_o.sent_at, _o.created_at)).label("at"))
    .join_from(tables.contact, tables.outbox, _c.address_h == _o.recipient_h)
    .where(
        _c.ref == _REF,
        _c.role == Role.RESPONDENT,
        _o.ref != _REF,
        _o.kind == RespondentReminder.KIND,
        _o.state != "cancelled",
    )
    .group_by(_c.respondent)
)


def load(tx: Transaction, ref: str) -> Traject | None:
    """The traject with everything that is valid for it."""
    row = tx.connection.execute(_ROW, {"ref": ref}).first()
    if row is None:
        return None

    def text(column: str, sealed: bytes | None) -> str:
        return tx.keys.unseal(ref, f"traject/{column}", sealed).decode()

    others, by_respondent = _contacts(tx, ref)
    return Traject(
        ref=ref,
        specialist=Person(text("name", row.name_c), text("address", row.address_c)),
        opened_at=row.opened_at,
        stage=Stage(row.stage),
        stage_since=row.stage_since,
        groups=_groups(tx, row),
        type=row.type,
        language=row.language,
        rush=row.rush,
        respondents=_respondents(tx, ref, by_respondent),
        valid=dispositions.valid(tx, ref),
        sent=_sent(tx, ref),
        resume=Stage(row.resume) if row.resume else None,
        paused_until=row.paused_until,
        approved=row.approved,
        waived=tuple(w for w in row.waived.split(",") if w),
        conversation_before=row.conversation_before,
        held_on=row.held_on,
        reregistered_on=row.reregistered_on,
        ask_again_on=row.ask_again_on,
        hold=text("hold", row.hold_c),
        destroy_at=row.destroy_at,
        destroy_confirmed_at=row.destroy_confirmed_at,
        employed=row.employed,
        big_number=text("big", row.big_c),
        registered_until=row.registered_until,
        no_followups=row.no_followups,
        told=tuple(code for code in row.told.split(",") if code),
        others=others,
        elsewhere=_sent_elsewhere(tx, ref) if row.stage == Stage.COLLECTING else (),
        planning=from_plain(Planning, json.loads(row.planning)) if row.planning else NOTHING_PLANNED,
    )


def _groups(tx: Transaction, row: Row[Any]) -> tuple[Group, ...]:
    rules = tx.rules.get(row.type) or next(iter(tx.rules.values()))
    minimums = json.loads(row.minimums)
    return tuple(replace(g, return_minimum=minimums.get(g.key, g.return_minimum)) for g in rules.groups)


def _contacts(tx: Transaction, ref: str) -> tuple[tuple[str, ...], dict[str, tuple[str, tuple[str, ...]]]]:
    """The specialist's other addresses, and each respondent's main and other addresses."""
    rows = tx.connection.execute(_CONTACTS, {"ref": ref})
    specialist: list[str] = []
    respondents: dict[str, tuple[str, tuple[str, ...]]] = {}
    for row in rows:
        address = tx.keys.unseal(ref, "contact/address", row.address_c).decode()
        main, others = respondents.get(row.respondent, ("", ()))
        if row.role == Role.SPECIALIST:
            specialist += [] if row.main else [address]
        elif row.main:
            respondents[row.respondent] = (address, others)
        else:
            respondents[row.respondent] = (main, (*others, address))
    return tuple(specialist), respondents


def _respondents(
    tx: Transaction, ref: str, addresses: dict[str, tuple[str, tuple[str, ...]]]
) -> tuple[Respondent, ...]:
    rows = tx.connection.execute(_RESPONDENTS, {"ref": ref})
    return tuple(
        Respondent(
            id=row.id,
            name=tx.keys.unseal(ref, "respondent/name", row.name_c).decode(),
            address=addresses.get(row.id, ("", ()))[0],
            group=row.grp,
            listed_at=row.listed_at,
            function=tx.keys.unseal(ref, "respondent/function", row.function_c).decode(),
            others=addresses.get(row.id, ("", ()))[1],
            silent=row.silent,
            removed=row.removed,
            by_her=row.by_her,
        )
        for row in rows
    )


def _sent(tx: Transaction, ref: str) -> tuple[Sent, ...]:
    return tuple(
        Sent(r.kind, r.created_at, r.respondent, r.step, r.key, r.state in ("waiting", "held"), r.sent_at)
        for r in tx.connection.execute(_SENT, {"ref": ref})
    )


def _sent_elsewhere(tx: Transaction, ref: str) -> tuple[Sent, ...]:
    """The last reminder that other trajects sent to each respondent of this one."""
    kind = RespondentReminder.KIND
    return tuple(Sent(kind, row.at, row.respondent) for row in tx.connection.execute(_ELSEWHERE, {"ref": ref}))


def save(tx: Transaction, traject: Traject, before: Traject | None, due: datetime | None) -> None:
    """Writes what changed since `before` was loaded; without one it is new."""
    if before is None:
        tx.keys.make(traject.ref)
    values = _values(tx, traject, due)
    if before is None:
        tx.connection.execute(insert(tables.traject).values(ref=traject.ref, **values))
    else:
        tx.connection.execute(_CHANGE, {"this": traject.ref, **values})
    his = (traject.specialist.address, traject.others)
    if before is None or his != (before.specialist.address, before.others):
        _save_contacts(tx, traject, "", Role.SPECIALIST, *his)
    known = {r.id: r for r in before.respondents} if before else {}
    for position, respondent in enumerate(traject.respondents):
        if known.get(respondent.id) != respondent:
            _save_respondent(tx, traject, position, respondent, new=respondent.id not in known)


def name(tx: Transaction, ref: str) -> str:
    """The specialist's name; "" when there never was such a traject."""
    sealed = tx.connection.execute(_NAME, {"ref": ref}).scalar()
    return tx.keys.unseal(ref, "traject/name", sealed).decode() if sealed else ""


def save_due(tx: Transaction, ref: str, due: datetime | None) -> None:
    """When this traject must be asked again."""
    t = tables.traject
    tx.connection.execute(update(t).where(t.c.ref == ref).values(next_due_at=due))


def _values(tx: Transaction, traject: Traject, due: datetime | None) -> dict[str, Any]:
    ref = traject.ref
    return {
        "type": traject.type,
        "language": traject.language,
        "rush": traject.rush,
        "stage": traject.stage,
        "stage_since": traject.stage_since,
        "resume": traject.resume,
        "opened_at": traject.opened_at,
        "next_due_at": due,
        "approved": traject.approved,
        "waived": ",".join(traject.waived),
        "minimums": json.dumps({g.key: g.return_minimum for g in traject.groups}),
        "paused_until": traject.paused_until,
        "conversation_before": traject.conversation_before,
        "held_on": traject.held_on,
        "reregistered_on": traject.reregistered_on,
        "ask_again_on": traject.ask_again_on,
        "destroy_at": traject.destroy_at,
        "destroy_confirmed_at": traject.destroy_confirmed_at,
        "employed": traject.employed,
        "registered_until": traject.registered_until,
        "no_followups": traject.no_followups,
        "told": ",".join(traject.told),
        "name_c": tx.keys.seal(ref, "traject/name", traject.specialist.name),
        "address_c": tx.keys.seal(ref, "traject/address", traject.specialist.address),
        "hold_c": tx.keys.seal(ref, "traject/hold", traject.hold),
        "planning": json.dumps(plain) if (plain := to_plain(traject.planning)) else None,
        "big_c": tx.keys.seal(ref, "traject/big", traject.big_number),
    }


def _save_respondent(tx: Transaction, traject: Traject, position: int, r: Respondent, *, new: bool) -> None:
    table = tables.respondent
    values = {
        "ref": traject.ref,
        "grp": r.group,
        "position": position,
        "listed_at": r.listed_at,
        "silent": r.silent,
        "removed": r.removed,
        "by_her": r.by_her,
        "name_c": tx.keys.seal(traject.ref, "respondent/name", r.name),
        "function_c": tx.keys.seal(traject.ref, "respondent/function", r.function),
    }
    if new:
        tx.connection.execute(insert(table).values(id=r.id, **values))
    else:
        tx.connection.execute(update(table).where(table.c.id == r.id).values(**values))
    _save_contacts(tx, traject, r.id, Role.RESPONDENT, r.address, r.others)


def _save_contacts(
    tx: Transaction, traject: Traject, respondent: str, role: Role, main: str, others: tuple[str, ...]
) -> None:
    c = tables.contact
    mine = (c.c.ref == traject.ref, c.c.role == role, c.c.respondent == respondent)
    wanted = {tx.address_hash(a): (a, a == main) for a in (*others, main) if a}
    present = {r.address_h: r.main for r in tx.connection.execute(select(c.c.address_h, c.c.main).where(*mine))}
    if present == {h: is_main for h, (_, is_main) in wanted.items()}:
        return
    tx.connection.execute(delete(c).where(*mine))
    for hashed, (address, is_main) in wanted.items():
        sealed = tx.keys.seal(traject.ref, "contact/address", address)
        tx.connection.execute(
            insert(c).values(
                ref=traject.ref, role=role, respondent=respondent, address_h=hashed, address_c=sealed, main=is_main
            )
        )


def due_now(tx: Transaction, now: datetime) -> tuple[str, ...]:
    """The trajects that have something to do at this moment: first which reminded longest ago, for of two that want to
    remind the same person only one may, and the other shall have its turn.
    """
    t, o = tables.traject.c, tables.outbox.c
    live = t.stage.not_in([Stage.DESTROYED, Stage.DESTROYING])
    last = select(func.max(o.created_at)).where(o.ref == t.ref, o.kind == RespondentReminder.KIND).scalar_subquery()
    due = or_(t.next_due_at.is_(None), t.next_due_at <= now)
    wanted = select(t.ref).where(live, due).order_by(last.is_not(None), last, t.opened_at)
    return tuple(tx.connection.scalars(wanted))


def refs_in(tx: Transaction, stages: frozenset[Stage]) -> tuple[str, ...]:
    """Those in one of these stages, oldest first."""
    return tuple(tx.connection.scalars(_IN, {"stages": tuple(stages)}))


def planned(tx: Transaction) -> tuple[str, ...]:
    """Those of which a destruction is planned and has not begun, oldest first."""
    t = tables.traject.c
    wanted = select(t.ref).where(t.destroy_at.is_not(None), t.destroyed_at.is_(None), t.stage != Stage.DESTROYING)
    return tuple(tx.connection.scalars(wanted.order_by(t.opened_at, t.ref)))


def destroyed_at(tx: Transaction, ref: str) -> datetime | None:
    """When a traject was destroyed; None when it was not, or never was there."""
    t = tables.traject.c
    at: datetime | None = tx.connection.execute(select(t.destroyed_at).where(t.ref == ref)).scalar()
    return at


def destroyed_among(tx: Transaction, refs: Iterable[str]) -> dict[str, datetime]:
    """Of those of these that were destroyed, when."""
    every = sorted(refs)
    found: dict[str, datetime] = {}
    for at in range(0, len(every), _AT_ONCE):
        rows = tx.connection.execute(_DESTROYED_AMONG, {"refs": every[at : at + _AT_ONCE]})
        found |= {row.ref: row.destroyed_at for row in rows}
    return found


def destroying_since(tx: Transaction, ref: str) -> datetime | None:
    """When the destruction of a traject began that is not finished; None when there is none."""
    t = tables.traject.c
    wanted = select(t.stage_since).where(t.ref == ref, t.stage == Stage.DESTROYING)
    at: datetime | None = tx.connection.execute(wanted).scalar()
    return at


def destroyed_since(tx: Transaction, since: datetime) -> tuple[str, ...]:
    """Those that were destroyed since then, the last one first, a few at most."""
    t = tables.traject.c
    wanted = select(t.ref).where(t.destroyed_at >= since).order_by(t.destroyed_at.desc(), t.ref)
    return tuple(tx.connection.scalars(wanted.limit(_FEW)))


def everyone(tx: Transaction) -> tuple[tuple[str, str, bool], ...]:
    """Reference, stage and rush of every traject, destroyed ones included, oldest first."""
    t = tables.traject.c
    rows = tx.connection.execute(select(t.ref, t.stage, t.rush).order_by(t.opened_at, t.ref))
    return tuple((row.ref, row.stage, row.rush) for row in rows)


def stage_of(tx: Transaction, ref: str) -> str | None:
    """The stage of a traject, a destroyed one's too; None when there never was one."""
    stage: str | None = tx.connection.execute(
        select(tables.traject.c.stage).where(tables.traject.c.ref == ref)
    ).scalar()
    return stage


def lifetime(tx: Transaction, ref: str) -> tuple[datetime, datetime | None]:
    """When a traject was opened, and when it was destroyed."""
    t = tables.traject.c
    row = tx.connection.execute(select(t.opened_at, t.destroyed_at).where(t.ref == ref)).one()
    return row.opened_at, row.destroyed_at

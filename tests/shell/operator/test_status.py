"""`status --json` looks up much at once: over random ledgers it tells what each traject by itself tells."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from support.servers.dovecot import PASSWORD
from support.stories.practice import CONFIG, INFO, SHE, at
from support.trajects import people, traject

from bot.core.decision import Ask
from bot.core.due.destruction import moment
from bot.core.due.tick import next_due_at
from bot.core.traject import reference
from bot.core.traject.stages import Stage
from bot.core.traject.value import Disposition, Outcome, Person
from bot.core.views import Phrase
from bot.shell.ledger import dispositions, questions, trajects
from bot.shell.ledger.expiry import DESTROYED
from bot.shell.ledger.gone import erasure
from bot.shell.ledger.ledger import Ledger, open_ledger
from bot.shell.operator.status import _group, overview
from bot.shell.settings.loading import load

NOW = at("2026-11-12 07:00")


def filled(ledger: Ledger, rng: random.Random) -> None:
    for number in range(12):
        ref = reference.make(rng.choice)
        stage, opened = rng.choice(list(Stage)), NOW - timedelta(days=rng.randrange(90))
        there = tuple(replace(r, id=f"{number}-{r.id}", silent=rng.random() < 0.2) for r in people(rng.randrange(8)))
        one = replace(traject(stage), ref=ref, specialist=Person(f"Arts {number}"), opened_at=opened, respondents=there)
        with ledger.book() as book:
            book.save(replace(one, destroy_at=rng.choice((None, NOW + timedelta(2)))), None)
            for respondent in there:
                outcome = rng.choice((Outcome.FORM, Outcome.DECLINED, Outcome.BOUNCED))
                dispositions.add(
                    book, ref, Disposition(rng.randrange(1, 9), outcome, NOW, respondent.id), rng.choice((0, 1))
                )
            for asked in range(rng.randrange(3)):
                questions.add(
                    book, Ask("doubtful", f"{ref}/{asked}", Phrase("question.doubtful"), "Els Vink"), ref, NOW
                )
            if stage is Stage.DESTROYED:
                erasure.finished(book, ref, NOW)
                if rng.random() < 0.6:
                    book.set_meta_sealed(DESTROYED + ref, {"name": f"Arts {number}", "address": ""})
        if stage in (Stage.DESTROYED, Stage.DESTROYING) and rng.random() < 0.6:
            ledger.keys.destroy(ref)


def plainly(ledger: Ledger) -> Iterator[str]:
    """One by one, as it was first written."""
    ctx = ledger.context(NOW)
    with ledger.book() as book:
        for ref, stage, rush in trajects.everyone(book):
            one = book.traject(ref)
            due = next_due_at(one, ctx) if one and one.stage is not Stage.DESTROYING else None
            name = (book.meta_sealed(DESTROYED + ref) or {}).get("name", "")
            row = {
                "ref": ref,
                "specialist": one.specialist.name if one else name,
                "stage": str(stage),
                "rush": rush,
                "groups": [_group(one, g) for g in one.groups] if one else [],
                "documents": sorted(one.documents()) if one else [],
                "decisions": [q.number for q in book.questions(ref)] if one else [],
                "next_due": ctx.calendar.local(due).isoformat() if due else "",
                "destruction_at": moment(one, ctx) if one else "",
            }
            yield json.dumps(row, ensure_ascii=False)


@pytest.mark.parametrize("seed", range(6))
def test_it_tells_what_each_traject_by_itself_tells(tmp_path: Path, seed: int) -> None:
    file = tmp_path / "config.toml"
    more = {"imap": 1, "smtp": 1, "user": "info", "since": "", "authserv": "mx.praktijk.example", "more": ""}
    file.write_text(CONFIG.format(info=INFO, she=SHE, **more))
    settings = load(file, {"IMAP_PASSWORD": PASSWORD})
    ledger = open_ledger(settings)
    filled(ledger, random.Random(seed))
    told = list(plainly(ledger))
    ledger.close()
    assert list(overview(settings, None, NOW, as_json=True)) == told
    for line in told:
        assert list(overview(settings, json.loads(line)["ref"], NOW, as_json=True)) == [line]

"""What docs/privacy.md says of numbers, mails and commands is what the program does."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.due import retention
from bot.core.traject.rules import DEFAULT_GROUPS, TrajectRules
from bot.handlers.commands import command_of
from bot.handlers.her_word import tally
from bot.shell.ledger.gone import tombstones
from bot.shell.round import expiry

HOME = Path(__file__).resolve().parents[1]
PRIVACY = (HOME / "docs/privacy.md").read_text("utf-8")
RULES = TrajectRules()
IN_CODE = {f.name: getattr(RULES, f.name) for f in fields(RULES)} | {
    "SETTLED_DAYS": expiry.SETTLED_DAYS,
    "TOMBSTONES": tombstones.EXPIRES // timedelta(1),
    "CONFIRM_WITHIN": tally.CONFIRM_WITHIN // timedelta(1),
}
TOLD = re.findall(r"^\| `(\w+)` \| (\d+) \|", PRIVACY, re.M)
SECTIONS = re.findall(r"^## (.+)$", PRIVACY, re.M)


def anchor(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize(("name", "days"), TOLD)
def test_a_number_is_the_default(name: str, days: str) -> None:
    assert IN_CODE[name] == int(days)


def test_every_number_of_days_in_a_sentence_is_one_of_them() -> None:
    assert len(TOLD) == 7
    known = {int(days) for _, days in TOLD} | {retention.OVERDUE_DAYS}
    assert {int(n) for n in re.findall(r"(\d+) (?:days|dagen)\b", PRIVACY)} <= known
    assert f"asked every {retention.OVERDUE_DAYS} days" in PRIVACY


def test_years_and_the_floor_follow_from_the_defaults() -> None:
    assert RULES.max_retention_days == 5 * 365
    assert set(re.findall(r"(\w+) (?:years|jaar) (?:after|na)\b", PRIVACY)) == {"five", "vijf"}
    assert {g.report_floor for g in DEFAULT_GROUPS} == {
        int(n) for n in re.findall(r"(?:dan|van) (\d) (?:formulieren|in het dossier)", PRIVACY)
    }


def test_the_commands_in_it_exist() -> None:
    said = re.findall(r"`([a-z]+ (?:T-7KQFK|NR)[^`]*)`", PRIVACY)
    assert len(said) >= 4
    assert [line for line in said if command_of(line) is None] == []


def test_it_can_be_found_and_every_section_is_in_its_table_of_contents() -> None:
    for document in ("README.md", "docs/operator.md"):
        assert "privacy.md" in (HOME / document).read_text("utf-8"), document
    linked = set(re.findall(r"\]\(#([^)]+)\)", PRIVACY))
    assert {anchor(heading) for heading in SECTIONS} <= linked

"""The demo as somebody sees it who types `trajectbot demo --fast`: what it shows, what it leaves, what it admits."""

from __future__ import annotations

import email
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.core.errors import OperatorError
from bot.demo import play

HOME = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Run:
    """One run in a pipe."""

    code: int
    shown: str
    said: str
    output: Path


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    output = tmp_path_factory.mktemp("demo") / "output"
    command = [sys.executable, "-P", "-m", "bot", "demo", "--fast", "--output", str(output)]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=600, cwd=output.parent, env={"PYTHONPATH": str(HOME)}
    )
    return Run(done.returncode, done.stdout, done.stderr, output)


def test_it_goes_as_told(run: Run) -> None:
    assert (run.code, run.said) == (0, "")
    assert "✗" not in run.shown


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(r"→ Willem Terpstra +asks for an IFMS traject", id="enquiry"),
        pytest.param(r"→ dr\. Marijke van Loon +taps “start”", id="button"),
        pytest.param(r"→ Joost Kuipers +fills in the Word form, from a private", id="private address"),
        pytest.param(r"→ Kees Bouwman +answers between the questions", id="answers in the body"),
        pytest.param(r"→ Chantal Wijnands +is away until 20 November", id="out of office"),
        pytest.param(r"→ Mail Delivery System +.*user unknown", id="bounce"),
        pytest.param(r"← Annelies Haverkamp +decline-received", id="decline"),
        pytest.param(r"← \d+ respondents +respondent-reminder", id="reminders"),
        pytest.param(r"→ dr\. Marijke van Loon +decides: koppel \d+ T-", id="decision"),
        pytest.param(r"peers ■■■■■ 6/5 +doctors ■■■■■ 5/5 +others ■■■■■ 5/5", id="bars"),
        pytest.param(r"the dossier, \d+ pages, lies in IFMS/Trajecten/T-", id="dossier"),
        pytest.param(r"✓ no word of 16 forms stands in any mail", id="confidentiality, proved"),
        pytest.param(r"✓ her 6 other mails lie in INBOX as they came", id="her other mail, proved"),
        pytest.param(r"← Willem Terpstra +destroyed", id="destroyed"),
    ],
)
def test_the_timeline_tells(run: Run, line: str) -> None:
    assert re.search(line, run.shown)


def test_a_pipe_gets_plain_lines_of_eighty_columns(run: Run) -> None:
    lines = run.shown.splitlines()
    assert "\x1b" not in run.shown
    assert max(len(line) for line in lines if "Browse them" not in line) <= 80


def test_every_mail_is_left_as_it_was(run: Run) -> None:
    counted = re.search(r"(\d+) mails came in, (\d+) went out", run.shown)
    assert counted is not None
    files = sorted((run.output / "mails").glob("*.eml"))
    ways = [re.fullmatch(r"\d{3}-\d{4}-\d\d-\d\d-\d{4}-(in|out)-[a-z0-9-]+\.eml", f.name) for f in files]
    assert [w[1] for w in ways if w].count("in") == int(counted[1])
    assert [w[1] for w in ways if w].count("out") == int(counted[2])
    assert all(email.message_from_bytes(f.read_bytes())["From"] for f in files)


@pytest.mark.parametrize("name", ["dossier.pdf", "statement.pdf", "certificate.pdf"])
def test_the_documents_are_left(run: Run, name: str) -> None:
    assert (run.output / name).read_bytes().startswith(b"%PDF")


def test_the_final_state_is_left(run: Run) -> None:
    rows = [json.loads(line) for line in (run.output / "status.json").read_text("utf-8").splitlines()]
    assert [row["stage"] for row in rows] == ["destroyed"]


def test_the_page_needs_nothing_but_itself(run: Run) -> None:
    page = (run.output / "index.html").read_text("utf-8")
    own = page.partition('<script type="application/json"')[0]
    assert not re.search(r"(?:src|href)=\"(?!dossier|statement|certificate|status)", own)
    assert 'sandbox referrerpolicy="no-referrer"' in own
    assert "default-src 'none'" in own


def test_a_story_cut_short_is_admitted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    curtain = datetime(2026, 11, 3, tzinfo=ZoneInfo("Europe/Amsterdam"))
    with pytest.raises(OperatorError, match="the traject became ready"):
        play(tmp_path / "output", fast=True, terminal=True, until=curtain)
    shown = capsys.readouterr().out
    assert "✗ NOT SO:\x1b[0m the traject became ready" in shown
    assert "✓\x1b[0m the enquiry was answered" in shown
    assert (tmp_path / "output" / "index.html").is_file()


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_bytes(b"years of work")
    with pytest.raises(OperatorError, match="not an earlier demo's"):
        play(tmp_path, fast=True, terminal=False)
    assert [f.name for f in tmp_path.iterdir()] == ["thesis.doc"]

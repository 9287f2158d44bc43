"""`init`, `preview` and `forms`, as an operator calls them: nothing that exists is ever touched."""

from __future__ import annotations

import os
import re
import tomllib
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from support.servers.dovecot import PASSWORD, Account
from support.shell_command import HOME, invoked, trajectbot
from support.stories.dialogue import start
from support.stories.practice import Practice

from bot.core.views import ToAnyone, ToPractitioner, ToRespondent, ToSpecialist
from bot.forms import filled
from bot.readers import read
from bot.shell.letters.templates import template_of
from bot.shell.operator.init import configuration, set_up
from bot.shell.settings.loading import load

MAILS = {
    template_of(view) for group in (ToSpecialist, ToRespondent, ToPractitioner, ToAnyone) for view in group.__args__
}


def answers(account: Account, password: str = PASSWORD) -> str:
    """What an operator types: a practice with quotes in its name, the test's own server, an SMTP without sign-in."""
    lines = (
        'Praktijk "De Vries" & Co', "info@praktijk.example", "", "dr. A. de Vriës", "a.devries@praktijk.example",
        "127.0.0.1", "plain", str(account.server.imap_port), account.user,
        "127.0.0.1", "plain", "2525", "-", password,
    )  # fmt: skip
    return "\n".join(lines) + "\n"


def files(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def test_init_makes_everything_and_never_again(tmp_path: Path, account: Account) -> None:
    done = trajectbot("init", folder=tmp_path, answers=answers(account), LC_ALL="C")
    assert (done.returncode, done.stderr) == (0, b"")
    settings = load(tmp_path / "config.toml", {})
    assert settings.practice.name == 'Praktijk "De Vries" & Co'
    assert settings.practitioner.name == "dr. A. de Vriës"
    assert (settings.imap.host, settings.imap.port, settings.imap.username) == (
        "127.0.0.1",
        account.server.imap_port,
        account.user,
    )
    assert (settings.smtp.security, settings.smtp.username) == ("plain", "")
    assert settings.imap.since == datetime.now(UTC).astimezone(ZoneInfo("Europe/Amsterdam")).date().isoformat()
    assert settings.imap.password.reveal() == PASSWORD
    made = files(tmp_path)
    assert set(made) == {"config.toml", "data/imap.password", "data/keys.db", "data/master.key", "data/trajectbot.db"}
    assert {oct((tmp_path / name).stat().st_mode & 0o777) for name in made} == {"0o600"}
    assert PASSWORD.encode() not in done.stdout
    assert {"IFMS/Beoordelen", "IFMS/Geparkeerd", "IFMS/Trajecten"} <= set(account.folders())
    assert b"The folders are there: IFMS/Beoordelen, IFMS/Geparkeerd, IFMS/Trajecten, IFMS/Bewijzen." in done.stdout
    assert b"Whom to believe: trusted_authserv_id is empty." in done.stdout
    config = str(tmp_path / "config.toml")
    again = invoked("--config", config, "init", answers=answers(account))
    assert again.exit_code == 1
    assert "exists already; nothing was changed" in again.stderr
    assert files(tmp_path) == made
    assert invoked("--config", config, "status").stdout == "No trajects yet.\n"


def test_init_without_a_mailbox_says_what_to_do(tmp_path: Path) -> None:
    done = invoked("--config", str(tmp_path / "config.toml"), "init")
    assert done.exit_code == 0
    assert "The mailbox cannot be used yet" in done.stdout
    assert "Set TRAJECTBOT_IMAP_PASSWORD" in done.stdout
    assert "trajectbot --config" in done.stdout
    assert (tmp_path / "data/master.key").is_file()


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        pytest.param("P\ninfo\n", "practice.address", id="no address"),
        pytest.param("P\ninfo@p.example\nde\n", "practice.language: must be 'nl' or 'en'", id="no language"),
        pytest.param("P\n\n\n\n\nimap.p.example\nplain\n", "imap.security", id="h44 plain over a network"),
        pytest.param("P\n\n\n\n\n\n\n99999\n", "imap.port: must be at most 65535", id="no port"),
    ],
)
def test_an_impossible_answer_makes_nothing(tmp_path: Path, lines: str, words: str) -> None:
    done = invoked("--config", str(tmp_path / "config.toml"), "init", answers=lines)
    assert done.exit_code == 2
    assert words in done.stderr
    assert files(tmp_path) == {}


@pytest.mark.parametrize("there", ["config.toml", "data/imap.password", "data/keys.db"])
def test_what_exists_is_left_as_it_is(tmp_path: Path, account: Account, there: str) -> None:
    (tmp_path / there).parent.mkdir(exist_ok=True)
    (tmp_path / there).write_bytes(b"mine")
    done = invoked("--config", str(tmp_path / "config.toml"), "init", answers=answers(account))
    assert done.exit_code in (1, 2)
    assert isinstance(done.exception, SystemExit)
    assert (tmp_path / there).read_bytes() == b"mine"
    assert not (tmp_path / "data/master.key").exists()


def test_stores_that_fit_are_used_again(tmp_path: Path, account: Account) -> None:
    assert invoked("--config", str(tmp_path / "config.toml"), "init", answers=answers(account, "")).exit_code == 0
    before = files(tmp_path)
    (tmp_path / "config.toml").unlink()
    assert invoked("--config", str(tmp_path / "config.toml"), "init", answers=answers(account, "")).exit_code == 0
    assert files(tmp_path)["data/master.key"] == before["data/master.key"]


def test_at_a_terminal_a_wrong_answer_is_asked_again(tmp_path: Path) -> None:
    asked: list[str] = []

    def ask(question: str, proposal: str, secret: bool) -> str:
        asked.append(question)
        return "nonsense" if len(asked) == 2 else "" if secret else proposal

    lines = list(
        set_up(
            tmp_path / "config.toml",
            ask,
            {"TRAJECTBOT__IMAP__HOST": "imap.eigen.example"},
            datetime.now(UTC),
            patient=True,
        )
    )
    assert lines[0] == f"Written: {tmp_path / 'config.toml'}"
    assert "practice.address" in asked[2]
    assert 'host = "imap.eigen.example" ' in (tmp_path / "config.toml").read_text()


def test_the_comments_stay() -> None:
    example = (HOME / "config.example.toml").read_text()
    assert configuration({}) == example
    text = configuration({"practice.name": 'Een "heel" lange naam \\ met van alles erin', "imap.port": "143"})
    assert tomllib.loads(text)["practice"]["name"] == 'Een "heel" lange naam \\ met van alles erin'
    assert tomllib.loads(text)["imap"]["port"] == 143
    assert re.findall(r"#.*", text) == re.findall(r"#.*", example)


class Links(HTMLParser):
    """The files that a page links to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found += (value for name, value in attributes if name == "href" and value)


def test_preview_writes_every_mail_in_every_language(tmp_path: Path) -> None:
    done = invoked("preview", "--output", str(tmp_path / "shown"))
    assert done.exit_code == 0
    linked = Links((tmp_path / "shown/index.html").read_text(encoding="utf-8")).found
    assert set(linked) == {f"{la}/{kind}.{end}" for la in ("nl", "en") for kind in MAILS for end in ("html", "txt")}
    assert all((tmp_path / "shown" / name).stat().st_size for name in linked)
    assert (tmp_path / "shown/nl/progress.txt").read_text(encoding="utf-8").startswith("Subject: [T-7KQFK] ")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x")
    done = invoked("preview", "--output", str(tmp_path / "taken"))
    assert done.exit_code == 1
    assert "taken cannot be written" in done.stderr


def test_forms_of_a_traject_in_every_format(practice_run: Practice, tmp_path: Path) -> None:
    ref = start(practice_run).ref
    config = str(practice_run.settings.file)
    out = tmp_path / "out"
    done = invoked("--config", config, "forms", ref.lower(), "--output", str(out))
    assert (done.exit_code, done.stderr) == (0, "")
    names = {
        f"{name} {ref}.{end}"
        for name in ("Feedbackformulier", "Zelfevaluatie", "POP")
        for end in ("docx", "pdf", "txt")
    }
    assert {f.name for f in out.iterdir()} == names | {f"Respondenten {ref}.xlsx"}
    assert done.stdout.split("\n")[0] == f"{out / 'Feedbackformulier'} {ref}.docx"
    for end in ("docx", "pdf"):
        form = filled(read((out / f"Feedbackformulier {ref}.{end}").read_bytes()))
        assert form is not None
        assert (form.reference, form.questionnaire, form.filled) == (ref, "ifms360", 0)
    assert ref in (out / f"Feedbackformulier {ref}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        pytest.param("hallo", "hallo is not a reference", id="none"),
        pytest.param("T-7KQFK", "There is no traject T-7KQFK", id="unknown"),
    ],
)
def test_forms_of_no_traject(practice_run: Practice, tmp_path: Path, ref: str, words: str) -> None:
    config = str(practice_run.settings.file)
    done = invoked("--config", config, "forms", ref, "--output", str(tmp_path / "out"))
    assert done.exit_code == 1
    assert words in done.stderr
    assert not (tmp_path / "out").exists()
    assert os.listdir(tmp_path / "data")

"""An old copy of one store beside the newer other one is noticed; a start that was cut off anywhere is none."""

from __future__ import annotations

import gc
import itertools
import random
import shutil
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine
from support.least import CONFIG
from support.servers.postgres import Postgres, copy_of
from support.trajects import local

from bot.core.errors import ConfigurationError
from bot.shell.ledger import events
from bot.shell.ledger.ledger import Ledger, look, open_ledger
from bot.shell.ledger.opening.marks import NONE, Fit, Remembered, begun, fit, following, remembered
from bot.shell.ledger.opening.survey import survey
from bot.shell.settings.frozen import Settings
from bot.shell.settings.loading import load

NOW = local("2026-11-02 09:00")


def test_marks_that_were_settled_differ_in_one_direction_only() -> None:
    """Every two moments of a life in which raises are cut off now and then."""
    drawn = random.Random(8)
    ledger, keys = NONE, NONE
    life = [(ledger, keys, 0)]  # both marks, and how many raises the ledger had settled
    for settled in range(1, 40):
        for cut in (*drawn.choices(("begun", "taken"), k=drawn.randrange(3)), "settled"):
            former, new = keys, following(ledger, keys)
            ledger = begun(new, former)
            keys = keys if cut == "begun" else new
            ledger = new if cut == "settled" else ledger
            life.append((ledger, keys, settled if cut == "settled" else settled - 1))
    for (mine, _, before), (_, theirs, after) in itertools.product(life, life):
        if before < after:
            assert fit(mine, theirs) in (Fit.LEDGER_OLDER, Fit.FITS)
    for one, other in itertools.combinations([m for m in life if "<" not in m[0]], 2):
        assert fit(one[0], other[1]) is Fit.LEDGER_OLDER
        assert fit(other[0], one[1]) is Fit.KEYS_OLDER
    assert {fit(ledger, keys) for ledger, keys, _ in life} == {Fit.FITS}
    two = following(NONE, NONE), following(NONE, NONE)
    assert fit(*two) is Fit.APART


@pytest.mark.parametrize(
    ("text", "known"),
    [
        pytest.param("", Remembered(), id="nothing"),
        pytest.param("start", Remembered(), id="before the first event, without marks"),
        pytest.param("a" * 64, Remembered(NONE, "a" * 64), id="without marks"),
        pytest.param("7.0a0b0c0d ", Remembered("7.0a0b0c0d"), id="before the first event"),
        pytest.param("7.0a0b0c0d " + "a" * 64, Remembered("7.0a0b0c0d", "a" * 64), id="later"),
    ],
)
def test_what_a_key_store_remembers_is_read(text: str, known: Remembered) -> None:
    assert remembered(text) == known
    assert remembered(str(known)) == known


class Killed(BaseException):
    """The process ends here."""


@dataclass
class Place:
    """Stores of one installation, of which copies are made and put back."""

    settings: Settings
    postgres: Postgres | None
    copies: int = 0

    @property
    def keys(self) -> Path:
        return Path(self.settings.stores.keystore_url.removeprefix("sqlite:///"))

    def copy(self) -> tuple[Path, str]:
        """Copies of the key store and the ledger of this moment."""
        self.copies += 1
        kept = self.keys.with_name(f"keys-{self.copies}")
        shutil.copy(self.keys, kept)
        url = self.settings.stores.database_url
        if self.postgres is None:
            file = Path(url.removeprefix("sqlite:///"))
            shutil.copy(file, copied := file.with_name(f"ledger-{self.copies}"))
            return kept, f"sqlite:///{copied}"
        return kept, copy_of(url)

    def with_copies(self, keys: Path, ledger: str) -> Settings:
        stores = replace(self.settings.stores, keystore_url=f"sqlite:///{keys}", database_url=ledger)
        return replace(self.settings, stores=stores)


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    file = tmp_path / "config.toml"
    file.write_text(CONFIG)
    settings, postgres = load(file, {}), None
    if getattr(request, "param", "sqlite") == "postgresql":
        postgres = request.getfixturevalue("postgres")
        settings = replace(settings, stores=replace(settings.stores, database_url=postgres.database()))
    return Place(settings, postgres)


both_kinds = pytest.mark.parametrize("place", ["sqlite", "postgresql"], indirect=True)


def starts(place: Place) -> None:
    open_ledger(place.settings).close()


def starts_and_decides(place: Place) -> None:
    ledger = open_ledger(place.settings)
    decides(ledger)
    ledger.close()


def decides(ledger: Ledger) -> None:
    with ledger.book() as book:
        events.record(book, NOW, "T-7KQFK", "news.start")


def refusal(settings: Settings) -> str:
    try:
        assert survey(settings.stores).ledger
    except ConfigurationError as error:
        return error.problem
    return ""


@both_kinds
def test_each_copy_fits_the_other_of_its_own_moment_and_no_other(place: Place) -> None:
    made = []
    for happens in (starts, starts, starts_and_decides, starts):
        happens(place)
        made.append(place.copy())
    for one, (_, ledger) in enumerate(made):
        for other, (keys, _) in enumerate(made):
            said = refusal(place.with_copies(keys, ledger))
            wanted = "" if one == other else "The ledger is older" if one < other else "The key store is older"
            assert said[: len("The ledger is older")] == wanted[: len("The ledger is older")], (one, other, said)


@both_kinds
def test_within_one_run_whatever_was_decided_before_it_goes_out_tells_an_old_copy(place: Place) -> None:
    ledger = open_ledger(place.settings)
    decides(ledger)
    ledger.mark()
    ledger.close()
    old = place.copy()
    ledger.mark()
    ledger.close()
    assert refusal(place.with_copies(place.copy()[0], old[1])) == "", "nothing was decided since"
    decides(ledger)
    ledger.mark()
    ledger.close()
    new = place.copy()
    assert refusal(place.with_copies(new[0], old[1])).startswith("The ledger is older")
    assert refusal(place.with_copies(old[0], new[1])).startswith("The key store is older")


def test_two_copies_that_were_both_used_are_not_of_one_moment(place: Place) -> None:
    starts(place)
    keys, ledger = place.copy()
    one, other = place.with_copies(keys, ledger), place.with_copies(*place.copy())
    for settings in (one, other):
        open_ledger(settings).close()
    mixed = replace(one.stores, keystore_url=other.stores.keystore_url)
    assert "not of one moment" in refusal(replace(one, stores=mixed))


def killed_at(step: int, act: Callable[[], None]) -> list[str]:
    """The process ends before the nth statement that writes, or commit, of any store; what came until then."""
    steps: list[str] = []

    def count(what: str) -> None:
        steps.append(what)
        if len(steps) == step:
            raise Killed

    def statement(connection: object, cursor: object, said: str, *more: object) -> None:
        if said.startswith(("INSERT", "UPDATE", "DELETE")):
            count(said)

    def commit(connection: object) -> None:
        count("COMMIT")

    event.listen(Engine, "before_cursor_execute", statement)
    event.listen(Engine, "commit", commit)
    try:
        act()
    except Killed:
        steps.append("killed")
    finally:
        event.remove(Engine, "before_cursor_execute", statement)
        event.remove(Engine, "commit", commit)
    with warnings.catch_warnings():  # what a process that dies leaves open is the system's to close
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
    return steps


@both_kinds
def test_a_start_that_is_killed_anywhere_is_followed_by_another(place: Place) -> None:
    starts_and_decides(place)
    old = place.copy()
    whole = killed_at(0, lambda: starts(place))
    each = [n for n, step in enumerate(whole, 1) if place.postgres is None or step == "COMMIT"]
    for cut in each:
        at = place.with_copies(*replaced(place, old))
        steps = killed_at(cut, lambda at=at: open_ledger(at).close())  # type: ignore[misc]
        assert steps[-1] == "killed"
        assert refusal(at) == "", (cut, steps)
        with_old_ledger = replace(at.stores, database_url=old[1])
        with_old_keys = replace(at.stores, keystore_url=f"sqlite:///{old[0]}")
        settled = bool(refusal(replace(at, stores=with_old_keys)))
        taken = refusal(replace(at, stores=with_old_ledger))
        assert not settled or taken, "what the key store took first tells the old ledger"
        open_ledger(at).close()
        assert refusal(at) == ""
        assert refusal(replace(at, stores=with_old_ledger)).startswith("The ledger is older")
        assert refusal(replace(at, stores=with_old_keys)).startswith("The key store is older")
    assert len(each) > 4


def replaced(place: Place, old: tuple[Path, str]) -> tuple[Path, str]:
    """Copies of the copies."""
    place.copies += 1
    keys = old[0].with_name(f"again-{place.copies}")
    shutil.copy(old[0], keys)
    if place.postgres is None:
        ledger = keys.with_name(f"ledger-again-{place.copies}")
        shutil.copy(old[1].removeprefix("sqlite:///"), ledger)
        return keys, f"sqlite:///{ledger}"
    return keys, copy_of(old[1])


def test_stores_of_a_version_without_marks_are_taken_over_and_their_old_copies_refused(place: Place) -> None:
    starts_and_decides(place)
    without_marks(place)
    old = place.copy()
    assert refusal(place.settings) == ""
    starts(place)
    new = place.copy()
    assert refusal(place.with_copies(*new)) == ""
    assert refusal(place.with_copies(new[0], old[1])).startswith("The ledger is older")
    assert refusal(place.with_copies(old[0], new[1])).startswith("The key store is older")
    assert refusal(place.with_copies(*old)) == ""


def without_marks(place: Place) -> None:
    """As the version before left them."""
    from alembic import command
    from alembic.config import Config

    from bot import resources

    ledger = look(place.settings)
    assert ledger is not None
    with ledger.book() as book:
        head = events.head(book)
    ledger.close()
    ledger = open_ledger(place.settings)
    config = Config()
    config.set_main_option("script_location", str(resources.migrations()))
    with ledger.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0004")
    ledger.keys.remember(head)
    ledger.close()


@both_kinds
def test_who_only_looks_while_marks_are_raised_sees_no_old_copy(place: Place) -> None:
    starts(place)
    at_work = threading.Event()

    def works() -> None:
        ledger = open_ledger(place.settings)
        at_work.set()
        for _ in range(30):
            decides(ledger)
            ledger.mark()
        ledger.close()
        at_work.clear()

    daemon = threading.Thread(target=works)
    daemon.start()
    at_work.wait()
    looks = 0
    while at_work.is_set() or not looks:
        assert refusal(place.settings) == ""
        looks += 1
    daemon.join()
    assert refusal(place.settings) == ""

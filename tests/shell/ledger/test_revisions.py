"""The revisions as they are looked up without alembic are those that alembic knows."""

from __future__ import annotations

from alembic.config import Config
from alembic.script import ScriptDirectory

from bot import resources
from bot.shell.ledger.files.revisions import known


def test_revisions_are_alembic_s() -> None:
    config = Config()
    config.set_main_option("script_location", str(resources.migrations()))
    scripts = ScriptDirectory.from_config(config)
    assert [script.revision for script in scripts.walk_revisions()] == list(reversed(known()))
    assert scripts.get_heads() == [known()[-1]]

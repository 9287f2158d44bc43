"""A private, real PostgreSQL on loopback in a temporary folder; every test gets a database of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, make_url
from support.servers.ports import HOST, PATIENCE, free_port


def _programs() -> Path | None:
    """Where Debian keeps the newest server's programs, or wherever the path leads."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: int(file.parts[-3]))
    other = shutil.which("initdb")
    return found[-1].parent if found else Path(other).parent if other else None


def postgres_missing() -> str:
    """Why no PostgreSQL can be started here, or "" when it can."""
    if _programs() is None:
        return "PostgreSQL is not installed (Debian: apt-get install postgresql)"
    if os.getuid() == 0 and shutil.which("setpriv") is None:
        return "PostgreSQL refuses to run as root, and there is no setpriv"
    return ""


def copy_of(url: str) -> str:
    """The url of another database with the same in it; nobody may be connected to the first."""
    there, name = make_url(url), f"copy_{uuid4().hex}"
    engine = create_engine(there.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {there.database}")
    engine.dispose()
    return there.set(database=name).render_as_string(hide_password=False)


@dataclass
class Postgres:
    """One running server; everything is trusted, nothing is synced to the disk."""

    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="postgres-")))
    port: int = field(default_factory=free_port)
    _count: int = 0

    def start(self) -> Postgres:
        if os.getuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        if not (self.folder / "data").exists():
            self._run("initdb", "-D", "data", "-U", "bot", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-c port={self.port} -c listen_addresses={HOST} -c unix_socket_directories={self.folder}"
        options += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        self._run("pg_ctl", "-D", "data", "-l", "log", "-w", "-t", str(PATIENCE), "-o", options, "start")
        return self

    def stop(self, mode: str = "immediate") -> None:
        self._run("pg_ctl", "-D", "data", "-m", mode, "-w", "stop")

    def database(self) -> str:
        """The url of a new one."""
        self._count += 1
        name = f"bot{self._count}"
        self._run("createdb", "-h", HOST, "-p", str(self.port), "-U", "bot", name)
        return f"postgresql+psycopg://bot@{HOST}:{self.port}/{name}"

    def _run(self, program: str, *arguments: str) -> None:
        """As its owner; never through a pipe, which the server would hold open."""
        programs = _programs()
        assert programs is not None
        as_owner = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]
        with (self.folder / "tools.log").open("ab") as log:
            subprocess.run(
                [*(as_owner if os.getuid() == 0 else ()), str(programs / program), *arguments],
                check=True, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env={"PATH": f"{programs}:/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            )  # fmt: skip

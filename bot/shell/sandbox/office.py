"""LibreOffice headless, where it is installed: old formats into ones that the readers know.

It runs in a process of its own without network, with limits on memory, time and file size, an empty environment, and
a folder that is deleted afterwards; macros are off. What it makes is read in the sandbox like any stranger's file.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

import bot
from bot.shell.disk import full
from bot.shell.sandbox.workbench import workbench

PROGRAMS = ("soffice", "libreoffice")
FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML", "pdf": "pdf"}
ROOM = 20_000_000
"""With fewer bytes free, a conversion that made nothing had no room."""
ENDINGS = {"wordml": "xml", "excelml": "xml", "ole": "doc"}
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Setup/Product">
<prop oor:name="ooSetupLastVersion" oor:op="fuse"><value>99.9</value></prop></item>
</oor:items>
"""
"""No macros. A profile that names no version makes it draw test pictures at its start: 80 MB and some seconds."""


@dataclass(slots=True)
class Office:
    """One conversion at a time, in a folder of its own in `place`; bytes and seconds are its limits."""

    program: str
    place: Path | None = None
    seconds: float = 15.0
    data: int = 100 << 20
    written: int = 100 << 20
    _one: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, data: bytes, given: str, wanted: str) -> bytes | None:
        """The converted file; None when LibreOffice cannot make it in time. TransientError: the disk is full."""
        if wanted not in FILTERS:
            return None
        with self._one, workbench(self.place) as (folder, held):
            made = self._convert(folder, held, data, given, wanted)
            if made is None and shutil.disk_usage(folder).free < ROOM:
                raise full("what is converted from an old format")
            return made

    def _convert(self, folder: Path, held: int, data: bytes, given: str, wanted: str) -> bytes | None:
        source = folder / f"source.{ENDINGS.get(given, given)}"
        source.write_bytes(data)
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(SETTINGS)
        self._run(folder, held, [f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
                           "--convert-to", FILTERS[wanted], "--outdir", str(folder / "made"), str(source)])  # fmt: skip
        made = folder / "made" / f"source.{wanted}"
        return made.read_bytes() if made.is_file() and not made.is_symlink() else None

    def _run(self, folder: Path, held: int, arguments: list[str]) -> None:
        limits = [str(self.data), str(int(self.seconds) + 1), str(self.written)]
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.shell.sandbox.office_child", *limits, self.program, *arguments],
            env={"PYTHONPATH": str(Path(bot.__file__).parents[1]), "PATH": "/usr/bin:/bin", "HOME": str(folder),
                 "TMPDIR": str(folder), "LANG": "C.UTF-8"},
            cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True, pass_fds=(held,),
        )  # fmt: skip
        try:
            process.wait(self.seconds)
        except subprocess.TimeoutExpired:
            end_group(process.pid)
            process.wait()


def end_group(group: int) -> None:
    """Ends LibreOffice with all that it started."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


def installed(path: str | None = None, place: Path | None = None) -> Office | None:
    """LibreOffice as found on the path; None when it is not there. It works in `place`."""
    found = next((one for name in PROGRAMS if (one := shutil.which(name, path=path))), None)
    return Office(os.path.realpath(found), place) if found else None

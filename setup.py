"""Packages the bot with the files that stand beside it in a checkout; all else is in pyproject.toml."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

# What stands where in the installed package; bot/resources.py looks there first.
BESIDE = {
    "templates": "bot/_templates",
    "migrations": "bot/_migrations",
    "config.example.toml": "bot/config.example.toml",
}


class BuildWithFiles(build_py):
    """Copies the files along with the modules."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        for source, target in BESIDE.items():
            there = Path(self.build_lib, target)
            if Path(source).is_dir():
                shutil.rmtree(there, ignore_errors=True)
                shutil.copytree(source, there, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, there)


setup(cmdclass={"build_py": BuildWithFiles})

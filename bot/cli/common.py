"""What the commands share: the configuration that was named, and errors told in plain words."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from bot.core.errors import ConfigurationError, TrajectbotError
from bot.shell.disk import refused

if TYPE_CHECKING:
    from bot.shell.settings.frozen import Settings

F = TypeVar("F", bound=Callable[..., Any])
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def sorted_errors(command: F) -> F:
    """Errors that have a name are told in plain words: status 2 for the configuration, 1 for the rest."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except TrajectbotError as error:
            click.echo(f"{error.problem}\n{error.remedy}".strip(), err=True)
            sys.exit(2 if isinstance(error, ConfigurationError) else 1)
        except BrokenPipeError:
            raise
        except OSError as error:
            told = refused(error)
            click.echo(f"{told.problem}\n{told.remedy}".strip(), err=True)
            sys.exit(1)

    return run  # type: ignore[return-value]


def settings_of(context: click.Context) -> Settings:
    """The configuration that was named; everything that is wrong with it is told at once."""
    from bot.shell.settings.loading import load  # late: `explain` and `read` do without

    return load(context.obj, os.environ)

"""Errors, sorted by who can put them right."""


class TrajectbotError(Exception):
    """Something went wrong that has a name: `problem` says what and why, `remedy` what to do."""

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(f"{problem} {remedy}".strip())
        self.problem = problem
        self.remedy = remedy


class TransientError(TrajectbotError):
    """Time puts it right: try again later."""


class OperatorError(TrajectbotError):
    """Whoever installed the bot can put it right."""


class ConfigurationError(OperatorError):
    """The configuration, the keys or the ledger do not fit: exit status 2."""


class IllegalMove(TrajectbotError):  # noqa: N818 - the domain says so
    """A traject cannot go from this stage to that one; nothing was changed."""

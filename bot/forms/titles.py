"""What the files that go out are called."""

from __future__ import annotations

from enum import StrEnum

from bot.forms.questionnaires import catalogue


class FileTitle(StrEnum):
    """A key of titles.toml; that of a blank form is its questionnaire's."""

    FEEDBACK = catalogue.FEEDBACK
    SELF_EVALUATION = catalogue.SELF_EVALUATION
    POP = catalogue.POP
    LIST = "list"
    STATEMENT = "statement"
    DOSSIER = "dossier"
    CERTIFICATE = "certificate"
    ACCESS = "access"
    COMMANDS = "commands"

    def in_(self, language: str) -> str:
        """The title in this language; Dutch unless English is asked for."""
        return catalogue.titles()[self].in_(language)


def file_name(title: FileTitle, language: str, reference: str, ending: str) -> str:
    """ "Feedbackformulier T-7KQFK.docx": names carry the reference, so that an answer is recognised by it."""
    return f"{title.in_(language)} {reference}.{ending}"

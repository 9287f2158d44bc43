"""The words that all blank forms share, as templates/documents/forms.toml has them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms.questionnaires.questionnaire import Text


@dataclass(frozen=True, slots=True)
class FormWords:
    """Labels, prompts and last words of a questionnaire, whatever it asks."""

    reference: Text
    specialist: Text
    name: Text
    group: Text
    date: Text
    score: Text
    explanation: Text
    answer: Text
    no_opinion: Text
    choose_score: Text
    choose_group: Text
    type_here: Text
    type_name: Text
    type_date: Text
    end: Text
    send_back: Text
    kept_a_year: Text
    kept_years: Text

    @property
    def labels(self) -> tuple[Text, ...]:
        """What stands before a value at the top of a form."""
        return (self.reference, self.specialist, self.name, self.group, self.date)

    @property
    def prompts(self) -> tuple[Text, ...]:
        """What stands where nothing has been filled in yet, but for a score."""
        return (self.choose_group, self.type_here, self.type_name, self.type_date)


@dataclass(frozen=True, slots=True)
class SheetWords:
    """The empty list of respondents: its columns, and what goes with its drop-down list."""

    name: Text
    address: Text
    function: Text
    group: Text
    groups: Text
    choose_group: Text

    @property
    def columns(self) -> tuple[Text, ...]:
        """The headings from left to right."""
        return (self.name, self.address, self.function, self.group)

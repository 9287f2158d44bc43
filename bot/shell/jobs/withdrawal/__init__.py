"""A respondent took a form back: where it lies, what copies of it there are, and who hears of it."""

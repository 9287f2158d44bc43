"""The formats in which a questionnaire goes out."""

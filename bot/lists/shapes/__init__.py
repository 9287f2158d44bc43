"""The shapes in which lists of respondents come."""

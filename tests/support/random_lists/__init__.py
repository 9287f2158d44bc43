"""Random lists of respondents with known truth, in the shapes in which specialists send them, and how they are read."""

"""The questionnaires: defined in TOML, and what every blank form says around them."""

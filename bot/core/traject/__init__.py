"""A traject as a value, with its stages, its rules and its reference."""

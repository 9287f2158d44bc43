"""A form that somebody else than its bearer sends: what shows it, and whose it is."""

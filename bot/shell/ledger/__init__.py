"""The only SQL: decisions, what is due, what was sent."""

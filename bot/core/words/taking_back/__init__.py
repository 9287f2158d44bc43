"""An answer that was given is taken back, and perhaps another is to come."""

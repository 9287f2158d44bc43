"""The shapes in which answers come back."""

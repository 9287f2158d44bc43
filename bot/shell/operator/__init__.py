"""The operator's commands, each under its own name."""

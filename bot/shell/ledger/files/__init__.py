"""The files that the stores are kept in: opened, locked and wiped."""

"""One row, line or cell becomes a person, is judged and merged."""

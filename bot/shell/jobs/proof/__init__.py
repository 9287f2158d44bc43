"""The proof of a destruction: what is on it, to whom it goes, where it is kept."""

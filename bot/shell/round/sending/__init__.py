"""Sends the outbox: window, caps and pauses are checked at the last moment; a repeat carries the same Message-ID."""

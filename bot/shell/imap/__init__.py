"""The mailbox: one connection, and everything that is asked of it."""

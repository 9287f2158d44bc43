"""A whole practice within this process: the real app and ledger, over a mailbox and a line that are kept in memory."""

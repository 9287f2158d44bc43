"""Before the ledger is opened: whether it, its keys and the master key are there, fit each other, and are private."""

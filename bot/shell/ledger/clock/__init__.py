"""What the ledger remembers of its clock, and how it is put right after that was wrong."""

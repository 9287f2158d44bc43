"""What is left of a traject that is destroyed, and how the rest is taken out of the ledger."""

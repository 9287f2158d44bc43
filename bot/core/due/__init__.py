"""What is due at a moment: a tick asks, reminders, shortages and retention answer, the digest tells."""

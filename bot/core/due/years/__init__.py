"""What is due in the years after a conversation."""

"""What a specialist writes years after the conversation: of the next cycle, and of the re-registration."""

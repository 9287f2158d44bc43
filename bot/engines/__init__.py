"""What drives the rounds."""

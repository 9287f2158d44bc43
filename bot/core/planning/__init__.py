"""The conversation is planned: moments to choose from, an appointment, and the invitation that goes along."""

"""What the commands of the practitioner share: how people write groups and options."""

"""What stands under a command in the same mail, and whether the command means it."""

"""What follows from a mail beside what its handler does: an alarm, word of her absence, what he tells of himself."""

"""Whether the receiving server vouches for the sender of a mail."""

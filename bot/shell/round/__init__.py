"""One round over the mailbox, in steps."""

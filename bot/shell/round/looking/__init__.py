"""What a look at the mailbox tells: new mail, moves by hand, a copy that was put back, what is missing."""

"""Many mails in one commit: their books as parts of it, and what was read of a traject kept as long as it lasts."""

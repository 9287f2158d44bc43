"""The HTML of a mail as somebody sees it: its text, its links, what is struck out."""

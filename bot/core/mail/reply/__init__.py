"""What somebody added to a reply: without what it quotes and how it is signed."""

"""A line that fails where a test wants it to, the story that is played over it, and what must hold afterwards."""

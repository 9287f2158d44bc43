"""What is done after a commit, one kind a file."""

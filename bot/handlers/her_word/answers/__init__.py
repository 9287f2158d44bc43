"""What she answers to a question of ours, in her own words: the command that she means."""

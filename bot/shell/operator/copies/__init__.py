"""Copies of the stores: taken while the daemon runs, described, closed for others, and put back."""

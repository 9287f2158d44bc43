"""Copies of both stores of one moment, taken while others are at work, and put back."""

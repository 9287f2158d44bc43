"""The keys that names and addresses are encrypted with, and the tokens in our Message-IDs."""

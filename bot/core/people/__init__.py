"""Names and addresses of people, read and compared."""

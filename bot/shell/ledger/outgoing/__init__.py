"""Mails on their way out, and what is told of those that left."""

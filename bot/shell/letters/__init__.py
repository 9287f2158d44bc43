"""Outgoing mails: from a view to the bytes that are sent."""

"""The least that a configuration must say."""

from __future__ import annotations

CONFIG = """
[practice]
name = "Praktijk De Vries"
address = "info@praktijk.example"
[practitioner]
name = "dr. A. de Vries"
address = "a.devries@praktijk.example"
[imap]
host = "imap.praktijk.example"
[smtp]
host = "smtp.praktijk.example"
"""

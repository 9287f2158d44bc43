"""Dossier, statement and destruction certificate: data in, PDF out."""

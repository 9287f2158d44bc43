"""The files of office programs."""

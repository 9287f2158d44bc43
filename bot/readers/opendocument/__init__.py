"""The files of LibreOffice."""

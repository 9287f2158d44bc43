"""Text, HTML, RTF and delimited files."""

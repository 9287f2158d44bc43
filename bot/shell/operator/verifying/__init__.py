"""`verify-destruction`: every store in reach is searched again for what was destroyed."""

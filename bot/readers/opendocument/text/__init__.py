"""The inside of an OpenDocument text."""

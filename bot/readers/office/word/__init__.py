"""The inside of a Word document."""

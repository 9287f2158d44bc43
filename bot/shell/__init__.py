"""The thin shell: I/O, clocks and everything that can fail."""

"""The pure core: bytes in, decisions out, time is an argument."""

"""Strangers' bytes are read here, in a child process with its hands tied."""

"""Trajectbot: runs IFMS trajects over one ordinary mailbox."""

__version__ = "0.1.0"

"""She thinks better of a destruction that is planned."""

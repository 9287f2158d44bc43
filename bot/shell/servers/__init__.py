"""Where the mail servers are, and how one signs in."""

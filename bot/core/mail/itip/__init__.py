"""The calendar part of a mail: what a calendar program answers (RFC 5545, 5546), as many programs write it."""

"""What the bot makes of a mail or a document by itself, and how it says so."""

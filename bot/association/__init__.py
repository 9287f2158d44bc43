"""Which traject and which person a mail belongs to: a ladder of evidence, climbed down from the strongest."""

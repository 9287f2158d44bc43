"""Mails gone wrong at random, and what must never follow from one, whatever it has become."""

"""Mails and cards in a file: .eml, .msg, winmail.dat, vCard."""

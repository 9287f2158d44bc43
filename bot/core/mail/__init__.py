"""The bytes of a mail become an InboundMail."""

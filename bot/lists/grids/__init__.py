"""Tables and sheets, before anybody knows who is in them."""

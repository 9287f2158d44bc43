"""What she says of what she was asked or of what is planned: a yes, a no, second thoughts."""

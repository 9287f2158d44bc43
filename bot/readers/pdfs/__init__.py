"""PDF: text, tables, form fields."""

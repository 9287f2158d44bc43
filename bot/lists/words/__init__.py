"""The words of lists: headings, functions, disciplines, groups."""

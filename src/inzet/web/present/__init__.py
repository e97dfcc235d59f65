"""Rows of the record turned into what a page says: words, links, lines; no HTML, no reading."""

"""Readers of tables: rows of headings, columns, and the reading of each kind of table."""

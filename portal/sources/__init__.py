"""Documents of other programs as whoever opens them sees them: paragraphs, tables, and what is not content.

It knows file formats and no word of education: what a paragraph or a table *is*, its readers tell.
A change usually begins in `source.py` (what a document consists of), then in the format's own package (`word/`).
"""

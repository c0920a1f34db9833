"""Documents of other programs as whoever opens them sees them: paragraphs, tables, and what is not content.

It knows file formats and nothing of education: what a paragraph or a table means is decided by those who use it.
A change usually begins in `source.py` (what a document consists of), then in the format's own package (`word/`).
"""

"""The manual inside the portal: docs/manual as pages, a chapter for each role, linked from the pages that it explains.

Knows no page: a paragraph of the manual names the URLs that it explains, in a comment before it («страницы:
value-grid»), and may say in a line what the page is for («кратко: …»), which the page shows until a person folds it.
A change usually begins in docs/manual itself; how its Markdown becomes a page is in `manual.py`.
"""

"""Uploaded files shown to a virus scanner before anything reads them, where an installation has one (CLAMD).

Knows clamd's protocol and Django's forms, nothing of what files are for. Whatever a form takes in as a file is a
`ScannedFileField` or, where several come in one field, calls `check_for_viruses`; a test looks at every form.
A change usually begins in `fields.py`; `clamd.py` speaks with the scanner.
"""

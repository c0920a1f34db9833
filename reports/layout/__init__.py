"""Blocks laid out: as HTML and PDF, in Word, in Excel, and charts in each of them.

Knows `blocks` alone. A change usually begins in the format's own folder; `formats.py` names the formats, and
`widths.py` says for all of them how wide columns are.
"""

"""Workbooks of Excel and LibreOffice, and tables as text, as people see them: each cell the words that it shows.

It knows nothing of what the cells are for. Files that are far too large are refused before or while they are read.
A change usually begins in `sheets.py` (parts of a workbook), `sheet_reader.py` (cells) or `opening.py` (bounds).
"""

"""Fourteen workbooks of yearly results of schools, as three made-up departments keep them, each with the truth.

Written without a look at the readers. A module has `workbook()` (the bytes of an .xlsx), `DEPARTMENT`, `PAGE` (the year
and kind chosen on the page of import before the file is given; the file may say otherwise), and:

* `TRUTH`: (sheet, cell, school or None for the municipality, indicator, year, kind, number, unit) of every value to take.
  Year and kind are those that must come out: the file's own where it says them, else the page's. The year is written as
  the file has it: 2025, or "2024-2025"; in a department whose `years` are "school", 2025 is the result of 2024-2025
  (exams in spring). The number is what Excel shows (85.0 for 0.85 as %), a merged cell is named by its top left one. The
  same value may stand in two cells; both are listed.
* `NOT_TAKEN`: (sheet, cell, reason) of filled cells that a careful specialist would not take, or would ask about.
* `MAYBE`: as `TRUTH`, with a reason: taking exactly this or asking about it are both right.

Cells in none of the three are headings, names, notes. `csv()` and `CSV_ENCODING` where the same table is kept as CSV too.
"""

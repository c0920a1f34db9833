"""What a department's own document says: acts, the programme's passport, indicators, roadmap, lists of schools.

The way is a `Source` (`portal.sources`) → `reading` (where an act ends, an annex begins, a heading stands) → `acts`,
`captions` and the readers of `tables`, each told by what stands in it (`kinds_of_table`, `columns`, `evidence`) → a
document of the interchange format whose every string knows its places (`placed`) → what was left over and what is
doubtful (`accounts`).

It stores nothing and knows no database. A change usually begins in `columns.py`, with what people call a column.
"""

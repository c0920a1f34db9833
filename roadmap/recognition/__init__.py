"""What a department's own document says: acts, the programme's passport, indicators, roadmap, lists of schools.

`reading` walks through a `Source` (`portal.sources`) and finds where acts, annexes and headings begin. It hands what it
finds to `acts`, `captions` and the readers in `tables`; headings and cells decide what a table and its columns are
(`kinds_of_table`, `columns`, `evidence`). The result is a document of the interchange format whose strings know their
places in the source (`placed`), with an account of what was left over and what is doubtful (`accounts`).

It stores nothing and knows no database. A change usually begins in `columns.py`, with what people call a column.
"""

"""Tables: the rows of headings, what kind a table is, and each kind's own reading."""

"""Lists of schools with low results, made by confirmed runs: their orders, expected results, a school's history."""

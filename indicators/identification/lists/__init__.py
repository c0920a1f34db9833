"""Lists of schools with low results that confirmed runs make: their order, expected results, a school's history."""

"""Lists of schools with low results, of a programme or by themselves."""

"""Documents that show what was done: which files are taken, how they are kept and answered."""

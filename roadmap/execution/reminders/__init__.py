"""Letters about what falls due, and the calendar feed of the same days."""

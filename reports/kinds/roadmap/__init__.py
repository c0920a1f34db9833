"""The plan of activities, in the columns of its document."""

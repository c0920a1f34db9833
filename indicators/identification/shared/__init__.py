"""What all kinds of rules and of measures share; it knows no kind by name, for they are found in their folders."""

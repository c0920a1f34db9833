"""What all kinds of rules and measures share; it names no kind, as kinds are found in their folders."""

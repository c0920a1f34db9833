class MissingPart(Exception):
    """The programme has no such part; the message says so in Russian."""

"""What the portal refuses, said to the person who asked for it."""


class Refusal(Exception):
    """A step that is not taken; the message says in a Russian sentence why, or what to do."""

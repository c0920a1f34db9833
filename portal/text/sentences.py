"""Makes sentences of words."""


def sentence_of(text: str) -> str:
    """Return the text with a capital letter at the beginning and a full stop at the end."""
    return text[:1].upper() + text[1:].rstrip(".") + "."

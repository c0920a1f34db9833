"""Words made a sentence."""


def sentence_of(text: str) -> str:
    """It begins with a capital letter and ends with one dot."""
    return text[:1].upper() + text[1:].rstrip(".") + "."

"""Normalises line breaks of Word and other programs; U+000B is Word's Shift+Enter."""

import re

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def with_line_breaks(text: str) -> str:
    """Replace every kind of line break by a newline, which all formats and pages know."""
    return _BREAKS.sub("\n", text)

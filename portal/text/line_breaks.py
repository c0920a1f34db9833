"""Line breaks as Word and other programs write them: U+000B is Shift+Enter."""

import re

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def with_line_breaks(text: str) -> str:
    """Each as a newline, which every format and page knows."""
    return _BREAKS.sub("\n", text)
